// The properties of an object: declared, by pattern, additional, forbidden.

import { getList, getObject, getOwn, isObject } from '../read/json.ts';
import { compilePattern } from '../regex/patterns.ts';
import type { SchemaRef } from '../types/document.ts';
import { stepInto } from './references.ts';
import { guessTypes } from './types.ts';
import { ANYTHING, once, type SchemaView, viewSchema, viewSchemas } from './view.ts';

/** What a view says of one name. */
export interface PropertyFacts {
	/** All that holds for the property; without roots: anything may stand there, unless it is forbidden. */
	view: SchemaView;
	/** Named by `properties` or `patternProperties`. */
	isDeclared: boolean;
	/** Named by `required`, whatever the direction. */
	isRequired: boolean;
	/** The schema that forbids it (`additionalProperties: false` and the like). */
	forbiddenBy?: SchemaRef;
}

/**
 * The properties that `properties` declares, each with all that holds for it: one that several parts declare is the conjunction
 * of all. In the document's order, the parts nearest to the view's roots first. Alternatives are left out.
 */
export const listProperties = once((view): ReadonlyMap<string, SchemaView> => {
	const properties = new Map<string, SchemaView>();
	const { parts } = view;
	const only = parts.length === 1 && getOwn(parts[0]?.value, 'patternProperties') === undefined ? parts[0] : undefined;
	for (const { value } of parts) {
		const declared = getObject(value, 'properties');
		if (!declared) continue;
		for (const name of Object.keys(declared)) {
			if (only) properties.set(name, viewSchema(stepInto(only, 'properties', name)));
			else if (!properties.has(name)) properties.set(name, viewSchemas(listSchemas(parts, name)));
		}
	}
	return properties;
});

/** `listProperties` with those that only alternatives declare; where several do, as the first has it. */
export const listPossibleProperties = once((view): ReadonlyMap<string, SchemaView> => {
	const own = listProperties(view);
	if (view.unions.length === 0) return own;
	const properties = new Map(own);
	for (const { branches } of view.unions) {
		for (const branch of branches) {
			for (const [name, property] of listPossibleProperties(branch)) {
				if (!properties.has(name)) properties.set(name, property);
			}
		}
	}
	return properties;
});

/** Of declared properties: they are as many as the document has, and asked for again and again. */
const factsOf = once((_view): Map<string, PropertyFacts> => new Map());

/** Everything that a view says of the property `name`, alternatives left out. */
export function findProperty(view: SchemaView, name: string): PropertyFacts {
	const declared = listProperties(view).get(name);
	if (!declared) return readProperty(view, name);
	const known = factsOf(view);
	const facts = known.get(name) ?? readProperty(view, name, declared);
	known.set(name, facts);
	return facts;
}

function readProperty(view: SchemaView, name: string, declared?: SchemaView): PropertyFacts {
	let roots = declared ? declared.roots : listSchemas(view.parts, name);
	if (roots.length === 0 && !mentionedByBranch(view, name)) roots = listUnevaluated(view.parts);
	const forbiddenBy = findForbidding(view, name);
	return {
		view: declared ?? viewSchemas(roots),
		isDeclared: declared !== undefined || view.parts.some((part) => listOwn(part, name).length > 0),
		isRequired: view.parts.some(({ value }) => getList(value, 'required').includes(name)),
		...(forbiddenBy && { forbiddenBy }),
	};
}

/** What every part asks of a property: what it declares of it, else what it asks of additional ones. */
function listSchemas(parts: readonly SchemaRef[], name: string): SchemaRef[] {
	return parts.flatMap((part) => {
		const own = listOwn(part, name);
		if (own.length > 0) return own;
		return isObject(getOwn(part.value, 'additionalProperties')) ? [stepInto(part, 'additionalProperties')] : [];
	});
}

function listOwn(part: SchemaRef, name: string): SchemaRef[] {
	const found: SchemaRef[] = [];
	if (getOwn(getObject(part.value, 'properties'), name) !== undefined) found.push(stepInto(part, 'properties', name));
	for (const pattern of Object.keys(getObject(part.value, 'patternProperties') ?? {})) {
		if (compilePattern(pattern)?.test(name)) found.push(stepInto(part, 'patternProperties', pattern));
	}
	return found;
}

