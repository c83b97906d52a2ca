// A header of an answer as the verifier compares it: by its rule, else word for word; beside what the document lets the provider send.

import { guessTypes, type SchemaRef, viewSchema } from '../../spec/index.ts';
import type { Matcher, PathStep } from '../pact/index.ts';
import { compareScalars } from './matchers/compare-scalars.ts';
import { findRule } from './matchers/find-rule.ts';
import { readText } from './read-text.ts';
import { locateHeader } from './render-request.ts';
import type { ResponseCheck } from './response-check.ts';

/** Of texts the verifier asks what they spell, `decimal` of `1` as well (pact_matching, seen with `pact_verifier` 1.4). */
const SPELLED: ReadonlyMap<Matcher['kind'], string> = new Map([
	['integer', '-?\\d+'],
	['decimal', '-?\\d+(\\.\\d+)?'],
	['number', '-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?'],
	['boolean', 'true|false'],
]);

/**
 * Adds what `compareScalars` finds at the header `name` (lower case), whose one value fits its schema. Lists are passed over, for who says where
 * they are split, and values that a generator makes. Throws SchemaError for a schema that doesn't compile.
 */
export function checkHeaderMatchers(
	{ interaction: { response }, collector }: ResponseCheck,
	{ name, schema, values }: { name: string; schema: SchemaRef; values: readonly string[] },
): void {
	const [text] = values;
	const view = viewSchema(schema);
	const types = guessTypes(view);
	if (text === undefined || values.length > 1 || types.has('array') || types.has('object')) return;
	const isHeader = ({ part, path }: { part: string; path: readonly PathStep[] }): boolean =>
		part === 'header' && path[0]?.kind === 'name' && path[0].name === name;
	if (response.generators.some(isHeader)) return;
	const rules = response.rules.filter(isHeader);
	const header: PathStep = { kind: 'name', name };
	const rule = findRule(rules, [header]) ?? findRule(rules, [header, { kind: 'index', index: 0 }]);
	// It speaks of all values of the header, which may be one.
	if (rule?.matchers.some(({ kind }) => kind === 'arrayContains')) return;
	const example = readText(text, schema);
	const isText = typeof example === 'string';
	// What the matcher takes and the document never sends harms nobody.
	const add: typeof collector.add = (found) => {
		if (found.code !== 'matcher.wider') collector.add(found);
	};
	compareScalars(
		{ collector: { ...collector, add }, rules, generators: [], direction: 'response', isTrial: false, isText },
		{ view, example, path: [header], pointer: locateHeader(response, name), depth: 0 },
		rule && { ...rule, matchers: rule.matchers.map((matcher) => spell(matcher, isText)) },
	);
}

function spell(matcher: Matcher, isText: boolean): Matcher {
	const pattern = isText ? SPELLED.get(matcher.kind) : undefined;
	if (pattern !== undefined) return { kind: 'regex', pattern };
	return matcher.kind === 'decimal' ? { kind: 'number' } : matcher;
}
