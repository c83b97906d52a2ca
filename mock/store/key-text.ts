// Keys and scope values as the store knows them: texts.

import type { JsonValue } from '../../spec/index.ts';

/** A scalar as the text of a key or scope value; `undefined` for null, objects and lists, which name nothing. */
export function toKeyText(value: JsonValue | undefined): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
