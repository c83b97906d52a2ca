// What `not` rules out, where that is plain: types, values, names, limits.

import {
	getOwn,
	isObject,
	type Limits,
	listRequired,
	listValues,
	readTypes,
	type SchemaView,
} from '../../../spec/index.ts';

/** Names of which one must be missing. */
export type Others = ReadonlySet<string>;

/** What every `not` rules out that rules out one thing alone; the others are left to the proof. */
export function readNots(view: SchemaView): {
	types: ReadonlySet<string>;
	values: ReadonlySet<string>;
	names: Others[];
	limits: readonly [keyof typeof OPPOSITES, number][];
} {
	const limits: [keyof typeof OPPOSITES, number][] = [];
	const types = new Set<string>();
	const values = new Set<string>();
	const names: Others[] = [];
	for (const part of view.parts) {
		if (!isObject(getOwn(part.value, 'not'))) continue;
		const inner = view.viewInside(part, 'not');
		const required = listRequired(inner);
		if (required.size > 0) names.push(required);
		const keywords = new Set(inner.parts.flatMap(({ value }) => (isObject(value) ? Object.keys(value) : [])));
		const has = (...known: string[]): boolean => [...keywords].every((keyword) => known.includes(keyword));
		if (has('type', 'nullable', '$ref', 'description')) for (const type of readTypes(inner) ?? []) types.add(type);
		else if (has('type', 'enum', 'const', '$ref', 'description')) {
			for (const value of listValues(inner) ?? []) values.add(JSON.stringify(value));
		}
		const limit = [...keywords].filter((keyword) => keyword !== 'type' && keyword !== 'description');
		const [only] = limit;
		if (limit.length === 1 && only !== undefined && isLimit(only)) {
			for (const { value } of inner.parts) {
				const edge = getOwn(value, only);
				if (typeof edge === 'number') limits.push([only, edge]);
			}
		}
		const branches = inner.unions.filter(({ keyword }) => keyword === 'anyOf').flatMap((union) => union.branches);
		if (keywords.has('anyOf')) names.push(...branches.map(listRequired).filter(({ size }) => size > 0));
	}
	return { types, values, names, limits };
}

/** What a limit that must not hold asks for. */
const OPPOSITES = {
	minimum: (edge: number) => ({ exclusiveMax: edge }),
	maximum: (edge: number) => ({ exclusiveMin: edge }),
	exclusiveMinimum: (edge: number) => ({ max: edge }),
	exclusiveMaximum: (edge: number) => ({ min: edge }),
	minLength: (edge: number) => ({ maxLength: edge - 1 }),
	maxLength: (edge: number) => ({ minLength: edge + 1 }),
	minItems: (edge: number) => ({ maxItems: edge - 1 }),
	maxItems: (edge: number) => ({ minItems: edge + 1 }),
} as const;

function isLimit(keyword: string): keyword is keyof typeof OPPOSITES {
	return Object.hasOwn(OPPOSITES, keyword);
}

/** The limits, with those that must not hold turned round: `not: { minimum: 5 }` is less than 5. */
export function narrowLimits(limits: Limits, nots: readonly [keyof typeof OPPOSITES, number][]): Limits {
	const narrowed = { ...limits };
	for (const [keyword, edge] of nots) {
		for (const [name, value] of Object.entries(OPPOSITES[keyword](edge)) as [NumberLimit, number][]) {
			const isLeast = name.startsWith('min') || name === 'exclusiveMin';
			narrowed[name] = isLeast ? Math.max(narrowed[name], value) : Math.min(narrowed[name], value);
		}
	}
	return narrowed;
}

type NumberLimit =
	| 'exclusiveMax'
	| 'exclusiveMin'
	| 'max'
	| 'min'
	| 'maxLength'
	| 'minLength'
	| 'maxItems'
	| 'minItems';
