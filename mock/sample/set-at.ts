// A value with another one in it.

import { isObject, type JsonValue } from '../../spec/index.ts';

/** A copy with `to` at the end of the steps; objects that are missing on the way are made. */
export function setAt(value: JsonValue | undefined, [step, ...deeper]: readonly string[], to: JsonValue): JsonValue {
	if (step === undefined) return to;
	const object = isObject(value) ? value : {};
	return { ...object, [step]: setAt(object[step], deeper, to) };
}
