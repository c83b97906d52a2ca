// One view of a schema: all that holds for the same value, wherever the document says it. What a schema says is a question to
// its view (the other files of this folder); nobody else follows `$ref`, `allOf`, `oneOf` or `anyOf` for what they mean.

import { getList, getOwn, isObject } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { judgeReference } from './cycles.ts';
import { followSchema, listReferences, stepInto } from './references.ts';

/**
 * The one limit of all views: so many schemas hold for one value at once, the alternatives of unions aside; what lies beyond is
 * not looked at. Deeper values are views of their own, made when they are asked for, so circular schemas need no limit.
 */
export const MAX_PARTS = 500;

/** A choice that a schema leaves: `oneOf`, `anyOf`, or the two ways of `if` (with what it asks for where it holds). */
export interface Union {
	keyword: 'oneOf' | 'anyOf' | 'if';
	/** The schema in which it stands. */
	holder: SchemaRef;
	/** Which of them a value is of, the caller finds out. In the document's order. */
	branches: readonly SchemaView[];
}

/** All schemas that hold for one value. */
interface Gathered {
	parts: readonly SchemaRef[];
	unresolved: readonly SchemaRef[];
	/** Those of the parts whose unions have a say. */
	choosing: readonly SchemaRef[];
}

/** A view whose choices were made. */
interface Decided extends Gathered {
	unions: readonly Union[];
	conditions: readonly Union[];
}

/** Schemas that hold together for one value; reads nothing until it is asked. Make it by `viewSchema` or `viewSchemas`. */
export class SchemaView {
	/** As they stand: what a validator is compiled from. Empty: anything fits. */
	readonly roots: readonly SchemaRef[];
	/** For `once` alone. */
	answers: Answered | undefined;
	#gathered: Gathered | undefined;
	#unions: readonly Union[] | undefined;
	#conditions: readonly Union[] | undefined;

	constructor(roots: readonly SchemaRef[], gathered?: Gathered | Decided) {
		this.roots = roots;
		if (!gathered) return;
		this.#gathered = gathered;
		if (!('unions' in gathered)) return;
		this.#unions = gathered.unions;
		this.#conditions = gathered.conditions;
	}

	get #all(): Gathered {
		this.#gathered ??= gatherAlone(this.roots) ?? gather(this.roots.flatMap(enterRoot));
		return this.#gathered;
	}

	/**
	 * The roots with all that `$ref` (beside whatever keywords), `$dynamicRef` and `allOf` bring in: each once, objects and
	 * booleans, those nearest to the roots first. All of them hold (JSON Schema 2020-12 core §8.2.3.1, §10.2.1.1).
	 */
	get parts(): readonly SchemaRef[] {
		return this.#all.parts;
	}

	/** Every `oneOf` and `anyOf` of the parts: each leaves a choice. */
	get unions(): readonly Union[] {
		this.#unions ??= this.#all.choosing.flatMap(listUnions);
		return this.#unions;
	}

	/** Every `if` of the parts, as a choice between two ways. */
	get conditions(): readonly Union[] {
		this.#conditions ??= this.#all.parts.flatMap(listConditions);
		return this.#conditions;
	}

	/** Those of the parts whose unions have a say: not those of a base that lists its heirs, reached from one of them. */
	get choosing(): readonly SchemaRef[] {
		return this.#all.choosing;
	}

	/** What one of the parts has under `not`, `if`, `then` or `else`; the caller knows that it is there. */
	viewInside(part: SchemaRef, keyword: 'not' | 'if' | 'then' | 'else'): SchemaView {
		const schema = stepInto(part, keyword);
		if (this.choosing.includes(part)) return viewBranch(schema);
		return new SchemaView([schema], gather([{ schema, isBase: true }]));
	}

	/** Schemas whose `$ref` or `$dynamicRef` leads nowhere in the document: what they ask for can't be told. */
	get unresolved(): readonly SchemaRef[] {
		return this.#all.unresolved;
	}
}

/** The view of no schema at all. */
export const ANYTHING = new SchemaView([]);

const views = new WeakMap<JsonObject, SchemaView>();

