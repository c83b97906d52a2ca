// What is worked out once for each resource, so that the birth of a complete entity costs a look at its properties.

import {
	collectEntitySchemas,
	decideUnions,
	guessTypes,
	holdsBytes,
	isWithheld,
	type JsonObject,
	listAlwaysRequired,
	listPossibleProperties,
	type Operation,
	type Resource,
	type SchemaView,
	viewSchemas,
} from '../../../spec/index.ts';
import { stepsToKey } from '../../store/entity-key.ts';
import { type Assignment, compileAssignments } from '../assignments.ts';
import type { EffectContext } from '../effect-context.ts';
import { aliasTypeOf, findKeyView, type KeyType, keyTypeOf } from '../keys.ts';
import { listExampleEntities } from './example-entities.ts';
import { chooseFill, type Fill, isUpdateMoment, isVersion } from './fill-rules.ts';
import { checkShown } from './fit-value.ts';
import { findMeantValues } from './meant-values.ts';
import { isFreeText, isPlainObject, leadsBack } from './member-shapes.ts';
import type { MomentForm } from './moments.ts';
import { listGrown, listLocks, planUse } from './own-properties.ts';

/** A property that answers show of an entity. */
export interface BirthMember {
	name: string;
	/** As the fullest of the representations has it. */
	view: SchemaView;
	/** As all of the representations have it at once. */
	common: SchemaView;
	isRequired: boolean;
	/** Some request sends it. */
	isSent: boolean;
	fill: Fill;
	/** The values that requests know of it, where answers say no more than that it is a text. */
	meant?: readonly string[] | undefined;
	/** What is inside, where it is an object that declares its properties, e.g. the `attributes` of JSON:API. */
	inner(): ReadonlyMap<string, BirthMember> | undefined;
}

/** What tells of the last change: its moment, the number of the version, or a tag. */
export interface UpdateMark {
	/** E.g. `['updated_at']`, `['meta', 'version']`. */
	path: readonly string[];
	/** `next`: one more than before; `tag`: another one than before. */
	as: MomentForm | 'next' | 'tag';
	view: SchemaView;
}

/** So many levels of objects inside an entity are made whole. */
const MAX_INNER = 3;

