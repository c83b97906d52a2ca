// Schemas that are made of others, as generators write inheritance: by the letter, what closes a base keeps out all that its heirs
// add, so that no heir could ever have a property of its own. It is read as what closes the heir. What a base knows too little of: `bare-bases.ts`.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { findBareProperties, type Widened, writeWidened } from './bare-bases.ts';
import type { Report } from './findings.ts';
import { getList, getObject, getOwn, isObject } from './json.ts';
import { followReferences } from './reference.ts';

/** A schema with `allOf`, or with words beside its `$ref`, and those that it is made of, itself included. */
interface Heir {
	schema: JsonObject;
	parts: ReadonlySet<JsonObject>;
	/** Of its parts those that keep out what another one describes. */
	closing: readonly JsonObject[];
}

/** One of the schemas that are looked at. */
interface Member<T> {
	at: T;
	schema: JsonObject;
	parts: ReadonlySet<JsonObject>;
}

/** What was mended, at the first schema where it was. */
interface Mended<T> {
	at: T;
	report: Report;
}

/**
 * Reads schemas with an `allOf` as they are meant, in place: their closed bases are opened, and what a base knows no more of than that it is an object may be what the others
 * say. `composed`: all schemas of the document that have an `allOf`. A warning for each of the two.
 */
export function mendComposed<T extends { value: JsonValue }>(root: JsonObject, composed: readonly T[]): Mended<T>[] {
	const follow = createFollow(root);
	const all = composed.flatMap((at) => {
		if (!isObject(at.value)) return [];
		const parts = new Set<JsonObject>();
		collect(follow, at.value, parts);
		return [{ at, schema: at.value, parts }];
	});
	const opened = openClosedBases(follow, all);
	const widened: Widened = new Map();
	const bare = all.flatMap(({ at, parts }) => {
		const name = findBareProperties(root, parts, widened);
		return name === undefined ? [] : [{ at, name }];
	});
	writeWidened(widened);
	const [first] = bare;
	if (!first) return opened ? [opened] : [];
	const report: Mended<T>['report'] = {
		code: 'document.bare-base',
		severity: 'warning',
		message: `${first.name} is an object in one schema of allOf and something else in another: it is read as what the others say`,
		remedy: 'leave type: object out of the base',
		pointer: '/allOf',
	};
	return [...(opened ? [opened] : []), { at: first.at, report }];
}

/**
 * Takes `additionalProperties: false` from the schemas that keep out what others beside them in an `allOf` describe, and closes what is made of
 * them (`unevaluatedProperties: false`), in place. One warning, `document.closed-base`, at the first of them; `undefined`: there is none.
 */
function openClosedBases<T>(follow: Follow, all: readonly Member<T>[]): Mended<T> | undefined {
	const known = new Map<JsonObject, ReadonlySet<string>>();
	/** Heirs share their bases. */
	const added = (part: JsonObject): ReadonlySet<string> => {
		const names = known.get(part) ?? nameAlternatives(follow, part);
		known.set(part, names);
		return names;
	};
	const heirs = all.flatMap((member) => {
		const heir = readHeir(added, member);
		return heir ? [{ at: member.at, ...heir }] : [];
	});
	const [first] = heirs;
	if (!first) return undefined;
	const inner = new Set(heirs.flatMap(({ schema, parts }) => [...parts].filter((part) => part !== schema)));
	for (const { closing } of heirs) for (const part of closing) delete part['additionalProperties'];
	for (const { schema } of heirs) {
		// What is a part of another one would keep out what that one adds.
		if (!inner.has(schema)) schema['unevaluatedProperties'] ??= false;
	}
	const keyword = ['allOf', '$ref', 'oneOf', 'anyOf'].find((one) => Object.hasOwn(first.schema, one)) ?? '';
	const place = keyword === 'allOf' ? 'of one schema in allOf' : `beside ${keyword}`;
	const more = heirs.length > 1 ? ` (so it is ${heirs.length - 1} more times)` : '';
	return {
		at: first.at,
		report: {
			code: 'document.closed-base',
			severity: 'warning',
			message: `additionalProperties: false ${place} keeps out what the others describe: it is read as of all of them together${more}`,
			remedy: `put unevaluatedProperties: false beside ${keyword}, or leave it out`,
			pointer: `/${keyword}`,
		},
	};
}

function readHeir(
	added: (part: JsonObject) => ReadonlySet<string>,
	{ schema, parts }: Member<unknown>,
): Heir | undefined {
	const closed = [...parts].filter(({ additionalProperties }) => additionalProperties === false);
	if (closed.length === 0) return undefined;
	// Nearly nothing is closed: what its alternatives add is looked for here alone.
	const names = [...parts].flatMap((part) => [...Object.keys(getObject(part, 'properties') ?? {}), ...added(part)]);
	const closing = closed.filter((part) => {
		if (Object.hasOwn(part, 'patternProperties')) return false;
		const own = getObject(part, 'properties') ?? {};
		for (const name of names) if (!Object.hasOwn(own, name)) return true;
		return false;
	});
	return closing.length > 0 ? { schema, parts, closing } : undefined;
}

function collect(follow: Follow, schema: JsonObject, parts: Set<JsonObject>): void {
	const open = [schema];
	for (let part = open.pop(); part; part = open.pop()) {
		if (parts.has(part)) continue;
		parts.add(part);
		open.push(...[follow(part), ...getList(part, 'allOf')].filter(isObject));
	}
}

/** The names that the `oneOf` and `anyOf` of a schema may add. */
function nameAlternatives(follow: Follow, schema: JsonObject): ReadonlySet<string> {
	const names = new Set<string>();
	const alternatives = new Set<JsonObject>();
	const open = listAlternatives(schema);
	for (let one = open.pop(); one; one = open.pop()) {
		if (alternatives.has(one)) continue;
		alternatives.add(one);
		for (const name of Object.keys(getObject(one, 'properties') ?? {})) names.add(name);
		open.push(...[follow(one), ...getList(one, 'allOf')].filter(isObject), ...listAlternatives(one));
	}
	return names;
}

function listAlternatives(schema: JsonObject): JsonObject[] {
	return [...getList(schema, 'oneOf'), ...getList(schema, 'anyOf')].filter(isObject);
}

/** A schema, or what it refers to. */
type Follow = (schema: JsonValue) => JsonValue | undefined;

/** Many refer to few. */
function createFollow(root: JsonObject): Follow {
	const targets = new Map<JsonValue, JsonValue | undefined>();
	return (schema) => {
		const reference = getOwn(schema, '$ref');
		if (reference === undefined) return schema;
		if (!targets.has(reference)) targets.set(reference, followReferences(root, { value: schema, pointer: '' })?.value);
		return targets.get(reference);
	};
}
