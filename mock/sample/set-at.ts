// A value with another one in it.

import { isObject, type JsonValue } from '../../spec/index.ts';

/** A copy with `to` at the end of the steps; objects that are missing on the way are made, elements of lists are not. */
export function setAt(value: JsonValue | undefined, [step, ...deeper]: readonly string[], to: JsonValue): JsonValue {
	if (step === undefined) return to;
	if (Array.isArray(value)) return value.map((one, at) => (String(at) === step ? setAt(one, deeper, to) : one));
	const object = isObject(value) ? value : {};
	return { ...object, [step]: setAt(object[step], deeper, to) };
}
