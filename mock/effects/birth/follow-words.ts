// Names of what an entity shows that follows others, and how it begins.

import { guessTypes, readLimits, type SchemaView } from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { fitsView } from './fit-value.ts';

const LATEST = /^(?:last|latest|newest|most_recent)_(.+)$/;
const AVERAGE = /^(?:average|avg|mean)_(.+)$|^(.+)_(?:average|avg|mean)$/;
const ON_TOP =
	/^(?:(?:total|sales|order)_)?(?:tax|taxes|vat|shipping|delivery|service|handling|packaging)(?:_(?:amount|total|cost|costs|fee|fees|price|charge|cents))?$/;
const OFF = /^(?:(?:total|order)_)?discounts?(?:_(?:amount|total|value|cents))?$/;

/** Whole numbers that are called so are keys, and texts are words: `service: 3`, `delivery: "express"`. */
const THINGS = /^(?:shipping|delivery|service|handling|packaging)$/;

/** A text that is a number by its schema, as Python and Java write theirs. */
export function isOfDigits(view: SchemaView): boolean {
	const { formats, patterns } = readLimits(view);
	if (!guessTypes(view).has('string')) return false;
	return formats.includes('decimal') || (patterns.length > 0 && !fitsView(view, 'none'));
}

/** What is added to a sum, as `tax` and `shippingCost` are, or taken from it, as `discount` is (-1); `undefined`: neither. */
export function findSign(property: string, view: SchemaView): 1 | -1 | undefined {
	const words = normalizeName(property);
	if (THINGS.test(words) && !guessTypes(view).has('number') && !isOfDigits(view)) return undefined;
	return ON_TOP.test(words) ? 1 : OFF.test(words) ? -1 : undefined;
}

/** `message` of `lastMessage`; `undefined`: it is called otherwise. */
export function findLatest(property: string): string | undefined {
	return LATEST.exec(normalizeName(property))?.[1];
}

/** `rating` of `averageRating`, `rating_avg`; `undefined`: it is called otherwise. */
export function findAveraged(property: string): string | undefined {
	const found = AVERAGE.exec(normalizeName(property));
	return found?.[1] ?? found?.[2];
}

/** `averageRating`, and the `rating` of what others rate. */
export function isAverage(property: string): boolean {
	return findAveraged(property) !== undefined || ['rating', 'stars'].includes(normalizeName(property));
}

const BALANCE = /^(?:(?:current|available|account|wallet|ledger)_)?balance$/;

/** `balance`, `availableBalance`. */
export function isBalance(property: string): boolean {
	return BALANCE.test(normalizeName(property));
}
