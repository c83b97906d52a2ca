// Alternatives that ask for the same: what the writer of a document tells apart in words alone.

import { writeCanonicalJson } from '../read/canonical-json.ts';
import { getList, isObject, setOwn } from '../read/json.ts';
import { listFields, type Shape } from '../read/structure.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { coversDescribed } from './covers.ts';
import { NOTE_KEYWORDS } from './keywords.ts';
import { followSchema, stepInto } from './references.ts';
import { isNullable } from './types.ts';
import { type SchemaView, viewBranch } from './view.ts';

const NONE: ReadonlyMap<number, number> = new Map();
const REMARKS: ReadonlySet<string> = new Set(NOTE_KEYWORDS);
/** Keywords whose lists mean the same in any order. */
const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'type']);

/** Alternatives of which each is compared with each; of more, those that are the same alone count as one. */
const MAX_COMPARED = 40;
/** How wide plain numbers are, the narrowest first: what fits one fits all that follow. */
const WIDTHS: readonly string[] = [
	...['integer/int8', 'integer/int16', 'integer/int32', 'integer/int64', 'integer/'],
	...['number/float', 'number/double', 'number/decimal', 'number/'],
];

/**
 * The branches of a `oneOf` that ask for the same as another, titles, examples and extensions aside: index → index of the one that
 * stands for both, e.g. `{ 2 → 0 }`. No value fits that branch alone. Numbers that differ in their width are the same, the widest of them
 * stands for all: `oneOf: [{ type: integer }, { type: number }]` is how generators write a number. So is what describes nothing that
 * another doesn't take, as two objects are with optional properties alone. Never throws.
 */
export function findRepeated(schema: SchemaRef): ReadonlyMap<number, number> {
	const branches = getList(schema.value, 'oneOf');
	if (branches.length < 2) return NONE;
	const first = new Map<string, { index: number; width: number }>();
	const repeated = new Map<number, number>();
	for (const index of branches.keys()) {
		const asked = readAsked(stepInto(schema, 'oneOf', index));
		// What asks for nothing, or is no schema, is left as it stands.
		if (!isObject(asked) || Object.keys(asked).length === 0) continue;
		const width = readWidth(asked);
		const text = width < 0 ? writeCanonicalJson(asked) : 'number';
		const known = first.get(text);
		if (known === undefined || known.width < width) first.set(text, { index, width });
		if (known === undefined) continue;
		if (known.width >= width) {
			repeated.set(index, known.index);
			continue;
		}
		for (const [other, one] of repeated) if (one === known.index) repeated.set(other, index);
		repeated.set(known.index, index);
	}
	if (branches.length <= MAX_COMPARED) addCovered(schema, repeated);
	return repeated;
}

/** The last first, so that of those that take one another's values the first stands for all. */
function addCovered(schema: SchemaRef, repeated: Map<number, number>): void {
	const views = getList(schema.value, 'oneOf').map((_, index) => viewBranch(stepInto(schema, 'oneOf', index)));
	const left = [...views.keys()].filter((index) => !repeated.has(index));
	for (const index of left.toReversed()) {
		const wide = left.find((other) => {
			if (other === index || repeated.has(other)) return false;
			const [wider, narrow] = [views[other] as SchemaView, views[index] as SchemaView];
			// Where both take null, it fits neither alone, as others read it too.
			return coversDescribed(wider, narrow) && !(isNullable(wider) && isNullable(narrow));
		});
		if (wide === undefined) continue;
		for (const [other, one] of repeated) if (one === index) repeated.set(other, wide);
		repeated.set(index, wide);
	}
}

/** Among `WIDTHS`; -1: it is no plain number. */
function readWidth(asked: JsonObject): number {
	const { type, format = '', ...more } = asked;
	return Object.keys(more).length > 0 ? -1 : WIDTHS.indexOf(`${String(type)}/${String(format)}`);
}

/** What a branch asks; a reference with nothing but remarks beside it is what it refers to. */
function readAsked(branch: SchemaRef): JsonValue {
	const meant = followSchema(branch);
	const asked = stripRemarks(meant.value, 'schema');
	const target = followSchema({ ...meant, value: asked });
	return target.value === asked ? asked : stripRemarks(target.value, 'schema');
}

/** What is asked of a value, in one form. */
function stripRemarks(value: JsonValue, shape: Shape): JsonValue {
	if (Array.isArray(value)) return value.map((one) => stripRemarks(one, 'schema'));
	if (!isObject(value)) return value;
	const asked: JsonObject = {};
	const fields = shape === 'schema{}' ? undefined : listFields('schema');
	for (const [key, inner] of Object.entries(value)) {
		if (fields && (REMARKS.has(key) || key.startsWith('x-'))) continue;
		const inside = fields ? fields[key] : 'schema';
		if (inside) setOwn(asked, key, stripRemarks(inner, inside));
		else setOwn(asked, key, fields && SETS.has(key) && Array.isArray(inner) ? sortTexts(inner) : inner);
	}
	return asked;
}

function sortTexts(list: readonly JsonValue[]): JsonValue[] {
	return [...list].sort((one, other) => (writeCanonicalJson(one) < writeCanonicalJson(other) ? -1 : 1));
}
