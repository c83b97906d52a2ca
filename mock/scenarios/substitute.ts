// Parameters to values: `${name}` in the strings of a scenario. Nothing is ever evaluated.

import { isObject, type JsonObject, type JsonValue, joinPointer, type Pointer, setOwn } from '../../spec/index.ts';

/** Values of a scenario's parameters. */
export type Parameters = Readonly<Record<string, string | number | boolean | null>>;

/** What a parameter may be called. */
export const PARAMETER_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** A string that is one parameter and nothing else. */
export const WHOLE_REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_-]*)\}$/;
const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_-]*)\}/g;

/** Characters that filled-in strings of one scenario may have together. */
const MAX_FILLED = 8 * 1024 * 1024;

/** A value with its parameters filled in, or that it would grow beyond 8 Mi characters. */
export type Substitution = { ok: true; value: JsonValue } | { ok: false };

/**
 * Fills in parameters: `"${id}"` becomes the parameter with its type, `"order ${id}"` a string. Names that `parameters`
 * doesn't have stay as they are, and so does everything else with a dollar or braces; what was filled in is not looked at
 * again. `value` is left as it is. Never throws.
 */
export function substitute(value: JsonValue, parameters: Parameters): Substitution {
	let left = MAX_FILLED;
	const fill = (text: string): JsonValue => {
		const whole = WHOLE_REFERENCE.exec(text)?.[1];
		if (whole !== undefined && Object.hasOwn(parameters, whole)) {
			const filled = parameters[whole] as JsonValue;
			left -= String(filled).length;
			return filled;
		}
		return text.replace(REFERENCE, (reference, name: string) => {
			if (!Object.hasOwn(parameters, name)) return reference;
			const filled = String(parameters[name]);
			left -= filled.length;
			return left < 0 ? '' : filled;
		});
	};
	const walk = (node: JsonValue): JsonValue => {
		if (left < 0) return null;
		if (typeof node === 'string') return node.includes('${') ? fill(node) : node;
		if (Array.isArray(node)) return node.map(walk);
		if (!isObject(node)) return node;
		const copy: JsonObject = {};
		for (const key of Object.keys(node)) setOwn(copy, key, walk(node[key] as JsonValue));
		return copy;
	};
	const filled = walk(value);
	return left < 0 ? { ok: false } : { ok: true, value: filled };
}

/** As other tools write a reference: `{{name}}`, or `$name` alone. */
const OTHER_REFERENCE = /\{\{\s*([A-Za-z_][A-Za-z0-9_-]*)\s*\}\}|^\$([A-Za-z_][A-Za-z0-9_]*)$/g;

/** Every `{{name}}` in the strings of a value, and every string that is `$name`, which nobody fills in, with the pointer of its string. */
export function findOtherReferences(
	value: JsonValue,
	pointer: Pointer = '',
): { written: string; name: string; pointer: Pointer }[] {
	if (typeof value === 'string') {
		return [...value.matchAll(OTHER_REFERENCE)].map(([written, braced, plain]) => ({
			written,
			name: (braced ?? plain) as string,
			pointer,
		}));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => findOtherReferences(item, joinPointer(pointer, key)));
}

/** Every `${name}` in the strings of a value, with the pointer of its string. Keys are not looked at. */
export function findReferences(value: JsonValue, pointer: Pointer = ''): { name: string; pointer: Pointer }[] {
	if (typeof value === 'string') {
		return value.includes('${')
			? [...value.matchAll(REFERENCE)].map((hit) => ({ name: hit[1] as string, pointer }))
			: [];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => findReferences(item, joinPointer(pointer, key)));
}
