// Deleting many at once on a path of its own: `POST /orders/bulk-delete` with `{ ids: [...] }`.

import { findRequestKeys } from './collection-rules.ts';
import type { DraftIndex } from './draft.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** What such a path is called, below its collection. */
const DELETES = new Set(
	['bulk', 'batch', 'mass', 'multi'].flatMap((many) =>
		['delete', 'remove', 'destroy'].flatMap((verb) => [many + verb, verb + many]),
	),
);
const OTHERS = new Set(['delete', 'remove', 'destroy', 'deletemany', 'removemany', 'deletemultiple', 'deletebyids']);
/** What it is called where its method says that it deletes. */
const MANY = new Set(['bulk', 'batch', 'many', 'multiple', 'selected']);

/** Gives it its effect, where what it takes names the keys; whether it did. */
export function ruleBulkDelete(
	context: RuleContext,
	{ node, entry }: { node: PathNode; entry: PathOperation },
): boolean {
	const { method } = entry;
	const word = plainWord(lastWord(node));
	const isNamed = DELETES.has(word) || OTHERS.has(word);
	if (!(isNamed && method !== 'get') && !(MANY.has(word) && method === 'delete')) return false;
	const draft = findCollection(node, context.index);
	const keys = draft && findRequestKeys({ draft, entry }, viewSentBody(entry.operation).view);
	if (keys) give(context, { entry, draft, parts: { kind: 'clear', keys } });
	return keys !== undefined;
}

/** `/orders/bulk-delete`, `/orders/bulk/delete`: the collection that stands above. */
function findCollection(node: PathNode, { byCollection }: DraftIndex) {
	const above = node.parent;
	const isOfMany = above?.parent && MANY.has(plainWord(lastWord(above)));
	return above && (byCollection.get(above) ?? (isOfMany ? byCollection.get(above.parent as PathNode) : undefined));
}
