// Whether an answer tells the key of what it speaks of.

import { isObject, type JsonValue } from '../../spec/index.ts';

/** Objects inside each other that are looked through for a key. */
const KEY_DEPTH = 3;

/** Whether the key stands in the value, lists aside. */
export function showsKey(value: JsonValue | undefined, key: string, depth = 0): boolean {
	if (!isObject(value) || depth > KEY_DEPTH) return false;
	for (const name of Object.keys(value)) {
		const member = value[name];
		if (typeof member === 'object' ? showsKey(member, key, depth + 1) : String(member) === key) return true;
	}
	return false;
}
