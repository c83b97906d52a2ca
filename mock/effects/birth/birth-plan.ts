// What is worked out once for each resource, so that the birth of a complete entity costs a look at its properties.

import {
	collectEntitySchemas,
	decideUnions,
	findJsonMediaType,
	getOwn,
	guessTypes,
	isObject,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type Operation,
	type Pointer,
	type Resource,
	resolvePointer,
	type SchemaView,
	viewItems,
	viewSent,
} from '../../../spec/index.ts';
import { readKey, stepsToKey } from '../../store/entity-key.ts';
import { toKeyText } from '../../store/key-text.ts';
import { type Assignment, compileAssignments } from '../assignments.ts';
import type { EffectContext } from '../effect-context.ts';
import { findKeyView, type KeyType, keyTypeOf } from '../keys.ts';
import { chooseFill, type Fill, isUpdateMoment } from './fill-rules.ts';
import { checkShown, fitsView } from './fit-value.ts';

/** A property that answers show of an entity. */
export interface BirthMember {
	name: string;
	/** As the fullest of the representations has it. */
	view: SchemaView;
	isRequired: boolean;
	/** Some request sends it. */
	isSent: boolean;
	fill: Fill;
}

/** How entities of a resource are born. */
export interface BirthPlan {
	resource: Resource;
	/** The fullest way in which an entity is shown; `undefined`: no answer shows one. */
	view: SchemaView | undefined;
	isCreatable: boolean;
	keyType: KeyType;
	/** The property that shows the key; `undefined`: nobody describes it. */
	keyView: SchemaView | undefined;
	/** What a creation sets. */
	assignments: readonly Assignment[];
	/** Entities that the document shows as examples of its answers, each with its key. */
	readonly examples: readonly JsonObject[];
	/** The properties that tell when it was changed last. */
	updated: readonly BirthMember[];
	/** The members of an entity with these properties: where the answer has alternatives, those of the one that it suits best. */
	membersOf(entity: JsonObject): ReadonlyMap<string, BirthMember>;
}

/** What an operation's request says of the entity that it sends. */
export interface Intake {
	/** The properties that it declares. */
	declared: ReadonlyMap<string, SchemaView>;
	/** Names that answers spell otherwise, e.g. `FriendlyName` → `friendly_name`. */
	renamed: ReadonlyMap<string, string>;
	/** As requests spell the key, where answers spell it otherwise. */
	keyName?: string | undefined;
	/** What answers show one level deeper, e.g. `{ head: 'attributes', members: title → … }`; absent: nothing. */
	inside?: { head: BirthMember; members: ReadonlyMap<string, SchemaView> } | undefined;
	/** Where in the body the entity lies. */
	place: Pointer;
	/** Those that the request's check has judged as the answer's would: they need no second look. */
	trusted: ReadonlySet<string>;
}

const plans = new WeakMap<EffectContext, Map<string, BirthPlan>>();

/** The plan of a resource, made with its first use. */
export function planBirth(context: EffectContext, resource: Resource): BirthPlan {
	const known = plans.get(context) ?? new Map<string, BirthPlan>();
	plans.set(context, known);
	const plan = known.get(resource.name) ?? compileBirth(resource, context.operations);
	known.set(resource.name, plan);
	return plan;
}

function compileBirth(resource: Resource, operations: readonly Operation[]): BirthPlan {
	const { representations, requests, isCreatable } = collectEntitySchemas(resource, operations);
	const sent = requests.map(listPossibleProperties);
	const choices = new Map<string, ReadonlyMap<string, BirthMember>>();
	let all: ReadonlyMap<string, BirthMember> | undefined;
	let updated: readonly BirthMember[] | undefined;
	let examples: readonly JsonObject[] | undefined;
	const compile = (views: readonly SchemaView[]) => compileMembers({ resource, views, sent, representations });
	return {
		resource,
		view: representations[0],
		isCreatable,
		keyType: keyTypeOf(resource, operations),
		keyView: findKeyView(resource, operations),
		assignments: listCreateAssignments(resource, operations),
		get examples() {
			examples ??= listExampleEntities(resource, operations).filter(
				(one) => !representations[0] || fitsView(representations[0], one),
			);
			return examples;
		},
		get updated() {
			all ??= compile(representations);
			updated ??= [...all.values()].filter(({ name, fill }) => fill.kind === 'now' && isUpdateMoment(name));
			return updated;
		},
		membersOf(entity) {
			if (representations.every(({ unions }) => unions.length === 0)) {
				all ??= compile(representations);
				return all;
			}
			const views = representations.map((view) => decideFor(view, entity));
			const name = views.map(({ path }) => path).join(' ');
			const members = choices.get(name) ?? compile(views.map(({ view }) => view));
			choices.set(name, members);
			return members;
		},
	};
}

