// What `pact write` notes in a pact for `pact check` and `pact verify`: how sure it was of what the consumer needs.

import { escapePointerPart, getList, getOwn, type JsonObject } from '../../spec/index.ts';
import type { PathStep, WrittenNotes } from './pact-types.ts';

/** Reads `comments: { 'stunt-double': { guessed: ['', '/items/*'], readsNothing: true } }`; a pact of others has none. */
export function readWrittenNotes(entry: JsonObject): WrittenNotes {
	const notes = getOwn(getOwn(entry, 'comments'), 'stunt-double');
	return {
		guessed: new Set(getList(notes, 'guessed').filter((one) => typeof one === 'string')),
		readsNothing: getOwn(notes, 'readsNothing') === true,
	};
}

/** Whether nobody knows that the consumer needs what the pact expects of the object in this place of the answer's body. */
export function isGuessed({ guessed }: WrittenNotes, object: readonly PathStep[]): boolean {
	if (guessed.size === 0) return false;
	return guessed.has(object.map((step) => `/${step.kind === 'name' ? escapePointerPart(step.name) : '*'}`).join(''));
}
