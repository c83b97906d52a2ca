// What the lines of a cart or an order come to: each has a price and how many, or what that makes.

import {
	getOwn,
	guessTypes,
	isObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { fitsView } from './birth/fit-value.ts';

/** How a line says what it comes to. */
export interface LineShape {
	/** The way to the price of one: `['unitPrice']`, `['product', 'price']`; absent: lines say what they come to alone. */
	price?: readonly string[];
	quantity?: string;
	/** What the line comes to, e.g. `lineTotal`. */
	total?: string;
}

const PRICE = /^(?:unit_|item_|product_|sale_)?price(?:_(?:per_unit|each|cents))?$|^unit_(?:cost|amount)(?:_cents)?$/;
const QUANTITY = /^(?:quantity|qty)$/;
const LINE_TOTAL =
	/^(?:(?:line|item|row|sub)_?)?total(?:_(?:price|amount|cents))?$|^(?:line|total)_(?:amount|price|cost)$|^total_?(?:price|amount)$/;
/** Money and pieces as texts, as Python's and Java's decimals are written. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** What is paid for a thing, or comes on top of it, is no part of it: `payments`, `discounts`, `taxes`. */
const BESIDE =
	/(?:^|_)(?:payments?|paid|transactions?|refunds?|credits?|deposits?|instal+ments?|adjustments?|discounts?|coupons?|vouchers?|promotions?|tax(?:es)?|vats?|fees?|surcharges?|shippings?|shipments?|deliver(?:y|ies)|tips?|settlements?)(?:_(?:lines?|items?))?$/;

/** Whether a list that is called so may have the lines of what holds it. */
export function mayHaveLines(list: string): boolean {
	return !BESIDE.test(normalizeName(list));
}

/** How lines of this shape say it; `undefined`: they are none. */
export function findLineShape(items: SchemaView): LineShape | undefined {
	const members = [...listPossibleProperties(items)];
	const find = (words: RegExp): string | undefined =>
		members.find(([name, view]) => words.test(normalizeName(name)) && mayBeNumber(view))?.[0];
	const [quantity, total] = [find(QUANTITY), find(LINE_TOTAL)];
	const own = find(PRICE);
	const price = own === undefined ? findPriceInside(members) : [own];
	if (quantity !== undefined && price) return { price, quantity, ...(total !== undefined && { total }) };
	const amount = total ?? (price ? undefined : find(/^amount$/));
	return amount === undefined ? undefined : { total: amount };
}

/** `price` of the one object that has it: `product: { id, price }`. */
function findPriceInside(members: readonly (readonly [string, SchemaView])[]): readonly string[] | undefined {
	const found = members.flatMap(([name, view]) => {
		if (!guessTypes(view).has('object')) return [];
		const price = [...listPossibleProperties(view)].find(
			([inside, one]) => normalizeName(inside) === 'price' && mayBeNumber(one),
		);
		return price ? [[name, price[0]]] : [];
	});
	return found.length === 1 ? found[0] : undefined;
}

/** What a line comes to; `undefined`: it doesn't say. */
export function readLine(line: JsonValue | undefined, { price, quantity, total }: LineShape): number | undefined {
	if (!isObject(line)) return undefined;
	const one = price && readNumber(price.reduce<JsonValue | undefined>(getOwn, line));
	const many = quantity === undefined ? undefined : readNumber(getOwn(line, quantity));
	if (one !== undefined && many !== undefined) return one * many;
	return total === undefined ? undefined : readNumber(getOwn(line, total));
}

/** Lines of which nothing can be told: one says a price that is no number (`"1.10 EUR"`), or none says what it comes to where all should. */
export function areUnreadable(lines: readonly JsonValue[], shape: LineShape): boolean {
	const { price } = shape;
	if (!price) return lines.length > 0 && lines.every((line) => readLine(line, shape) === undefined);
	return lines.some((line) => {
		const said = isObject(line) ? (price.reduce<JsonValue | undefined>(getOwn, line) ?? null) : null;
		return said !== null && readNumber(said) === undefined;
	});
}

/** A number, or a text that is one; `undefined`: neither. */
export function readNumber(value: JsonValue | undefined): number | undefined {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : undefined;
}

/** The sum in the form of the schema: a number, or a text with two decimals; `undefined`: it can't be shown. */
export function writeSum(sum: number, view: SchemaView): JsonValue | undefined {
	const value = Number(sum.toFixed(DECIMALS));
	const types = guessTypes(view);
	const own = types.has('number') || types.has('integer') ? value : value.toFixed(2);
	return fitsView(view, own) ? own : undefined;
}

/** More than money has: what is left of 0.1 + 0.2. */
const DECIMALS = 6;

/** A number, or a text that may be one. */
export function mayBeNumber(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('number') || types.has('integer') || types.has('string');
}
