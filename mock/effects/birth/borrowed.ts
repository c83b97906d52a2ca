// What an object shows of another entity whose key is beside it: `product_name` beside `product_id`, and the `price` of a line of a cart.

import {
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import type { Draft, EntityLinks } from './draft.ts';
import { convertScalar, fitsView } from './fit-value.ts';

/** A property that shows what another entity has. */
export interface Borrowed {
	property: string;
	view: SchemaView;
	/** The key that is beside it, e.g. `product_id`. */
	from: string;
	/** What it is the key of, e.g. `product`. */
	noun: string;
	/** It is called after that. */
	isNamed: boolean;
	/** Of a line of a cart, which shows it as it was. */
	isLine: boolean;
	/** What the other entity may call it, the likeliest first. */
	names: readonly string[];
}

const KEY = /^(.+)_(?:id|uuid|key)$/;
const QUANTITY = /^(?:quantity|qty)$/;
/** What a line of a cart has of what is in it. */
const OF_LINES =
	/^(?:name|title|sku|slug|currency|(?:unit_|sale_)?price|(?:image|thumbnail|picture|photo)(?:_ur[il])?)$/;
/** What things are called by. */
const NAMES = ['name', 'full_name', 'display_name', 'title', 'username', 'label'];
const PRICES = ['price', 'unit_price', 'sale_price'];

const known = new WeakMap<ReadonlyMap<string, SchemaView>, readonly Borrowed[]>();

/** Of an object's properties those that show what another one has. */
export function listBorrowing(members: ReadonlyMap<string, SchemaView>): readonly Borrowed[] {
	let found = known.get(members);
	if (!found) {
		found = findBorrowing(members);
		known.set(members, found);
	}
	return found;
}

function findBorrowing(members: ReadonlyMap<string, SchemaView>): readonly Borrowed[] {
	const keys = [...members.keys()].flatMap((from) => {
		const noun = KEY.exec(normalizeName(from))?.[1];
		return noun === undefined ? [] : [{ from, noun }];
	});
	if (keys.length === 0) return [];
	const isLine = [...members.keys()].some((name) => QUANTITY.test(normalizeName(name)));
	return [...members].flatMap(([property, view]): Borrowed[] => {
		const words = normalizeName(property);
		const types = guessTypes(view);
		if (KEY.test(words) || types.has('object') || types.has('array')) return [];
		const owner = keys.find(({ noun }) => words.startsWith(`${noun}_`));
		if (owner) {
			const names = listNames(words.slice(owner.noun.length + 1), owner.noun);
			return [{ property, view, ...owner, isNamed: true, isLine, names }];
		}
		if (!isLine || !OF_LINES.test(words)) return [];
		// Whichever of them has it: a line says whose cart it is in, too.
		return keys.map((key) => ({ property, view, ...key, isNamed: false, isLine, names: listNames(words, key.noun) }));
	});
}

function listNames(words: string, noun: string): string[] {
	const alike = words === 'name' || words === 'title' ? NAMES : PRICES.includes(words) ? PRICES : [];
	return [...new Set([words, `${noun}_${words}`, ...alike])];
}

/** What the other entity has of it, as it can be shown; `undefined`: nothing. */
export function readBorrowed(other: JsonObject, { names, view }: Borrowed): JsonValue | undefined {
	const byName = new Map(Object.entries(other).map(([name, value]) => [normalizeName(name), value]));
	for (const name of names) {
		const value = byName.get(name) ?? (name === 'name' ? joinNames(byName) : undefined);
		const own = value === undefined ? undefined : convertScalar(value, guessTypes(view));
		if (own !== undefined && fitsView(view, own)) return own;
	}
	return undefined;
}

function joinNames(members: ReadonlyMap<string, JsonValue>): string | undefined {
	const whole = members.get('full_name') ?? members.get('display_name');
	if (typeof whole === 'string') return whole;
	const [first, last] = [members.get('first_name'), members.get('last_name')];
	return typeof first === 'string' && typeof last === 'string' ? `${first} ${last}` : undefined;
}

/** What a new entity lacks of another one whose key it has; `undefined`: nobody knows that one. */
export function findBorrowedFor({ plan, entity, links }: Pick<Draft, 'plan' | 'entity' | 'links'>, name: string) {
	if (!links || !plan.view) return undefined;
	for (const one of listBorrowing(listPossibleProperties(plan.view))) {
		const value = one.property === name ? borrow(entity, one, links) : undefined;
		if (value !== undefined) return value;
	}
	return undefined;
}

/** It shows another one's, and has the key of none: `assigneeName` where nobody is assigned. */
export function isOfNone({ plan, entity }: Pick<Draft, 'plan' | 'entity'>, name: string): boolean {
	if (!plan.view) return false;
	return listBorrowing(listPossibleProperties(plan.view)).some(
		({ property, from, isNamed }) =>
			isNamed &&
			property === name &&
			!Object.hasOwn(entity, from) &&
			plan.membersOf(entity).get(from)?.fill.kind === 'absent',
	);
}

function borrow(object: JsonObject, one: Borrowed, links: EntityLinks): JsonValue | undefined {
	const key = getOwn(object, one.from);
	const other = key === undefined || key === null ? undefined : links.find(one.noun, key);
	return other && readBorrowed(other, one);
}

/** With what it lacks of others whose keys it has; the object itself where that is nothing. */
export function borrowMissing(
	object: JsonObject,
	members: ReadonlyMap<string, SchemaView>,
	links: EntityLinks,
): JsonObject {
	let own = object;
	for (const one of listBorrowing(members)) {
		const value = Object.hasOwn(own, one.property) ? undefined : borrow(own, one, links);
		if (value === undefined) continue;
		if (own === object) own = { ...object };
		setOwn(own, one.property, value);
	}
	return own;
}

/** The same for each object of a list that was sent. */
export function borrowInList(list: readonly JsonValue[], view: SchemaView, links: EntityLinks): readonly JsonValue[] {
	const items = viewItems(view);
	if (!items || !guessTypes(items).has('object')) return list;
	const members = listPossibleProperties(items);
	if (listBorrowing(members).length === 0) return list;
	return list.map((one) => (isObject(one) ? borrowMissing(one, members, links) : one));
}
