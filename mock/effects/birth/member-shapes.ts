// What kind of property an entity has, as far as its birth asks.

import {
	guessTypes,
	type JsonValue,
	listExamples,
	listValues,
	readLimits,
	type SchemaView,
	viewItems,
} from '../../../spec/index.ts';

/** Any text will do, by what is said of it, and one of these as well as the examples. */
export function isFreeText(view: SchemaView, values: readonly JsonValue[]): boolean {
	const { formats, patterns } = readLimits(view);
	if (!guessTypes(view).has('string') || view.unions.length > 0 || formats.length + patterns.length > 0) return false;
	return listValues(view) === undefined && listExamples(view).every((one) => one === null || values.includes(one));
}

/** An object and nothing else, without alternatives. */
export function isPlainObject(view: SchemaView): boolean {
	const types = guessTypes(view);
	return view.unions.length === 0 && types.has('object') && !types.has('array') && !types.has('string');
}

/** The property is an entity of the same kind, or a list of them. */
export function leadsBack(view: SchemaView, representations: readonly SchemaView[]): boolean {
	const own = new Set(representations.flatMap(({ parts }) => parts.map(({ value }) => value)));
	const isOne = ({ parts, unions }: SchemaView): boolean =>
		parts.some(({ value }) => own.has(value)) ||
		unions.some(({ branches }) => branches.some((branch) => branch.parts.some(({ value }) => own.has(value))));
	const items = viewItems(view);
	return isOne(view) || (items !== undefined && isOne(items));
}
