// What is listed elsewhere than by the GET of a collection: feeds and searches.

import type { SchemaView } from '../../schema/view.ts';
import { asksByBody } from '../list-effects.ts';
import { SEARCHES } from './action-words.ts';
import { isPartOf } from './agreement.ts';
import { type Draft, findDraftOfSchema } from './draft.ts';
import { hasKey, isObjectView } from './evidence.ts';
import { findInRow, findMany } from './find-many.ts';
import { findNarrowing } from './narrow-rules.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, listAt, type RuleContext } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/**
 * A list whose items have the schema of a resource, by name, lists that resource: `GET /feed`, `POST /users/search`; a search below a
 * collection, and a QUERY on it, is of what that has.
 */
export function ruleSearch(context: RuleContext, args: { node: PathNode; entry: PathOperation }): boolean {
	const { node, entry } = args;
	const { method } = entry;
	// QUERY is a search wherever it stands.
	const isFinding = method === 'query' || SEARCHES.includes(plainWord(lastWord(node)));
	const isSearch = isFinding && method !== 'get';
	const view = method === 'get' || (isSearch && asksByBody(method)) ? viewAnswer(entry) : undefined;
	if (!view || (!isSearch && isObjectView(view) && findDraftOfSchema(context.index, view))) return false;
	// `POST /orders/search` is of the orders above, whatever their schema is called.
	const { byCollection } = context.index;
	const above = isSearch ? (byCollection.get(node) ?? (node.parent && byCollection.get(node.parent))) : undefined;
	const isOfAbove = (item: SchemaView): boolean =>
		above?.entity !== undefined && hasKey(item, above.key) && isPartOf(item, above.entity);
	let draft: Draft | undefined;
	const isNoun = (name: string): boolean => context.index.byNoun.has(plainWord(toSingular(name)));
	const isIt = (item: SchemaView): boolean => {
		const own = (isObjectView(item) && findDraftOfSchema(context.index, item)) || (isOfAbove(item) ? above : undefined);
		draft ??= own;
		return own !== undefined;
	};
	const found = findMany(view, {
		...{ noun: lastWord(node), isNamed: true, isNoun, isIt },
		// What is found is shown with how well it fits: `[{ score, article }]`. Elsewhere such rows are of another kind.
		findWithin: (row) => (isFinding && !isIt(row) ? findInRow(row, { noun: '', isNoun, isIt }) : undefined),
	});
	if (!found || !draft) return false;
	give(context, {
		entry,
		draft,
		parts: { kind: 'list', ...listAt(found), ...findNarrowing(draft, node), filters: [] },
	});
	return true;
}
