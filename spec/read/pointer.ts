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

/** The tokens of a pointer or of a fragment, `#/a~1b/%7Bid%7D` → `['a/b', '{id}']`; `undefined` for what is neither. */
export function parsePointer(pointer: string): string[] | undefined {
	let text = pointer;
	if (text.startsWith('#')) {
		try {
			text = decodeURIComponent(text.slice(1));
		} catch {
			return undefined;
		}
	}
	if (text === '') return [];
	if (!text.startsWith('/')) return undefined;
	return text
		.slice(1)
		.split('/')
		.map((part) => (part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part));
}

/** What a pointer (or a `#…` reference) leads to; `undefined` for nothing. Own properties only. */
export function resolvePointer(root: JsonValue, pointer: string): JsonValue | undefined {
	const parts = parsePointer(pointer);
	if (parts === undefined) return undefined;
	let value: JsonValue | undefined = root;
	for (const part of parts) {
		if (typeof value !== 'object' || value === null) return undefined;
		if (Array.isArray(value)) value = /^(?:0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
		else value = Object.hasOwn(value, part) ? (value as JsonObject)[part] : undefined;
		if (value === undefined) return undefined;
	}
	return value;
}
