// What is done on a collection path: created, listed, changed and deleted by what the request names.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { filtersRows } from '../row-filters.ts';
import { saysUpsert } from '../upserts.ts';
import { isBeside, isOpenView, isPartOf } from './agreement.ts';
import { rulePatchAll } from './all-rules.ts';
import type { Draft } from './draft.ts';
import { type Evidence, hasKey, saysNothing, showMany } from './evidence.ts';
import { namesOne } from './families.ts';
import { type EntityPlace, findAlike, findEntity, findSentEntity, findSentMany } from './find-entity.ts';
import { type KeyHints, namesKey } from './find-key.ts';
import { findMany } from './find-many.ts';
import { findBranches } from './find-tree.ts';
import { findSent, readQuery, showDeleted } from './item-rules.ts';
import { ruleChangeMany } from './many-rules.ts';
import { findNarrowing } from './narrow-rules.ts';
import { endsInName, findMethod, lastWord, type PathOperation } from './path-tree.ts';
import { findRequestKey, findRequestKeys } from './request-keys.ts';
import { ruleFiltered, ruleRows } from './row-rules.ts';
import { give, listAt, placeEntity, type RuleContext, refuse, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** The effects of a collection path's operations. */
export function ruleCollection(context: RuleContext, args: { draft: Draft; evidence: Evidence }): void {
	const { draft, evidence } = args;
	if (evidence.madeBelow) ruleCreate(context, { draft, evidence, hints: evidence.hints, entry: evidence.madeBelow });
	for (const node of evidence.family.collections) {
		for (const entry of node.operations) {
			const on = { draft, evidence, hints: evidence.hints, entry };
			const { method } = entry;
			if (ruleRows(context, on)) continue;
			if (method === 'post') ruleCreate(context, on);
			else if (method === 'put' || method === 'patch') ruleChangeByBody(context, on);
			else if (method === 'delete') ruleClear(context, on);
			else if (method === 'get') ruleList(context, on);
		}
	}
}

/** An operation of a collection, with what is known of its family. */
export interface On {
	draft: Draft;
	evidence: Evidence;
	hints: KeyHints;
	entry: PathOperation;
}

/**
 * A POST creates where what it takes can be an entity and its answer shows the entity, its key alone, or nothing; where the answer
 * is of something else, only with 201 or a `Location`. Without a body only where the entity is seen elsewhere too.
 */
export function ruleCreate(context: RuleContext, on: On): void {
	const { draft, entry, evidence } = on;
	const { operation } = entry;
	if (ruleCreateEach(context, on)) return;
	const sent = findCreated(on);
	if (!sent) {
		refuse(context, entry, `what it takes does not agree with what is shown of ${evidence.family.noun}`);
		return;
	}
	const view = viewAnswer(entry);
	const shown = placeShown(on, view);
	const isList = shown !== undefined && /(^|\/)0$/.test(shown.pointer);
	// A search answers a list as well: what it takes must be an entity then.
	if (isList && !(sent.place && sent.isSure && isPartOf(sent.place.view, shown.view))) {
		refuse(context, entry, 'it answers a list, and what it takes is no such entity');
		return;
	}
	const answerKey = shown ? undefined : findKeyAlone(view, on.hints);
	const isSeen =
		evidence.list !== undefined ||
		draft.isListedBelow === true ||
		(evidence.entity !== undefined && hasMethod(evidence, 'get')) ||
		hasMethod(evidence, 'delete');
	const isMade = operation.responses.has('201') || operation.responses.has('202') || documentsLocation(entry);
	const isBare = operation.requestBody === undefined;
	const isSure = (sent.isSure && !isBare) || (shown !== undefined && (isSeen || isMade));
	if (shown ? isSure || isMade : sent.isSure && isSeen && (answerKey !== undefined || saysNothing(view) || isMade)) {
		give(context, {
			entry,
			draft,
			parts: {
				kind: 'create',
				// Who sends no body says in the query what is to be made.
				set: isBare ? readQuery(entry, draft.entity, { takesAny: true }) : findSentKey(on, sent.place),
				...sendAt(sent.place),
				...(filtersRows(operation.document) && { rows: true }),
				...showAt(shown),
				...(answerKey !== undefined && { answerKey }),
				...(saysUpsert(operation) && { upsert: true }),
			},
		});
		return;
	}
	refuse(
		context,
		entry,
		isSeen ? `its answer shows no ${draft.key.join('.')}` : 'nothing shows again what it might create',
	);
}

/** A list of entities is sent, and a list, or nothing of them, is answered: one is made of each. */
export function ruleCreateEach(context: RuleContext, on: On): boolean {
	const { draft, entry, hints, evidence } = on;
	const { view: body, isForm } = viewSentBody(entry.operation);
	const sent = body && !isForm ? findSentMany(body, { noun: hints.noun, entity: draft.entity }) : undefined;
	// The whole collection in a PUT is the whole.
	const isUpsert = saysUpsert(entry.operation);
	const isWhole = sent?.pointer === '/0' && entry.method === 'put' && !isUpsert;
	// What is there elsewhere as well is not made and removed here alone.
	if (isWhole && (!evidence.list || (draft.evidence.length > 1 && entry.names.some(Boolean)))) return false;
	if (!sent || !(evidence.list || evidence.read || hasMethod(evidence, 'delete'))) return false;
	const view = viewAnswer(entry);
	const many =
		view &&
		findMany(view, { noun: hints.noun, isIt: (item) => draft.entity !== undefined && isPartOf(item, draft.entity) });
	const one = many ? { pointer: joinPointer(many.pointer, 0), view: many.item } : placeShown(on, view);
	const isOne = one && !/(^|\/)0$/.test(one.pointer);
	if (isOne && !isBeside(one.view, draft)) return false;
	const shown = isOne ? undefined : one;
	give(context, {
		entry,
		draft,
		parts: {
			kind: 'create',
			each: true,
			...(isWhole && { whole: true }),
			...(isUpsert && { upsert: true }),
			set: new Map(),
			...sendAt(sent),
			...showAt(shown),
		},
	});
	return true;
}

/** The client's own key, where what it sends calls it as the path does, and answers otherwise: `file_id` for `/files/{file_id}`, shown as `id`. */
function findSentKey({ draft, hints, entry }: On, place: EntityPlace | undefined): Map<string, EffectValue> {
	const [key, deeper] = draft.key;
	const { parameter } = hints;
	const plain = parameter === undefined ? '' : plainWord(parameter);
	// `{ userId }` of what shows `user: { id }` and is named by that.
	const isLinked = deeper !== undefined && plainWord(draft.key.join('')) === plain;
	if (!place || key === undefined || (deeper !== undefined && !isLinked)) return new Map();
	// `POST /books?bookId=b1` names the book that it makes.
	const names = [plain, `${plainWord(toSingular(hints.noun))}id`].filter((one) => one !== 'id');
	const asked = entry.operation.parameters.find((one) => one.in === 'query' && names.includes(plainWord(one.name)));
	if (asked && !isLinked) {
		const source = `$request.query.${asked.name}`;
		return new Map([[key, { kind: 'expression', expression: { kind: 'query', name: asked.name, source } }]]);
	}
	if (draft.isHidden || plain === 'id') return new Map();
	// `/trainings/{userId}` has the trainings of a user, and no training of that key.
	if (!isLinked && !namesKey(draft.key, { parameter: parameter ?? '', noun: hints.noun })) return new Map();
	const properties = outlineProperties(place.view);
	const name = [...properties.keys()].find((one) => plainWord(one) === plain);
	const view = name === undefined ? undefined : properties.get(name);
	if (!view || plainWord(key) === plain || properties.has(key) || outlineView(view).kind !== 'scalar') return new Map();
	const pointer = joinPointer(place.pointer, name as string);
	const expression = { kind: 'body' as const, pointer, source: `$request.body#${pointer}` };
	return new Map([[isLinked ? joinPointer('', ...draft.key) : key, { kind: 'expression', expression }]]);
}

function findCreated(on: On): { place?: EntityPlace; isSure: boolean } | undefined {
	const { operation } = on.entry;
	if (operation.requestBody === undefined) return { isSure: true };
	const { view, isForm } = viewSentBody(operation);
	if (isForm) return { isSure: true };
	return view && findSentEntity(view, { noun: on.hints.noun, entity: on.draft.entity });
}

function placeShown({ draft, hints, entry }: On, view: SchemaView | undefined): EntityPlace | undefined {
	const place = placeEntity(view, { draft, hints });
	if (!place || hasKey(place.view, draft.key) || !draft.entity) return place;
	return findAlike(place.view, draft.entity) ||
		isOpenView(place.view) ||
		draft.isHidden ||
		entry.operation.responses.has('201')
		? place
		: undefined;
}

/** An answer that is a text or a number is the key; so is what is called as the noun's key in one that shows nothing else of it. */
function findKeyAlone(view: SchemaView | undefined, hints: KeyHints): Pointer | undefined {
	if (!view) return undefined;
	if (outlineView(view).kind !== 'scalar') {
		const found = findEntity(view, hints);
		return found?.key?.isStrong ? joinPointer(found.pointer, ...found.key.path) : undefined;
	}
	const types = guessTypes(outlineView(view).view);
	return types.has('string') || types.has('integer') ? '' : undefined;
}

function documentsLocation({ operation }: PathOperation): boolean {
	return [...operation.responses].some(
		([status, { headers }]) => status.startsWith('2') && headers.some(({ name }) => name === 'location'),
	);
}

function hasMethod({ family }: Evidence, method: 'get' | 'delete'): boolean {
	return findMethod(family.item, method) !== undefined;
}

function ruleList(context: RuleContext, on: On): void {
	const { draft, evidence, entry } = on;
	const { list: first } = evidence;
	// Those of the first of its names: `/stocks/{warehouse}`.
	const isOther = first && first.entry.operation !== entry.operation && endsInName(entry.node) && draft.entity;
	const list = isOther ? showMany(entry, { hints: on.hints, known: [draft.entity as SchemaView] }) : first;
	// `GET /todo?id=1` is of one.
	const key = list?.entry.operation === entry.operation ? undefined : findRequestKey(on, undefined);
	const place = key && namesOne(entry.node) ? placeEntity(viewAnswer(entry), on) : undefined;
	if (key && place) {
		give(context, { entry, draft, parts: { kind: 'read', key, answer: place.pointer } });
		return;
	}
	if (list?.entry.operation !== entry.operation) {
		refuse(context, entry, `its answer holds no list of entities with ${draft.key.join('.') || 'a key'}`);
		return;
	}
	const branches = draft.evidence.length > 1 ? findBranches(lastWord(entry.node), list.item) : undefined;
	give(context, {
		entry,
		draft,
		parts: {
			kind: 'list',
			...listAt(list),
			...(list.byKey && { byKey: true }),
			...findNarrowing(draft, entry.node),
			...(branches !== undefined && { tree: branches }),
			filters: [],
		},
	});
}

/** PUT and PATCH on the collection change the entity whose key is in the body, or in a query parameter called like it. */
function ruleChangeByBody(context: RuleContext, on: On): void {
	const { draft, entry } = on;
	const sent = findSent(entry, on);
	// `{ keys: [...], data: {} }` is for each of those, whatever `data` may have.
	const isOne = sent?.pointer === '' || !findRequestKeys(on, viewSentBody(entry.operation).view);
	const key = sent && isOne ? findRequestKey(on, sent) : undefined;
	if (!sent || !key) {
		if (entry.method === 'patch' && (ruleChangeMany(context, on) || rulePatchAll(context, on))) return;
		if (saysUpsert(entry.operation)) {
			ruleCreate(context, on);
			return;
		}
		if (entry.method === 'put' && ruleCreateEach(context, on)) return;
		refuse(context, entry, `nothing in its request is called ${draft.key.join('.')}`);
		return;
	}
	const isPut = entry.method === 'put';
	give(context, {
		entry,
		draft,
		parts: {
			kind: isPut ? 'replace' : 'patch',
			key,
			set: new Map(),
			...sendAt(sent),
			...showAt(placeEntity(viewAnswer(entry), on)),
			...(isPut && { upsert: true }),
		},
	});
}

/** DELETE on the collection: the one or the many that the request names, or that its filters choose; all, where it takes nothing at all. */
function ruleClear(context: RuleContext, on: On): void {
	const { draft, entry } = on;
	const { view } = viewSentBody(entry.operation);
	const sent = view && findSentEntity(view, { noun: on.hints.noun, entity: draft.entity })?.place;
	const one = findRequestKey(on, sent);
	if (one) {
		give(context, {
			entry,
			draft,
			parts: { kind: 'delete', key: one, ...showDeleted(placeEntity(viewAnswer(entry), on)) },
		});
		return;
	}
	const keys = findRequestKeys(on, view);
	const query = entry.operation.parameters.filter((parameter) => parameter.in === 'query');
	if (keys) give(context, { entry, draft, parts: { kind: 'clear', keys } });
	else if (query.length === 0 && entry.operation.requestBody === undefined) {
		give(context, { entry, draft, parts: { kind: 'clear', ...findNarrowing(draft, entry.node) } });
	} else if (!ruleFiltered(context, on)) refuse(context, entry, `which of them it deletes can't be told`);
}
