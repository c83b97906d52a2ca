// How values of entities are put in order and compared with what a query asks for: numbers, moments, texts by code point.

import { type FilterOperator, getOwn, IDENTIFIERS, isInexact, isObject, type JsonValue } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';

const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;
/** Prices as widely used servers write them, so that no cent is lost: `"12.50"`. */
const DECIMAL = /^[+-]?\d{1,15}\.\d{1,15}$/;
const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/**
 * Below 0 where `a` comes first: false before true, numbers by size, date-times by the moment that they mean, other texts by code
 * point; what isn't there comes last.
 */
export function compareValues(a: JsonValue | undefined, b: JsonValue | undefined): number {
	const [rankA, rankB] = [rankOf(a), rankOf(b)];
	if (rankA !== rankB) return rankA - rankB;
	if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
	if (typeof a === 'object' || typeof b === 'object') return 0;
	return Number(a ?? 0) - Number(b ?? 0);
}

function rankOf(value: JsonValue | undefined): number {
	switch (typeof value) {
		case 'boolean':
			return 0;
		case 'number':
			return 1;
		case 'string':
			return 2;
		default:
			return value === undefined || value === null ? 4 : 3;
	}
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	if (MOMENT.test(a) && MOMENT.test(b)) {
		const difference = Date.parse(a) - Date.parse(b);
		if (!Number.isNaN(difference) && difference !== 0) return difference;
	}
	if (DECIMAL.test(a) && DECIMAL.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b);
	return compareCodePoints(a, b);
}

/** UTF-16 puts what is beyond U+FFFF before U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let index = 0; index < length; index++) {
		const [unitA, unitB] = [a.charCodeAt(index), b.charCodeAt(index)];
		if (unitA === unitB) continue;
		return (isSurrogate(unitA) ? unitA + 0x10000 : unitA) - (isSurrogate(unitB) ? unitB + 0x10000 : unitB);
	}
	return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdfff;
}

/** Whether a value of an entity is what a query asks for; of a list of values one is enough. */
export function matchesFilter(value: JsonValue | undefined, operator: FilterOperator, wanted: JsonValue): boolean {
	switch (operator) {
		case 'ne':
			return !isAnyOf(value, wanted, false);
		case 'nin':
			return !isAnyOf(value, wanted, true);
		case 'eq':
		case 'in':
			return isAnyOf(value, wanted, true);
		case 'null':
			return isFalse(wanted) !== (value === undefined || value === null);
		case 'present':
			return isFalse(wanted) === (value === undefined || value === null);
		default:
	}
	if (Array.isArray(value)) return value.some((one) => matchesFilter(one, operator, wanted));
	if (operator === 'between') return isBetween(value, wanted);
	if (Array.isArray(wanted)) return wanted.some((one) => matchesFilter(value, operator, one));
	const text = toKeyText(wanted);
	if (text === undefined || value === undefined || value === null) return false;
	switch (operator) {
		case 'like':
		case 'starts':
		case 'ends':
			return matchesText(value, operator, text);
		default:
			return matchesOrder(value, operator, text);
	}
}

function isAnyOf(value: JsonValue | undefined, wanted: JsonValue, isList: boolean): boolean {
	if (Array.isArray(wanted)) return wanted.some((one) => isAnyOf(value, one, isList));
	if (Array.isArray(value)) return value.some((one) => isAnyOf(one, wanted, isList));
	if (value === null || value === undefined) return value === wanted || (value === null && wanted === 'null');
	// An object is asked for by its id or its name.
	if (isObject(value)) return IDENTIFIERS.some((name) => isAnyOf(toKeyText(getOwn(value, name)), wanted, isList));
	const [own, asked] = [toKeyText(value), toKeyText(wanted)];
	if (own === undefined || asked === undefined) return false;
	if (isSame(value, own, asked)) return true;
	return isList && asked.includes(',') && asked.split(',').some((part) => isSame(value, own, part.trim()));
}

