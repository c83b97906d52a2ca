// A body of a pact beside its schema, place by place: does the example fit, and do rule and schema take the same values?

import {
	compileView,
	decideUnions,
	findProperty,
	getOwn,
	getString,
	isObject,
	isWithheld,
	type JsonObject,
	type JsonValue,
	joinPointer,
	listPossibleProperties,
	type Pointer,
	readDiscriminator,
	readTypes,
	type SchemaRef,
	type SchemaView,
	typeOfValue,
	viewNamedHeir,
	viewSchema,
} from '../../../spec/index.ts';
import { isGuessed } from '../../pact/index.ts';
import type { FindingCollector } from '../finding-collector.ts';
import { addInvalid, type BodyComparison, type BodyPlace, isMadeUp } from './body-place.ts';
import { compareList } from './compare-list.ts';
import { compareScalars } from './compare-scalars.ts';
import { type ActiveRule, findRule } from './find-rule.ts';

const MAX_DEPTH = 60;
/** Ways in which the branches of several unions go together, at most. */
const MAX_VIEWS = 16;

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
	if (!compareScalars(comparison, place, rule) || !isContainer) return;
	const { views, others } = chooseBranches(comparison, place);
	for (const view of views) {
		if (Array.isArray(example)) compareList(comparison, { ...place, view, others, example }, { rule, compareValue });
		else if (isObject(example)) compareObject(comparison, { ...place, view, others, example }, rule);
	}
}

interface Chosen {
	views: readonly SchemaView[];
	/** Forms that the pact takes as well. */
	others: readonly SchemaView[];
}

/** The view with the branches of its unions that the example can mean; without unions the view itself. */
function chooseBranches(comparison: BodyComparison, place: BodyPlace): Chosen {
	let views = [place.view];
	const taken = [...(place.others ?? [])];
	for (const union of place.view.unions) {
		const { branches } = union;
		const claimed = findClaimed(comparison, place, union);
		if (claimed === false) return { views: [], others: [] };
		const possible = listFitting(comparison, place, branches);
		const fitting = claimed ? [claimed] : possible;
		if (fitting.length === 0) {
			const at = branches[0]?.roots[0];
			addInvalid(comparison, place, { message: `fits none of the ${branches.length} alternatives`, at });
			return { views: [], others: [] };
		}
		for (const other of branches) {
			if (fitting.includes(other) || possible.includes(other)) continue;
			if (isTakenToo(comparison, place, other)) taken.push(other);
			else addOtherBranch(comparison, place, other);
		}
		const decide = (view: SchemaView, branch: SchemaView): SchemaView =>
			decideUnions(view, (one) => (one === union ? branch : undefined));
		views = views.flatMap((view) => fitting.map((branch) => decide(view, branch))).slice(0, MAX_VIEWS);
	}
	return { views, others: taken };
}

