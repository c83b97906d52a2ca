// How much of a list one call gives: the document has the defaults in words, and the bounds.

import type { ControlCall } from './call.ts';

const DEFAULT_LIMIT = 100;

/** The query parameter `limit`, 100 where the call has none. */
export function readLimit({ checked }: ControlCall): number {
	return Number(checked.query.get('limit') ?? DEFAULT_LIMIT);
}

/** The query parameter `offset`, 0 where the call has none. */
export function readOffset({ checked }: ControlCall): number {
	return Number(checked.query.get('offset') ?? 0);
}
