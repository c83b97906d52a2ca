// Bounds of two schemas: of numbers, texts, lists, objects.

import { formatCount, type Limits, readLimits, readTypes, type SchemaView } from '../../../spec/index.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-changes.ts';
import { findSaying } from './schema-places.ts';

interface Bound {
	name: 'minimum' | 'maximum' | `${'min' | 'max'}-${'length' | 'items' | 'properties'}`;
	keyword: string;
	isUpper: boolean;
	/** What is counted, e.g. `character`; empty: the value itself. */
	unit: string;
	read(view: SchemaView, limits: Limits): number;
}

const BOUNDS: readonly Bound[] = [
	{ name: 'minimum', keyword: 'minimum', isUpper: false, unit: '', read: readLowest },
	{ name: 'maximum', keyword: 'maximum', isUpper: true, unit: '', read: readHighest },
	{
		name: 'min-length',
		keyword: 'minLength',
		isUpper: false,
		unit: 'character',
		read: (_, { minLength }) => minLength,
	},
	{
		name: 'max-length',
		keyword: 'maxLength',
		isUpper: true,
		unit: 'character',
		read: (_, { maxLength }) => maxLength,
	},
	{ name: 'min-items', keyword: 'minItems', isUpper: false, unit: 'item', read: (_, { minItems }) => minItems },
	{ name: 'max-items', keyword: 'maxItems', isUpper: true, unit: 'item', read: (_, { maxItems }) => maxItems },
	{
		name: 'min-properties',
		keyword: 'minProperties',
		isUpper: false,
		unit: 'property',
		read: (_, { minProperties }) => minProperties,
	},
	{
		name: 'max-properties',
		keyword: 'maxProperties',
		isUpper: true,
		unit: 'property',
		read: (_, { maxProperties }) => maxProperties,
	},
];

/** Which neighbour of an exclusive bound is meant: the next whole number, or one just beside it. */
function stepOf(view: SchemaView): number {
	const types = readTypes(view);
	return types?.has('integer') && !types.has('number') ? 1 : 1e-9;
}

function readLowest(view: SchemaView, { min, exclusiveMin }: Limits): number {
	return Math.max(min, exclusiveMin + stepOf(view));
}

function readHighest(view: SchemaView, { max, exclusiveMax }: Limits): number {
	return Math.min(max, exclusiveMax - stepOf(view));
}

/** Compares all bounds, `multipleOf` and `uniqueItems`. */
export function compareLimits(before: SchemaView, after: SchemaView): SchemaChange[] {
	const [old, now] = [readLimits(before), readLimits(after)];
	const changes = BOUNDS.flatMap((bound) => {
		const [was, is] = [bound.read(before, old), bound.read(after, now)];
		return was === is ? [] : [compareBound(bound, { before, after, was, is })];
	});
	return [...changes, ...compareMultiples(before, after, [old, now]), ...compareUniqueness(before, after, [old, now])];
}

function compareBound(
	{ name, keyword, isUpper, unit }: Bound,
	args: { before: SchemaView; after: SchemaView; was: number; is: number },
): SchemaChange {
	const { before, after, was, is } = args;
	const side = isUpper ? 'at most' : 'at least';
	const verb = unit === '' ? 'is' : 'has';
	const show = (value: number): string =>
		Number.isFinite(value) && !(value === 0 && !isUpper && unit !== '')
			? `${side} ${describeLimit(roundBack(value), unit)}`
			: unit === ''
				? 'anything'
				: `any number of ${unit.replace(/y$/, 'ie')}s`;
	const exclusive = `exclusive${keyword.replace(/^m/, 'M')}`;
	const place = (view: SchemaView): SchemaChange['before'] => {
		const own = findSaying(view, keyword);
		return own?.pointer.endsWith(`/${keyword}`) ? own : findSaying(view, exclusive);
	};
	return {
		kind: `${name}-${is > was ? 'raised' : 'lowered'}`,
		words: `${verb} ${show(is)} now, it ${verb === 'is' ? 'was' : 'had'} ${show(was)}`,
		before: place(before),
		after: place(after),
	};
}

/** Without the step beside an exclusive bound. */
const roundBack = (value: number): number => Number(value.toFixed(6));

function compareMultiples(
	before: SchemaView,
	after: SchemaView,
	[old, now]: readonly [Limits, Limits],
): SchemaChange[] {
	const [was, is] = [old.multiples, now.multiples].map((list) => [...new Set(list)].sort((a, b) => a - b)) as [
		number[],
		number[],
	];
	if (was.join() === is.join()) return [];
	const place = { before: findSaying(before, 'multipleOf'), after: findSaying(after, 'multipleOf') };
	const words = is.length === 0 ? `need no longer be a multiple of ${was}` : `must be a multiple of ${is} now`;
	return [{ kind: judgeMultiples(was, is), words, ...place }];
}

function judgeMultiples(was: readonly number[], is: readonly number[]): SchemaChangeKind {
	if (was.length === 0) return 'multiple-of-added';
	if (is.length === 0) return 'multiple-of-removed';
	const [old = 1, now = 1] = [was[0], is[0]];
	if (was.length > 1 || is.length > 1) return 'multiple-of-changed';
	return now % old === 0 ? 'multiple-of-narrowed' : old % now === 0 ? 'multiple-of-widened' : 'multiple-of-changed';
}

function compareUniqueness(
	before: SchemaView,
	after: SchemaView,
	[old, now]: readonly [Limits, Limits],
): SchemaChange[] {
	if (old.isUnique === now.isUnique) return [];
	return [
		{
			kind: now.isUnique ? 'unique-items-added' : 'unique-items-removed',
			words: now.isUnique ? 'may hold nothing twice now' : 'may hold something twice now',
			before: findSaying(before, 'uniqueItems'),
			after: findSaying(after, 'uniqueItems'),
		},
	];
}

/** `1 item`, `2 properties`, `5`. */
function describeLimit(limit: number, unit: string): string {
	return unit === '' ? String(limit) : formatCount(limit, unit);
}
