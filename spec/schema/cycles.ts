// Schemas that mean themselves without stepping into the value: a validator would follow them for ever.

import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import { SAME_KEYWORDS, UNION_KEYWORDS } from './keywords.ts';
import { resolveReference, stepInto } from './references.ts';

/**
 * How a `$ref` from `schema` to `target` may be followed: `whole`; `base`, without the target's anyOf and oneOf, where one of
 * them leads back here (a base schema that lists its heirs); `nothing` where a circle has no way out, so that it says nothing.
 * Every circle is cut somewhere.
 */
export function judgeReference(schema: SchemaRef, target: SchemaRef): 'whole' | 'base' | 'nothing' {
	if (reaches([target], schema, false)) return 'nothing';
	return reaches(listInlineBranches(target), schema, true) ? 'base' : 'whole';
}

/** Is `goal` held against the same value as one of `starts`? `unions`: also by way of anyOf and oneOf. */
function reaches(starts: readonly SchemaRef[], goal: SchemaRef, unions: boolean): boolean {
	const seen = new Set<string>();
	const open = [...starts];
	for (let at = open.pop(); at; at = open.pop()) {
		if (at.pointer === goal.pointer) return true;
		if (seen.has(at.pointer)) continue;
		seen.add(at.pointer);
		const target = findTarget(at);
		if (target) open.push(target);
		open.push(...listInline(at));
		if (unions) open.push(...listBranches(at));
	}
	return false;
}

/** The branches of all unions in a schema itself, without following references. */
function listInlineBranches(schema: SchemaRef): SchemaRef[] {
	const found: SchemaRef[] = [];
	const open = [schema];
	for (let at = open.pop(); at; at = open.pop()) {
		found.push(...listBranches(at));
		open.push(...listInline(at));
	}
	return found;
}

/** Where the schema's reference leads. */
function findTarget(schema: SchemaRef): SchemaRef | undefined {
	const reference = getString(schema.value, '$ref') ?? getString(schema.value, '$dynamicRef');
	return reference === undefined ? undefined : resolveReference(schema, reference);
}

function listBranches(schema: SchemaRef): SchemaRef[] {
	return UNION_KEYWORDS.flatMap((keyword) =>
		getList(schema.value, keyword).map((_, index) => stepInto(schema, keyword, index)),
	);
}

function listInline(schema: SchemaRef): SchemaRef[] {
	const { value } = schema;
	if (!isObject(value)) return [];
	const found = getList(value, 'allOf').map((_, index) => stepInto(schema, 'allOf', index));
	for (const keyword of SAME_KEYWORDS) if (isObject(getOwn(value, keyword))) found.push(stepInto(schema, keyword));
	for (const name of Object.keys(getObject(value, 'dependentSchemas') ?? {})) {
		found.push(stepInto(schema, 'dependentSchemas', name));
	}
	return found;
}
