// From drafts to resources and effects: scopes, bindings, parents. What takes long is found out when it is asked for.

import { parsePointer } from '../../read/pointer.ts';
import { outlineProperties } from '../../schema/outline.ts';
import { readOpenness } from '../../schema/properties.ts';
import { listRequired } from '../../schema/required.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { ApiDocument, Operation } from '../../types/document.ts';
import type { Effect } from '../../types/effect.ts';
import type { ListFilter, ListParameters } from '../../types/lists.ts';
import type { Resource } from '../../types/resource.ts';
import { readListParameters } from '../list-effects.ts';
import { isFreeObject } from './agreement.ts';
import { completeList } from './complete-list.ts';
import { describeGiven, KIND_ORDER } from './describe-effect.ts';
import type { Draft } from './draft.ts';
import { findForm } from './evidence.ts';
import { findNames, findOtherKeys, namesKey } from './find-key.ts';
import { findNeeds } from './find-needs.ts';
import { findOwners, type OwnersArgs } from './find-owners.ts';
import { findTransfer } from './find-transfer.ts';
import { findMine } from './find-whose.ts';
import { setKinds } from './kinds-by-path.ts';
import { addLate } from './late-parts.ts';
import { findParent, listBindings, listKeyParts, nameScope } from './partitions.ts';
import { findMethod, type PathNode } from './path-tree.ts';
import { completeEffect, type EffectParts, type Given, type RuleContext } from './rule-context.ts';
import { addBareSuccess, describeAssumed, describeAssumedBody, viewSentBody } from './seen-bodies.ts';
import { isOfAnother } from './through-rules.ts';

/** Where what comes of the drafts is put. */
export interface Finished {
	resources: Map<string, Resource>;
	effects: Map<Operation, Effect>;
	notes: Note[];
}

/** A sentence about a document's operation, written when somebody reads it. */
export interface Note {
	document: ApiDocument;
	write(): string;
}

/** Those that store what they take. */
const TAKING: readonly Effect['kind'][] = ['create', 'replace', 'patch'];

/** The items by their paths, those too that have no operation of their own: `/orders/{id}` of `/orders` and `/orders/{id}/notes`. */
function listItems({ index, drafts }: RuleContext): ReadonlyMap<PathNode, Draft> {
	const items = new Map(index.byItem);
	for (const draft of drafts) {
		for (const { family } of draft.evidence) {
			for (const node of family.item ? [] : family.collections) {
				const item = node.children.get('');
				if (!item || item.operations.length > 0 || items.has(item)) continue;
				const [below] = [...item.children.values()].flatMap(({ operations }) => operations);
				const parameter = below?.names[item.steps.length - 1];
				if (parameter !== undefined && namesKey(draft.key, { parameter, noun: family.noun })) items.set(item, draft);
			}
		}
	}
	return items;
}

/** Scopes, bindings, parents; then resources, effects and sentences, the operations of one resource together. */
export function finishDrafts(context: RuleContext, { resources, effects, notes }: Finished): void {
	const byDraft = Map.groupBy(context.given.values(), ({ draft }) => draft);
	const items = listItems(context);
	for (const draft of context.drafts) {
		const own = byDraft.get(draft) ?? [];
		if (own.length === 0) continue;
		keepUpserts(own);
		patchPartial(own);
		setKinds(own);
		const isShown = !draft.known && letsKeyCome(draft);
		const isOpen = draft.entity !== undefined && isFreeObject(draft.entity);
		const resource =
			draft.known ?? makeResource(draft, own, { scope: nameScope(draft, own), isHidden: draft.isHidden && !isShown });
		if (!draft.known) addOwners(resource, { draft, own, items, context });
		resources.set(resource.name, resource);
		own.sort((one, other) => KIND_ORDER.indexOf(one.parts.kind) - KIND_ORDER.indexOf(other.parts.kind));
		readQueries(own);
		for (const given of own) {
			const parent = findParent(given, { items });
			const followUps = findTransfer(given, context)?.followUps;
			const parts: EffectParts = {
				...given.parts,
				...(parent && { parent }),
				...(followUps && { followUps }),
				...(isShown && { shownKey: resource.key }),
			};
			const effect = completeEffect({ ...given, parts });
			addDetails(effect, { given, own, scope: resource.scope, context });
			const isAssumed =
				(effect.answer !== undefined || effect.kind === 'list') && describeAssumed(given.entry.operation, effect.kind);
			const added = isAssumed ? undefined : addBareSuccess(given.entry.operation, effect.kind);
			const takesAny =
				TAKING.includes(effect.kind) &&
				(isOpen || isOfWhole(given)) &&
				describeAssumedBody(given.entry.operation, { isRare: !isOpen });
			effects.set(given.entry.operation, effect);
			const write = (): string =>
				describeGiven({ ...given, parts: effect }, resource) +
				(takesAny ? '; what it takes is not described, and kept as it comes' : '') +
				(isAssumed ? '; its answer is not described, and taken as JSON' : '') +
				(added ? `; it documents no success, and answers ${added}` : '');
			notes.push({ document: given.entry.operation.document, write });
		}
	}
}

