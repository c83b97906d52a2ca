// The state that a verb means which a request sends.

import { getOwn, isObject } from '../../read/json.ts';
import type { JsonValue } from '../../types/json.ts';
import { toPlain } from '../list-words.ts';
import { readItemAction } from './action-words.ts';
import { findState } from './find-move.ts';
import { splitName } from './words.ts';

/** No verb is longer. */
const MAX_LENGTH = 60;

/**
 * `close`, `CLOSE`, `Close issue`, `{ name: 'Close' }` and `[open, closed]` → `closed`; the state itself means that state. `undefined`: none of them
 * is plainly meant.
 */
export function findSentState(sent: JsonValue | undefined, states: readonly string[]): string | undefined {
	const text = isObject(sent) ? (getOwn(sent, 'name') ?? getOwn(sent, 'id')) : sent;
	if (typeof text !== 'string' || text.length > MAX_LENGTH) return undefined;
	const { verb = text } = readItemAction([text]);
	const plain = toPlain(verb);
	const own = states.find((state) => toPlain(state) === plain);
	return own ?? findState(plain, states) ?? findState(splitName(verb)[0] ?? '', states);
}
