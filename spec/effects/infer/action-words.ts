// The words of an action in a path: `mark-all-as-read`, `toggleDone`.

import { splitName } from './words.ts';

/** Words of paths that ask for entities by a POST. */
export const SEARCHES = ['search', 'query', 'find', 'list', 'filter', 'lookup'];

/** Actions that look at an entity with other values, and leave it as it is. */
export const LOOKS = [
	'preview',
	'test',
	'validate',
	'check',
	'verify',
	'export',
	'download',
	'estimate',
	'calculate',
	'simulate',
	'render',
];

/** What stands beside a verb, or before a state, and says nothing of its own. */
export const FILLERS: ReadonlySet<string> = new Set([
	...['mark', 'set', 'make', 'as', 'to', 'the'],
	...['action', 'actions', 'command', 'commands'],
]);

/** `markAllAsRead`, `mark-all-read`, `markallread`, `readall` → their words. */
export function splitAction(step: string): readonly string[] {
	const words = splitName(step);
	const [word = '', another] = words;
	if (another !== undefined) return words;
	const [, all, marked] = /^mark(all)?(?:as)?(\w{3,})$/.exec(word) ?? [];
	if (marked !== undefined) return ['mark', ...(all ? [all] : []), marked];
	const [, done] = /^(\w{4,})all$/.exec(word) ?? [];
	return done === undefined ? words : [done, 'all'];
}

/** What an action below an item is done by. */
export interface ItemAction {
	/** `ship`, `close`; `undefined`: more than one word says it. */
	verb: string | undefined;
	/** It says what the entity is afterwards: `paid` of `mark-as-paid`. */
	isMarked: boolean;
	/** The flag that it turns over: `done` of `toggle-done`; `''`: the only one. */
	toggled: string | undefined;
}

/** Reads the words below an item that say what is done: `close`, `mark-as-read`, `toggle`, `toggle/done`. */
export function readItemAction(words: readonly string[]): ItemAction {
	const [word] = words;
	const said = words.flatMap(splitAction);
	const [first, ...rest] = said;
	if (first === 'toggle' && words.length < 3) return { verb: undefined, isMarked: false, toggled: rest.join('') };
	const marked = said.filter((one) => !FILLERS.has(one)).join('');
	if (
		words.length === 1 &&
		(first === 'mark' || first === 'set' || first === 'make') &&
		rest.length > 0 &&
		marked !== ''
	)
		return { verb: marked, isMarked: true, toggled: undefined };
	// `unmark-as-read` says `unread`.
	const unmarked = rest.filter((one) => !FILLERS.has(one)).join('');
	if (words.length === 1 && first === 'unmark' && unmarked !== '')
		return { verb: `un${unmarked}`, isMarked: true, toggled: undefined };
	return { verb: words.length === 1 ? word : undefined, isMarked: false, toggled: undefined };
}
