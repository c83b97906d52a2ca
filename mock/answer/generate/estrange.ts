// What makes a value fit one branch of a `oneOf` and none of the others.

import {
	type JsonObject,
	listProperties,
	readItems,
	readLimits,
	readTypes,
	type SchemaView,
	setOwn,
	type Union,
	viewSchemas,
} from '../../../spec/index.ts';

/** Types of which a property is made that must not fit another branch. */
const FOREIGN = ['integer', 'string', 'boolean'] as const;
/** Properties inside of what all branches describe are looked for so deep. */
const MAX_DEPTH = 4;

/** A branch, and what holds for a value that fits no other. */
interface Strange {
	branch: SchemaView;
	view: SchemaView;
}

/** By branch, which belongs to one union. */
const estranged = new WeakMap<SchemaView, SchemaView | 'none'>();

/**
 * The chosen branch, else another one, with a property for each of the others that only that one describes, and that is not as
 * it says, or with a bound beyond that one's; `undefined`: no branch has what tells it apart.
 */
export function findStrange(union: Union, chosen: SchemaView): Strange | undefined {
	for (const branch of [chosen, ...listLeft(union, chosen)]) {
		const known = estranged.get(branch) ?? estrange(branch, union) ?? 'none';
		estranged.set(branch, known);
		if (known !== 'none') return { branch, view: known };
	}
	return undefined;
}

/** The branches of a union that were not chosen. */
export function listLeft({ branches }: Union, chosen: SchemaView | undefined): readonly SchemaView[] {
	return branches.filter((one) => one.roots[0] !== chosen?.roots[0]);
}

function estrange(branch: SchemaView, union: Union): SchemaView | undefined {
	const { document, pointer } = union.holder;
	const asked = listLeft(union, branch).flatMap((other) => {
		const value = askForeign(branch, other, MAX_DEPTH) ?? askBeyond(branch, other);
		return value ? [{ document, pointer, value }] : [];
	});
	const view = asked.length > 0 ? viewSchemas([...branch.roots, ...asked]) : undefined;
	return view && isPossible(view) ? view : undefined;
}

/** What lies beyond the bounds of one branch may be within those of the next. */
function isPossible(view: SchemaView): boolean {
	const limits = readLimits(view);
	return COUNTS.every(([least, most]) => limits[least] <= limits[most]) && limits.exclusiveMin < limits.exclusiveMax;
}

/** A schema for a property that `other` alone describes, and that is not as it says; the nearest to the top. */
function askForeign(own: SchemaView, other: SchemaView, depth: number): JsonObject | undefined {
	const described = listProperties(own);
	const others = [...listProperties(other)];
	for (const [name, property] of others) {
		const types = readTypes(property);
		const type = FOREIGN.find((one) => types && !types.has(one) && !(one === 'integer' && types.has('number')));
		if (!described.has(name) && type) return askFor(name, { type });
	}
	if (depth === 0) return undefined;
	for (const [name, property] of others) {
		const mine = described.get(name);
		const inner = mine && mine !== property ? askInside(mine, property, depth - 1) : undefined;
		if (inner) return askFor(name, inner);
	}
	return undefined;
}

/** Counts, by their keywords. */
const COUNTS = [
	['minLength', 'maxLength'],
	['minItems', 'maxItems'],
	['minProperties', 'maxProperties'],
] as const;

/** A bound that only a value outside of the bounds of `other` keeps. */
function askBeyond(own: SchemaView, other: SchemaView): JsonObject | undefined {
	const [mine, theirs] = [readLimits(own), readLimits(other)];
	for (const [least, most] of COUNTS) {
		if (theirs[most] < mine[most]) return { [least]: theirs[most] + 1 };
		if (theirs[least] > mine[least]) return { [most]: theirs[least] - 1 };
	}
	if (theirs.max < Math.min(mine.max, mine.exclusiveMax)) return { exclusiveMinimum: theirs.max };
	if (theirs.min > Math.max(mine.min, mine.exclusiveMin)) return { exclusiveMaximum: theirs.min };
	return undefined;
}

function askInside(own: SchemaView, other: SchemaView, depth: number): JsonObject | undefined {
	const [mine, theirs] = [readItems(own).rest, readItems(other).rest];
	if (!mine || !theirs) return askForeign(own, other, depth);
	const items = askForeign(mine, theirs, depth);
	return items && { type: 'array', minItems: 1, items };
}

function askFor(name: string, property: JsonObject): JsonObject {
	const properties: JsonObject = {};
	setOwn(properties, name, property);
	return { properties, required: [name] };
}
