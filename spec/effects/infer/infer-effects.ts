// What a document says about its state by the shape of its paths and schemas: which resources there are, and what each operation
// does to them. In this order: paths → families → what they show → resources → effects.

import type { OperationOutline, OutlinedOperation } from '../../operations/operations.ts';
import { getOwn, isObject } from '../../read/json.ts';
import { outlineProperties } from '../../schema/outline.ts';
import { readOpenness } from '../../schema/properties.ts';
import type { Operation } from '../../types/document.ts';
import type { Effect, Resource } from '../../types/effect.ts';
import type { JsonObject } from '../../types/json.ts';
import { isFreeObject } from './agreement.ts';
import { ruleLookups, ruleOtherPaths } from './below-rules.ts';
import { ruleCollection } from './collection-rules.ts';
import { completeList } from './complete-list.ts';
import { describeGiven, KIND_ORDER } from './describe-effect.ts';
import { type Draft, indexDrafts, joinFamilies } from './draft.ts';
import { type Family, listFamilies } from './families.ts';
import { findOtherKeys } from './find-key.ts';
import { ruleItem } from './item-rules.ts';
import { studyWithKnown } from './known-resources.ts';
import { nameDrafts } from './name-drafts.ts';
import { findParentNode, listBindings, nameScope } from './partitions.ts';
import { endsInName, findMethod, growPathTree, type PathNode } from './path-tree.ts';
import { completeEffect, type EffectParts, type Given, type RuleContext, readPath } from './rule-context.ts';
import { describeAssumed, describeAssumedBody } from './seen-bodies.ts';
import { ruleSingletons } from './singleton-rules.ts';
import { toSingular } from './words.ts';

/** What was inferred. */
export interface Inference {
	resources: Map<string, Resource>;
	effects: Map<Operation, Effect>;
	/** In sentences, for people. */
	notes: string[];
	/** Why an operation that was looked at closely has none: a sentence without a full stop. */
	reasons: Map<Operation, string>;
	/** The resource that stands on the path of an operation without effect; a noun, where the path has items and is of none. */
	besides: Map<Operation, string>;
}

/**
 * Infers resources and effects for the operations that declare none; only where the schemas of the operations go with each other.
 * `taken`: the resources that documents declare, and those inferred of documents before; both are shared.
 */
export function inferEffects(
	root: JsonObject,
	args: { operations: readonly OutlinedOperation[]; taken: ReadonlyMap<string, Resource> },
): Inference {
	const inference: Inference = {
		resources: new Map(),
		effects: new Map(),
		notes: [],
		reasons: new Map(),
		besides: new Map(),
	};
	if (getOwn(root, 'x-effect') === 'none') return inference;
	const open = args.operations.filter(({ outline }) => !isExcluded(outline));
	const settled = new Set(open.filter(({ outline }) => declaresEffect(outline)).map(({ operation }) => operation));
	if (settled.size === open.length) return inference;
	const context: RuleContext = {
		drafts: [],
		index: indexDrafts([]),
		given: new Map(),
		reasons: inference.reasons,
		isSettled: (operation) => settled.has(operation),
	};
	const tree = growPathTree(open);
	ruleSingletons(context, tree);
	const singletons = new Set(context.drafts.map(({ node }) => node));
	const studied = listFamilies(tree)
		.filter((family) => family.item || !singletons.has(family.collections[0]))
		.map((family) => studyWithKnown(family, args.taken));
	const known = new Map(studied.map(({ evidence, resource }) => [evidence, resource]));
	const drafts = joinFamilies(
		studied.map(({ evidence }) => evidence),
		(evidence) => known.get(evidence),
	);
	context.drafts.push(...drafts);
	for (const draft of drafts) {
		for (const evidence of draft.evidence) {
			ruleItem(context, { draft, evidence });
			ruleCollection(context, { draft, evidence });
		}
	}
	dropUnseen(context);
	nameDrafts(context.drafts, args.taken);
	context.index = indexDrafts(context.drafts);
	ruleOtherPaths(context, tree);
	ruleLookups(context);
	finish(inference, context);
	noteBesides(inference, { context, families: studied.map(({ evidence }) => evidence.family) });
	return inference;
}

function isExcluded(outline: OperationOutline): boolean {
	return [outline.operation, outline.pathItem].some(({ value }) => getOwn(value, 'x-effect') === 'none');
}

function declaresEffect({ operation }: OperationOutline): boolean {
	const effect = getOwn(operation.value, 'x-effect');
	return isObject(effect) || Array.isArray(effect);
}

/** Something that can be created and never seen again is no state. */
function dropUnseen(context: RuleContext): void {
	const byDraft = Map.groupBy(context.given.values(), ({ draft }) => draft);
	context.drafts = context.drafts.filter((draft) => {
		const own = byDraft.get(draft) ?? [];
		const isSeen = own.some(({ parts }) => parts.kind !== 'create' && ('answer' in parts || parts.kind === 'list'));
		const isMade = own.some(({ parts }) => parts.kind === 'create' && parts.answer !== undefined);
		if (isSeen || (isMade && own.length > 1) || draft.known) return true;
		for (const { entry } of own) {
			context.given.delete(entry.operation);
			context.reasons.set(entry.operation, 'no other operation shows what this one stores');
		}
		return false;
	});
}

