// The ends of a range whose property has another name: `start_date`, `from`, `since`, `min_price`. Only where one property alone can be meant, or the
// parameter's description names it.

import { readLimits } from '../schema/limits.ts';
import { outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { listExamples } from '../schema/values.ts';
import type { SchemaView } from '../schema/view.ts';
import type { FilterOperator } from '../types/lists.ts';
import type { NamedFilter } from './list-filters.ts';
import { toWords } from './list-words.ts';
import type { Place } from './query-places.ts';

const STARTS: ReadonlySet<string> = new Set('from since start begin starting min minimum after'.split(' '));
const ENDS: ReadonlySet<string> = new Set('to until till end ending max maximum before through'.split(' '));
const MOMENTS: ReadonlySet<string> = new Set('date time datetime timestamp day at'.split(' '));

function splitName(name: string): string[] {
	return toWords(name).map((word) => word.toLowerCase());
}

/** An end of a range by its words: `gte` of a moment, or of a number that is called so. */
interface RangeEnd {
	operator: FilterOperator;
	/** What is left of the name, e.g. `['price']`; empty: it says no more than that it is a moment. */
	noun: readonly string[];
	namesMoment: boolean;
}

function readEnd(name: string): RangeEnd | undefined {
	const words = splitName(name);
	const ends = words.filter((word) => STARTS.has(word) || ENDS.has(word));
	const [end] = ends;
	if (end === undefined || ends.length > 1 || words.length > 3) return undefined;
	const noun = words.filter((word) => word !== end && !MOMENTS.has(word));
	const operator = end === 'after' ? 'gt' : end === 'before' ? 'lt' : STARTS.has(end) ? 'gte' : 'lte';
	return { operator, noun, namesMoment: words.some((word) => MOMENTS.has(word)) };
}

/** What the end of a range compares; `undefined`: it is none, or more than one property may be meant. `describe`: what is said of the parameter. */
export function findRange(
	{ name, view }: Place,
	{ item, describe }: { item: SchemaView; describe: () => string },
): NamedFilter | undefined {
	const end = readEnd(name);
	if (!end) return undefined;
	const { operator, noun, namesMoment } = end;
	const properties = [...outlineProperties(item)];
	if (noun.length > 0) {
		const types = guessTypes(view);
		if (noun.length > 1 || !(types.has('number') || types.has('integer'))) return undefined;
		const fitting = properties.filter(
			([property, one]) => isNumber(one) && splitName(property).includes(noun[0] as string) && !isUnit(property),
		);
		return fitting.length === 1 ? { steps: [fitting[0]?.[0] as string], operator } : undefined;
	}
	if (!isMoment(view) && !(namesMoment && guessTypes(view).has('string'))) return undefined;
	const moments = properties.filter(([, one]) => isMoment(one)).map(([property]) => property);
	const told = moments.length > 1 ? findTold(moments, describe()) : moments;
	return told.length === 1 ? { steps: [told[0] as string], operator } : undefined;
}

/** `unit_price_cents` is told in another unit than prices are asked for. */
function isUnit(property: string): boolean {
	return /cents?|minor|micros?|percent|count|id$/i.test(property);
}

function isNumber(view: SchemaView): boolean {
	const types = guessTypes(outlineView(view).view);
	return types.has('number') || types.has('integer');
}

/** A date, or a date with its time. */
export function isMoment(view: SchemaView): boolean {
	const { view: decided } = outlineView(view);
	if (!guessTypes(decided).has('string') && guessTypes(decided).size > 0) return false;
	const { formats } = readLimits(decided);
	if (formats.length > 0) return formats.every((format) => format === 'date' || format === 'date-time');
	return listExamples(decided).some((example) => typeof example === 'string' && /^\d{4}-\d\d-\d\d/.test(example));
}

/** Those that the text names: `ordered_at` or `when it was ordered`. */
function findTold(moments: readonly string[], text: string): readonly string[] {
	const words = new Set(splitName(text).map(toStem));
	return moments.filter((moment) => {
		const own = splitName(moment).filter((word) => !MOMENTS.has(word) && word !== 'on');
		// `the start of the range` is not `start_time`; that is named as it is written, or not at all.
		if (own.every((word) => STARTS.has(word) || ENDS.has(word)))
			return splitName(moment).length > 1 && text.includes(moment);
		return own.every((word) => words.has(toStem(word)));
	});
}

/** `created`, `creation` and `creates` alike. */
function toStem(word: string): string {
	return word.replace(/(?:ions?|ing|ed|es|e|s|d)$/, '');
}
