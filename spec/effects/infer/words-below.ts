// The words of a path below a collection: `['read-all']` of `/notices/read-all`, `['unread', 'count']` of `/notices/unread/count`.

import type { Draft, DraftIndex } from './draft.ts';
import { findCollectionElsewhere } from './elsewhere.ts';
import { endsInName, lastWord, type PathNode } from './path-tree.ts';

/** Words, and the collection that they stand below. */
export interface WordsBelow {
	draft: Draft;
	noun: string;
	steps: readonly string[];
}

/** One word or two; `undefined`: the path stands below no collection, ends in a name, or has items of its own. */
export function readWordsBelow(index: DraftIndex, node: PathNode): WordsBelow | undefined {
	if (endsInName(node) || (node.children.get('')?.operations.length ?? 0) > 0) return undefined;
	const steps: string[] = [];
	for (let at = node; at.parent && steps.length < 2; at = at.parent) {
		const word = at.steps.at(-1);
		if (word === undefined) return undefined;
		steps.unshift(word);
		const draft = index.byCollection.get(at.parent) ?? findCollectionElsewhere(index, at.parent);
		if (draft) return { draft, noun: lastWord(at.parent), steps };
	}
	return undefined;
}
