// Lists inside an entity that have paths of their own: `POST /carts/1/items`, `DELETE /posts/1/tags/red`. The entity is changed, and nothing else.

import {
	getOwn,
	guessTypes,
	isObject,
	isSameNoun,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { nameEntity } from '../text/name-entity.ts';
import { borrowMissing } from './birth/borrowed.ts';
import type { EntityLinks } from './birth/draft.ts';
import { convertScalar } from './birth/fit-value.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { linkEntities } from './entity-links.ts';
import { mergePatch } from './merge-patch.ts';
import { mentionEntity, type Spot } from './spot.ts';

type CompiledPart = NonNullable<CompiledEffect['part']>;

/** What becomes of a list: how it is afterwards (absent: it stays), and the element that it is about: where it stands, or what it was. */
export type PartChange = { list?: JsonValue[]; at?: number; removed?: JsonValue } | { refusal: EffectResult };

/** What the request does to the list of an entity. Changes nothing itself. */
export function changePart(spot: Spot, record: EntityRecord, part: CompiledPart): PartChange {
	const stored = getOwn(record.entity, part.property);
	const list: readonly JsonValue[] = Array.isArray(stored) ? stored : [];
	switch (part.does) {
		case 'list':
			return {};
		case 'clear':
			return { list: [] };
		case 'set':
			return { list: addAll(spot, { part, list: [], sent: readSent(spot) }).list };
		case 'add':
			return addAll(spot, { part, list, sent: readSent(spot) });
		case 'drop': {
			const names = new Set(readSent(spot).map((one) => nameOf(one, part)));
			return { list: list.filter((one) => !names.has(nameOf(one, part))) };
		}
		default:
			return changeOne(spot, record, { part, list });
	}
}

function changeOne(
	spot: Spot,
	record: EntityRecord,
	{ part, list }: { part: CompiledPart; list: readonly JsonValue[] },
): PartChange {
	const { does } = part;
	const name = toKeyText(part.readName?.(spot.request));
	const at = name === undefined ? -1 : list.findIndex((one) => nameOf(one, part) === name);
	const there = list[at];
	if (there === undefined) {
		if (does === 'put' && name !== undefined) return addAll(spot, { part, list, sent: [name] });
		return { refusal: refuseMissing(spot, record, { part, name }) };
	}
	if (does === 'read' || does === 'put') return { at };
	if (does === 'remove') return { list: list.toSpliced(at, 1), removed: there };
	const body = spot.compiled.readBody(spot.request);
	const sent = isObject(body) ? body : {};
	const { declared } = spot.compiled.intake();
	const element =
		does === 'patch' && isObject(there) ? mergePatch(there, sent) : replaceElement(there, sent, { part, declared });
	return { list: list.with(at, element), at };
}

/** With all that is sent behind it; what is called as one that is there takes its place. `at`: where the last of them stands. */
function addAll(
	spot: Spot,
	{ part, list, sent }: { part: CompiledPart; list: readonly JsonValue[]; sent: readonly JsonValue[] },
): { list: JsonValue[]; at: number } {
	const all = [...list];
	const places = new Map<string, number>();
	for (const [index, one] of list.entries()) {
		const name = nameOf(one, part);
		if (name !== undefined && !places.has(name)) places.set(name, index);
	}
	const count = countFrom(list, part);
	const nextNumber = (): number => {
		let number = count();
		while (places.has(String(number))) number = count();
		return number;
	};
	let at = -1;
	for (const one of sent) {
		const element = make(spot, { part, sent: one, nextNumber });
		const name = nameOf(element, part);
		at = (name === undefined ? undefined : places.get(name)) ?? all.length;
		if (name !== undefined) places.set(name, at);
		const there = all[at];
		all[at] = isObject(there) && isObject(element) ? { ...there, ...element } : element;
	}
	return { list: all, at };
}

/** One more than the greatest number by which an element is named, with each call. */
function countFrom(list: readonly JsonValue[], { key }: CompiledPart): () => number {
	const [name = ''] = key ?? [];
	let last: number | undefined;
	return () => {
		last ??= list.reduce<number>((most, one) => {
			const own = getOwn(one, name);
			return typeof own === 'number' && own > most ? own : most;
		}, 0);
		last += 1;
		return last;
	};
}

/** What the body has for the list, one or several. */
function readSent({ compiled, request }: Spot): readonly JsonValue[] {
	const body = compiled.readBody(request);
	return body === undefined ? [] : Array.isArray(body) ? body : [body];
}

/** The text by which a path names an element; an object without a key has none. */
function nameOf(element: JsonValue, { key }: CompiledPart): string | undefined {
	if (!isObject(element)) return toKeyText(element);
	return key && toKeyText(key.reduce<JsonValue | undefined>(getOwn, element));
}

/** A new element of what was sent: with the entity that it names, and a key. */
function make(spot: Spot, args: { part: CompiledPart; sent: JsonValue; nextNumber: () => number }): JsonValue {
	const { part, sent, nextNumber } = args;
	const items = viewElements(spot, part);
	if (!items || !guessTypes(items).has('object')) return (items && convertScalar(sent, guessTypes(items))) ?? sent;
	const element: JsonObject = isObject(sent) ? { ...sent } : {};
	const [name, ...deeper] = part.key ?? [];
	const links = linkEntities(spot);
	if (name !== undefined && deeper.length === 0 && !Object.hasOwn(element, name)) {
		const { called } = part;
		const own = called && getOwn(sent, called.sent);
		const given = own ?? (isObject(sent) ? findIdOf(part.property, sent, name) : sent);
		const members = listPossibleProperties(items);
		const view = members.get(name);
		const linked =
			given === undefined ? undefined : links.find(own === undefined ? part.property : (called?.thing ?? ''), given);
		const key =
			given === undefined
				? view && guessTypes(view).has('integer')
					? nextNumber()
					: spot.session.random.uuid()
				: ((view && convertScalar(given, guessTypes(view))) ?? given);
		for (const [one, value] of Object.entries(linked ?? {}))
			if (!Object.hasOwn(element, one) && members.has(one)) setOwn(element, one, value);
		if (called) delete element[called.sent];
		setOwn(element, name, key);
	}
	const members = listPossibleProperties(items);
	for (const [property, view] of members) linkInside(element, { property, view, links });
	return borrowMissing(element, members, links);
}

/** `product` of `product_id`: the stored product, as far as the element shows it; one that nobody knows has that id alone. */
function linkInside(element: JsonObject, args: { property: string; view: SchemaView; links: EntityLinks }): void {
	const { property, view, links } = args;
	if (Object.hasOwn(element, property) || !guessTypes(view).has('object')) return;
	const members = listPossibleProperties(view);
	const name = ['id', '_id', 'uuid', 'sku', 'code', 'slug'].find((one) => members.has(one));
	const id = name === undefined ? undefined : findIdOf(property, element, name);
	if (name === undefined || id === undefined) return;
	const inner: JsonObject = {};
	for (const [one, value] of Object.entries(links.find(property, id) ?? {}))
		if (members.has(one)) setOwn(inner, one, value);
	if (!Object.hasOwn(inner, name))
		setOwn(inner, name, convertScalar(id, guessTypes(members.get(name) as SchemaView)) ?? id);
	setOwn(element, property, inner);
}

/** The value of `product_id`, `productId`, for `products` and `product`. */
function findIdOf(property: string, sent: JsonObject, key: string): JsonValue | undefined {
	const name = Object.keys(sent).find((one) => {
		const noun = /^(.+?)_?([a-z]+|[A-Z][A-Za-z]*)$/.exec(one) ? one.slice(0, -key.length).replace(/[_-]$/, '') : '';
		return noun !== '' && one.toLowerCase().endsWith(key.toLowerCase()) && isSameNoun(noun, property);
	});
	return name === undefined ? undefined : getOwn(sent, name);
}

/** What the request can't say stays, and so does the name. */
function replaceElement(
	there: JsonValue,
	sent: JsonObject,
	{ part, declared }: { part: CompiledPart; declared: ReadonlyMap<string, SchemaView> },
): JsonObject {
	const element: JsonObject = {};
	const [name] = part.key ?? [];
	for (const [one, value] of isObject(there) ? Object.entries(there) : [])
		if (!declared.has(one) || one === name) setOwn(element, one, value);
	for (const [one, value] of Object.entries(sent)) if (one !== name) setOwn(element, one, value);
	return element;
}

function viewElements({ compiled }: Spot, { property }: CompiledPart): SchemaView | undefined {
	const view = compiled.birth.membersOf({}).get(property)?.view;
	return view && viewItems(view);
}

function refuseMissing(
	spot: Spot,
	record: EntityRecord,
	{ part, name }: { part: CompiledPart; name: string | undefined },
): EffectResult {
	const mention = mentionEntity({ run: spot, key: record.key, outcome: 'missing', before: record.entity });
	const note = `${nameEntity(mention)} has no ${name ?? 'such one'} in its ${part.property}`;
	return { kind: 'missing', mention, status: spot.compiled.effect.missing ?? 404, note };
}
