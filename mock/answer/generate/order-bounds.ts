// Values that follow each other: nobody changes a thing before it is made, and the least is no more than the most.

import {
	type JsonObject,
	type JsonValue,
	listExamples,
	listValues,
	readLimits,
	type SchemaView,
	setOwn,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { MergedSchema } from './merge.ts';

/** Endings that say no more than that it is a moment. */
const MOMENT = /_(?:at|on|date|time|timestamp|datetime|date_time)$/;
/** What comes first and what comes after it, as whole names. */
const PAIRS: readonly [before: string, after: RegExp][] = [
	['created', /^(?:updated|modified|last_modified|last_updated|changed)$/],
	['create', /^(?:update|modify)$/],
	['creation', /^(?:modification|update)$/],
	['start', /^(?:end|finish|stop)$/],
	['started', /^(?:ended|finished|completed|stopped)$/],
	['begin', /^end$/],
	['from', /^(?:to|until)$/],
	['valid_from', /^(?:valid_to|valid_until|valid_till)$/],
	['not_before', /^not_after$/],
	['check_in', /^check_out$/],
	['departure', /^arrival$/],
];
/** The same as the first or the last word of names that are alike but for it: `min_price` and `max_price`, `created_after` and `created_before`. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		min: ['max'],
		minimum: ['maximum'],
		from: ['to', 'until', 'till'],
		start: ['end', 'stop', 'finish'],
		since: ['until', 'before', 'to'],
		after: ['before'],
		low: ['high'],
		lower: ['upper'],
		gte: ['lte', 'lt'],
		gt: ['lt', 'lte'],
	}),
);

/** Pairs of property names, the one whose value comes first before the other. */
const known = new WeakMap<MergedSchema, readonly (readonly [string, string])[]>();

/**
 * Puts the moments and numbers of a made-up object in their order, e.g. `created_at` before `updated_at`; what the document has as
 * examples stays.
 */
export function orderBounds(object: JsonObject, schema: MergedSchema): void {
	const pairs = known.get(schema) ?? findBounds(schema.properties);
	known.set(schema, pairs);
	for (const [before, after] of pairs) {
		const first = object[before];
		const second = object[after];
		if (first === undefined || second === undefined || !areReversed(first, second)) continue;
		if (isExample(schema, before, first) || isExample(schema, after, second)) continue;
		setOwn(object, before, second);
		setOwn(object, after, first);
	}
}

/** Days and moments in UTC: their order is that of their letters. */
const ISO = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/;

/** Whether the second of two numbers, days or moments comes before the first. */
export function areReversed(first: JsonValue, second: JsonValue): boolean {
	if (typeof first === 'number' && typeof second === 'number') return first > second;
	if (typeof first !== 'string' || typeof second !== 'string' || first.length !== second.length) return false;
	return first > second && ISO.test(first) && ISO.test(second);
}

/** Of things by their names those that bound something together, e.g. `['min_price', 'max_price']`; what holds for one holds for the other. */
export function findBounds(views: ReadonlyMap<string, SchemaView>): readonly (readonly [string, string])[] {
	const names = new Map([...views.keys()].map((name) => [normalizeName(name).replace(/^_|_$/g, ''), name]));
	const bare = new Map([...names].map(([plain, name]) => [plain.replace(MOMENT, ''), name]));
	const pairs: (readonly [string, string])[] = [];
	const add = (before: string | undefined, after: string | undefined): void => {
		if (before === undefined || after === undefined || before === after) return;
		if (!pairs.some(([one]) => one === before) && areAlike(views.get(before), views.get(after)))
			pairs.push([before, after]);
	};
	for (const [first, second] of PAIRS) {
		const after = bare.has(first) ? [...bare.keys()].find((plain) => second.test(plain)) : undefined;
		if (after !== undefined) add(bare.get(first), bare.get(after));
	}
	for (const [plain, name] of names) {
		const words = plain.split('_');
		// What is not after something comes after what is not before it.
		if (words.includes('not')) continue;
		for (const at of new Set([0, words.length - 1])) {
			for (const other of WORDS.get(words[at] as string) ?? []) add(name, names.get(words.with(at, other).join('_')));
		}
	}
	return pairs;
}

function areAlike(one: SchemaView | undefined, other: SchemaView | undefined): boolean {
	if (!one || !other || listValues(one) || listValues(other)) return false;
	const [limits, others] = [readLimits(one), readLimits(other)];
	return limits.patterns.length === 0 && JSON.stringify(limits) === JSON.stringify(others);
}

function isExample({ properties }: MergedSchema, name: string, value: JsonValue): boolean {
	const view = properties.get(name);
	return view !== undefined && listExamples(view).includes(value);
}
