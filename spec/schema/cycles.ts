// Schemas that mean themselves without stepping into the value: a validator would follow them for ever.

import { getList, getObject, getOwn, isObject } from '../read/json.ts';
import type { ApiDocument, SchemaRef } from '../types/document.ts';
import { SAME_KEYWORDS, UNION_KEYWORDS } from './keywords.ts';
import { listReferences, stepInto } from './references.ts';

/** How a reference may be followed. */
export type ReferenceVerdict = 'whole' | 'base' | 'nothing';

/** By both pointers. */
const judged = new WeakMap<ApiDocument, Map<string, ReferenceVerdict>>();

/**
 * How a reference from `schema` to `target` may be followed: `whole`; `base`, without the target's anyOf and oneOf, where one of
 * them leads back here (a base schema that lists its heirs); `nothing` where a circle has no way out, so that it says nothing.
 * Every circle is cut somewhere.
 */
export function judgeReference(schema: SchemaRef, target: SchemaRef): ReferenceVerdict {
	const id = `${schema.pointer} ${target.pointer}`;
	const verdicts = judged.get(schema.document) ?? new Map<string, ReferenceVerdict>();
	judged.set(schema.document, verdicts);
	const verdict = verdicts.get(id) ?? followReference(schema, target);
	verdicts.set(id, verdict);
	return verdict;
}

function followReference(schema: SchemaRef, target: SchemaRef): ReferenceVerdict {
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
		for (const { target } of listReferences(at)) if (target) open.push(target);
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
