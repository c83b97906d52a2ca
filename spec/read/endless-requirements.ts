// Required properties that lead back to the schema where they stand (an entity that holds its counterpart whole, and that one it): no value could ever end.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getList, getObject, getOwn, getString, isObject } from './json.ts';
import { followReferences } from './reference.ts';

/** What a schema needs to be whole: the schemas that hold for the same value, and those of its required properties by name. */
interface Needs {
	same: readonly JsonObject[];
	names: ReadonlyMap<string, JsonObject>;
}

/** Whether a schema requires a property that is a reference, or made of one. Asked of each schema with parts. */
export function requiresReference({ required, properties }: JsonObject): boolean {
	if (!Array.isArray(required) || !isObject(properties)) return false;
	for (const name of required) {
		const property = typeof name === 'string' ? getOwn(properties, name) : undefined;
		if (isObject(property) && (Object.hasOwn(property, '$ref') || Object.hasOwn(property, 'allOf'))) return true;
	}
	return false;
}

/**
 * Takes out of `required` what can never be there to the end, in place: the properties whose schemas lead by required properties alone back to
 * where they stand. `from`: the schemas that `requiresReference` is true of. A warning `document.endless` for each schema.
 */
export function mendEndless<T extends { value: JsonValue }>(
	root: JsonObject,
	from: readonly T[],
): { at: T; report: Omit<Report, 'pointer'> }[] {
	const needs = collectNeeds(root, from);
	const circles = groupCircles(needs);
	const mended = new Set<JsonValue>();
	return from.flatMap((at) => {
		const { value } = at;
		if (!isObject(value) || mended.has(value)) return [];
		mended.add(value);
		const group = circles.get(value);
		const names = [...(needs.get(value)?.names ?? [])].flatMap(([name, target]) =>
			circles.get(target) === group ? [name] : [],
		);
		if (names.length === 0) return [];
		const left = getList(value, 'required').filter((name) => !names.includes(String(name)));
		if (left.length > 0) value['required'] = left;
		else delete value['required'];
		return [{ at, report: describe(names) }];
	});
}

function collectNeeds(root: JsonObject, from: readonly { value: JsonValue }[]): Map<JsonObject, Needs> {
	const needs = new Map<JsonObject, Needs>();
	/** Many refer to few. */
	const targets = new Map<string, JsonValue | undefined>();
	const follow = (schema: JsonObject): JsonValue | undefined => {
		const reference = getString(schema, '$ref');
		if (reference === undefined) return undefined;
		if (!targets.has(reference)) targets.set(reference, followReferences(root, { value: schema, pointer: '' })?.value);
		return targets.get(reference);
	};
	const open = from.map(({ value }) => value);
	for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
		if (!isObject(schema) || needs.has(schema)) continue;
		const found = readNeeds(schema, follow);
		needs.set(schema, found);
		open.push(...found.same, ...found.names.values());
	}
	return needs;
}

function readNeeds(schema: JsonObject, follow: (schema: JsonObject) => JsonValue | undefined): Needs {
	if (isOpen(schema)) return { same: [], names: new Map() };
	const names = new Map<string, JsonObject>();
	const properties = getObject(schema, 'properties');
	for (const name of properties ? getList(schema, 'required') : []) {
		const property = typeof name === 'string' ? getOwn(properties, name) : undefined;
		if (!isObject(property) || !needsAny(property)) continue;
		const target = isReference(property) ? follow(property) : undefined;
		names.set(String(name), isObject(target ?? null) ? (target as JsonObject) : property);
	}
	const same = [follow(schema), ...getList(schema, 'allOf')].filter((one) => one !== undefined && isObject(one));
	return { same: same as JsonObject[], names };
}

/** Nearly all properties are texts and numbers, which lead nowhere. */
function needsAny(schema: JsonObject): boolean {
	return Object.hasOwn(schema, '$ref') || Object.hasOwn(schema, 'allOf') || Object.hasOwn(schema, 'required');
}

/** It is what it refers to, and no more. */
function isReference(schema: JsonObject): boolean {
	return (
		Object.hasOwn(schema, '$ref') &&
		!(Object.hasOwn(schema, 'allOf') || Object.hasOwn(schema, 'required') || isOpen(schema))
	);
}

/** It may be null, one of several, a list of none or a text: then it can end. */
function isOpen(schema: JsonObject): boolean {
	const { type, nullable } = schema;
	const types = Array.isArray(type) ? type : [type ?? 'object'];
	if (nullable === true || types.some((one) => one !== 'object')) return true;
	return ['oneOf', 'anyOf', 'enum', 'const', 'x-nullable'].some((keyword) => Object.hasOwn(schema, keyword));
}

/** Of schemas that need one another there and back each → the same one of them. */
function groupCircles(needs: ReadonlyMap<JsonObject, Needs>): ReadonlyMap<JsonObject, JsonObject> {
	const neededBy = new Map<JsonObject, JsonObject[]>();
	for (const schema of needs.keys()) {
		for (const one of listNeeded(needs, schema)) {
			const known = neededBy.get(one);
			if (known) known.push(schema);
			else neededBy.set(one, [schema]);
		}
	}
	const groups = new Map<JsonObject, JsonObject>();
	for (const first of orderByNeeds(needs).toReversed()) {
		const open = [first];
		for (let schema = open.pop(); schema; schema = open.pop()) {
			if (groups.has(schema)) continue;
			groups.set(schema, first);
			open.push(...(neededBy.get(schema) ?? []));
		}
	}
	return groups;
}

/** Each after all that it needs, but for what needs it as well. */
function orderByNeeds(needs: ReadonlyMap<JsonObject, Needs>): readonly JsonObject[] {
	const order: JsonObject[] = [];
	const entered = new Set<JsonObject>();
	const open = [...needs.keys()].map((schema) => ({ schema, isLeft: false }));
	for (let one = open.pop(); one; one = open.pop()) {
		const { schema, isLeft } = one;
		if (isLeft) order.push(schema);
		if (isLeft || entered.has(schema)) continue;
		entered.add(schema);
		open.push({ schema, isLeft: true });
		for (const next of listNeeded(needs, schema)) if (!entered.has(next)) open.push({ schema: next, isLeft: false });
	}
	return order;
}

function listNeeded(needs: ReadonlyMap<JsonObject, Needs>, schema: JsonObject): readonly JsonObject[] {
	const { same, names } = needs.get(schema) as Needs;
	return [...same, ...names.values()];
}

function describe(names: readonly string[]): Omit<Report, 'pointer'> {
	const [are, lead, they] = names.length === 1 ? ['is', 'leads', 'it is'] : ['are', 'lead', 'they are'];
	return {
		code: 'document.endless',
		severity: 'warning',
		message: `${names.join(', ')} ${are} required and ${lead} back here without end, so that nothing could fit: ${they} read as not required`,
		remedy: `take ${names.length === 1 ? 'it' : 'them'} out of required, or let ${names.length === 1 ? 'it' : 'them'} be null`,
	};
}