/** The view of a schema; the same one for the same schema. `undefined`: anything fits. Never throws. */
export function viewSchema(schema: SchemaRef | undefined): SchemaView {
	if (!schema) return ANYTHING;
	const { value } = schema;
	if (!isObject(value)) return new SchemaView([schema]);
	const known = views.get(value);
	// Where a document holds one value at two places, references in it may mean different things.
	if (known && isSameSchema(known.roots[0] as SchemaRef, schema)) return known;
	const view = new SchemaView([schema]);
	views.set(value, view);
	return view;
}

const branchViews = new WeakMap<JsonObject, SchemaView>();

/**
 * The view of a schema that stands in another one for the same value (a branch of a union, `not`, `if`). The same as
 * `viewSchema`, but where its reference leads back to what it stands in: that is left out then, so that every question ends.
 */
export function viewBranch(schema: SchemaRef): SchemaView {
	const { value } = schema;
	if (!isObject(value) || isFollowedWhole(schema)) return viewSchema(schema);
	const known = branchViews.get(value);
	if (known && isSameSchema(known.roots[0] as SchemaRef, schema)) return known;
	const view = new SchemaView([schema], gather([{ schema, isBase: false }]));
	branchViews.set(value, view);
	return view;
}

function viewBranches(schemas: readonly SchemaRef[]): SchemaView {
	const [first] = schemas;
	if (!first || schemas.length === 1) return first ? viewBranch(first) : ANYTHING;
	return new SchemaView(schemas, gather(schemas.map((schema) => ({ schema, isBase: false }))));
}

/** No reference from here to the first schema that says something is cut short. */
function isFollowedWhole(schema: SchemaRef): boolean {
	const end = followSchema(schema);
	for (let at = schema; at !== end; ) {
		const target = listReferences(at)[0]?.target;
		if (!target || judgeReference(at, target) !== 'whole') return false;
		if (target.pointer === end.pointer) return true;
		at = target;
	}
	return true;
}

/** By the value of the first root. */
const conjunctions = new WeakMap<JsonObject, SchemaView[]>();

/** The view of schemas that must all hold; the same one for the same schemas in the same order. None: anything fits. */
export function viewSchemas(roots: readonly SchemaRef[]): SchemaView {
	const [first] = roots;
	if (!first || roots.length === 1) return viewSchema(first);
	if (!isObject(first.value)) return new SchemaView(roots);
	const known = conjunctions.get(first.value) ?? [];
	conjunctions.set(first.value, known);
	const isSame = ({ roots: others }: SchemaView): boolean =>
		others.length === roots.length && others.every((other, index) => isSameSchema(other, roots[index] as SchemaRef));
	const found = known.find(isSame);
	if (found) return found;
	const view = new SchemaView(roots);
	known.push(view);
	return view;
}

function isSameSchema(a: SchemaRef, b: SchemaRef): boolean {
	return a.value === b.value && a.pointer === b.pointer && a.document === b.document;
}

/**
 * The same view with its choices made, those inside the chosen branches as well: what a branch asks for is among the parts
 * then. `choose` gets one choice after the other; where it answers `undefined` the choice stays open. A branch may be handed
 * back together with more (a view of both).
 */
export function decideUnions(view: SchemaView, choose: (union: Union) => SchemaView | undefined): SchemaView {
	if (view.unions.length === 0 && view.conditions.length === 0) return view;
	const open = [...view.unions, ...view.conditions];
	const parts = [...view.parts];
	const seen = new Set<JsonValue>(parts.map(({ value }) => value));
	const left: Union[] = [];
	const unresolved = [...view.unresolved];
	const choosing = [...view.choosing];
	for (let union = open.shift(); union && parts.length < MAX_PARTS; union = open.shift()) {
		const chosen = choose(union);
		if (!chosen) {
			left.push(union);
			continue;
		}
		const fresh = new Set<JsonValue>();
		for (const part of chosen.parts) {
			if (isObject(part.value) && seen.has(part.value)) continue;
			seen.add(part.value);
			fresh.add(part.value);
			parts.push(part);
			if (chosen.choosing.includes(part)) choosing.push(part);
		}
		for (const inner of [...chosen.unions, ...chosen.conditions]) if (fresh.has(inner.holder.value)) open.push(inner);
		unresolved.push(...chosen.unresolved);
	}
	return new SchemaView(view.roots, {
		parts,
		choosing,
		unions: left.filter(({ keyword }) => keyword !== 'if'),
		conditions: left.filter(({ keyword }) => keyword === 'if'),
		unresolved,
	});
}

