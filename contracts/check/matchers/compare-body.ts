// A body of a pact beside its schema, place by place: does the example fit, and do rule and schema take the same values?

import {
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	type SchemaRef,
} from '../../../spec/index.ts';
import type { Notes } from '../finding-collector.ts';
import { addBranch, listUnions, type SchemaView, viewProperty, viewSchemas } from '../language/view.ts';
import { addInvalid, type Stop, type Walk } from './body-place.ts';
import { walkList } from './compare-list.ts';
import { compareScalars } from './compare-scalars.ts';
import { type ActiveRule, findRule } from './find-rule.ts';
import { nameType } from './matcher-accepts.ts';

const MAX_DEPTH = 60;

/** Walks a body from its root. Throws SchemaError for a schema that doesn't compile. */
export function walkBody(walk: Walk, body: { schema: SchemaRef; example: JsonValue; pointer: Pointer }): void {
	const view = viewSchemas([body.schema], walk.direction);
	walkValue(walk, { view, example: body.example, path: [], pointer: body.pointer, depth: 0 });
}

/** One value and all below it. */
export function walkValue(walk: Walk, stop: Stop): void {
	const { view, example, path, depth } = stop;
	if (depth > MAX_DEPTH || view.parts.length === 0) return;
	const rule = findRule(walk.rules, path);
	const isContainer = typeof example === 'object' && example !== null;
	if (!compareScalars(walk, stop, rule) || !isContainer) return;
	for (const chosen of chooseBranches(walk, stop)) {
		if (Array.isArray(example)) walkList(walk, { ...stop, view: chosen, example }, { rule, walkValue });
		else if (isObject(example)) walkObject(walk, { ...stop, view: chosen, example }, rule);
	}
}

/** The view with the branches of its unions that the example can mean; without unions the view itself. */
function chooseBranches(walk: Walk, stop: Stop): SchemaView[] {
	let views = [stop.view];
	for (const union of listUnions(stop.view)) {
		const fitting = union.filter((branch) => !contradicts(walk, stop, branch));
		if (fitting.length === 0) {
			addInvalid(walk, stop, { message: `fits none of the ${union.length} alternatives`, at: union[0] });
			return [];
		}
		for (const other of union) if (!fitting.includes(other)) tellOtherBranch(walk, stop, other);
		views = views.flatMap((view) => fitting.map((branch) => addBranch(view, branch))).slice(0, 16);
	}
	return views;
}

function contradicts(walk: Walk, stop: Stop, branch: SchemaRef): boolean {
	let found = 0;
	const countOne = (): void => {
		found += 1;
	};
	const notes: Notes = { ...walk.notes, findings: [], add: countOne };
	const view = viewSchemas([branch], walk.direction);
	const other = view.parts.some((part) => isTyped(part.value)) && !mayBe(view, stop.example);
	if (other) return true;
	walkValue({ ...walk, notes, isTrial: true }, { ...stop, view, depth: stop.depth + 1 });
	return found > 0;
}

function isTyped(value: JsonValue): boolean {
	return isObject(value) && Object.hasOwn(value, 'type');
}

function mayBe(view: SchemaView, example: JsonValue): boolean {
	const type = nameType(example);
	return view.parts.every(({ value }) => {
		if (!isObject(value) || !Object.hasOwn(value, 'type')) return true;
		const types = Array.isArray(value['type']) ? value['type'] : [value['type']];
		return types.includes(type) || (type === 'number' && types.includes('integer'));
	});
}

/** A form of the answer that the document allows beside the one the pact expects. */
function tellOtherBranch(walk: Walk, stop: Stop, branch: SchemaRef): void {
	if (walk.isTrial || walk.direction === 'request') return;
	const view = viewSchemas([branch], walk.direction);
	// Branches of another type were tried with values already.
	if (!mayBe(view, stop.example)) return;
	walk.notes.add({
		code: 'matcher.narrower.type',
		severity: 'warning',
		message: 'The document allows another form here, which the pact refuses',
		remedy: 'Make sure that the provider state rules it out, or write an interaction for it',
		pointer: stop.pointer,
		at: branch,
		layer: 'matchers',
	});
}

function walkObject(
	walk: Walk,
	stop: Omit<Stop, 'example'> & { example: JsonObject },
	rule: ActiveRule | undefined,
): void {
	const { view, example, path, pointer } = stop;
	// Under these the example's names stand for any names.
	const isMap = rule?.isInherited === false && rule.matchers.some(({ kind }) => MAP_MATCHERS.includes(kind));
	for (const [name, value] of Object.entries(example)) {
		const property = viewProperty(view, name);
		const at = joinPointer(pointer, name);
		const inner = { ...stop, example: value, path: [...path, { kind: 'name' as const, name }], pointer: at };
		if (property.forbiddenBy) {
			const { forbiddenBy } = property;
			addInvalid(walk, inner, {
				message: 'is a property that the document forbids here',
				at: forbiddenBy,
				isUnknown: true,
			});
			continue;
		}
		if (property.withheldBy) {
			addInvalid(walk, inner, { message: 'is writeOnly, so it never comes back', at: property.withheldBy });
			continue;
		}
		if (walk.direction === 'response' && !walk.isTrial && !isMap && !property.isRequired) {
			tellAbsent(walk, inner, property.isDeclared ? property.schemas[0] : undefined);
		}
		if (walk.direction === 'request' && !walk.isTrial && !property.isDeclared && property.schemas.length === 0) {
			tellUnknown(walk, inner);
		}
		if (property.schemas.length > 0) {
			walkValue(walk, { ...inner, view: viewSchemas(property.schemas, walk.direction), depth: stop.depth + 1 });
		}
	}
}

const MAP_MATCHERS: readonly string[] = ['values', 'eachKey', 'eachValue'];

/** A provider ignores what the document doesn't name: a misspelt or removed property, most often. */
function tellUnknown(walk: Walk, stop: Stop): void {
	const name = stop.path.at(-1);
	walk.notes.add({
		code: 'request.body.unknown-property',
		severity: 'warning',
		message: `The consumer sends ${name?.kind === 'name' ? JSON.stringify(name.name) : 'a property'}, of which the document says nothing`,
		remedy: 'Leave it out, or declare it in the document',
		pointer: stop.pointer,
		at: stop.view.parts[0],
		layer: 'document',
	});
}

/** The pact needs what the document lets the provider leave out. */
function tellAbsent(walk: Walk, stop: Stop, declared: SchemaRef | undefined): void {
	const name = stop.path.at(-1);
	const shown = name?.kind === 'name' ? JSON.stringify(name.name) : 'the property';
	walk.notes.add(
		declared
			? {
					code: 'matcher.narrower.absent',
					severity: 'error',
					message: `The pact needs ${shown}, and the document allows an answer without it`,
					remedy: 'Let the consumer do without it and leave it out of the pact, or make it required in the document',
					pointer: stop.pointer,
					at: declared,
					layer: 'matchers',
				}
			: {
					code: 'response.body.unknown-property',
					severity: 'warning',
					message: `The pact needs ${shown}, of which the document says nothing`,
					remedy: 'Declare it in the document, or leave it out of the pact',
					pointer: stop.pointer,
					at: stop.view.parts[0],
					layer: 'document',
				},
	);
}
