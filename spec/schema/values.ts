// Values that a schema itself names: `enum`, `const`, examples, `default`; and any keyword as it stands.

import { followExample } from '../read/example-reference.ts';
import { getList, getOwn } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';
import { MAX_PARTS, once, type SchemaView } from './view.ts';

/** The value of a keyword in the part that is nearest to the view's roots; `undefined`: nobody says it. */
export function findKeyword(view: SchemaView, keyword: string): JsonValue | undefined {
	for (const { value } of view.parts) {
		const own = getOwn(value, keyword);
		if (own !== undefined) return own;
	}
	return undefined;
}

/** What `const` and `enum` leave when all of them hold, unions included; `undefined`: values are not counted out. */
export const listValues = once((view): readonly JsonValue[] | undefined => {
	let values: readonly JsonValue[] | undefined;
	for (const { value } of view.parts) {
		if (value === false) values = [];
		const constant = getOwn(value, 'const');
		if (constant !== undefined) values = intersect(values, [constant]);
		const listed = getOwn(value, 'enum');
		if (Array.isArray(listed)) values = intersect(values, listed);
	}
	for (const { branches } of view.unions) {
		const lists = branches.map((branch) => listValues(branch));
		if (lists.every((list) => list !== undefined)) values = intersect(values, lists.flat());
	}
	return values;
});

function intersect(values: readonly JsonValue[] | undefined, others: readonly JsonValue[]): readonly JsonValue[] {
	if (!values) return others;
	const texts = new Set(others.map((one) => JSON.stringify(one)));
	return values.filter((one) => texts.has(JSON.stringify(one)));
}

/** `example` (OpenAPI 3.0), `examples` and `default` of the parts of a view, part by part; nothing says that they fit. */
export const listExamples = once((view): readonly JsonValue[] =>
	view.parts.flatMap(({ value, document }) => {
		const [example, otherwise] = [getOwn(value, 'example'), getOwn(value, 'default')];
		const examples = example === undefined ? getList(value, 'examples') : [example, ...getList(value, 'examples')];
		return [
			...examples.map((one) => followExample(document.root, one)?.value ?? one),
			...(otherwise === undefined ? [] : [otherwise]),
		];
	}),
);

/** The parts of a view with those of all its alternatives: everything that may have a say in a value. At most MAX_PARTS. */
export const listAllParts = once((view): readonly SchemaRef[] => {
	const found = new Map<JsonValue, SchemaRef>();
	const open: SchemaView[] = [view];
	for (let next = open.shift(); next && found.size < MAX_PARTS; next = open.shift()) {
		const before = found.size;
		for (const part of next.parts) if (!found.has(part.value)) found.set(part.value, part);
		if (found.size === before && next !== view) continue;
		for (const { branches } of next.unions) open.push(...branches);
	}
	return [...found.values()];
});
