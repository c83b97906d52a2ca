// What a pact lists word for word: `LOW|HIGH` is no pattern that happens to take a value, it says which values there are.

import type { Matcher } from '../../pact/index.ts';

/** `LOW|HIGH`, `^(?:LOW|HIGH)$` → `LOW|HIGH`. */
const LIST = /^\^?(?:\((?:\?:)?)?([\w -]+(?:\|[\w -]+)+)\)?\$?$/;

/** Whether one of the matchers is a list of words that has the value. */
export function isListedWord(matchers: readonly Matcher[], value: unknown): boolean {
	return matchers.some(
		(matcher) =>
			matcher.kind === 'regex' && LIST.exec(matcher.pattern)?.[1]?.split('|').includes(String(value)) === true,
	);
}
