// The property that names an entity, wherever in the entity it stands. The one place that reads and writes it.

import { getOwn, isObject, type JsonObject, type JsonValue, type Resource, setOwn } from '../../spec/index.ts';

type Keyed = Pick<Resource, 'key' | 'keyPath' | 'hiddenKey'>;

/** The steps that lead to the key, e.g. `['metadata', 'name']`; empty for a key that is kept beside the entity. */
export function stepsToKey({ key, keyPath, hiddenKey }: Keyed): readonly string[] {
	return hiddenKey ? [] : (keyPath ?? [key]);
}

/** The key that an entity shows; `undefined`: it shows none. */
export function readKey(resource: Keyed, entity: JsonValue | undefined): JsonValue | undefined {
	if (!resource.keyPath && !resource.hiddenKey) return getOwn(entity, resource.key);
	const steps = stepsToKey(resource);
	return steps.length === 0 ? undefined : steps.reduce<JsonValue | undefined>(getOwn, entity);
}

/** Gives the entity its key, or (`undefined`) none. A key beside the entity is not written. */
export function writeKey(resource: Keyed, entity: JsonObject, key: JsonValue | undefined): void {
	writeSteps(entity, stepsToKey(resource), key);
}

/** Writes what lies at the end of these steps, or (`undefined`) takes it away; what lies around it is copied. */
export function writeSteps(entity: JsonObject, steps: readonly string[], value: JsonValue | undefined): void {
	let at = entity;
	for (const step of steps.slice(0, -1)) {
		const inner = getOwn(at, step);
		if (!isObject(inner) && value === undefined) return;
		const copy = isObject(inner) ? { ...inner } : {};
		setOwn(at, step, copy);
		at = copy;
	}
	const last = steps.at(-1);
	if (last === undefined) return;
	if (value === undefined) delete at[last];
	else setOwn(at, last, value);
}
