// The Discriminator Object (OpenAPI 3.1.1 §4.8.25): which branch a value claims to be.

import { getList, getObject, getOwn, getString } from '../read/json.ts';
import { parsePointer } from '../read/pointer.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import { listReferences, resolveReference, stepInto } from './references.ts';
import { listValues } from './values.ts';
import { type SchemaView, viewBranch } from './view.ts';

/** A union whose branches have names. */
export interface NamedUnion {
	keyword: 'oneOf' | 'anyOf';
	property: string;
	/** In order; `names` is empty for a branch that no name leads to (e.g. `type: null`). */
	branches: readonly { schema: SchemaRef; view: SchemaView; names: readonly string[] }[];
	/** The branch of a value that has none of the names (`defaultMapping`, OpenAPI 3.2 §4.25.1), as its place in `branches`. */
	fallback?: number;
}

/**
 * The union that a discriminator chooses from. A branch goes by the names in `mapping`, and by the values that its own schema
 * allows for the property, else by the last part of its `$ref` where the property may have it. `undefined` without a discriminator that
 * helps.
 */
export function readDiscriminator(schema: SchemaRef): NamedUnion | undefined {
	const discriminator = getObject(schema.value, 'discriminator');
	const property = getString(discriminator, 'propertyName');
	const keyword = (['oneOf', 'anyOf'] as const).find((name) => getList(schema.value, name).length > 0);
	if (property === undefined || !keyword) return undefined;
	const mapping = readMapping(schema, getObject(discriminator, 'mapping') ?? {});
	const taken = new Set<string>();
	const branches = getList(schema.value, keyword).map((_, index) => {
		const branch = stepInto(schema, keyword, index);
		const view = viewBranch(branch);
		const names = nameBranch(branch, { view, property, mapping }).filter((name) => !taken.has(name));
		for (const name of names) taken.add(name);
		return { schema: branch, view, names };
	});
	const named = getString(discriminator, 'defaultMapping');
	const other = named === undefined ? undefined : resolveMapped(schema, named);
	const fallback = branches.findIndex(({ schema: branch }) => other !== undefined && locateBranch(branch) === other);
	return taken.size > 0 ? { keyword, property, branches, ...(fallback >= 0 && { fallback }) } : undefined;
}

/** Pointer of a branch's schema → the names that the mapping gives it. */
export function readMapping(schema: SchemaRef, mapping: Record<string, JsonValue>): Map<string, string[]> {
	const names = new Map<string, string[]>();
	for (const [name, target] of Object.entries(mapping)) {
		if (typeof target !== 'string') continue;
		const pointer = resolveMapped(schema, target);
		if (pointer !== undefined) names.set(pointer, [...(names.get(pointer) ?? []), name]);
	}
	return names;
}

/** A bare word is the name of a component; anything else is a reference. */
function resolveMapped(schema: SchemaRef, target: string): Pointer | undefined {
	const reference = /^[\w.-]+$/.test(target) ? `#/components/schemas/${target}` : target;
	return (resolveReference(schema, reference) ?? resolveReference(schema, target))?.pointer;
}

function locateBranch(branch: SchemaRef): Pointer {
	return listReferences(branch).find(({ keyword }) => keyword === '$ref')?.target?.pointer ?? branch.pointer;
}

function nameBranch(
	branch: SchemaRef,
	args: { view: SchemaView; property: string; mapping: ReadonlyMap<string, readonly string[]> },
): string[] {
	const target = listReferences(branch).find(({ keyword }) => keyword === '$ref')?.target;
	const mapped = args.mapping.get(target?.pointer ?? branch.pointer) ?? [];
	const allowed = listAllowed(args.view, args.property);
	const own = target && mapped.length === 0 ? parsePointer(target.pointer)?.slice(-1) : undefined;
	// The one text that a branch allows is its name; several may be the list of all branches, in a shared base.
	const implied = allowed?.length === 1 ? allowed : (own ?? []).filter((name) => allowed?.includes(name) ?? true);
	return [...new Set([...mapped, ...implied])];
}

/** The texts that a branch allows for its property; `undefined`: any. */
function listAllowed({ parts }: SchemaView, property: string): string[] | undefined {
	let allowed: string[] | undefined;
	for (const part of parts) {
		if (getOwn(getObject(part.value, 'properties'), property) === undefined) continue;
		const texts = listValues(viewBranch(stepInto(part, 'properties', property)))?.filter(isText);
		if (texts && texts.length > 0) allowed = !allowed || texts.length < allowed.length ? texts : allowed;
	}
	return allowed;
}

function isText(value: JsonValue): value is string {
	return typeof value === 'string';
}
