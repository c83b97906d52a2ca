// An entity as an answer shows it: the properties that the answer's schema declares, and no others.

import {
	compileView,
	findProperty,
	getObject,
	getOwn,
	isObject,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	listProperties,
	mayNameHeir,
	readOpenness,
	type SchemaView,
	setOwn,
	viewItems,
	viewNamedHeir,
} from '../../spec/index.ts';
import { OLDER } from '../store/entity-versions.ts';

/** How deep nested objects are projected; below, they are shown whole. */
const MAX_DEPTH = 32;

/** What is worked out once for a schema. */
interface Projection {
	/** In the document's order; `view` only where something inside is to be projected as well. */
	members: readonly { name: string; view: SchemaView | undefined }[];
	/** Names that answers must not hold (writeOnly). */
	withheld: ReadonlySet<string>;
	/** What comes of other properties: all where the document lets them (`additionalProperties`), or declares none; else those that a pattern of this schema names. */
	rest: 'all' | 'none' | SchemaView;
	/** What else is described depends on the entity: its discriminator names an heir. */
	isBase: boolean;
	/** The names that each branch of a union allows, for schemas that have one. */
	branches: readonly ReadonlySet<string>[];
}

const projections = new WeakMap<SchemaView, Projection>();

/**
 * The entity by the schema's properties, nested ones alike. A schema that declares none shows it whole; one that wraps the
 * entity in a single property has it there. `shownKey`: a property that no schema declares and that is shown all the same.
 */
export function projectEntity(entity: JsonObject, view: SchemaView, shownKey?: string): JsonValue {
	const wrapper = findWrapper(entity, view);
	if (!wrapper) return putKey(project(entity, view, 0), entity, shownKey);
	const wrapped: JsonObject = {};
	setOwn(wrapped, wrapper.name, putKey(project(entity, wrapper.view, 1), entity, shownKey));
	return wrapped;
}

function putKey(shown: JsonValue, entity: JsonObject, name: string | undefined): JsonValue {
	if (name === undefined || !isObject(shown) || !Object.hasOwn(entity, name) || Object.hasOwn(shown, name))
		return shown;
	const whole: JsonObject = {};
	setOwn(whole, name, entity[name] as JsonValue);
	return Object.assign(whole, shown);
}

/** `{ "order": { … } }`: nothing of the entity is declared at the top, and most of it in one property. A key and a date are in other things as well. */
function findWrapper(entity: JsonObject, view: SchemaView): { name: string; view: SchemaView } | undefined {
	for (const name of listPossibleProperties(view).keys()) if (Object.hasOwn(entity, name)) return undefined;
	for (const [name, member] of listPossibleProperties(view)) {
		const declared = countDeclared(entity, member);
		const least = Math.min(Object.keys(entity).length, listPossibleProperties(member).size);
		if (declared > 0 && declared * 2 >= least) return { name, view: member };
	}
	return undefined;
}

function countDeclared(entity: JsonObject, view: SchemaView): number {
	let count = 0;
	for (const name of listPossibleProperties(view).keys()) if (Object.hasOwn(entity, name)) count += 1;
	return count;
}

function project(value: JsonValue, view: SchemaView, depth: number): JsonValue {
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
	if (Array.isArray(value)) {
		const items = viewItems(view);
		return items && isProjected(items) ? value.map((item) => project(item, items, depth + 1)) : value;
	}
	const projection = compileProjection(view);
	const { members, branches } = projection;
	const named = projection.isBase ? viewNamedHeir(view, value) : view;
	if (named !== view) return project(value, named, depth);
	const isWhole = members.length === 0 && projection.rest === 'all' && projection.withheld.size === 0;
	if (isWhole && !Object.hasOwn(value, OLDER)) return value;
	if (branches.length === 0) return pick(value, projection, depth);
	return pickBranch(value, { projection, view, depth });
}

function pick(value: JsonObject, projection: Projection, depth: number, allowed?: ReadonlySet<string>): JsonObject {
	const { members, withheld, rest } = projection;
	const shown: JsonObject = {};
	for (const { name, view } of members) {
		if (!Object.hasOwn(value, name) || allowed?.has(name) === false) continue;
		const member = value[name] as JsonValue;
		setOwn(shown, name, view ? project(member, view, depth + 1) : member);
	}
	if (rest !== 'none') {
		for (const name of Object.keys(value)) {
			if (Object.hasOwn(shown, name) || withheld.has(name) || name === OLDER) continue;
			if (rest === 'all' || isMatched(rest, name)) setOwn(shown, name, value[name] as JsonValue);
		}
	}
	return shown;
}

/** With all branches' properties where that fits, else with those of the branch that fits best. */
function pickBranch(
	value: JsonObject,
	{ projection, view, depth }: { projection: Projection; view: SchemaView; depth: number },
): JsonObject {
	const validate = compileView(view, 'response');
	let best: { shown: JsonObject; faults: number } | undefined;
	for (const allowed of [undefined, ...projection.branches]) {
		const shown = pick(value, projection, depth, allowed);
		// What is missing can still be filled in.
		const faults = validate(shown).filter(({ code }) => code !== 'required').length;
		if (faults === 0) return shown;
		if (!best || faults < best.faults) best = { shown, faults };
	}
	return best?.shown ?? value;
}

function compileProjection(view: SchemaView): Projection {
	const known = projections.get(view);
	if (known) return known;
	const members: { name: string; view: SchemaView | undefined }[] = [];
	const withheld = new Set<string>();
	for (const [name, member] of listPossibleProperties(view)) {
		if (isWithheld(member, 'response')) withheld.add(name);
		else members.push({ name, view: isProjected(member) ? member : undefined });
	}
	const compiled: Projection = {
		members,
		withheld,
		rest: readRest(view, members.length + withheld.size),
		isBase: mayNameHeir(view),
		branches: listBranches(view),
	};
	projections.set(view, compiled);
	return compiled;
}

function readRest(view: SchemaView, declared: number): Projection['rest'] {
	const openness = readOpenness(view);
	const isClosed = openness === 'closed' || view.parts.some(({ value }) => getOwn(value, 'maxProperties') === 0);
	if (openness === 'open' || (declared === 0 && !isClosed)) return 'all';
	return view.parts.some(({ value }) => getObject(value, 'patternProperties')) ? view : 'none';
}

function isMatched(view: SchemaView, name: string): boolean {
	const { isDeclared, forbiddenBy } = findProperty(view, name);
	return isDeclared && !forbiddenBy;
}

/** Whether anything inside is left out or may be. */
function isProjected(view: SchemaView): boolean {
	const items = viewItems(view);
	return isDescribed(view) || (items !== undefined && isDescribed(items));
}

function isDescribed(view: SchemaView): boolean {
	return listPossibleProperties(view).size > 0 || readRest(view, 0) !== 'all';
}

function listBranches(view: SchemaView): ReadonlySet<string>[] {
	const shared = [...listProperties(view).keys()];
	return view.unions.flatMap(({ branches }) =>
		branches.map((branch) => {
			const allowed = shared.filter((name) => !findProperty(branch, name).forbiddenBy);
			return new Set([...allowed, ...listPossibleProperties(branch).keys()]);
		}),
	);
}
