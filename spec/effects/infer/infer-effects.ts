// What a document says about its state by the shape of its paths and schemas: which resources there are, and what each operation
// does to them. In this order: paths → families → what they show → resources → effects.

import type { OperationOutline, OutlinedOperation } from '../../operations/operations.ts';
import { getOwn, isObject } from '../../read/json.ts';
import type { ApiDocument, Operation } from '../../types/document.ts';
import type { Effect } from '../../types/effect.ts';
import type { Resource } from '../../types/resource.ts';
import { ruleAccounts } from './account-rules.ts';
import { ruleAssignments } from './assignment-rules.ts';
import { ruleLookups, ruleOtherPaths } from './below-rules.ts';
import { ruleCollection } from './collection-rules.ts';
import { listCompositeFamilies } from './composite-families.ts';
import { ruleDoers } from './doer-rules.ts';
import { indexDrafts, joinFamilies } from './draft.ts';
import { type Family, listFamilies } from './families.ts';
import { ruleFiles } from './file-rules.ts';
import { findParts } from './find-parts.ts';
import { finishDrafts, type Note } from './finish-drafts.ts';
import { ruleItem } from './item-rules.ts';
import { studyWithKnown } from './known-resources.ts';
import { ruleLoneCreates } from './lone-creates.ts';
import { nameDrafts } from './name-drafts.ts';
import { findInsides, ruleInsides } from './object-rules.ts';
import { ruleParts } from './part-rules.ts';
import { findMethod, growPathTree } from './path-tree.ts';
import { isReadBy } from './read-by.ts';
import type { RuleContext } from './rule-context.ts';
import { adoptItems } from './shallow-items.ts';
import { ruleSingletons } from './singleton-rules.ts';
import { isVerbOnly } from './undone-rules.ts';
import { toSingular } from './words.ts';

/** What was inferred. */
export interface Inference {
	resources: Map<string, Resource>;
	effects: Map<Operation, Effect>;
	/** Of a document, in sentences, for people. */
	notes: (document: ApiDocument) => readonly string[];
	/** Why an operation that was looked at closely has none: a sentence without a full stop. */
	reasons: Map<Operation, string>;
	/** The resource that stands on the path of an operation without effect; a noun, where the path has items and is of none. */
	besides: Map<Operation, string>;
}

/**
 * Infers resources and effects for the operations that declare none; only where the schemas of the operations go with each other.
 * `taken`: the resources that documents declare, and those inferred of documents before; both are shared. The operations may be of several documents that speak of the same paths.
 */
export function inferEffects(args: {
	operations: readonly OutlinedOperation[];
	taken: ReadonlyMap<string, Resource>;
}): Inference {
	const notes: Note[] = [];
	const inference: Inference = {
		resources: new Map(),
		effects: new Map(),
		notes: (document) => notes.flatMap((note) => (note.document === document ? [note.write()] : [])),
		reasons: new Map(),
		besides: new Map(),
	};
	const open = args.operations.filter((entry) => !isExcluded(entry));
	const settled = new Set(open.filter(({ outline }) => declaresEffect(outline)).map(({ operation }) => operation));
	if (settled.size === open.length) return inference;
	const context: RuleContext = {
		drafts: [],
		index: indexDrafts([]),
		given: new Map(),
		made: new Set(),
		reasons: inference.reasons,
		isSettled: (operation) => settled.has(operation),
	};
	const tree = growPathTree(open);
	const insides = findInsides(tree);
	const inner = new Set(insides.map(({ node }) => node));
	ruleSingletons(
		context,
		tree.nodes.filter((node) => !inner.has(node)),
	);
	ruleFiles(context, tree);
	const singletons = new Set(context.drafts.map(({ node }) => node));
	const families = listFamilies(tree, listCompositeFamilies(tree))
		.filter(({ item, collections: [node] }) => item || !(singletons.has(node) || (node && inner.has(node))))
		.map((family) => studyWithKnown(family, args.taken));
	const all = families.map(({ evidence }) => evidence);
	const parts = findParts(context, all);
	const within = new Set(parts.map(({ family }) => family));
	const studied = families.filter(
		({ evidence }) => !within.has(evidence.family) && !isReadBy(evidence, all) && !isVerbOnly(evidence, all),
	);
	const known = new Map(studied.map(({ evidence, resource }) => [evidence, resource]));
	const drafts = joinFamilies(
		studied.map(({ evidence }) => evidence),
		(evidence) => known.get(evidence),
	);
	adoptItems(drafts, all, tree);
	context.drafts.push(...drafts);
	ruleParts(context, parts);
	ruleSingletons(
		context,
		ruleInsides(context, insides).map(({ node }) => node),
	);
	for (const draft of drafts) {
		for (const evidence of draft.evidence) {
			ruleItem(context, { draft, evidence });
			ruleCollection(context, { draft, evidence });
		}
	}
	dropUnseen(context);
	context.index = indexDrafts(context.drafts);
	ruleLoneCreates(
		context,
		studied.flatMap(({ evidence, resource }) => (resource ? [] : [evidence])),
	);
	nameDrafts(context.drafts, args.taken);
	ruleOtherPaths(context, tree);
	ruleAccounts(context, tree);
	ruleLookups(context);
	const holders = ruleAssignments(context, args.taken);
	holders.push(...ruleDoers(context, args.taken));
	finishDrafts(context, { ...inference, notes });
	for (const holder of holders) inference.resources.set(holder.name, holder);
	noteBesides(inference, { context, families: studied.map(({ evidence }) => evidence.family) });
	return inference;
}

function isExcluded({ outline, operation }: OutlinedOperation): boolean {
	const { pathItem } = outline;
	return [outline.operation.value, pathItem.value, operation.document.root].some(
		(value) => getOwn(value, 'x-effect') === 'none',
	);
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
		if (isSeen || (isMade && (own.length > 1 || draft.isListedBelow))) return true;
		if (draft.known || draft.content !== undefined) return true;
		for (const { entry } of own) {
			context.given.delete(entry.operation);
			context.reasons.set(entry.operation, 'no other operation shows what this one stores');
		}
		return false;
	});
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
