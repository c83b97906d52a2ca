// Everything that an operation promises: what there is to exercise.

import {
	getList,
	getObject,
	getOwn,
	type JsonValue,
	joinPointer,
	type Operation,
	type SchemaRef,
} from '../../spec/index.ts';
import { listUnions, viewItems, viewProperty, viewSchemas } from '../check/language/view.ts';
import type { Point, PointKind } from './coverage-types.ts';

const MAX_DEPTH = 10;
/** Of one operation. */
const MAX_POINTS = 5000;

/** The points of an operation by name; recursive schemas are followed once. */
export function listPoints(operation: Operation): Map<string, Point> {
	const points = new Map<string, Point>();
	const add = (kind: PointKind, name: string, pointer: string): void => {
		if (points.size < MAX_POINTS && !points.has(name)) points.set(name, { kind, name, pointer, count: 0 });
	};
	for (const parameter of operation.parameters) {
		const name = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
		add('parameter', name, parameter.pointer);
		const schema = parameter.schema ?? parameter.content?.schema;
		for (const { value, at } of schema ? listValues([schema]) : []) {
			add('parameter value', `${name} = ${JSON.stringify(value)}`, at.pointer);
		}
	}
	for (const mediaType of operation.requestBody?.mediaTypes ?? []) {
		const base = `request ${mediaType.type}`;
		add('request body', base, mediaType.pointer);
		if (mediaType.schema) walk({ schemas: [mediaType.schema], direction: 'request', base, path: '', above: [], add });
	}
	for (const response of operation.responses.values()) {
		if (response.mediaTypes.length === 0) add('answer', response.key, response.pointer);
		for (const mediaType of response.mediaTypes) {
			const base = `${response.key} ${mediaType.type}`;
			add('answer', base, mediaType.pointer);
			if (mediaType.schema)
				walk({ schemas: [mediaType.schema], direction: 'response', base, path: '', above: [], add });
		}
	}
	return points;
}

interface Place {
	schemas: readonly SchemaRef[];
	direction: 'request' | 'response';
	base: string;
	/** Names down to here, `*` for any element. */
	path: string;
	/** Pointers of the schemas around this one. */
	above: readonly string[];
	add(kind: PointKind, name: string, pointer: string): void;
}

function walk(place: Place): void {
	const { schemas, direction, base, path, above, add } = place;
	if (above.length > MAX_DEPTH) return;
	const parts = listAllParts(schemas, direction);
	const around = [...above, ...parts.map(({ pointer }) => pointer)];
	if (parts.some(({ pointer }) => above.includes(pointer))) return;
	for (const { value, at } of listValues(schemas)) {
		add(`${direction} value`, `${base} ${path || '/'} = ${JSON.stringify(value)}`, at.pointer);
	}
	const view = { direction, roots: schemas, parts };
	for (const name of new Set(parts.flatMap(({ value }) => Object.keys(getObject(value, 'properties') ?? {})))) {
		const property = viewProperty(view, name);
		const [first] = property.schemas;
		if (!first || property.withheldBy) continue;
		const inner = joinPointer(path, name);
		add(`${direction} property`, `${base} ${inner}`, first.pointer);
		walk({ ...place, schemas: property.schemas, path: inner, above: around });
	}
	const items = viewItems(view, 0);
	if (items.length > 0) walk({ ...place, schemas: items, path: `${path}/*`, above: around });
}

/** The schemas with what they refer to, and all branches of their unions. */
function listAllParts(schemas: readonly SchemaRef[], direction: 'request' | 'response', depth = 0): SchemaRef[] {
	const { parts } = viewSchemas(schemas, direction);
	if (depth >= 3) return [...parts];
	const branches = listUnions({ parts }).flat();
	const all = [...parts, ...branches.flatMap((branch) => listAllParts([branch], direction, depth + 1))];
	return [...new Map(all.map((part) => [part.pointer, part])).values()];
}

/** The values that `enum` names, and those of boolean. */
function listValues(schemas: readonly SchemaRef[]): { value: JsonValue; at: SchemaRef }[] {
	return listAllParts(schemas, 'response').flatMap((at) => {
		const listed = getList(at.value, 'enum').filter((value) => typeof value !== 'object');
		const values =
			listed.length > 0 ? listed.slice(0, 200) : getOwn(at.value, 'type') === 'boolean' ? [true, false] : [];
		return values.map((value) => ({ value, at }));
	});
}
