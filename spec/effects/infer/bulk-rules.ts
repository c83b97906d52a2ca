// Many at once on a path of their own: `POST /orders/bulk-delete` with `{ ids: [...] }`, `POST /orders/bulk` with the orders.

import { isUpsertWord } from '../upserts.ts';
import { listPlainNames } from './agreement.ts';
import { ruleCreate, ruleCreateEach } from './collection-rules.ts';
import type { Draft, DraftIndex } from './draft.ts';
import { ruleChangeMany } from './many-rules.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { findRequestKeys } from './request-keys.ts';
import { give, type RuleContext } from './rule-context.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, splitName } from './words.ts';

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

/** What such a path is called where it makes them. */
const CREATES = new Set(
	['bulk', 'batch', 'mass', 'multi'].flatMap((many) =>
		['create', 'add', 'insert', 'import', 'upload'].flatMap((verb) => [many + verb, verb + many]),
	),
);
const OTHER_CREATES = new Set(['createmany', 'addmany', 'insertmany', 'createmultiple', 'import']);

/** `POST /orders/bulk` with a list of orders makes one of each, `/orders/upsert` one or several; whether it does. */
export function ruleBulkCreate(
	context: RuleContext,
	{ node, entry }: { node: PathNode; entry: PathOperation },
): boolean {
	const word = plainWord(lastWord(node));
	const isUpsert =
		isUpsertWord(word) && (entry.method === 'put' || entry.method === 'patch' || entry.method === 'post');
	const isCreate = entry.method === 'post' && (MANY.has(word) || CREATES.has(word) || OTHER_CREATES.has(word));
	if (!(isUpsert || isCreate)) return false;
	const draft = findCollection(node, context.index);
	const evidence = draft?.evidence.find(
		({ family }) => family.item?.parent === node.parent || family.collections.some((one) => one === node.parent),
	);
	if (!evidence || !draft) return false;
	const on = { draft, evidence, hints: evidence.hints, entry };
	if (!isUpsert) return ruleCreateEach(context, on);
	ruleCreate(context, on);
	return context.given.has(entry.operation);
}

/** What such a path is called where it changes them. */
const CHANGES = new Set(
	['bulk', 'batch', 'mass', 'multi'].flatMap((many) =>
		['update', 'edit', 'patch', 'modify'].flatMap((verb) => [many + verb, verb + many]),
	),
);
const OTHER_CHANGES = new Set(['updatemany', 'updatemultiple', 'editmany', 'patchmany']);

/** `PATCH /orders/bulk` with a list of orders, or with their keys and what they all get, changes each; whether it does. */
export function ruleBulkChange(
	context: RuleContext,
	{ node, entry }: { node: PathNode; entry: PathOperation },
): boolean {
	const word = plainWord(lastWord(node));
	const { method } = entry.operation;
	if (method === 'get' || method === 'delete') return false;
	const draft = findCollection(node, context.index);
	const isNamed = CHANGES.has(word) || OTHER_CHANGES.has(word) || (draft && isOfProperty(node, draft));
	if (!isNamed && !(MANY.has(word) && method !== 'post')) return false;
	const [evidence] = draft?.evidence ?? [];
	return draft !== undefined && evidence !== undefined
		? ruleChangeMany(context, { draft, hints: evidence.hints, entry })
		: false;
}

/** `/orders/bulk-status`, `/orders/bulk/status` */
function isOfProperty({ parent, steps }: PathNode, { entity }: Draft): boolean {
	const [many, ...rest] = [...(parent && isOfMany(parent) ? [lastWord(parent)] : []), ...splitName(steps.at(-1) ?? '')];
	return entity !== undefined && MANY.has(plainWord(many ?? '')) && listPlainNames(entity).has(rest.join(''));
}

function isOfMany(node: PathNode): boolean {
	return node.parent !== undefined && MANY.has(plainWord(lastWord(node)));
}

/** `/orders/bulk-delete`, `/orders/bulk/delete`: the collection that stands above. */
function findCollection(node: PathNode, { byCollection }: DraftIndex) {
	const above = node.parent;
	return (
		above && (byCollection.get(above) ?? (isOfMany(above) ? byCollection.get(above.parent as PathNode) : undefined))
	);
}
