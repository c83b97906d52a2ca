// Schemas of which one takes all that another describes.

import { writeCanonicalJson } from '../read/canonical-json.ts';
import { getOwn, isObject } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import { readItems } from './items.ts';
import { NOTE_KEYWORDS } from './keywords.ts';
import { findProperty, listProperties, readOpenness } from './properties.ts';
import { listRequired } from './required.ts';
import { type JsonType, readTypes } from './types.ts';
import type { SchemaView } from './view.ts';

/** Keywords that are compared by what they say, or say nothing of a value. */
const READ: ReadonlySet<string> = new Set([
	...NOTE_KEYWORDS,
	...['$ref', 'allOf', 'type', 'properties', 'required', 'items', 'nullable', 'discriminator'],
]);
/** Objects inside of objects that are looked into; deeper ones are the same, or are not covered. */
const MAX_DEPTH = 4;

/**
 * Whether each value that `narrow` describes fits `wide` as well, e.g. `{ type: 'string' }` takes all of `{ type: 'string', format: 'uuid' }`,
 * and an object with optional properties all other objects that don't say otherwise of these. Properties that `narrow` doesn't name are not
 * thought of. False where it can't be told. Never throws.
 */
export function coversDescribed(wide: SchemaView, narrow: SchemaView, depth = 0): boolean {
	if (isSameView(wide, narrow)) return true;
	if (depth > MAX_DEPTH || !isPlain(wide) || !isPlain(narrow)) return false;
	if (depth === 0 && !asksForSomething(wide)) return false;
	if (!holdsTypes(readTypes(wide), describedTypes(narrow)) || !holdsRest(wide.parts, narrow.parts)) return false;
	const must = listRequired(narrow);
	for (const name of listRequired(wide)) if (!must.has(name)) return false;
	const names = listProperties(narrow);
	for (const [name, inner] of names) {
		const { view, isDeclared, forbiddenBy } = findProperty(wide, name);
		if (forbiddenBy || (isDeclared && !coversDescribed(view, inner, depth + 1))) return false;
	}
	return coversItems(wide, narrow, depth);
}

function coversItems(wide: SchemaView, narrow: SchemaView, depth: number): boolean {
	const [asked, described] = [readItems(wide), readItems(narrow)];
	if (asked.prefix.length + described.prefix.length > 0) return false;
	if (!asked.rest) return true;
	return described.rest !== undefined && coversDescribed(asked.rest, described.rest, depth + 1);
}

function isSameView({ roots }: SchemaView, other: SchemaView): boolean {
	return roots.length === other.roots.length && roots.every(({ value }, index) => value === other.roots[index]?.value);
}

/** No choices, nothing that can't be followed, and something that is asked. Objects of any names describe more than their properties. */
function isPlain(view: SchemaView): boolean {
	if (view.unions.length + view.conditions.length + view.unresolved.length > 0) return false;
	return view.parts.length > 0 && view.parts.every(({ value }) => isObject(value)) && readOpenness(view) !== 'open';
}

function asksForSomething(view: SchemaView): boolean {
	return readTypes(view) !== undefined || listProperties(view).size > 0;
}

/** `undefined`: any. What has properties is an object. */
function describedTypes(view: SchemaView): ReadonlySet<JsonType> | undefined {
	return readTypes(view) ?? (listProperties(view).size > 0 ? new Set<JsonType>(['object']) : undefined);
}

function holdsTypes(wide: ReadonlySet<JsonType> | undefined, narrow: ReadonlySet<JsonType> | undefined): boolean {
	if (!wide) return true;
	if (!narrow || narrow.size === 0) return false;
	return [...narrow].every((type) => wide.has(type) || (type === 'integer' && wide.has('number')));
}

/** What else `wide` asks for is asked for by `narrow` in the same words. */
function holdsRest(wide: readonly SchemaRef[], narrow: readonly SchemaRef[]): boolean {
	return wide.every(({ value }) =>
		Object.entries(isObject(value) ? value : {}).every(([keyword, asked]) => {
			if (READ.has(keyword) || keyword.startsWith('x-')) return true;
			// What it says of other names is no matter: which names there are, the caller looks at.
			if (keyword === 'additionalProperties') return true;
			const text = writeCanonicalJson(asked);
			return narrow.some((part) => {
				const own = getOwn(part.value, keyword);
				return own !== undefined && writeCanonicalJson(own) === text;
			});
		}),
	);
}