/** On its collection or its item, without a word of a body, though one can be sent: generators leave it out. */
function isOfWhole({ entry, draft, parts }: Given): boolean {
	if (entry.operation.requestBody !== undefined || parts.part || parts.assigned || draft.isSingleton) return false;
	// Its query says what is changed.
	if ('set' in parts && parts.set.size > 0) return false;
	if (entry.method !== 'post' && entry.method !== 'put' && entry.method !== 'patch') return false;
	const { node } = entry;
	return draft.evidence.some(({ family }) => family.item === node || family.collections.includes(node));
}

/** What is wrong with the parameters of lists, and of what they show, is told with the document. */
function readQueries(own: readonly Given[]): void {
	if (!own.some(({ parts }) => parts.kind === 'list')) return;
	for (const { entry, parts } of own)
		if (parts.kind === 'list' || parts.kind === 'create') void entry.operation.parameters;
}

/** Adds what only those need to know who ask this one operation. */
function addDetails(effect: Effect, args: Omit<OwnersArgs, 'items'> & { given: Given }): void {
	const { given, own } = args;
	const isChosen = 'chosenBy' in effect;
	const find = (): EffectDetails => {
		const bindings = isOfAnother(given) ? [] : listBindings(given, args);
		const list =
			effect.kind === 'list'
				? { ...completeList(given, { own, bindings, scope: args.scope }), ...findMine(given, args) }
				: isChosen
					? { chosenBy: readChoice(given) }
					: effect.kind === 'read'
						? readDeleted(given)
						: {};
		const needs = findNeeds(given, args.context);
		return { ...list, ...(needs && { needs }), ...(bindings.length > 0 && { bindings }) };
	};
	const names = isChosen ? (['chosenBy'] as const) : (DETAILS[effect.kind] ?? []);
	addLate(effect, ['bindings', 'needs', ...names], find);
}

/** Which of them bind is asked by the first that is removed. */
function addOwners(resource: Resource, { draft, ...args }: Omit<OwnersArgs, 'scope'> & { draft: Draft }): void {
	const find = (): Pick<Resource, 'owners'> => {
		const owners = findOwners(draft, { ...args, scope: resource.scope });
		return owners.length > 0 ? { owners } : {};
	};
	addLate(resource, ['owners'], find);
	if (resource.isRevived) return;
	// What a list may be asked for is kept when it is deleted.
	addLate(resource, ['isRevived'], () => (args.own.some(listsDeleted) ? { isRevived: true } : {}));
}

/** By what of a request those are chosen that it is about; the keys of some are no filter, nor is what all of them get. */
function readChoice({ entry, draft, parts }: Given): readonly ListFilter[] {
	const isAction = parts.kind === 'delete' || ('set' in parts && parts.set.size > 0);
	const { filters } = readListParameters(entry.operation, { item: draft.entity, isAsked: isAction });
	if (!isAction) return entry.method === 'post' ? [] : filters;
	const keys = 'keys' in parts ? parts.keys : undefined;
	const name = keys?.kind === 'query' ? keys.name : keys?.kind === 'body' ? keys.pointer.split('/')[1] : undefined;
	return filters.filter(({ parameter }) => parameter !== name);
}

function listsDeleted(given: Given): boolean {
	const { kind } = given.parts;
	return (kind === 'list' || kind === 'read') && readDeleted(given).withDeleted !== undefined;
}

/** `GET /users/7?includeDeleted=true` */
function readDeleted({ entry, draft }: Given): Pick<ListParameters, 'withDeleted'> {
	const { withDeleted } = readListParameters(entry.operation, { item: draft.entity });
	return withDeleted === undefined ? {} : { withDeleted };
}

const DETAILS: Partial<Record<Effect['kind'], readonly (keyof EffectDetails)[]>> = {
	list: ['paging', 'sort', 'search', 'conditions', 'withDeleted', 'counts', 'mine', 'filters'],
	read: ['withDeleted'],
};
type EffectDetails = Partial<ReturnType<typeof completeList>> &
	ReturnType<typeof findMine> &
	Pick<Effect, 'bindings' | 'needs'> & { chosenBy?: readonly ListFilter[] };

