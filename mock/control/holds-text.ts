// Looking for a text in a value.

import type { JsonValue } from '../../spec/index.ts';

/** Characters of one string that are looked at. */
const MAX_LENGTH = 1000;

/** Whether a string, number, true, false or null in the value holds `text` (in lower case), whatever the value's case. */
export function holdsText(value: JsonValue, text: string): boolean {
	if (typeof value === 'string') return value.slice(0, MAX_LENGTH).toLowerCase().includes(text);
	if (typeof value !== 'object' || value === null) return String(value).includes(text);
	return Object.values(value).some((inner) => holdsText(inner, text));
}
