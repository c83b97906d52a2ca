// What PATCH and DELETE do where filters choose the rows: `PATCH /todos?id=eq.1`, in documents as PostgREST writes them; `DELETE /logs?level=debug`.

import { readListParameters } from '../list-effects.ts';
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

/** DELETE of what its query asks for, where all that it takes is a filter of the entities' properties; whether it is. */
export function ruleFiltered(context: RuleContext, { draft, entry }: { draft: Draft; entry: PathOperation }): boolean {
	const { operation } = entry;
	if (!draft.entity || operation.requestBody !== undefined) return false;
	const asked = operation.parameters.filter(({ in: place }) => place === 'query' || place === 'querystring');
	const { filters } = readListParameters(operation, { item: draft.entity });
	const [first] = asked;
	if (!first || !asked.every(({ name }) => filters.some(({ parameter }) => parameter === name))) return false;
	const key = { kind: 'query' as const, name: first.name, source: `$request.query.${first.name}` };
	give(context, { entry, draft, parts: { kind: 'delete', key, chosenBy: [] } });
	return true;
}