/** Where something else creates, a PUT makes an entity only if it documents 201. */
function keepUpserts(own: readonly Given[]): void {
	if (!own.some(({ parts }) => parts.kind === 'create')) return;
	for (const { entry, parts, draft } of own) {
		if ('upsert' in parts && parts.kind !== 'create' && !draft.isSingleton && !entry.operation.responses.has('201'))
			delete parts.upsert;
	}
}

/**
 * A PUT that requires nothing of what a create requires is sent with what changes, where no PATCH takes that: `PUT /articles/{slug}` with
 * `{ body }` keeps the title.
 */
function patchPartial(own: readonly Given[]): void {
	const puts = own.filter(({ entry, parts }) => entry.method === 'put' && parts.kind === 'replace' && !parts.upsert);
	if (puts.length === 0) return;
	const needs = own.flatMap((one) => (one.parts.kind === 'create' && !one.parts.each ? [...listNeeds(one)] : []));
	for (const given of puts) {
		const { entry, parts } = given;
		if (parts.kind !== 'replace' || findMethod(entry.node, 'patch') || listNeeds(given).size > 0) continue;
		const takes = viewSent(given);
		const isPart = takes !== undefined && needs.some((name) => outlineProperties(takes).has(name));
		if (isPart) given.parts = { ...parts, kind: 'patch' };
	}
}

/** What a request must have of an entity. */
function listNeeds(given: Given): ReadonlySet<string> {
	const view = viewSent(given);
	return view ? listRequired(view) : new Set();
}

function viewSent({ entry, parts }: Given): SchemaView | undefined {
	let { view } = viewSentBody(entry.operation);
	for (const step of parsePointer(parts.request ?? '') ?? []) view = view && outlineProperties(view).get(step);
	return view;
}

/**
 * A key that no schema declares is an ordinary property where all of them let it come: a list whose rows nobody could ask for is of no
 * use. Where one of them is closed, the mock keeps it beside the entity.
 */
function letsKeyCome({ isHidden, isSingleton, key, entity, evidence }: Draft): boolean {
	if (!isHidden || isSingleton || findNamed(evidence, entity)) return false;
	const views = evidence.flatMap(({ read, created, changed, list }) => [
		...[read, created, changed].flatMap((shown) => (shown ? [shown.place.view] : [])),
		...(list ? [list.item] : []),
	]);
	return [...(entity ? [entity] : []), ...views].every(
		(view) => readOpenness(view) !== 'closed' && !outlineProperties(view).has(key.join('.')),
	);
}

function makeResource(
	draft: Draft,
	own: readonly Given[],
	{ scope, isHidden }: { scope: readonly string[]; isHidden: boolean },
): Resource {
	const first = own.find(({ parts }) => parts.kind === 'create') ?? own[0];
	const states = draft.state?.states ?? [];
	const { entity } = draft;
	const keyParts = listKeyParts(draft, scope);
	const named = findNamed(draft.evidence, entity);
	const others = entity ? listOtherKeys(draft, entity) : [];
	return {
		name: draft.name,
		key: draft.key.join('.'),
		...(draft.key.length > 1 && { keyPath: draft.key }),
		...(others.length > 0 && { otherKeys: others }),
		...(isHidden && { hiddenKey: true }),
		...(named && { named }),
		...(draft.isSingleton && { singleton: true }),
		...(draft.isAbsent && { isAbsent: true }),
		...(draft.ordered && { ordered: draft.ordered }),
		...(draft.content !== undefined && { content: draft.content }),
		...(own.some(({ parts }) => parts.revives || parts.deleted) && { isRevived: true }),
		scope,
		...(keyParts.length > 0 && { keyParts }),
		...(draft.state && { state: draft.state.property }),
		states: new Map(states.map((name) => [name, { name }])),
		inferred: true,
		pointer: first?.entry.outline.pathItem.pointer ?? '',
	};
}

/** Who sees no key asks by what is seen. */
function listOtherKeys({ evidence, key, isHidden, isSingleton }: Draft, entity: SchemaView): (readonly string[])[] {
	const chosen = evidence.flatMap(({ hints }) => findOtherKeys(entity, hints, key.join('.')).map((name) => [name]));
	return chosen.length > 0 || !isHidden || isSingleton ? chosen : findNames(entity);
}

/** The property that says where an entity stands, as the item's path has it. */
function findNamed(evidence: Draft['evidence'], entity: Draft['entity']): Resource['named'] {
	for (const property of entity ? outlineProperties(entity).keys() : []) {
		const form = evidence.map(({ family }) => findForm(family, [property])).find((one) => one !== undefined);
		if (form !== undefined) return { property, form };
	}
	return undefined;
}