/** A question that is answered once for each view. */
export function once<Answer>(ask: (view: SchemaView) => Answer): (view: SchemaView) => Answer {
	return (view) => {
		for (let known = view.answers; known; known = known.next) if (known.ask === ask) return known.answer as Answer;
		const answer = ask(view);
		view.answers = { ask, answer, next: view.answers };
		return answer;
	};
}

/** What was asked of a view before; hardly any is asked more than five questions. */
interface Answered {
	ask: (view: SchemaView) => unknown;
	answer: unknown;
	next: Answered | undefined;
}

interface Waiting {
	schema: SchemaRef;
	/** Its unions are the heirs that led here: they have no say (`judgeReference`). */
	isBase: boolean;
	/** Its reference was followed already. */
	isFollowed?: boolean;
}

/** A root that is nothing but a reference is what it refers to, as the validator has it. */
function enterRoot(schema: SchemaRef): Waiting[] {
	const target = followSchema(schema);
	const meant = { schema: target, isBase: false };
	return target === schema ? [meant] : [{ schema, isBase: false, isFollowed: true }, meant];
}

/** Nearly all schemas stand alone: nothing brings in others. `undefined`: these do not. */
function gatherAlone(roots: readonly SchemaRef[]): Gathered | undefined {
	const value = roots.length === 1 ? roots[0]?.value : undefined;
	if (!isObject(value)) return undefined;
	for (const keyword of ['$ref', '$dynamicRef', 'allOf']) if (Object.hasOwn(value, keyword)) return undefined;
	return { parts: roots, unresolved: NONE, choosing: roots };
}

const NONE: readonly SchemaRef[] = [];

function gather(roots: readonly Waiting[]): Gathered {
	const parts: SchemaRef[] = [];
	const unresolved: SchemaRef[] = [];
	/** Object schemas; true: without their unions. */
	const seen = new Map<JsonObject, boolean>();
	const waiting = [...roots];
	for (let at = 0; at < waiting.length && parts.length < MAX_PARTS; at += 1) {
		const { schema, isBase, isFollowed } = waiting[at] as Waiting;
		const { value } = schema;
		if (!isObject(value)) {
			if (typeof value === 'boolean') parts.push(schema);
			continue;
		}
		const known = seen.get(value);
		if (known === undefined) parts.push(schema);
		else if (isBase || !known) continue;
		seen.set(value, isBase);
		if (isFollowed) continue;
		for (const { target } of listReferences(schema)) {
			const verdict = target && judgeReference(schema, target);
			if (!verdict) unresolved.push(schema);
			else if (target && verdict !== 'nothing') waiting.push({ schema: target, isBase: verdict === 'base' });
		}
		for (const index of getList(value, 'allOf').keys()) {
			waiting.push({ schema: stepInto(schema, 'allOf', index), isBase });
		}
	}
	return { parts, unresolved, choosing: parts.filter(({ value }) => isObject(value) && seen.get(value) === false) };
}

function listUnions(holder: SchemaRef): Union[] {
	const unions: Union[] = [];
	for (const keyword of ['oneOf', 'anyOf'] as const) {
		const list = getList(holder.value, keyword);
		if (list.length === 0) continue;
		const branches = list.map((_, index) => viewBranch(stepInto(holder, keyword, index)));
		unions.push({ keyword, holder, branches });
	}
	return unions;
}

function listConditions(holder: SchemaRef): Union[] {
	if (!isObject(getOwn(holder.value, 'if'))) return [];
	const [then, otherwise] = ['then', 'else'].map((keyword) =>
		getOwn(holder.value, keyword) === undefined ? [] : [stepInto(holder, keyword)],
	) as [SchemaRef[], SchemaRef[]];
	const branches = [viewBranches([...then, stepInto(holder, 'if')]), viewBranches(otherwise)];
	return [{ keyword: 'if', holder, branches }];
}
