// JSON pointers (RFC 6901), also as URI fragments.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';

/** `/paths/~1orders` for `['paths', '/orders']`. */
export function formatPointer(parts: readonly (string | number)[]): Pointer {
	let pointer = '';
	for (const part of parts) pointer += `/${escapePointerPart(String(part))}`;
	return pointer;
}

/** `joinPointer('/paths', '/orders', 'get')` → `/paths/~1orders/get` */
export function joinPointer(base: Pointer, ...parts: readonly (string | number)[]): Pointer {
	return base + formatPointer(parts);
}

/** One reference token: `a/b~c` → `a~1b~0c`. */
export function escapePointerPart(part: string): string {
	return part.includes('~') || part.includes('/') ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part;
}

/** A reference token as it is meant: `a~1b~0c` → `a/b~c`. */
export function unescapePointerPart(part: string): string {
	return part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
}

/** The tokens of a pointer or of a fragment, `#/a~1b/%7Bid%7D` → `['a/b', '{id}']`; `undefined` for what is neither. */
export function parsePointer(pointer: string): string[] | undefined {
	let text = pointer;
	if (text.startsWith('#')) {
		text = text.slice(1);
		if (text.includes('%')) {
			try {
				text = decodeURIComponent(text);
			} catch {
				return undefined;
			}
		}
	}
	if (text === '') return [];
	if (!text.startsWith('/')) return undefined;
	const parts = text.slice(1).split('/');
	return text.includes('~') ? parts.map(unescapePointerPart) : parts;
}

/** What a pointer (or a `#…` reference) leads to; `undefined` for nothing. Own properties only. */
export function resolvePointer(root: JsonValue, pointer: string): JsonValue | undefined {
	const parts = parsePointer(pointer);
	return parts && resolveParts(root, parts);
}

/** The same by the tokens of a pointer. */
export function resolveParts(root: JsonValue, parts: readonly string[]): JsonValue | undefined {
	let value: JsonValue | undefined = root;
	for (const part of parts) {
		if (typeof value !== 'object' || value === null) return undefined;
		if (Array.isArray(value)) value = /^(?:0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
		else value = Object.hasOwn(value, part) ? (value as JsonObject)[part] : undefined;
		if (value === undefined) return undefined;
	}
	return value;
}
