// The one of a collection that was made last: `GET /devices/{id}/readings/latest`.

import { findAlike } from './find-entity.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord } from './words.ts';
import { readWordsBelow } from './words-below.ts';

const LATEST = new Set(['latest', 'last', 'newest', 'mostrecent', 'recent']);

/** Gives a GET that is called so, and shows one entity, the reading of the last; whether it did. */
export function ruleLatest(context: RuleContext, { node, entry }: { node: PathNode; entry: PathOperation }): boolean {
	if (entry.method !== 'get' || !LATEST.has(plainWord(lastWord(node)))) return false;
	const below = readWordsBelow(context.index, node);
	if (below?.steps.length !== 1 || !below.draft.entity || !context.made.has(below.draft)) return false;
	const view = viewAnswer(entry);
	const own = view && findAlike(view, below.draft.entity);
	if (!own) return false;
	const key = { kind: 'constant' as const, value: 'latest', source: '' };
	give(context, {
		entry,
		draft: below.draft,
		parts: { kind: 'read', key, answer: own.pointer, latest: true },
	});
	return true;
}