/** How entities of a resource are born. */
export interface BirthPlan {
	resource: Resource;
	/** The fullest way in which an entity is shown; `undefined`: no answer shows one. */
	view: SchemaView | undefined;
	/** What one is made by that comes into being by itself: as it is shown, or sent where answers say nothing of it. */
	made: SchemaView | undefined;
	isCreatable: boolean;
	keyType: KeyType;
	/** How its aliases are made, by name. */
	aliases: ReadonlyMap<string, KeyType>;
	/** The property that shows the key; `undefined`: nobody describes it. */
	keyView: SchemaView | undefined;
	/** What a creation sets. */
	assignments: readonly Assignment[];
	/** Entities that the document shows as examples of its answers, each with its key; not all of them fit. */
	examples(): readonly JsonObject[];
	/** Lists in it that other operations add to: they begin empty. */
	grown(): readonly string[];
	/** Properties of what it is made by that are the bytes of a file, e.g. `['file']`: nobody has sent one. */
	files(): readonly string[];
	/** The properties that tell of its last change. */
	updated(): readonly UpdateMark[];
	/** The members of an entity with these properties: where the answer has alternatives, those of the one that it suits best. */
	membersOf(entity: JsonObject): ReadonlyMap<string, BirthMember>;
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
	let updated: readonly UpdateMark[] | undefined;
	let examples: readonly JsonObject[] | undefined;
	let grown: readonly string[] | undefined;
	let files: readonly string[] | undefined;
	let meant: ReadonlyMap<string, readonly string[]> | undefined;
	const locks = listLocks(resource, operations);
	const isOfUse = planUse(resource, operations);
	const compile = (views: readonly SchemaView[]) => {
		meant ??= findMeantValues(resource, { operations, sent });
		return compileMembers({ resource, views, sent, representations, meant, locks, isOfUse, depth: 0 });
	};
	const made =
		[...representations, ...requests].find((view) => listPossibleProperties(view).size > 0) ?? representations[0];
	return {
		resource,
		view: representations[0],
		made,
		isCreatable,
		keyType: keyTypeOf(resource, operations),
		aliases: new Map((resource.aliases ?? []).map((alias) => [alias, aliasTypeOf(resource, alias, operations)])),
		keyView: findKeyView(resource, operations),
		assignments: listCreateAssignments(resource, operations),
		examples() {
			examples ??= listExampleEntities(resource, { operations, view: representations[0] });
			return examples;
		},
		grown() {
			grown ??= listGrown(resource, operations);
			return grown;
		},
		files() {
			files ??= made ? [...listPossibleProperties(made)].flatMap(([name, view]) => (holdsBytes(view) ? name : [])) : [];
			return files;
		},
		updated() {
			all ??= compile(representations);
			updated ??= listUpdateMarks(all, []);
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

function listUpdateMarks(members: ReadonlyMap<string, BirthMember>, above: readonly string[]): UpdateMark[] {
	return [...members.values()].flatMap(({ name, fill, inner, isSent, view }): readonly UpdateMark[] => {
		const path = [...above, name];
		if (fill.kind === 'tag') return [{ path, as: 'tag', view }];
		if (!isSent && isVersion(name) && fill.kind === 'constant' && typeof fill.value === 'number')
			return [{ path, as: 'next', view }];
		if (fill.kind === 'now') return isUpdateMoment(name) ? [{ path, as: fill.as, view }] : [];
		const inside = inner();
		return inside ? listUpdateMarks(inside, path) : [];
	});
}

interface MembersArgs {
	resource: Resource;
	views: readonly SchemaView[];
	sent: readonly ReadonlyMap<string, SchemaView>[];
	representations: readonly SchemaView[];
	/** The entity's own properties' values, by their names. */
	meant: ReadonlyMap<string, readonly string[]>;
	/** The entity's own properties by which changes say which version they mean: the server's to count. */
	locks: readonly string[];
	/** Whether a new entity is of use by a property of its own. */
	isOfUse: (name: string) => boolean;
	/** 0: the entity itself. */
	depth: number;
	/** What the object is called; absent: it is the entity. */
	holder?: string;
}

function compileMembers(args: MembersArgs): ReadonlyMap<string, BirthMember> {
	const { resource, views } = args;
	const required = new Set(views.flatMap((view) => [...listAlwaysRequired(view)]));
	const given = new Set(stepsToKey(resource).slice(0, 1));
	// `{ booking_id }` in one answer, `{ id }` in the others.
	const noun = resource.name.split(/[-_]/).at(-1) ?? '';
	const keyAgain = spellPlainly(`${noun}${resource.key}`);
	const members = new Map<string, BirthMember>();
	const shown = views.map(listPossibleProperties);
	for (const [name, view] of shown.flatMap((properties) => [...properties])) {
		if (members.has(name) || isWithheld(view, 'response')) continue;
		const isLock = args.depth === 0 && args.locks.includes(name);
		const sent = args.sent
			.flatMap((properties) => (isLock ? [] : (properties.get(name) ?? [])))
			.filter((one) => !isWithheld(one, 'request'));
		const isRequired = required.has(name);
		const others = shown.flatMap((properties) => properties.get(name) ?? []).filter((one) => one !== view);
		const isOwn = args.depth === 0;
		const initial = isOwn && name === resource.state ? (resource.initial ?? [...resource.states.keys()][0]) : undefined;
		const values = isOwn ? args.meant.get(name) : undefined;
		const meant = values && [view, ...others].every((one) => isFreeText(one, values)) ? values : undefined;
		const isRecursive = leadsBack(view, args.representations);
		// What names an entity is none of the schema's business, nor is whose it is where nobody said so.
		const isNamed = resource.aliases?.includes(name) || resource.told?.has(name) || resource.versions === name;
		const isGiven = isOwn && (isNamed || (given.has(name) && stepsToKey(resource).length < 2));
		const isAgain = spellPlainly(name) === keyAgain || (name === 'id' && isIdOf(noun, args));
		const isKeyAgain = isOwn && sent.length === 0 && isAgain;
		const fill: Fill = isGiven
			? { kind: 'absent' }
			: isLock && guessTypes(view).has('string')
				? { kind: 'tag' }
				: isKeyAgain
					? { kind: 'key' }
					: chooseFill({
							name,
							view,
							others,
							isRequired,
							sent,
							isMade: args.sent.length > 0,
							isOfUse: isOwn && args.sent.length > 0 && args.isOfUse(name),
							initial,
							isRecursive,
							holder: args.holder,
							noun: resource.name,
							meant,
						});
		const common = others.length === 0 ? view : viewSchemas([view, ...others].flatMap(({ roots }) => roots));
		let inner: ReadonlyMap<string, BirthMember> | null | undefined;
		members.set(name, {
			name,
			view,
			common,
			isRequired,
			isSent: sent.length > 0,
			fill,
			meant,
			inner() {
				if (inner === undefined) {
					const isFilled = args.depth < MAX_INNER && !isRecursive && isPlainObject(common);
					inner = isFilled ? compileInner({ ...args, holder: name }, { common, sent }) : null;
				}
				return inner ?? undefined;
			},
		});
	}
	return members;
}

/** The key is an id (`account_id`, of a server its `reservationId`), and what shows an `id` doesn't show that. */
function isIdOf(noun: string, { resource: { key }, representations }: MembersArgs): boolean {
	if (spellPlainly(key) !== spellPlainly(`${noun}id`) && !/(?:_id|Id|ID)$/.test(key)) return false;
	return representations.map(listPossibleProperties).every((shown) => !(shown.has('id') && shown.has(key)));
}

function compileInner(args: MembersArgs, { common, sent }: { common: SchemaView; sent: readonly SchemaView[] }) {
	const depth = args.depth + 1;
	const inner = compileMembers({ ...args, views: [common], sent: sent.map(listPossibleProperties), depth });
	return inner.size > 0 ? inner : null;
}

/** Lower case, letters and digits alone. */
export function spellPlainly(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function listCreateAssignments(resource: Resource, operations: readonly Operation[]): readonly Assignment[] {
	for (const { effect } of operations) {
		if (effect?.kind === 'create' && effect.resource === resource.name) return compileAssignments(effect.set);
	}
	return [];
}
