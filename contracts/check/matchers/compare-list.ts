// Lists of a pact beside their schema: how many elements, and each of them.

import {
	getOwn,
	type JsonValue,
	joinPointer,
	readLimits,
	type SchemaRef,
	type SchemaView,
	showValue,
	viewItem,
} from '../../../spec/index.ts';
import { addInvalid, type BodyComparison, type BodyPlace, type CompareValue } from './body-place.ts';
import type { ActiveRule } from './find-rule.ts';

type ListPlace = Omit<BodyPlace, 'example'> & { example: JsonValue[] };

const MAX_ELEMENTS = 20;

/** A list's lengths, then its elements, each by `compareValue`. */
export function compareList(
	comparison: BodyComparison,
	place: ListPlace,
	args: { rule: ActiveRule | undefined; compareValue: CompareValue },
): void {
	const { rule, compareValue } = args;
	if (comparison.direction === 'response') compareLengths(comparison, place, rule);
	const variants = rule?.isInherited === false ? rule.matchers.find(({ kind }) => kind === 'arrayContains') : undefined;
	const isAlike = !variants && areAlike(comparison, place);
	const seen = new Set<string>();
	for (const [index, value] of place.example.slice(0, MAX_ELEMENTS).entries()) {
		const view = viewItem(place.view, index);
		if (!view) continue;
		const text = isAlike ? JSON.stringify(value) : String(index);
		if (seen.has(text)) continue;
		seen.add(text);
		const inner: BodyPlace = {
			view,
			example: value,
			path: [...place.path, { kind: 'index', index }],
			pointer: joinPointer(place.pointer, index),
			depth: place.depth + 1,
			others: place.others?.flatMap((other) => viewItem(other, index) ?? []),
		};
		const variant =
			variants?.kind === 'arrayContains' ? variants.variants.find((one) => one.index === index) : undefined;
		// The rules of a variant begin at its element.
		if (variant) compareValue({ ...comparison, rules: variant.rules, generators: [] }, { ...inner, path: [] });
		else compareValue(comparison, inner);
	}
}

/** Whether elements of the same value are the same case (`eachLike` with two examples): neither a rule nor the schema speaks of one by its place. */
function areAlike({ rules, generators }: BodyComparison, { path, view }: ListPlace): boolean {
	const isPlaced = [...rules, ...generators].some((one) => one.path[path.length]?.kind === 'index');
	return !isPlaced && view.parts.every(({ value }) => getOwn(value, 'prefixItems') === undefined);
}

function compareLengths(comparison: BodyComparison, place: ListPlace, rule: ActiveRule | undefined): void {
	// Beside an empty example the verifier takes any list, whatever lengths the matcher names.
	if (place.example.length === 0 && rule?.matchers.some(({ kind }) => kind === 'type' || kind === 'eachKey')) return;
	const { minItems: min, maxItems: max } = readLimits(place.view);
	const document = { min, max, at: findLengths(place.view) };
	const length = place.example.length;
	if (length < document.min || length > document.max) {
		const range =
			document.max === Number.POSITIVE_INFINITY ? `at least ${document.min}` : `${document.min} to ${document.max}`;
		addInvalid(comparison, place, { message: `the document has ${range} elements here`, at: document.at });
		return;
	}
	if (comparison.isTrial) return;
	const pact = readPactLengths(rule, length);
	const tooFew = document.min < pact.min ? document.min : undefined;
	const tooMany = document.max > pact.max ? pact.max + 1 : undefined;
	const witness = tooFew ?? tooMany;
	if (witness === undefined) return;
	const shown = witness === 0 ? 'an empty list' : `a list of ${witness}`;
	comparison.collector.add({
		code: 'matcher.narrower.length',
		severity: pact.isPinned ? 'warning' : 'error',
		message: `The document allows ${shown}, which the pact refuses: it wants ${describe(pact, place.example)}`,
		remedy: pact.isPinned
			? 'Use a matcher (eachLike), unless the provider state makes the list what the example shows'
			: 'Loosen the matcher, or state minItems and maxItems in the document',
		pointer: place.pointer,
		at: document.at,
		layer: 'matchers',
	});
}

/** The schema that says how long the list is, or what its elements are. */
function findLengths({ parts }: SchemaView): SchemaRef | undefined {
	const speaks = ['minItems', 'maxItems', 'items'];
	return parts.find(({ value }) => speaks.some((keyword) => getOwn(value, keyword) !== undefined));
}

interface Lengths {
	min: number;
	max: number;
	isPinned: boolean;
}

function readPactLengths(rule: ActiveRule | undefined, length: number): Lengths {
	if (!rule || rule.matchers.every(({ kind }) => kind === 'equality'))
		return { min: length, max: length, isPinned: true };
	let min = 0;
	let max = Number.POSITIVE_INFINITY;
	for (const matcher of rule.matchers) {
		if (matcher.kind === 'type') {
			min = Math.max(min, matcher.min ?? 0);
			max = Math.min(max, matcher.max ?? Number.POSITIVE_INFINITY);
		} else if (matcher.kind === 'notEmpty') min = Math.max(min, 1);
		else if (matcher.kind === 'arrayContains') min = Math.max(min, matcher.variants.length > 0 ? 1 : 0);
	}
	return { min, max, isPinned: false };
}

function describe({ min, max, isPinned }: Lengths, example: JsonValue[]): string {
	if (isPinned) return example.length > 3 ? `exactly ${example.length} elements` : `exactly ${showValue(example)}`;
	return max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
}
