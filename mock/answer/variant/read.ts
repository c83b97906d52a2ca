// What a schema says about the forms of its values, over all that it is made of.

import {
	compileView,
	getList,
	getOwn,
	guessTypes,
	type JsonValue,
	listAllParts,
	type SchemaView,
} from '../../../spec/index.ts';

/** Keywords after which a text is no free text. */
const BINDING = ['enum', 'const', 'format', 'pattern', 'contentEncoding', 'contentMediaType'] as const;

/** Null is among the values that the schema speaks of. */
export function namesNull(view: SchemaView): boolean {
	return guessTypes(view).has('null');
}

/** A text that says nothing but itself: no enum, format or pattern. */
export function isFreeText(view: SchemaView): boolean {
	if (!guessTypes(view).has('string')) return false;
	return listAllParts(view).every(({ value }) => BINDING.every((keyword) => getOwn(value, keyword) === undefined));
}

/** The values of an enum that the schema accepts as a whole, null aside; empty: it has none. In the document's order. */
export function listEnumValues(view: SchemaView): JsonValue[] {
	const values = new Map<string, JsonValue>();
	for (const { value } of listAllParts(view)) {
		for (const one of getList(value, 'enum')) if (one !== null) values.set(JSON.stringify(one), one);
	}
	if (values.size === 0) return [];
	const validate = compileView(view, 'response');
	return [...values.values()].filter((one) => validate(one).length === 0);
}