/** The view with, of each union, the branch that has the least against the entity. */
function decideFor(view: SchemaView, entity: JsonObject): { view: SchemaView; path: string } {
	const path: number[] = [];
	const decided = decideUnions(view, ({ keyword, branches }) => {
		if (keyword === 'if') return undefined;
		const faults = branches.map((branch) => {
			const found = checkShown(branch, entity);
			// What is missing can still be filled in.
			return found.length + 100 * found.filter(({ code }) => code !== 'required').length;
		});
		const best = faults.indexOf(Math.min(...faults));
		path.push(best);
		return branches[best];
	});
	return { view: decided, path: path.join('.') };
}

function compileMembers(args: {
	resource: Resource;
	views: readonly SchemaView[];
	sent: readonly ReadonlyMap<string, SchemaView>[];
	representations: readonly SchemaView[];
}): ReadonlyMap<string, BirthMember> {
	const { resource, views } = args;
	const required = new Set(views.flatMap((view) => [...listAlwaysRequired(view)]));
	const given = new Set(stepsToKey(resource).slice(0, 1));
	const members = new Map<string, BirthMember>();
	for (const [name, view] of views.flatMap((one) => [...listPossibleProperties(one)])) {
		if (members.has(name) || isWithheld(view, 'response')) continue;
		const sent = args.sent
			.flatMap((properties) => properties.get(name) ?? [])
			.filter((one) => !isWithheld(one, 'request'));
		const isRequired = required.has(name);
		const initial = name === resource.state ? (resource.initial ?? [...resource.states.keys()][0]) : undefined;
		const isRecursive = leadsBack(view, args.representations);
		const isGiven = given.has(name) && stepsToKey(resource).length < 2;
		const fill: Fill = isGiven
			? { kind: 'absent' }
			: chooseFill({ name, view, isRequired, sent, initial, isRecursive });
		members.set(name, { name, view, isRequired, isSent: sent.length > 0, fill });
	}
	return members;
}

/** The property is an entity of the same kind, or a list of them. */
function leadsBack(view: SchemaView, representations: readonly SchemaView[]): boolean {
	const own = new Set(representations.flatMap(({ parts }) => parts.map(({ value }) => value)));
	const isOne = ({ parts, unions }: SchemaView): boolean =>
		parts.some(({ value }) => own.has(value)) ||
		unions.some(({ branches }) => branches.some((branch) => branch.parts.some(({ value }) => own.has(value))));
	const items = viewItems(view);
	return isOne(view) || (items !== undefined && isOne(items));
}

/** What an operation's request says of the entities of a plan. */
export function planIntake(operation: Operation, plan: BirthPlan): Intake {
	const view = viewSent(operation);
	const declared = new Map(
		[...(view ? listPossibleProperties(view) : [])].filter(([, member]) => !isWithheld(member, 'request')),
	);
	const trusted = new Set<string>();
	const renamed = new Map<string, string>();
	const members = plan.membersOf({});
	const spelled = new Map([...members.keys()].map((name) => [spellPlainly(name), name]));
	for (const [name, member] of declared) {
		const other = members.has(name) ? undefined : spelled.get(spellPlainly(name));
		if (other !== undefined && !declared.has(other)) renamed.set(name, other);
		const shown = members.get(other ?? name);
		if (shown && isAsStrict(member, shown.view)) trusted.add(other ?? name);
	}
	const inside = findInside(declared, { members, renamed });
	const keyName = [...renamed].find(([, other]) => other === plan.resource.key)?.[0];
	for (const [name, other] of renamed) declared.set(other, declared.get(name) as SchemaView);
	// What the effect itself writes is none of the request's.
	const { effect } = operation;
	for (const name of [...plan.resource.scope, ...(effect && 'set' in effect ? effect.set.keys() : [])])
		trusted.add(name);
	if (plan.resource.state !== undefined && effect?.kind === 'create') trusted.add(plan.resource.state);
	return { declared, renamed, trusted, inside, keyName, place: effect?.request ?? '' };
}

