// Items that have a path of their own where nothing shows them: `DELETE /comments/{id}` of what is made at `/posts/{postId}/comments`.

import type { Draft } from './draft.ts';
import type { Evidence } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { namesKey } from './find-key.ts';
import { findMethod } from './path-tree.ts';
import { plainWord, toSingular } from './words.ts';

/** Gives such an item path to the one draft of its noun that is made below other items. `all`: of every family. */
export function adoptItems(drafts: readonly Draft[], all: readonly Evidence[]): void {
	const shallow = all.filter(isShallow);
	if (shallow.length === 0) return;
	const nested = drafts.flatMap((draft) =>
		draft.evidence.some(isNested) ? draft.evidence.map(({ family }) => ({ draft, noun: one(family.noun) })) : [],
	);
	for (const evidence of shallow) {
		const { family, hints } = evidence;
		const found = new Set(nested.filter(({ noun }) => noun === one(family.noun)).map(({ draft }) => draft));
		const [draft, another] = found;
		const { parameter = '', noun } = hints;
		if (draft && !another && namesKey(draft.key, { parameter, noun })) draft.evidence.push(evidence);
	}
}

/** It is at the root, with changes and a DELETE alone. */
function isShallow({ key, family: { item, collections, prefix } }: Evidence): boolean {
	return (
		key === undefined &&
		item !== undefined &&
		item.operations.length > 0 &&
		collections.length === 0 &&
		!prefix.steps.includes(undefined) &&
		findMethod(item, 'get') === undefined
	);
}

function isNested({ family }: Evidence): boolean {
	return family.prefix.steps.includes(undefined) && findOnCollection(family, 'post') !== undefined;
}

function one(noun: string): string {
	return plainWord(toSingular(noun));
}
