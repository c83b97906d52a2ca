// An entity as an answer shows it: the properties that the answer's schema declares, and no others.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import {
	compileSchema,
	getList,
	getOwn,
	isObject,
	isWithheld,
	listConjuncts,
	type SchemaRef,
	stepInto,
} from '../../spec/index.ts';
import { putOwn } from '../request/parameters/styles.ts';
import { readShape, type Shape } from '../request/shape.ts';

/** How deep nested objects are projected; below, they are shown whole. */
const MAX_DEPTH = 32;

/** What is worked out once for a schema. */
interface Projection {
	/** In the document's order; `shape` only where something inside is to be projected as well. */
	members: readonly { name: string; shape: Shape | undefined }[];
	/** Names that answers must not hold (writeOnly). */
	withheld: ReadonlySet<string>;
	/** The document lets other properties come: `additionalProperties` is there, and isn't false. */
	isOpen: boolean;
	/** The names that each branch of a union allows, for schemas that have one. */
	branches: readonly ReadonlySet<string>[];
}

const projections = new WeakMap<Shape, Projection>();

/**
 * The entity by the schema's properties, nested ones alike. A schema that declares none shows it whole; one that wraps the
 * entity in a single property has it there.
 */
export function projectEntity(entity: JsonObject, shape: Shape): JsonValue {
	const wrapper = findWrapper(entity, shape);
	if (!wrapper) return project(entity, shape, 0);
	const wrapped: JsonObject = {};
	putOwn(wrapped, wrapper.name, project(entity, wrapper.shape, 1));
	return wrapped;
}

/** `{ "order": { … } }`: nothing of the entity is declared at the top, and all of it in one property. */
function findWrapper(entity: JsonObject, shape: Shape): { name: string; shape: Shape } | undefined {
	if (shape.properties.size === 0 || hasAny(entity, shape)) return undefined;
	for (const [name, member] of shape.properties) if (hasAny(entity, member)) return { name, shape: member };
	return undefined;
}

function hasAny(entity: JsonObject, shape: Shape): boolean {
	for (const name of shape.properties.keys()) if (Object.hasOwn(entity, name)) return true;
	return false;
}

function project(value: JsonValue, shape: Shape, depth: number): JsonValue {
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
	if (Array.isArray(value)) {
		const { items } = shape;
		return items && isProjected(items) ? value.map((item) => project(item, items, depth + 1)) : value;
	}
	const projection = compileProjection(shape);
	const { members, branches } = projection;
	if (members.length === 0 && projection.withheld.size === 0) return value;
	if (branches.length === 0) return pick(value, projection, depth);
	return pickBranch(value, { projection, shape, depth });
}

function pick(value: JsonObject, projection: Projection, depth: number, allowed?: ReadonlySet<string>): JsonObject {
	const { members, withheld, isOpen } = projection;
	const shown: JsonObject = {};
	for (const { name, shape } of members) {
		if (!Object.hasOwn(value, name) || allowed?.has(name) === false) continue;
		const member = value[name] as JsonValue;
		putOwn(shown, name, shape ? project(member, shape, depth + 1) : member);
	}
	if (isOpen || members.length === 0) {
		for (const name of Object.keys(value)) {
			if (!Object.hasOwn(shown, name) && !withheld.has(name)) putOwn(shown, name, value[name] as JsonValue);
		}
	}
	return shown;
}

/** With all branches' properties where that fits, else with those of the branch that fits best. */
function pickBranch(
	value: JsonObject,
	{ projection, shape, depth }: { projection: Projection; shape: Shape; depth: number },
): JsonObject {
	const validate = compileSchema(shape.schema as SchemaRef, 'response');
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

function compileProjection(shape: Shape): Projection {
	const known = projections.get(shape);
	if (known) return known;
	const members: { name: string; shape: Shape | undefined }[] = [];
	const withheld = new Set<string>();
	for (const [name, member] of shape.properties) {
		if (member.schema && isWithheld(member.schema, 'response')) withheld.add(name);
		else members.push({ name, shape: isProjected(member) ? member : undefined });
	}
	const conjuncts = shape.schema ? joinConjuncts(shape.schema) : [];
	const rest = conjuncts.map(({ value }) => getOwn(value, 'additionalProperties')).filter((one) => one !== undefined);
	const compiled: Projection = {
		members,
		withheld,
		isOpen: rest.length > 0 && !rest.includes(false),
		branches: listBranches(conjuncts),
	};
	projections.set(shape, compiled);
	return compiled;
}

/** Whether anything inside is left out or may be. */
function isProjected(shape: Shape): boolean {
	return shape.properties.size > 0 || (shape.items !== undefined && shape.items.properties.size > 0);
}

function joinConjuncts(schema: SchemaRef): SchemaRef[] {
	const joined = new Map<string, SchemaRef>();
	const open = [schema];
	for (let next = open.pop(); next; next = open.pop()) {
		if (joined.has(next.pointer)) continue;
		joined.set(next.pointer, next);
		open.push(...listConjuncts(next));
	}
	return [...joined.values()];
}

function listBranches(conjuncts: readonly SchemaRef[]): ReadonlySet<string>[] {
	const shared = conjuncts.flatMap(({ value }) => {
		const properties = getOwn(value, 'properties');
		return isObject(properties) ? Object.keys(properties) : [];
	});
	return conjuncts.flatMap((schema) =>
		['oneOf', 'anyOf'].flatMap((keyword) =>
			getList(schema.value, keyword).map((_, index) => {
				const branch = readShape(stepInto(schema, keyword, index));
				return new Set([...shared, ...branch.properties.keys()]);
			}),
		),
	);
}
