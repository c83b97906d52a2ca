// The key of another thing that names an entity: `user.id` of `/members/{userId}`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** The steps to it, where requests send it (`userId`) and answers show the thing that it is of (`user: { id }`). `identifiers`: what keys are called, in plain words. */
export function findLinkedKey(
	view: SchemaView,
	{ noun, parameter = '', taken }: { noun: string; parameter?: string | undefined; taken?: () => ReadonlySet<string> },
	identifiers: readonly string[],
): readonly string[] | undefined {
	const words = splitName(parameter);
	const role = words.at(-1) ?? '';
	const plain = plainWord(parameter);
	if (words.length < 2 || !identifiers.includes(role) || plain.startsWith(plainWord(toSingular(noun))))
		return undefined;
	const members = [...outlineProperties(view)];
	const find = (word: string) => members.find(([name]) => plainWord(name) === word);
	const [thing, inner] = find(plain) ? [] : (find(plain.slice(0, -role.length)) ?? []);
	if (thing === undefined || !inner || outlineView(inner).kind !== 'object' || !taken?.().has(plain)) return undefined;
	const key = [...outlineProperties(inner)].find(
		([name, one]) => plainWord(name) === role && outlineView(one).kind === 'scalar',
	);
	return key && [thing, key[0]];
}
