// Text of a request (a parameter, a field of a form) to the value that its schema asks for.

import { guessTypes, type JsonValue, type SchemaView } from '../../spec/index.ts';
import { isInexact } from './exact-numbers.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Text to the value that the schema asks for: `'42'` → 42 where a number may stand, `'true'` → true, else the text. Text that
 * fits no wanted type stays text, so that the schema says what is wrong with it.
 */
export function coerceText(text: string, view: SchemaView): JsonValue {
	const types = guessTypes(view);
	if (types.size === 0) return text;
	if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) {
		const number = Number(text);
		if (Number.isFinite(number) && !(text.length >= 16 && isInexact(text))) return number;
	}
	if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
	if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null;
	return text;
}
