// The branches of a schema's unions that a pact's example can mean, and those that it rules out.

import {
	compileView,
	decideUnions,
	findProperty,
	getString,
	isObject,
	type JsonValue,
	joinPointer,
	readDiscriminator,
	readTypes,
	type SchemaView,
	typeOfValue,
} from '../../../spec/index.ts';
import type { FindingCollector } from '../finding-collector.ts';
import { addInvalid, type BodyComparison, type BodyPlace, type CompareValue, isMadeUp } from './body-place.ts';

/** Ways in which the branches of several unions go together, at most. */
const MAX_VIEWS = 16;

interface Chosen {
	views: readonly SchemaView[];
	/** Forms that the pact takes as well. */
	others: readonly SchemaView[];
}

/** The view with the branches of its unions that the example can mean; without unions the view itself. */
export function chooseBranches(comparison: BodyComparison, place: BodyPlace, compareValue: CompareValue): Chosen {
	const isOf = (branch: SchemaView): boolean => !contradicts(comparison, { ...place, view: branch }, compareValue);
	const isTakenToo = (branch: SchemaView): boolean => mayComeToo(comparison, { ...place, view: branch }, compareValue);
	let views = [place.view];
	const taken = [...(place.others ?? [])];
	for (const union of place.view.unions) {
		const { branches } = union;
		const claimed = findClaimed(comparison, place, union);
		if (claimed === false) return { views: [], others: [] };
		const possible = listFitting(comparison, { place, branches, isOf });
		const fitting = claimed ? [claimed] : possible;
		if (fitting.length === 0) {
			const at = branches[0]?.roots[0];
			addInvalid(comparison, place, { message: `fits none of the ${branches.length} alternatives`, at });
			return { views: [], others: [] };
		}
		for (const other of branches) {
			if (fitting.includes(other) || possible.includes(other)) continue;
			if (isTakenToo(other)) taken.push(other);
			else addOtherBranch(comparison, place, other);
		}
		const decide = (view: SchemaView, branch: SchemaView): SchemaView =>
			decideUnions(view, (one) => (one === union ? branch : undefined));
		views = views.flatMap((view) => fitting.map((branch) => decide(view, branch))).slice(0, MAX_VIEWS);
	}
	return { views, others: taken };
}

/** Whether another form of an answer has all that the pact needs, in values that its matchers take. */
function mayComeToo(comparison: BodyComparison, place: BodyPlace, compareValue: CompareValue): boolean {
	if (comparison.isTrial || comparison.direction === 'request' || !isObject(place.example)) return false;
	return (
		Object.keys(place.example).every((name) => findProperty(place.view, name).isRequired) &&
		!contradicts({ ...comparison, takesOthers: true }, place, compareValue)
	);
}

/**
 * The branch that the example of an answer claims to be by its discriminator; `undefined`: it claims none. False: one that isn't there, which
 * is told. What is sent is held to its discriminator with all else of it.
 */
function findClaimed(
	comparison: BodyComparison,
	place: BodyPlace,
	{ holder, keyword, branches }: SchemaView['unions'][number],
): SchemaView | undefined | false {
	const named = comparison.direction === 'response' ? readDiscriminator(holder) : undefined;
	if (named?.keyword !== keyword) return undefined;
	const claim = getString(place.example, named.property);
	const at: BodyPlace['path'] = [...place.path, { kind: 'name', name: named.property }];
	if (claim === undefined || isMadeUp(comparison, at)) return undefined;
	const index = named.branches.findIndex(({ names }) => names.includes(claim));
	if (index >= 0) return branches[index];
	if (named.fallback !== undefined || named.branches.some(({ names }) => names.length === 0)) return undefined;
	const names = named.branches.flatMap((branch) => branch.names).join(', ');
	const pointer = joinPointer(place.pointer, named.property);
	addInvalid(comparison, { ...place, pointer, example: claim }, { message: `it must be one of ${names}`, at: holder });
	return false;
}

/**
 * The branches that the example can be of. What is sent is whole, so it is those that take it, if any does; of an answer a pact may say a
 * part, so it is those that name the most of it.
 */
function listFitting(
	{ direction }: BodyComparison,
	of: { place: BodyPlace; branches: readonly SchemaView[]; isOf: (branch: SchemaView) => boolean },
): SchemaView[] {
	const { place, branches, isOf } = of;
	if (direction === 'request') {
		const taking = branches.filter((branch) => compileView(branch, direction)(place.example).length === 0);
		if (taking.length > 0) return taking;
	}
	const possible = branches.filter(isOf);
	const { example } = place;
	if (!isObject(example)) return possible;
	const names = Object.keys(example);
	const counts = possible.map((branch) => names.filter((name) => findProperty(branch, name).isDeclared).length);
	const most = Math.max(...counts);
	return possible.filter((_, index) => counts[index] === most);
}

function contradicts(comparison: BodyComparison, place: BodyPlace, compareValue: CompareValue): boolean {
	if (!mayBe(place.view, place.example)) return true;
	let found = 0;
	const countOne = (): void => {
		found += 1;
	};
	const collector: FindingCollector = { ...comparison.collector, findings: [], add: countOne };
	compareValue({ ...comparison, collector, isTrial: true }, { ...place, depth: place.depth + 1 });
	return found > 0;
}

function mayBe(view: SchemaView, example: JsonValue): boolean {
	const types = readTypes(view);
	return !types || types.has(typeOfValue(example)) || (typeof example === 'number' && types.has('number'));
}

/** A form of the answer that the document allows beside the one the pact expects. */
function addOtherBranch(comparison: BodyComparison, place: BodyPlace, view: SchemaView): void {
	if (comparison.isTrial || comparison.direction === 'request') return;
	// Branches of another type were tried with values already.
	if (!mayBe(view, place.example)) return;
	comparison.collector.add({
		code: 'matcher.narrower.type',
		severity: 'warning',
		message: 'The document allows another form here, which the pact refuses',
		remedy: 'Make sure that the provider state rules it out, or write an interaction for it',
		pointer: place.pointer,
		at: view.roots[0],
		layer: 'matchers',
	});
}
