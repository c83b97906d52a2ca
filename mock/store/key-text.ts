// Keys and scope values as the store knows them: texts.

import { type JsonValue, writeNumber } from '../../spec/index.ts';

/** A scalar as the text of a key or scope value; `undefined` for null, objects and lists, which name nothing. */
export function toKeyText(value: JsonValue | undefined): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return writeNumber(value);
	return typeof value === 'boolean' ? String(value) : undefined;
}
