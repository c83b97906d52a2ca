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
	/** What their `oneOf` and `anyOf` may add. */
	alternatives: ReadonlySet<JsonObject>;
}

/** What was mended, at the first schema where it was. */
interface Mended<T> {
	at: T;
	report: Omit<Report, 'pointer'>;
}

/**
 * Reads schemas with an `allOf` as they are meant, in place: their closed bases are opened, and what a base knows no more of than that it is an object may be what the others
 * say. `composed`: all schemas of the document that have an `allOf`. A warning for each of the two.
 */
export function mendComposed<T extends { value: JsonValue }>(root: JsonObject, composed: readonly T[]): Mended<T>[] {
	const all = composed.flatMap((at) => {
		if (!isObject(at.value)) return [];
		const parts = new Set<JsonObject>();
		collect(root, at.value, parts);
		return [{ at, schema: at.value, parts, alternatives: collectAlternatives(root, parts) }];
	});
	const opened = openClosedBases(all);
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
	};
	return [...(opened ? [opened] : []), { at: first.at, report }];
}

/**
 * Takes `additionalProperties: false` from the schemas that keep out what others beside them in an `allOf` describe, and closes what is made of
 * them (`unevaluatedProperties: false`), in place. One warning, `document.closed-base`, at the first of them; `undefined`: there is none.
 */
function openClosedBases<T>(all: readonly Member<T>[]): Mended<T> | undefined {
	const heirs = all.flatMap((member) => {
		const heir = readHeir(member.schema, member);
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
	const more = heirs.length > 1 ? ` (so it is ${heirs.length - 1} more times)` : '';
	return {
		at: first.at,
		report: {
			code: 'document.closed-base',
			severity: 'warning',
			message: `additionalProperties: false of one schema in allOf keeps out what the others describe: it is read as of all of them together${more}`,
			remedy: 'put unevaluatedProperties: false beside allOf, or leave it out',
		},
	};
}

function readHeir(
	schema: JsonObject,
	{ parts, alternatives }: Pick<Member<unknown>, 'parts' | 'alternatives'>,
): Heir | undefined {
	const closed = [...parts].filter(({ additionalProperties }) => additionalProperties === false);
	if (closed.length === 0) return undefined;
	const names = new Set(
		[...parts, ...alternatives].flatMap((part) => Object.keys(getObject(part, 'properties') ?? {})),
	);
	const closing = closed.filter((part) => {
		if (Object.hasOwn(part, 'patternProperties')) return false;
		const own = getObject(part, 'properties') ?? {};
		for (const name of names) if (!Object.hasOwn(own, name)) return true;
		return false;
	});
	return closing.length > 0 ? { schema, parts, closing } : undefined;
}

function collect(root: JsonObject, schema: JsonObject, parts: Set<JsonObject>): void {
	if (parts.has(schema)) return;
	parts.add(schema);
	const own = follow(root, schema);
	if (own !== schema && isObject(own)) collect(root, own, parts);
	for (const branch of getList(schema, 'allOf')) {
		const target = follow(root, branch);
		if (isObject(target)) collect(root, target, parts);
	}
}

function collectAlternatives(root: JsonObject, parts: ReadonlySet<JsonObject>): ReadonlySet<JsonObject> {
	const alternatives = new Set<JsonObject>();
	const visit = (holders: Iterable<JsonObject>): void => {
		for (const holder of holders) {
			for (const branch of [...getList(holder, 'oneOf'), ...getList(holder, 'anyOf')]) {
				if (!isObject(branch)) continue;
				const found = new Set<JsonObject>();
				collect(root, branch, found);
				const fresh = [...found].filter((one) => !alternatives.has(one));
				for (const one of fresh) alternatives.add(one);
				visit(fresh);
			}
		}
	};
	visit(parts);
	return alternatives;
}

function follow(root: JsonObject, schema: JsonValue): JsonValue | undefined {
	return getOwn(schema, '$ref') === undefined ? schema : followReferences(root, { value: schema, pointer: '' })?.value;
}
