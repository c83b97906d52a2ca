// Text of a request (a parameter, a field of a form) to the value that its schema asks for.

import {
	ANYTHING,
	guessTypes,
	type JsonValue,
	listPossibleProperties,
	readNumber,
	type SchemaView,
	viewAdditional,
	viewItems,
} from '../../spec/index.ts';

/** A flag as JSON writes it, and as Python and .NET do (how values become texts is left open by OpenAPI 3.1.1, appendix B). */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
	['True', true],
	['False', false],
]);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What an object's property must be, or (by a number) a list's item; anything where the schema says nothing. */
export function viewMember(view: SchemaView, name: string | number): SchemaView {
	if (typeof name === 'number') return viewItems(view) ?? ANYTHING;
	return listPossibleProperties(view).get(name) ?? viewAdditional(view) ?? ANYTHING;
}

/**
 * Text to the value that the schema asks for: `'42'` → 42 where a number may stand, `'true'` and `'True'` → true, else the text. Text that
 * fits no wanted type stays text, so that the schema says what is wrong with it.
 */
export function coerceText(text: string, view: SchemaView): JsonValue {
	const types = guessTypes(view);
	if (types.size === 0) return text;
	if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) {
		const number = readNumber(text);
		if (Number.isFinite(number)) return number;
	}
	if (types.has('boolean')) {
		const flag = types.has('string') && text !== 'true' && text !== 'false' ? undefined : FLAGS.get(text);
		if (flag !== undefined) return flag;
	}
	if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null;
	return text;
}

/**
 * The texts that one name came with: a list where the schema wants one, or says nothing and there are several. `undefined`:
 * several, where the schema wants one value.
 */
export function buildRepeated(texts: readonly string[], view: SchemaView): JsonValue | undefined {
	const types = guessTypes(view);
	if (types.has('array') || (types.size === 0 && texts.length > 1)) {
		const items = viewMember(view, 0);
		return texts.map((text) => coerceText(text, items));
	}
	return texts.length > 1 ? undefined : coerceText(texts[0] as string, view);
}
