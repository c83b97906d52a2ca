// Everything that an operation promises: what there is to exercise.

import {
	getList,
	getOwn,
	isWithheld,
	type JsonValue,
	joinPointer,
	listAllParts,
	listPossibleProperties,
	type Operation,
	type SchemaRef,
	type SchemaView,
	viewItem,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
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
		for (const { value, at } of listNamedValues(viewSchema(schema))) {
			add('parameter value', `${name} = ${JSON.stringify(value)}`, at.pointer);
		}
	}
	for (const mediaType of operation.requestBody?.mediaTypes ?? []) {
		const base = `request ${mediaType.type}`;
		add('request body', base, mediaType.pointer);
		if (mediaType.schema)
			walk({ view: viewSchema(mediaType.schema), direction: 'request', base, path: '', above: [], add });
	}
	for (const response of operation.responses.values()) {
		if (response.mediaTypes.length === 0) add('answer', response.key, response.pointer);
		for (const mediaType of response.mediaTypes) {
			const base = `${response.key} ${mediaType.type}`;
			add('answer', base, mediaType.pointer);
			if (mediaType.schema)
				walk({ view: viewSchema(mediaType.schema), direction: 'response', base, path: '', above: [], add });
		}
	}
	return points;
}

interface Place {
	view: SchemaView;
	direction: 'request' | 'response';
	base: string;
	/** Names down to here, `*` for any element. */
	path: string;
	/** Pointers of the schemas around this one. */
	above: readonly string[];
	add(kind: PointKind, name: string, pointer: string): void;
}

function walk(place: Place): void {
	const { view, direction, base, path, above, add } = place;
	if (above.length > MAX_DEPTH) return;
	const parts = listAllParts(view);
	const around = [...above, ...parts.map(({ pointer }) => pointer)];
	if (parts.some(({ pointer }) => above.includes(pointer))) return;
	for (const { value, at } of listNamedValues(view)) {
		add(`${direction} value`, `${base} ${path || '/'} = ${JSON.stringify(value)}`, at.pointer);
	}
	for (const [name, property] of listPossibleProperties(view)) {
		const [first] = property.roots;
		if (!first || isWithheld(property, direction)) continue;
		const inner = joinPointer(path, name);
		add(`${direction} property`, `${base} ${inner}`, first.pointer);
		walk({ ...place, view: property, path: inner, above: around });
	}
	const items = viewItem(view, 0) ?? viewItems(view);
	if (items) walk({ ...place, view: items, path: `${path}/*`, above: around });
}

/** The values that `enum` names, and those of boolean. */
function listNamedValues(view: SchemaView): { value: JsonValue; at: SchemaRef }[] {
	return listAllParts(view).flatMap((at) => {
		const listed = getList(at.value, 'enum').filter((value) => typeof value !== 'object');
		const values =
			listed.length > 0 ? listed.slice(0, 200) : getOwn(at.value, 'type') === 'boolean' ? [true, false] : [];
		return values.map((value) => ({ value, at }));
	});
}