function isSame(value: JsonValue, own: string, asked: string): boolean {
	if (own === asked) return true;
	if (typeof value === 'boolean')
		return value ? /^(?:1|yes|true|on)$/i.test(asked) : /^(?:0|no|false|off)$/i.test(asked);
	if (typeof value === 'number') return asked.trim() !== '' && Number(asked) === value && !isInexact(asked);
	if (!MOMENT.test(own) || !MOMENT.test(asked)) return false;
	return DAY.test(asked) ? own.startsWith(asked) : Date.parse(own) === Date.parse(asked);
}

function isFalse(wanted: JsonValue): boolean {
	return wanted === false || /^(?:false|0|no)$/i.test(String(wanted));
}

function isBetween(value: JsonValue | undefined, wanted: JsonValue): boolean {
	const [from, to] = Array.isArray(wanted) ? wanted : String(wanted).split(/,|\.\./);
	const isSaid = (bound: JsonValue | undefined): bound is JsonValue => bound !== undefined && bound !== '';
	return (!isSaid(from) || matchesFilter(value, 'gte', from)) && (!isSaid(to) || matchesFilter(value, 'lte', to));
}

function matchesText(value: JsonValue, operator: 'like' | 'starts' | 'ends', text: string): boolean {
	const own = toKeyText(value)?.toLowerCase();
	if (own === undefined) return false;
	const wanted = text.replaceAll(/^[%*]|[%*]$/g, '').toLowerCase();
	if (operator === 'starts') return own.startsWith(wanted);
	return operator === 'ends' ? own.endsWith(wanted) : own.includes(wanted);
}

function matchesOrder(value: JsonValue, operator: 'gt' | 'gte' | 'lt' | 'lte', text: string): boolean {
	const order = compareWith(value, operator, text);
	if (order === undefined || Number.isNaN(order)) return false;
	if (operator === 'gt') return order > 0;
	if (operator === 'gte') return order >= 0;
	return operator === 'lt' ? order < 0 : order <= 0;
}

function compareWith(value: JsonValue, operator: FilterOperator, text: string): number | undefined {
	if (typeof value === 'number') return text.trim() === '' ? undefined : value - readNumber(text);
	if (typeof value !== 'string') return undefined;
	if (DECIMAL.test(value) && NUMBER.test(text)) return Number(value) - Number(text);
	if (MOMENT.test(value)) {
		const moment = readMoment(text);
		if (moment === undefined) return undefined;
		// A day is all of its moments: `to` ends with it, `after` begins when it is over.
		const isWhole = DAY.test(text) && !DAY.test(value) && (operator === 'lte' || operator === 'gt');
		return Date.parse(value) - (isWhole ? moment + DAY_MS - 1 : moment);
	}
	return compareCodePoints(value, text);
}

/** A number, or for entities that tell times in numbers a date-time in seconds. */
function readNumber(text: string): number {
	const number = Number(text);
	return Number.isNaN(number) && MOMENT.test(text) ? Date.parse(text) / 1000 : number;
}

function readMoment(text: string): number | undefined {
	if (MOMENT.test(text)) return Date.parse(text);
	if (!/^\d{9,13}$/.test(text)) return undefined;
	return Number(text) * (text.length <= 10 ? 1000 : 1);
}

/** Whether each word of the text stands in one of the value's texts, whatever its case. */
export function holdsText(value: JsonValue, text: string): boolean {
	const words = text.toLowerCase().split(/\s+/);
	return words.every((word) => holdsWord(value, word, 0));
}

function holdsWord(value: JsonValue, word: string, depth: number): boolean {
	if (typeof value === 'string') return value.toLowerCase().includes(word);
	if (depth > 8) return false;
	if (Array.isArray(value)) return value.some((one) => holdsWord(one, word, depth + 1));
	return isObject(value) && Object.values(value).some((one) => one !== undefined && holdsWord(one, word, depth + 1));
}
