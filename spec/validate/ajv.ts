// AJV, loaded on first need and set up for schemas of OpenAPI documents.

import type { Ajv2020, KeywordCxt } from 'ajv/dist/2020.js';
import { writeCanonicalJson } from '../read/canonical-json.ts';
import { compilePattern } from '../regex/patterns.ts';
import type { JsonValue } from '../types/json.ts';
import { loadFormats } from './formats.ts';
import { type AjvParts, loadAjv } from './load-ajv.ts';
import { isMultipleOf } from './multiple-of.ts';

type CodeKeyword = { keyword: string; trackErrors?: boolean; code(cxt: KeywordCxt): void };

/**
 * A validator for translated schemas (schema-translation.ts); findings carry the schema they come from (`verbose`). `isHot`: what
 * it compiles is called often, and worth AJV's optimiser, which takes a third of the time that compiling takes.
 */
export function createAjv({ isHot }: { isHot: boolean }): Ajv2020 {
	const parts = loadAjv();
	const ajv = new parts.Ajv2020({
		allErrors: true,
		strict: false,
		verbose: true,
		logger: false,
		// Translated schemas are checked already, and to compile the meta-schema takes longer than all else.
		meta: false,
		validateSchema: false,
		inlineRefs: true,
		code: {
			optimize: isHot,
			process: joinInPlace,
			regExp: Object.assign((source: string) => compilePattern(source) ?? NEVER, { code: 'compilePattern' }),
		},
	});
	for (const [name, format] of loadFormats()) ajv.addFormat(name, format);
	replaceKeywords(ajv, parts);
	return ajv;
}

/**
 * What a reference has found is added to what is known: AJV copies all of that for each one, so that a list of 20,000 wrong items
 * takes ten seconds.
 */
function joinInPlace(code: string): string {
	return code.replaceAll(
		/vErrors === null \? ([\w$.]+\.errors) : vErrors\.concat\(\1\)/g,
		'vErrors === null ? $1 : ($1.forEach((one) => vErrors.push(one)), vErrors)',
	);
}

const NEVER = { test: () => false };

/** Node wraps a CommonJS module's default once more than loaders do that compile imports away, e.g. Playwright's. */
function unwrap(module: AjvParts['anyOf' | 'oneOf']): CodeKeyword {
	return (module.default ?? module) as CodeKeyword;
}

function replaceKeywords(ajv: Ajv2020, { anyOf, oneOf }: AjvParts): void {
	// A union that fails says so itself; what its branches found is left out (schema-findings.ts looks closer when asked).
	const unions = { anyOf: unwrap(anyOf), oneOf: unwrap(oneOf) };
	for (const [keyword, definition] of Object.entries(unions)) {
		ajv.removeKeyword(keyword);
		ajv.addKeyword({
			...definition,
			code(cxt) {
				const report = cxt.error.bind(cxt);
				cxt.error = (append, errorParams, paths) => {
					cxt.reset();
					report(append, errorParams, paths);
				};
				definition.code(cxt);
			},
		});
	}
	// AJV's own compares each item with each other one.
	ajv.removeKeyword('uniqueItems');
	ajv.addKeyword({
		keyword: 'uniqueItems',
		type: 'array',
		schemaType: 'boolean',
		validate: checkUnique,
		errors: false,
	});
	// AJV's own divides in floating point.
	ajv.removeKeyword('multipleOf');
	ajv.addKeyword({
		keyword: 'multipleOf',
		type: 'number',
		schemaType: 'number',
		validate: (divisor: number, value: number) => isMultipleOf(value, divisor),
		errors: false,
	});
	// `required` for names that every object inherits, such as `constructor`.
	ajv.addKeyword({ keyword: 'ownRequired', type: 'object', schemaType: 'array', validate: checkOwn, errors: false });
	ajv.addKeyword({ keyword: 'withheld', schemaType: 'boolean', validate: () => false, errors: false });
}

function checkOwn(names: readonly string[], data: object): boolean {
	return names.every((name) => Object.hasOwn(data, name));
}

function checkUnique(wanted: boolean, data: readonly JsonValue[]): boolean {
	if (!wanted) return true;
	const seen = new Set<unknown>();
	for (const item of data) {
		const key = typeof item === 'object' && item !== null ? `\u0000${writeCanonicalJson(item)}` : item;
		if (seen.has(key)) return false;
		seen.add(key);
	}
	return true;
}