/**
 * The object that holds what was sent flat, where answers show it deeper (JSON:API's `attributes`): one that is called so, else the only
 * one that has all of it, where nothing that is sent is shown beside it.
 */
function findInside(
	declared: ReadonlyMap<string, SchemaView>,
	{ members, renamed }: { members: ReadonlyMap<string, BirthMember>; renamed: ReadonlyMap<string, string> },
): Intake['inside'] {
	const loose = [...declared.keys()].filter((name) => !members.has(name) && !renamed.has(name));
	if (loose.length === 0) return undefined;
	const holders = [...members.values()].flatMap((head) => {
		if (declared.has(head.name) || !guessTypes(head.view).has('object')) return [];
		const own = listPossibleProperties(head.view);
		const held = loose.flatMap((name): [string, SchemaView][] => {
			const view = own.get(name);
			return view ? [[name, view]] : [];
		});
		return held.length === 0 ? [] : [{ head, members: new Map(held) }];
	});
	const named = holders.find(({ head }) => head.name === 'attributes');
	const [only, other] = holders.filter(({ members }) => members.size === declared.size);
	return named ?? (other ? undefined : only);
}

function spellPlainly(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function listCreateAssignments(resource: Resource, operations: readonly Operation[]): readonly Assignment[] {
	for (const { effect } of operations) {
		if (effect?.kind === 'create' && effect.resource === resource.name) return compileAssignments(effect.set);
	}
	return [];
}

/** The entities in the examples of lists first, then those in the examples of one; the first of each key. */
function listExampleEntities(resource: Resource, operations: readonly Operation[]): JsonObject[] {
	const found = new Map<string, JsonObject>();
	const add = (value: JsonValue | undefined): void => {
		const key = toKeyText(readKey(resource, value));
		if (isObject(value) && key !== undefined && key !== '' && !found.has(key)) found.set(key, value);
	};
	const readExamples = (kind: 'list' | 'read'): void => {
		for (const { effect, responses } of operations) {
			if (effect?.kind !== kind || effect.resource !== resource.name) continue;
			const success = [...responses]
				.filter(([status]) => status.startsWith('2'))
				.sort(([a], [b]) => (a < b ? -1 : 1))[0];
			for (const { value } of findJsonMediaType(success?.[1].mediaTypes ?? [])?.examples ?? []) {
				const shown = resolvePointer(value, effect.kind === 'list' ? (effect.items ?? '') : (effect.answer ?? ''));
				for (const one of Array.isArray(shown) ? shown : [shown]) add(one);
			}
		}
	};
	readExamples('list');
	readExamples('read');
	return [...found.values()];
}

/** Schemas of the same keywords judge alike in both directions, where nothing in them is for one direction alone. */
function isAsStrict(sent: SchemaView, shown: SchemaView): boolean {
	const rules = writeRules(shown);
	if (guessTypes(sent).size === 0 || writeRules(sent) !== rules) return false;
	// The same reference means the same in one document only.
	const isOneDocument = sent.roots[0]?.document === shown.roots[0]?.document;
	return (isOneDocument || !REFERENCE.test(rules)) && isOneForBoth(shown, new Set());
}

const REFERENCE = /"\$(?:dynamic)?ref"/i;

function isOneForBoth(view: SchemaView, seen: Set<SchemaView>): boolean {
	if (seen.has(view)) return true;
	seen.add(view);
	if (view.unions.length > 0 || view.conditions.length > 0) return false;
	if (isWithheld(view, 'request') || isWithheld(view, 'response')) return false;
	const items = viewItems(view);
	return [...listPossibleProperties(view).values(), ...(items ? [items] : [])].every((one) => isOneForBoth(one, seen));
}

/** Keywords that judge nothing. */
const NOTES = new Set([
	'title',
	'description',
	'example',
	'examples',
	'default',
	'deprecated',
	'readOnly',
	'writeOnly',
	'$ref',
]);

function writeRules({ parts }: SchemaView): string {
	const rules = parts.flatMap(({ value }) =>
		typeof value === 'object' && value !== null
			? Object.keys(value)
					.filter((keyword) => !NOTES.has(keyword) && !keyword.startsWith('x-'))
					.map((keyword) => `${keyword}:${JSON.stringify(getOwn(value, keyword))}`)
			: [String(value)],
	);
	return [...new Set(rules)].sort().join();
}
