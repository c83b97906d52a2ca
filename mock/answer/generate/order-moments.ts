// Moments that follow each other: nobody changes a thing before it is made.

import { type JsonObject, listExamples, readLimits, setOwn } from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { MergedSchema } from './merge.ts';

/** Endings that say no more than that it is a moment. */
const MOMENT = /_(?:at|on|date|time|timestamp|datetime|date_time)$/;
/** What comes first and what comes after it, as whole words of a name. */
const PAIRS: readonly [before: string, after: RegExp][] = [
	['created', /^(?:updated|modified|last_modified|last_updated|changed)$/],
	['create', /^(?:update|modify)$/],
	['creation', /^(?:modification|update)$/],
	['start', /^(?:end|finish|stop)$/],
	['started', /^(?:ended|finished|completed|stopped)$/],
	['begin', /^end$/],
	['from', /^(?:to|until)$/],
	['valid_from', /^(?:valid_to|valid_until|valid_till)$/],
	['check_in', /^check_out$/],
	['departure', /^arrival$/],
];

/** Pairs of property names, the one whose moment comes first before the other. */
const known = new WeakMap<MergedSchema, readonly (readonly [string, string])[]>();

/** Puts the moments of a made-up object in their order, e.g. `created_at` before `updated_at`; what the document has as examples stays. */
export function orderMoments(object: JsonObject, schema: MergedSchema): void {
	for (const [before, after] of findPairs(schema)) {
		const first = object[before];
		const second = object[after];
		if (typeof first !== 'string' || typeof second !== 'string' || first.length !== second.length) continue;
		if (first <= second || !ISO.test(first) || !ISO.test(second)) continue;
		if (isExample(schema, before, first) || isExample(schema, after, second)) continue;
		setOwn(object, before, second);
		setOwn(object, after, first);
	}
}

/** Days and moments in UTC: their order is that of their letters. */
const ISO = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/;

function findPairs(schema: MergedSchema): readonly (readonly [string, string])[] {
	const before = known.get(schema);
	if (before) return before;
	const names = [...schema.properties].map(([name, view]) => ({
		name,
		plain: normalizeName(name).replace(MOMENT, ''),
		limits: readLimits(view),
	}));
	const pairs = PAIRS.flatMap(([first, second]) => {
		const one = names.find(({ plain }) => plain === first);
		const other = names.find(({ plain }) => second.test(plain));
		// What holds for one must hold for the other.
		const isAlike =
			one &&
			other &&
			[one, other].every(({ limits }) => limits.patterns.length === 0) &&
			areSame(one.limits.formats, other.limits.formats);
		return one && other && isAlike ? [[one.name, other.name] as const] : [];
	});
	known.set(schema, pairs);
	return pairs;
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((format) => other.includes(format));
}

function isExample({ properties }: MergedSchema, name: string, value: string): boolean {
	const view = properties.get(name);
	return view !== undefined && listExamples(view).includes(value);
}
