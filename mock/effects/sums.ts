// What a cart or an order comes to: the sum of its lines, with what is added to that and taken from it.

import {
	collectEntitySchemas,
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Resource,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { findSign } from './birth/follow-words.ts';
import { isSentAny } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed } from './followed.ts';
import {
	areUnreadable,
	findLineShape,
	type LineShape,
	mayBeNumber,
	mayHaveLines,
	readLine,
	readNumber,
	writeSum,
} from './line-values.ts';

const SUBTOTAL =
	/^(?:(?:cart|order|items?|lines?|net|invoice)_)?sub_?total(?:_(?:price|amount|cents|value))?$|^items_(?:total|price)$/;
const TOTAL =
	/^(?:(?:cart|order|grand|basket|invoice|bill|sale|items)_)?total(?:_(?:price|amount|cost|value|sum|due|cents))?$|^(?:amount|sum)_total$|^(?:order|cart|invoice)_(?:amount|value|price|sum)$/;
const PIECES = /^total_(?:quantity|qty|items|pieces|units)$/;
/** What nobody can say in money. */
const SHARE = /(?:tax|vat|discount)_(?:rate|percent|percentage|pct)$/;

/** The one list of lines of an entity, and how they say what they come to. */
interface Lines {
	list: string;
	items: SchemaView;
	shape: LineShape;
}

/** Sums that no request has sent: of the lines in the entity, and of the entity itself where it is a line. */
export function listSums(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	const properties = [...listPossibleProperties(entity)];
	const isSent = (property: string): boolean => isSentAny(context, resource, property);
	const lines = findLines(properties);
	if (!lines) {
		const shape = findLineShape(entity);
		const total = shape?.price && properties.find(([name]) => name === shape.total);
		return shape && total && !isSent(total[0]) ? [sumLine(total[0], total[1], shape)] : [];
	}
	const hasShare = properties.some(([name]) => SHARE.test(normalizeName(name)));
	const found = properties.flatMap(([property, view]): Followed[] => {
		if (!mayBeNumber(view)) return [];
		const words = normalizeName(property);
		if (SUBTOTAL.test(words)) return [sumLines({ property, view, lines, beside: [] })];
		if (PIECES.test(words) && lines.shape.quantity !== undefined) return [countPieces(property, view, lines)];
		if (!TOTAL.test(words) || hasShare) return [];
		const beside = properties.flatMap(([name, one]) => {
			const sign = mayBeNumber(one) ? findSign(name, one) : undefined;
			return sign === undefined ? [] : [{ name, sign }];
		});
		return [sumLines({ property, view, lines, beside })];
	});
	const own = found.map((one) => (isSent(one.property) ? unlessSent(one) : one));
	return [...tellLineTotals(context, resource, lines), ...own];
}

/** What a request may tell, and did not. */
function unlessSent({ property, tell }: Followed): Followed {
	return { property, tell: (read, found) => (read(property) === undefined ? tell(read, found) : undefined) };
}

function findLines(properties: readonly (readonly [string, SchemaView])[]): Lines | undefined {
	const found = properties.flatMap(([list, view]): Lines[] => {
		const items = guessTypes(view).has('array') && mayHaveLines(list) ? viewItems(view) : undefined;
		const shape = items && guessTypes(items).has('object') ? findLineShape(items) : undefined;
		return items && shape ? [{ list, items, shape }] : [];
	});
	return found.length === 1 ? found[0] : undefined;
}

/** `lineTotal` of each line, where no request sends it. */
function tellLineTotals(context: EffectContext, resource: Resource, { list, items, shape }: Lines): Followed[] {
	const { total, price } = shape;
	const view = total === undefined ? undefined : listPossibleProperties(items).get(total);
	if (total === undefined || !view || !price) return [];
	const { requests } = collectEntitySchemas(resource, context.operations);
	const isSent = requests.some((sent) => {
		const own = listPossibleProperties(sent).get(list);
		const one = own && viewItems(own);
		return one !== undefined && listPossibleProperties(one).has(total);
	});
	if (isSent) return [];
	return [
		{
			property: list,
			tell(read) {
				const lines = read(list);
				return Array.isArray(lines) ? lines.map((line) => withTotal(line, { total, view, shape })) : undefined;
			},
		},
	];
}

function withTotal(
	line: JsonValue,
	{ total, view, shape }: { total: string; view: SchemaView; shape: LineShape },
): JsonValue {
	const sum = isObject(line) ? readLine(line, shape) : undefined;
	const value = sum === undefined ? undefined : writeSum(sum, view);
	if (value === undefined) return line;
	const own: JsonObject = { ...(line as JsonObject) };
	setOwn(own, total, value);
	return own;
}

/** An entity that is a line itself. */
function sumLine(property: string, view: SchemaView, { price, quantity }: LineShape): Followed {
	return {
		property,
		tell(read) {
			const [name = '', inside] = price ?? [];
			const one = readNumber(inside === undefined ? read(name) : getOwn(read(name), inside));
			const many = quantity === undefined ? undefined : readNumber(read(quantity));
			return one === undefined || many === undefined ? undefined : writeSum(one * many, view);
		},
	};
}

/** A line that says nothing counts as nothing; of one that says no number nothing can be told. */
function sumLines(args: {
	property: string;
	view: SchemaView;
	lines: Lines;
	/** What is added to it (1), or taken from it (-1). */
	beside: readonly { name: string; sign: 1 | -1 }[];
}): Followed {
	const { property, view, lines, beside } = args;
	return {
		property,
		tell(read) {
			const own = read(lines.list);
			if (!Array.isArray(own) || areUnreadable(own, lines.shape)) return undefined;
			const sum = own.reduce<number>((all, line) => all + (readLine(line, lines.shape) ?? 0), 0);
			const whole = beside.reduce((all, { name, sign }) => all + sign * (readNumber(read(name)) ?? 0), sum);
			return writeSum(whole, view);
		},
	};
}

/** `totalQuantity` of the lines. */
function countPieces(property: string, view: SchemaView, { list, shape: { quantity = '' } }: Lines): Followed {
	return {
		property,
		tell(read) {
			const own = read(list);
			if (!Array.isArray(own)) return undefined;
			return writeSum(
				own.reduce<number>((all, line) => all + (readNumber(getOwn(line, quantity)) ?? 0), 0),
				view,
			);
		},
	};
}
