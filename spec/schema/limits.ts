// Bounds of numbers, texts, lists and objects: where several parts limit the same thing, the tighter limit.

import { getOwn, getString } from '../read/json.ts';
import type { JsonObject } from '../types/json.ts';
import { once } from './view.ts';

/** All bounds of a view, inclusive where nothing else is said; ±Infinity, or 0 for a least count, where there is none. */
export interface Limits {
	min: number;
	max: number;
	exclusiveMin: number;
	exclusiveMax: number;
	/** Every `multipleOf`. */
	multiples: readonly number[];
	/** In code points. */
	minLength: number;
	maxLength: number;
	/** Every `format`, every `pattern`: all hold. */
	formats: readonly string[];
	patterns: readonly string[];
	minItems: number;
	maxItems: number;
	isUnique: boolean;
	minProperties: number;
	maxProperties: number;
}

/** Reads the bounds of a view, alternatives left out. `exclusiveMinimum: true` beside `minimum` is understood as draft 4 has it. */
export const readLimits = once((view): Limits => {
	const values = view.parts.map(({ value }) => value);
	const numbers = (keyword: string): number[] =>
		values.map((value) => getOwn(value, keyword)).filter((one) => typeof one === 'number');
	const least = (keyword: string, otherwise: number): number => Math.max(otherwise, ...numbers(keyword));
	const most = (keyword: string): number => Math.min(Number.POSITIVE_INFINITY, ...numbers(keyword));
	const flagged = (flag: string, limit: string): number[] =>
		values
			.filter((value) => getOwn(value, flag) === true)
			.map((value) => getOwn(value as JsonObject, limit))
			.filter((one) => typeof one === 'number');
	const texts = (keyword: string): string[] =>
		values.map((value) => getString(value, keyword)).filter((one) => one !== undefined);
	return {
		min: least('minimum', Number.NEGATIVE_INFINITY),
		max: most('maximum'),
		exclusiveMin: Math.max(
			least('exclusiveMinimum', Number.NEGATIVE_INFINITY),
			...flagged('exclusiveMinimum', 'minimum'),
		),
		exclusiveMax: Math.min(most('exclusiveMaximum'), ...flagged('exclusiveMaximum', 'maximum')),
		multiples: numbers('multipleOf').filter((one) => one > 0),
		minLength: least('minLength', 0),
		maxLength: most('maxLength'),
		formats: texts('format'),
		patterns: texts('pattern'),
		minItems: least('minItems', 0),
		maxItems: most('maxItems'),
		isUnique: values.some((value) => getOwn(value, 'uniqueItems') === true),
		minProperties: least('minProperties', 0),
		maxProperties: most('maxProperties'),
	};
});
