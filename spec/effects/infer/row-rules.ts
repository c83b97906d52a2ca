// What PATCH and DELETE do where filters choose the rows: `PATCH /todos?id=eq.1`, in documents as PostgREST writes them.

import { filtersRows } from '../row-filters.ts';
import type { Draft } from './draft.ts';
import type { KeyHints } from './find-key.ts';
import { findSent } from './item-rules.ts';
import type { PathOperation } from './path-tree.ts';
import { give, placeEntity, type RuleContext, sendAt, showAt } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';

/** Gives it its effect on all that are chosen; whether it did. */
export function ruleRows(context: RuleContext, on: { draft: Draft; hints: KeyHints; entry: PathOperation }): boolean {
	const { draft, entry } = on;
	if ((entry.method !== 'patch' && entry.method !== 'delete') || !filtersRows(entry.operation.document)) return false;
	const name = draft.key.join('.');
	// The first of the columns by which they are chosen.
	const key = { kind: 'query' as const, name, source: `$request.query.${name}` };
	const chosen = { key, chosenBy: [], ...showAt(placeEntity(viewAnswer(entry), on)) };
	const sent = entry.method === 'patch' ? findSent(entry, on) : undefined;
	if (entry.method === 'patch' && !sent) return false;
	const parts = sent ? { kind: 'patch' as const, set: new Map(), ...sendAt(sent) } : { kind: 'delete' as const };
	give(context, { entry, draft, parts: { ...parts, ...chosen } });
	return true;
}