/** Whether another form of an answer has all that the pact needs, in values that its matchers take. */
function isTakenToo(comparison: BodyComparison, place: BodyPlace, branch: SchemaView): boolean {
	if (comparison.isTrial || comparison.direction === 'request' || !isObject(place.example)) return false;
	return (
		Object.keys(place.example).every((name) => findProperty(branch, name).isRequired) &&
		!contradicts({ ...comparison, takesOthers: true }, place, branch)
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
function listFitting(comparison: BodyComparison, place: BodyPlace, branches: readonly SchemaView[]): SchemaView[] {
	const { direction } = comparison;
	if (direction === 'request') {
		const taking = branches.filter((branch) => compileView(branch, direction)(place.example).length === 0);
		if (taking.length > 0) return taking;
	}
	const possible = branches.filter((branch) => !contradicts(comparison, place, branch));
	const { example } = place;
	if (!isObject(example)) return possible;
	const names = Object.keys(example);
	const counts = possible.map((branch) => names.filter((name) => findProperty(branch, name).isDeclared).length);
	const most = Math.max(...counts);
	return possible.filter((_, index) => counts[index] === most);
}

function contradicts(comparison: BodyComparison, place: BodyPlace, view: SchemaView): boolean {
	if (!mayBe(view, place.example)) return true;
	let found = 0;
	const countOne = (): void => {
		found += 1;
	};
	const collector: FindingCollector = { ...comparison.collector, findings: [], add: countOne };
	compareValue({ ...comparison, collector, isTrial: true }, { ...place, view, depth: place.depth + 1 });
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

function compareObject(
	comparison: BodyComparison,
	place: Omit<BodyPlace, 'example'> & { example: JsonObject },
	rule: ActiveRule | undefined,
): void {
	const { view, example, path, pointer } = place;
	// Under these the example's names stand for any names.
	const isMap = rule?.isInherited === false && rule.matchers.some(({ kind }) => MAP_MATCHERS.includes(kind));
	// Where names alone are matched, the verifier compares no values.
	const isNames = isMap && rule.matchers.every(({ kind }) => kind === 'eachKey');
	if (isNames && comparison.direction === 'response') return;
	for (const [name, value] of Object.entries(example)) {
		const property = findProperty(view, name);
		const { roots } = property.view;
		const withheldBy = roots.find((root) => isWithheld(viewSchema(root), comparison.direction));
		const at = joinPointer(pointer, name);
		const others = place.others?.map((other) => findProperty(other, name).view).filter(({ parts }) => parts.length > 0);
		const inner = { ...place, example: value, path: [...path, { kind: 'name' as const, name }], pointer: at, others };
		if (property.forbiddenBy) {
			const { forbiddenBy } = property;
			addInvalid(comparison, inner, {
				message: 'is a property that the document forbids here',
				at: forbiddenBy,
				isUnknown: true,
			});
			continue;
		}
		if (withheldBy) {
			addInvalid(comparison, inner, { message: 'is writeOnly, so it never comes back', at: withheldBy });
			continue;
		}
		if (comparison.direction === 'response' && !comparison.isTrial && !isMap && !property.isRequired) {
			addAbsent(comparison, inner, { declared: property.isDeclared ? roots[0] : undefined, isOpen: isOpen(view) });
		}
		if (comparison.direction === 'request' && !comparison.isTrial && !property.isDeclared && roots.length === 0) {
			addUnknown(comparison, inner, isOpen(view) ? 'warning' : 'error');
		}
		if (roots.length > 0) compareValue(comparison, { ...inner, view: property.view, depth: place.depth + 1 });
	}
}

const MAP_MATCHERS: readonly string[] = ['values', 'eachKey', 'eachValue'];

/** A provider ignores what the document doesn't name: a misspelt, renamed or removed property, most often. */
function addUnknown(comparison: BodyComparison, place: BodyPlace, severity: 'error' | 'warning'): void {
	const name = place.path.at(-1);
	comparison.collector.add({
		code: 'request.body.unknown-property',
		severity,
		message: `The consumer sends ${name?.kind === 'name' ? JSON.stringify(name.name) : 'a property'}, of which the document says nothing`,
		remedy: 'Leave it out, or declare it in the document',
		pointer: place.pointer,
		at: place.view.parts[0],
		layer: 'document',
	});
}

/** The document names no property here, or says that others than the named ones may come. */
function isOpen(view: SchemaView): boolean {
	if (listPossibleProperties(view).size === 0) return true;
	return view.parts.some(({ value }) => {
		const others = getOwn(value, 'additionalProperties');
		return others !== undefined && others !== false;
	});
}

/** The pact needs what the document lets the provider leave out. */
function addAbsent(
	comparison: BodyComparison,
	place: BodyPlace,
	{ declared, isOpen }: { declared: SchemaRef | undefined; isOpen: boolean },
): void {
	const name = place.path.at(-1);
	const shown = name?.kind === 'name' ? JSON.stringify(name.name) : 'the property';
	const isUnsure = isGuessed(comparison.collector.interaction.notes, place.path.slice(0, -1));
	comparison.collector.add(
		declared
			? {
					code: 'matcher.narrower.absent',
					severity: isUnsure ? 'warning' : 'error',
					message: `The pact needs ${shown}, and the document allows an answer without it`,
					remedy: isUnsure
						? 'Follow what the consumer reads (trackReads), so that no more is expected, or make it required in the document'
						: 'Let the consumer do without it and leave it out of the pact, or make it required in the document',
					pointer: place.pointer,
					at: declared,
					layer: 'matchers',
				}
			: {
					code: 'response.body.unknown-property',
					severity: isOpen || isUnsure ? 'warning' : 'error',
					message: `The pact needs ${shown}, of which the document says nothing`,
					remedy: 'Declare it in the document, or leave it out of the pact',
					pointer: place.pointer,
					at: place.view.parts[0],
					layer: 'document',
				},
	);
}