/** Those that store what they take. */
const TAKING: readonly Effect['kind'][] = ['create', 'replace', 'patch'];

/** Scopes, bindings, parents; then resources, effects and sentences, the operations of one resource together. */
function finish(inference: Inference, context: RuleContext): void {
	const byDraft = Map.groupBy(context.given.values(), ({ draft }) => draft);
	const items = context.index.byItem;
	for (const draft of context.drafts) {
		const own = byDraft.get(draft) ?? [];
		if (own.length === 0) continue;
		keepUpserts(own);
		const isShown = !draft.known && letsKeyCome(draft);
		const isOpen = draft.entity !== undefined && isFreeObject(draft.entity);
		const resource =
			draft.known ?? makeResource(draft, own, { scope: nameScope(draft, own), isHidden: draft.isHidden && !isShown });
		inference.resources.set(resource.name, resource);
		own.sort((one, other) => KIND_ORDER.indexOf(one.parts.kind) - KIND_ORDER.indexOf(other.parts.kind));
		for (const given of own) {
			const bindings = listBindings(given, { scope: resource.scope, own });
			const parent = findParent(given, { items });
			const parts: EffectParts = {
				...given.parts,
				...(given.parts.kind === 'list' && completeList(given, { own, bindings })),
				...(bindings.length > 0 && { bindings }),
				...(parent && { parent }),
				...(isShown && { shownKey: resource.key }),
			};
			const whole = { ...given, parts };
			const effect = completeEffect(whole);
			const isAssumed =
				(effect.answer !== undefined || effect.kind === 'list') && describeAssumed(given.entry.operation);
			const takesAny = TAKING.includes(effect.kind) && isOpen && describeAssumedBody(given.entry.operation);
			inference.effects.set(given.entry.operation, effect);
			inference.notes.push(
				describeGiven(whole, resource) +
					(takesAny ? '; what it takes is not described, and kept as it comes' : '') +
					(isAssumed ? '; its answer is not described, and taken as JSON' : ''),
			);
		}
	}
}

/** Operations without effect on a family's paths: somebody would expect one of them. */
function noteBesides(
	inference: Inference,
	{ context, families }: { context: RuleContext; families: readonly Family[] },
): void {
	const { byItem, byCollection } = context.index;
	for (const family of families) {
		const [node] = family.collections;
		const draft = (family.item && byItem.get(family.item)) ?? (node && byCollection.get(node));
		const isPair = family.item !== undefined && family.collections.some((node) => findMethod(node, 'post'));
		const name = draft?.name ?? (isPair ? toSingular(family.noun) : undefined);
		if (name === undefined) continue;
		for (const { operations } of [...(family.item ? [family.item] : []), ...family.collections]) {
			for (const { operation } of operations) {
				if (inference.effects.has(operation) || context.isSettled(operation)) continue;
				inference.besides.set(operation, name);
				if (!draft && !inference.reasons.has(operation)) {
					inference.reasons.set(operation, `no answer of its paths shows ${name} with a key`);
				}
			}
		}
	}
}

/** Where something else creates, a PUT makes an entity only if it documents 201. */
function keepUpserts(own: readonly Given[]): void {
	if (!own.some(({ parts }) => parts.kind === 'create')) return;
	for (const { entry, parts, draft } of own) {
		if ('upsert' in parts && !draft.isSingleton && !entry.operation.responses.has('201')) delete parts.upsert;
	}
}

/**
 * A key that no schema declares is an ordinary property where all of them let it come: a list whose rows nobody could ask for is of no
 * use. Where one of them is closed, the mock keeps it beside the entity.
 */
function letsKeyCome({ isHidden, isSingleton, key, entity, evidence }: Draft): boolean {
	if (!isHidden || isSingleton) return false;
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
	const others = entity ? draft.evidence.flatMap(({ hints }) => findOtherKeys(entity, hints, draft.key.join('.'))) : [];
	return {
		name: draft.name,
		key: draft.key.join('.'),
		...(draft.key.length > 1 && { keyPath: draft.key }),
		...(others.length > 0 && { otherKeys: others }),
		...(isHidden && { hiddenKey: true }),
		...(draft.isSingleton && { singleton: true }),
		scope,
		...(draft.state && { state: draft.state.property }),
		states: new Map(states.map((name) => [name, { name }])),
		inferred: true,
		pointer: first?.entry.outline.pathItem.pointer ?? '',
	};
}

/** The entity that stands above a list in its path, where that is of a known resource. */
function findParent(
	{ entry, draft, parts }: Given,
	{ items }: { items: ReadonlyMap<PathNode, Draft> },
): Effect['parent'] {
	if ((parts.kind !== 'list' && parts.kind !== 'clear') || endsInName(entry.node)) return undefined;
	const above = findParentNode(entry.node);
	const parent = above && items.get(above.node);
	const name = above && entry.names[above.at];
	if (!parent || parent === draft || name === undefined) return undefined;
	return { resource: parent.name, key: readPath(name) };
}
