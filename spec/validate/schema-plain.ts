// Translating the keywords that hold no schema; see schema-translation.ts.

import { getOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { compilePattern } from '../regex/patterns.ts';
import type { Direction } from '../schema/directions.ts';
import { stepInto } from '../schema/references.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { isKnownFormat } from './formats.ts';
import { SchemaError } from './schema-error.ts';
import { checkKeyword, PLAIN_KEYWORDS } from './schema-keywords.ts';

/** What the translation of one schema needs from around it. */
export interface TranslationContext {
	direction: Direction;
	/** The name under which AJV knows the schema; `base`: without its anyOf and oneOf. */
	nameOf(target: SchemaRef, base: boolean): string;
	/** It is the schema itself that is translated, and nothing inside of it or that it refers to. */
	isRoot(schema: SchemaRef): boolean;
	/** Remembers where a translated schema came from. */
	remember(translated: object, pointer: Pointer): void;
	/** A doubt for lint. */
	warn(code: string, message: string, pointer: Pointer): void;
}

/** Names that every object inherits: AJV would find them in an empty object. */
export const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The keywords that hold no schema, into `out`; what needs a schema of its own goes into `all` (its allOf). Throws SchemaError. */
export function translatePlain(
	schema: SchemaRef,
	context: TranslationContext,
	{ out, all, withheld }: { out: JsonObject; all: JsonValue[]; withheld: ReadonlySet<string> },
): void {
	const value = schema.value as JsonObject;
	for (const keyword of PLAIN_KEYWORDS) {
		const given = getOwn(value, keyword);
		if (given === undefined || (typeof given === 'boolean' && keyword.startsWith('exclusive'))) continue;
		const mistake = checkKeyword(keyword, given);
		if (mistake) throw fail(stepInto(schema, keyword), mistake);
		if (keyword !== 'dependentRequired') out[keyword] = given;
	}
	// OpenAPI 3.0 and draft 4: a flag beside the limit.
	for (const [flag, limit] of [
		['exclusiveMinimum', 'minimum'],
		['exclusiveMaximum', 'maximum'],
	] as const) {
		if (getOwn(value, flag) !== true || out[limit] === undefined) continue;
		out[flag] = out[limit];
		delete out[limit];
	}
	const type = out['type'];
	if (getOwn(value, 'nullable') === true && type !== undefined) {
		out['type'] = [...new Set([...(Array.isArray(type) ? type : [type]), 'null'])];
	}
	const format = out['format'];
	if (typeof format === 'string' && !isKnownFormat(format)) {
		context.warn(
			'schema.format',
			`format ${format} is not known, so it is not checked`,
			joinPointer(schema.pointer, 'format'),
		);
		delete out['format'];
	}
	if (typeof out['pattern'] === 'string') checkPattern(stepInto(schema, 'pattern'), context);
	const required = out['required'];
	if (Array.isArray(required)) {
		delete out['required'];
		requireNames(schema, context, { names: (required as string[]).filter((name) => !withheld.has(name)), out, all });
	}
}

/** `required`, with the names that every object inherits asked for in a way of their own. */
export function requireNames(
	schema: SchemaRef,
	context: TranslationContext,
	{ names, out, all }: { names: readonly string[]; out: JsonObject; all: JsonValue[] },
): void {
	const plain = new Set(names.filter((name) => !INHERITED.has(name)));
	if (plain.size > 0) out['required'] = [...plain];
	for (const name of new Set(names)) {
		if (!INHERITED.has(name)) continue;
		const own: JsonObject = { ownRequired: [name] };
		context.remember(own, schema.pointer);
		all.push(own);
	}
}

function checkPattern(schema: SchemaRef, context: TranslationContext): void {
	const compiled = compilePattern(schema.value as string);
	if (!compiled) throw fail(schema, `is no regular expression: ${String(schema.value)}`);
	if (compiled.engine !== 'guarded') return;
	context.warn(
		'schema.pattern',
		'needs a backreference, or a lookaround that may search for long, so each check of it has a time limit',
		schema.pointer,
	);
}

/** The error of a schema that can't be translated. */
export function fail(schema: SchemaRef, reason: string): SchemaError {
	return new SchemaError({ document: schema.document, pointer: schema.pointer, reason });
}
