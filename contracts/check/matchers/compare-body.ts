// A body of a pact beside its schema, place by place: does the example fit, and do rule and schema take the same values?

import {
	isObject,
	type JsonValue,
	type Pointer,
	type SchemaRef,
	viewNamedHeir,
	viewSchema,
} from '../../../spec/index.ts';
import type { BodyComparison, BodyPlace } from './body-place.ts';
import { chooseBranches } from './choose-branches.ts';
import { compareList } from './compare-list.ts';
import { compareObject } from './compare-object.ts';
import { compareScalars } from './compare-scalars.ts';
import { findRule, matchesNamesAlone } from './find-rule.ts';

const MAX_DEPTH = 60;

/** Walks a body from its root. Throws SchemaError for a schema that doesn't compile. */
export function compareBody(
	comparison: BodyComparison,
	body: { schema: SchemaRef; example: JsonValue; pointer: Pointer },
): void {
	compareValue(comparison, {
		view: viewSchema(body.schema),
		example: body.example,
		path: [],
		pointer: body.pointer,
		depth: 0,
	});
}

/** One value and all below it. */
function compareValue(comparison: BodyComparison, given: BodyPlace): void {
	const { example, path, depth } = given;
	const place = { ...given, view: viewNamedHeir(given.view, example) };
	if (depth > MAX_DEPTH || place.view.parts.length === 0) return;
	const rule = findRule(comparison.rules, path);
	const isContainer = typeof example === 'object' && example !== null;
	// Below names that are matched the verifier compares no values, but looks for what objects and lists hold.
	if (!isContainer && comparison.direction === 'response' && rule?.isInherited && matchesNamesAlone(rule)) return;
	if (!compareScalars(comparison, place, rule) || !isContainer) return;
	const { views, others } = chooseBranches(comparison, place, compareValue);
	// What is to be equal is so with all that it holds, whatever rules there are below.
	const isEqual = rule?.isInherited === false && rule.matchers.every(({ kind }) => kind === 'equality');
	const below = isEqual ? { ...comparison, rules: [] } : comparison;
	for (const view of views) {
		if (Array.isArray(example)) compareList(below, { ...place, view, others, example }, { rule, compareValue });
		else if (isObject(example)) compareObject(below, { ...place, view, others, example }, { rule, compareValue });
	}
}
