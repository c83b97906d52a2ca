// What a word says of an entity's flags: `completed` that `done` holds, `unread` that `read` doesn't.

import { outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import { toPlain } from './list-words.ts';

/** A flag, and what it is where the word holds. */
export interface FlagOf {
	property: string;
	value: boolean;
}

/** What a flag is called where the word says it otherwise. */
const FLAGS: ReadonlyMap<string, string> = new Map([
	['completed', 'done'],
	['finished', 'done'],
	['complete', 'completed'],
]);
const DONE = ['done', 'completed', 'finished', 'closed', 'resolved'];
/** The flags that don't hold of what a word says. */
const OPPOSITES: ReadonlyMap<string, readonly string[]> = new Map([
	...['open', 'waiting', 'active', 'remaining', 'outstanding', 'todo'].map((word) => [word, DONE] as const),
	['disabled', ['enabled', 'active']],
	['hidden', ['visible']],
	['private', ['public']],
	['draft', ['published']],
	['drafts', ['published']],
]);
/** What says that the word behind it doesn't hold. */
const NEGATIONS = /^(?:not|non|un|in)(?=\w{4})/;

/** The flag that a word means, in lower case without dividers; `undefined`: the entity has none. */
export function findFlagOf(entity: SchemaView, plain: string): FlagOf | undefined {
	const flags = listFlags(entity);
	const find = (word: string): string | undefined => flags.find(({ says }) => says === word)?.property;
	const own = find(plain) ?? find(FLAGS.get(plain) ?? '');
	if (own !== undefined) return { property: own, value: true };
	const positive = plain.replace(NEGATIONS, '');
	const others =
		positive === plain ? [...(OPPOSITES.get(plain) ?? []), `un${plain}`] : [positive, FLAGS.get(positive) ?? ''];
	const opposite = others.map(find).find((name) => name !== undefined);
	return opposite === undefined ? undefined : { property: opposite, value: false };
}

/** The booleans of an entity, and the word that each of them says: `read` of `isRead`. */
export function listFlags(entity: SchemaView): { property: string; says: string }[] {
	return [...outlineProperties(entity)].flatMap(([property, view]) =>
		guessTypes(outlineView(view).view).has('boolean') ? [{ property, says: withoutVerb(toPlain(property)) }] : [],
	);
}

/** `isRead` and `hasRead` are called as `read`. */
export function withoutVerb(plain: string): string {
	return plain.replace(/^(?:is|has|was)(?=\w{3})/, '');
}
