// From a schema as the document has it to one that AJV takes as it is meant: references named, direction applied, discriminators
// resolved, older dialects understood, annotations left out.

import { getList, getObject, getOwn, isObject, setOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { compilePattern } from '../regex/patterns.ts';
import { findRepeated } from '../schema/alike.ts';
import { judgeReference } from '../schema/cycles.ts';
import { isWithheld, listWithheld } from '../schema/directions.ts';
import { type NamedUnion, readDiscriminator } from '../schema/discriminator.ts';
import { PART_KEYWORDS, SAME_KEYWORDS, UNION_KEYWORDS } from '../schema/keywords.ts';
import { listReferences, stepInto } from '../schema/references.ts';
import { listRequired } from '../schema/required.ts';
import { viewSchema } from '../schema/view.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { fail, INHERITED, requireNames, type TranslationContext, translatePlain } from './schema-plain.ts';

interface Around {
	base: boolean;
	/** Names that need not be there, from the schemas around this one for the same value. */
	withheld: ReadonlySet<string>;
	/** What it refers to and was put in here, as less is required of it than elsewhere. */
	within?: ReadonlySet<JsonValue>;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Translates a schema and all that stands in it. Throws SchemaError. */
export function translateSchema(schema: SchemaRef, context: TranslationContext, base = false): JsonObject | boolean {
	return translate(schema, context, { base, withheld: NO_NAMES });
}

function translate(schema: SchemaRef, context: TranslationContext, around: Around): JsonObject | boolean {
	const { value, pointer } = schema;
	if (typeof value === 'boolean') return value;
	if (!isObject(value)) throw fail(schema, 'must be a schema: an object, true or false');
	const out: JsonObject = {};
	context.remember(out, pointer);
	const all: JsonValue[] = [];
	const hasOwn = ['required', 'allOf'].some((keyword) => Object.hasOwn(value, keyword)) || flagsReference(value);
	const withheld = hasOwn
		? new Set([...around.withheld, ...listWithheld(viewSchema(schema), context.direction)])
		: around.withheld;
	const inner: Around = { ...around, withheld };

	translateReference(schema, context, { out, all, inner });
	translatePlain(schema, context, { out, all, withheld });
	translateProperties(schema, context, out);
	translateItems(schema, context, out);
	for (const keyword of PART_KEYWORDS) {
		if (Object.hasOwn(value, keyword) && !Object.hasOwn(out, keyword) && !Array.isArray(value[keyword])) {
			out[keyword] = translateFresh(stepInto(schema, keyword), context);
		}
	}
	for (const keyword of SAME_KEYWORDS) {
		if (Object.hasOwn(value, keyword)) out[keyword] = translate(stepInto(schema, keyword), context, inner);
	}
	// What `if` has looked at counts as looked at, with or without `then` (core §10.2.2.1, §11.3): AJV forgets it without.
	const forgets = out['if'] !== undefined && !Object.hasOwn(value, 'then');
	if (Object.hasOwn(value, 'unevaluatedItems')) {
		const unknown = Object.hasOwn(value, 'contains') ? 'contains' : forgets ? 'if` without `then' : undefined;
		const message = `does not know what \`${unknown}\` has looked at, which is not supported: it judges those items too`;
		if (unknown) context.warn('schema.unevaluated-items', message, joinPointer(pointer, 'unevaluatedItems'));
	} else if (forgets) all.push({ anyOf: [out['if'] as JsonValue, true] });
	for (const keyword of ['$recursiveRef', '$recursiveAnchor']) {
		if (!Object.hasOwn(value, keyword)) continue;
		const meant = keyword.replace('recursive', 'dynamic');
		const message = `is of JSON Schema 2019-09 and says nothing here: write ${meant}, or $ref`;
		context.warn('schema.older-draft', message, joinPointer(pointer, keyword));
	}
	translateDependents(schema, context, all);
	eachOf(schema, 'allOf', (part) => all.push(translate(part, context, inner)));
	if (!around.base) translateUnions(schema, context, { out, all, inner });
	if (all.length > 0) out['allOf'] = all;
	return out;
}

function translateFresh(schema: SchemaRef, context: TranslationContext): JsonObject | boolean {
	return translate(schema, context, { base: false, withheld: NO_NAMES });
}

function translateReference(
	schema: SchemaRef,
	context: TranslationContext,
	{ out, all, inner }: { out: JsonObject; all: JsonValue[]; inner: Around },
): void {
	for (const { keyword, target, isAmbiguous } of listReferences(schema)) {
		if (!target) {
			// Inside of a schema that says more, all else still holds; that it is broken is told where documents are read.
			const reference = getOwn(schema.value, keyword);
			if (typeof reference === 'string' && !context.isRoot(schema)) continue;
			const shown = typeof reference === 'string' ? reference : JSON.stringify(reference);
			throw fail(stepInto(schema, keyword), `leads nowhere: ${shown}`);
		}
		if (isAmbiguous) {
			const message =
				'means another schema for each caller, which is not supported: it is read as the first of that name';
			context.warn('schema.dynamic-reference', message, joinPointer(schema.pointer, keyword));
		}
		const verdict = judgeReference(schema, target);
		if (verdict === 'nothing') {
			context.warn('schema.circular', 'refers to itself without end, so it says nothing', schema.pointer);
		} else if (requiresLess(target, inner, context)) {
			const within = new Set([...(inner.within ?? []), target.value]);
			all.push(translate(target, context, { ...inner, base: inner.base || verdict === 'base', within }));
		} else if (out['$ref'] === undefined) out['$ref'] = context.nameOf(target, verdict === 'base');
		else all.push({ $ref: context.nameOf(target, verdict === 'base') });
	}
}

/** Properties beside a reference may say of those behind it that they stay out. */
function flagsReference(value: JsonObject): boolean {
	return Object.hasOwn(value, '$ref') && Object.hasOwn(value, 'properties');
}

/** Whether what is referred to requires a name that only what stands around the reference says to stay out. */
function requiresLess(target: SchemaRef, { withheld, within }: Around, { direction }: TranslationContext): boolean {
	if (withheld.size === 0 || within?.has(target.value)) return false;
	const view = viewSchema(target);
	const own = listWithheld(view, direction);
	const required = listRequired(view);
	for (const name of withheld) if (required.has(name) && !own.has(name)) return true;
	return false;
}

function translateProperties(schema: SchemaRef, context: TranslationContext, out: JsonObject): void {
	const patterns: JsonObject = {};
	eachIn(schema, 'patternProperties', (part, source) => {
		const compiled = compilePattern(source);
		if (!compiled) throw fail(part, `is no regular expression: ${source}`);
		setOwn(patterns, source, translateFresh(part, context));
	});
	const properties: JsonObject = {};
	eachIn(schema, 'properties', (part, name) => {
		const translated = isSilenced(part, context) ? silence(part, context) : translateFresh(part, context);
		// A name that every object inherits is looked for among the value's own keys.
		if (INHERITED.has(name)) patterns[`^${name}$`] = translated;
		else properties[name] = translated;
	});
	if (getObject(schema.value, 'properties')) out['properties'] = properties;
	if (Object.keys(patterns).length > 0) out['patternProperties'] = patterns;
}

function isSilenced(property: SchemaRef, context: TranslationContext): boolean {
	return context.direction === 'response' && isWithheld(viewSchema(property), 'response');
}

/** A write-only property must not be sent back. */
function silence(property: SchemaRef, context: TranslationContext): JsonObject {
	const out = { withheld: true };
	context.remember(out, property.pointer);
	return out;
}

/** Lists by position: `prefixItems`, or `items` as a list as drafts up to 2019-09 have it. */
function translateItems(schema: SchemaRef, context: TranslationContext, out: JsonObject): void {
	for (const keyword of ['prefixItems', 'items']) {
		const first: JsonValue[] = [];
		eachOf(schema, keyword, (part) => first.push(translateFresh(part, context)));
		if (first.length === 0) continue;
		out['prefixItems'] = first;
		if (keyword === 'items' && getOwn(schema.value, 'additionalItems') !== undefined) {
			out['items'] = translateFresh(stepInto(schema, 'additionalItems'), context);
		}
	}
	if (!Object.hasOwn(out, 'contains') && getOwn(schema.value, 'contains') === undefined) {
		delete out['minContains'];
		delete out['maxContains'];
	}
}

function translateDependents(schema: SchemaRef, context: TranslationContext, all: JsonValue[]): void {
	const add = (name: string, then: JsonObject | boolean): void => {
		const rule: JsonObject = { if: { type: 'object', ownRequired: [name] }, then };
		if (isObject(then)) context.remember(then, schema.pointer);
		all.push(rule);
	};
	for (const keyword of ['dependentRequired', 'dependencies']) {
		for (const [name, names] of Object.entries(getObject(schema.value, keyword) ?? {})) {
			if (!Array.isArray(names)) continue;
			const then: JsonObject = {};
			const more: JsonValue[] = [];
			requireNames(schema, context, { names: names as string[], out: then, all: more });
			add(name, more.length > 0 ? { ...then, allOf: more } : then);
		}
	}
	for (const keyword of ['dependentSchemas', 'dependencies']) {
		eachIn(schema, keyword, (part, name) => {
			if (!Array.isArray(part.value)) add(name, { allOf: [translateFresh(part, context)] });
		});
	}
}

function translateUnions(
	schema: SchemaRef,
	context: TranslationContext,
	{ out, all, inner }: { out: JsonObject; all: JsonValue[]; inner: Around },
): void {
	const named = readDiscriminator(schema);
	if (named) all.push(...chooseBranch(schema, context, { named, inner }));
	for (const keyword of UNION_KEYWORDS) {
		if (named?.keyword === keyword) continue;
		const branches: JsonValue[] = [];
		const repeated = keyword === 'oneOf' ? findRepeated(schema) : undefined;
		eachOf(schema, keyword, (part, index) => {
			const before = repeated?.get(index);
			if (before !== undefined) {
				const message = `asks for nothing that alternative ${before + 1} doesn't take, so that nothing fits it alone: they count as one`;
				context.warn('schema.repeated', message, part.pointer);
			}
			branches.push(before === undefined ? translate(part, context, inner) : false);
		});
		if (branches.length > 0) out[keyword] = branches;
	}
}

/** One rule for each branch, so that only the branch that a value claims to be speaks. */
function chooseBranch(
	schema: SchemaRef,
	context: TranslationContext,
	{ named, inner }: { named: NamedUnion; inner: Around },
): JsonObject[] {
	const { property, branches } = named;
	const claim = (names: readonly string[]): JsonObject => {
		const has: JsonObject = { enum: [...names] };
		const claimed: JsonObject = INHERITED.has(property)
			? { type: 'object', ownRequired: [property], patternProperties: { [`^${property}$`]: has } }
			: { type: 'object', required: [property], properties: { [property]: has } };
		for (const made of [has, claimed]) context.remember(made, joinPointer(schema.pointer, 'discriminator'));
		return claimed;
	};
	const rules: JsonObject[] = [];
	const nameless: JsonValue[] = [];
	let other: JsonValue | undefined;
	for (const [index, branch] of branches.entries()) {
		const then = translate(branch.schema, context, inner);
		if (index === named.fallback) other = then;
		if (branch.names.length === 0) nameless.push(then);
		else rules.push({ if: claim(branch.names), then });
	}
	const known = claim(branches.flatMap(({ names }) => names));
	if (other !== undefined) return [...rules, { if: known, else: other }];
	if (nameless.length === 0) return [known, ...rules];
	const others: JsonObject = { [named.keyword]: nameless };
	context.remember(others, schema.pointer);
	return [...rules, { if: known, else: others }];
}

function eachOf(schema: SchemaRef, keyword: string, visit: (part: SchemaRef, index: number) => void): void {
	getList(schema.value, keyword).forEach((_, index) => {
		visit(stepInto(schema, keyword, index), index);
	});
}

function eachIn(schema: SchemaRef, keyword: string, visit: (part: SchemaRef, name: string) => void): void {
	for (const name of Object.keys(getObject(schema.value, keyword) ?? {})) visit(stepInto(schema, keyword, name), name);
}