/** What `unevaluatedProperties` asks of a property that nobody speaks of. */
function listUnevaluated(parts: readonly SchemaRef[]): SchemaRef[] {
	return parts
		.filter(({ value }) => isObject(getOwn(value, 'unevaluatedProperties')))
		.map((part) => stepInto(part, 'unevaluatedProperties'));
}

function findForbidding(view: SchemaView, name: string): SchemaRef | undefined {
	let forbidding: SchemaRef | undefined;
	let unevaluated: SchemaRef | undefined;
	for (const part of view.parts) {
		const { value } = part;
		if (value === false) forbidding = part;
		if (!isObject(value)) continue;
		const closes = value['additionalProperties'] === false && Object.hasOwn(value, 'additionalProperties');
		if (closes && listOwn(part, name).length === 0) forbidding = stepInto(part, 'additionalProperties');
		if (getOwn(value, 'unevaluatedProperties') === false) unevaluated = stepInto(part, 'unevaluatedProperties');
	}
	return forbidding ?? (unevaluated && !mentions(view, name) ? unevaluated : undefined);
}

/** A part or an alternative has something to say of the property, so that it counts as evaluated. */
function mentions(view: SchemaView, name: string): boolean {
	return (
		view.parts.some((part) => {
			return listOwn(part, name).length > 0 || (getOwn(part.value, 'additionalProperties') ?? false) !== false;
		}) || mentionedByBranch(view, name)
	);
}

function mentionedByBranch(view: SchemaView, name: string): boolean {
	const choices = [...view.unions, ...view.conditions];
	return choices.some(({ branches }) => branches.some((branch) => mentions(branch, name)));
}

/**
 * Whether properties that nobody declares may come: `closed` where one part says `additionalProperties: false`, `open` where one
 * says something else of them, `unsaid` (they may) where none does. Alternatives are left out.
 */
export function readOpenness(view: SchemaView): 'closed' | 'open' | 'unsaid' {
	let openness: 'open' | 'unsaid' = 'unsaid';
	for (const { value } of view.parts) {
		const rest = getOwn(value, 'additionalProperties');
		if (rest === false) return 'closed';
		if (rest !== undefined) openness = 'open';
	}
	return openness;
}

/** What a property must be that nobody declares; `undefined`: none may come, or the values are no objects. */
export const viewAdditional = once((view): SchemaView | undefined => {
	switch (readOpenness(view)) {
		case 'closed':
			return undefined;
		case 'open':
			return viewSchemas(
				view.parts.flatMap((part) =>
					isObject(getOwn(part.value, 'additionalProperties')) ? [stepInto(part, 'additionalProperties')] : [],
				),
			);
		case 'unsaid': {
			const branches = view.unions.flatMap((union) => union.branches);
			const speaking = branches.find((branch) => readOpenness(branch) !== 'unsaid');
			if (speaking) return viewAdditional(speaking);
			return guessTypes(view).has('object') ? ANYTHING : undefined;
		}
	}
});

/** What each property is of an object that declares none, but says what they are: `{ "7": { "id": 7 } }`. `undefined`: it is no such object. */
export const viewEntries = once((view): SchemaView | undefined => {
	if (readOpenness(view) !== 'open' || listPossibleProperties(view).size > 0) return undefined;
	const additional = viewAdditional(view);
	return additional && additional.parts.length > 0 ? additional : undefined;
});

/** Keywords by which an object may have properties that `properties` doesn't name. */
const OPEN = ['oneOf', 'anyOf', 'if', 'not', 'patternProperties', 'dependentSchemas', '$dynamicRef', 'propertyNames'];

/**
 * The names of all properties that a document has in mind: those that are declared, where nothing (an alternative, a condition,
 * a pattern, `additionalProperties` that aren't false) speaks of others. `undefined`: others may well come.
 */
export const listAllNames = once((view): ReadonlySet<string> | undefined => {
	const isOpen =
		view.unresolved.length > 0 ||
		readOpenness(view) === 'open' ||
		view.parts.some(({ value }) => OPEN.some((keyword) => getOwn(value, keyword) !== undefined));
	return isOpen ? undefined : new Set(listProperties(view).keys());
});
