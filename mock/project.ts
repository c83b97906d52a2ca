// An entity as an answer shows it: the properties that the answer's schema declares, and no others.

import type { JsonObject, JsonValue } from './model.ts';
import { putOwn } from './parameters/styles.ts';
import type { Shape } from './shape.ts';

/** How deep nested objects are projected; below, they are shown whole. */
const MAX_DEPTH = 32;

/** The entity by the schema's properties, nested ones alike. A schema that declares none shows it whole. */
export function projectEntity(entity: JsonObject, shape: Shape): JsonValue {
	return project(entity, shape, 0);
}

function project(value: JsonValue, shape: Shape, depth: number): JsonValue {
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
	if (Array.isArray(value)) {
		const { items } = shape;
		return items && items.properties.size > 0 ? value.map((item) => project(item, items, depth + 1)) : value;
	}
	const { properties } = shape;
	if (properties.size === 0) return value;
	const shown: JsonObject = {};
	for (const [name, member] of properties) {
		if (Object.hasOwn(value, name)) putOwn(shown, name, project(value[name] as JsonValue, member, depth + 1));
	}
	return shown;
}
