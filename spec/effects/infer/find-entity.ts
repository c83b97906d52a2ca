// Where the entity lies in a body: the body itself, in an envelope, in a list; by shape and names.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import { once, type SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { HOLDERS } from '../page-words.ts';
import { countShared, isCalled, isFreeObject, isPartOf, nameOfSchema } from './agreement.ts';
import { type FoundKey, findKey, IDENTIFIERS, type KeyHints } from './find-key.ts';
import { shareView } from './meant-view.ts';
import { isSameNoun, plainWord } from './words.ts';

/** An entity in a body. */
export interface EntityPlace {
	/** `''`: the body itself; `/data`, `/article`, `/0`. */
	pointer: Pointer;
	view: SchemaView;
	/** Absent where it shows none. */
	key?: FoundKey;
}

/** What envelopes call what is in them. */
export const ENVELOPES = [
	'data',
	'result',
	'results',
	'item',
	'items',
	'record',
	'entity',
	'resource',
	'payload',
	'response',
	'content',
	'value',
	'object',
	'attributes',
	'embedded',
	'body',
	'output',
	'list',
	'rows',
	'records',
	'docs',
	'hits',
];
/** How many envelopes may lie one in the other. */
export const MAX_ENVELOPES = 3;

/**
 * The one entity in an answer, known by its key: the property called as the noun or as envelopes call it, the body itself, the
 * only object property, or the first of a list where the body (or its one list) holds nothing else. `undefined`: no key in any.
 */
export function findEntity(view: SchemaView, hints: KeyHints): EntityPlace | undefined {
	return findIn({ pointer: '', view: shareView(view) }, hints, 0);
}

function findIn(place: EntityPlace, hints: KeyHints, depth: number): EntityPlace | undefined {
	const { kind } = outlineView(place.view);
	if (kind === 'list') return depth > MAX_ENVELOPES ? undefined : findFirst(place, hints);
	if (kind !== 'object') return undefined;
	const key = findKey(place.view, hints);
	const whole = key && { ...place, key };
	if (key?.isStrong) return whole;
	const inner = depth < MAX_ENVELOPES ? findInside(place, hints, { depth, hasKey: key !== undefined }) : undefined;
	return whole && inner && isPart(inner, { place, hints }) ? whole : (inner ?? whole);
}

/** `{ name, config: { mapping: { email } } }`: what is called no better than the whole, in no envelope, is a part of it. */
function isPart({ pointer, key }: EntityPlace, { place, hints }: { place: EntityPlace; hints: KeyHints }): boolean {
	const [, name = ''] = pointer.slice(place.pointer.length).split('/');
	return !key?.isStrong && !isEnvelope(name, hints.noun);
}

/** `{ rule: { contact: { id } } }`: the id of what a rule refers to is none of the rule. */
function isAnother({ pointer, key }: EntityPlace, { place, hints }: { place: EntityPlace; hints: KeyHints }): boolean {
	const [, name] = pointer.slice(place.pointer.length).split('/');
	if (name === undefined || isEnvelope(name, hints.noun)) return false;
	return IDENTIFIERS.includes(plainWord(key?.path.at(-1) ?? ''));
}

function findInside(
	place: EntityPlace,
	hints: KeyHints,
	{ depth, hasKey }: { depth: number; hasKey: boolean },
): EntityPlace | undefined {
	const all = [...outlineProperties(place.view)];
	const ofKind = (kind: 'object' | 'list') =>
		all
			.filter(([, view]) => outlineView(view).kind === kind)
			.map(([name, view]) => ({ name, place: { pointer: joinPointer(place.pointer, name), view: shareView(view) } }));
	const objects = ofKind('object');
	const named = objects.filter(({ name }) => isEnvelope(name, hints.noun));
	const tried = named.length > 0 ? named : objects.length === 1 ? objects : [];
	for (const { name, place: inner } of tried) {
		const found = findIn(inner, hints, depth + 1);
		if (found && isSameNoun(name, hints.noun) && isAnother(found, { place: inner, hints })) return undefined;
		if (found) return found;
	}
	if (tried.length === 0 && all.length === objects.length) {
		// Nothing but objects (`{ pagination, problem, benefit }`): the one of them that has a key.
		const keyed = objects.flatMap(({ place: inner }) => {
			const found = findKey(inner.view, hints);
			return found ? [{ ...inner, key: found }] : [];
		});
		const strong = keyed.filter(({ key }) => key.isStrong);
		const [only, ...others] = strong.length > 0 ? strong : keyed;
		const isRest = ({ name, place: { pointer } }: (typeof objects)[number]): boolean =>
			pointer === only?.pointer || isBeside(plainWord(name));
		if (only && others.length === 0 && objects.every(isRest)) return only;
	}
	// Of what has a key itself, though one that other things have too, a list of any name is no more than a part.
	const lists = ofKind('list').filter(({ name }) => !hasKey || isEnvelope(name, hints.noun));
	const holding = lists.map(({ place: inner }) => findFirst(inner, hints)).filter((found) => found !== undefined);
	// An only object without the key (`pagination`) is nothing of the entity.
	return named.length === 0 && holding.length === 1 ? holding[0] : undefined;
}

/** What stands beside an entity in an envelope, whatever that is called: pages, links, problems. */
function isBeside(plain: string): boolean {
	return HOLDERS.has(plain) || /^(?:problem|error|warning|message|statu|debug|header)/.test(plain);
}

function findFirst(list: EntityPlace, hints: KeyHints): EntityPlace | undefined {
	const items = outlineItems(list.view);
	const view = items && shareView(items);
	const key = view && findKey(view, hints);
	return key && { pointer: joinPointer(list.pointer, 0), view, key };
}

/** What tells the entity's representation from others, where it is looked for without a key. */
export function findAlike(view: SchemaView, entity: SchemaView): EntityPlace | undefined {
	const inside = listAnswerObjects(view);
	const identity = nameOfSchema(entity);
	return (
		inside.find((place) => identity !== undefined && nameOfSchema(place.view) === identity) ??
		inside.find((place) => isPartOf(place.view, entity))
	);
}

/** The object in an answer whose schema is called as the noun. */
export function findCalled(view: SchemaView, noun: string): EntityPlace | undefined {
	return listAnswerObjects(view).find((place) => isCalled(place.view, noun));
}

/** What an answer shows: its body, and what lies in as many envelopes as there may be. Looked for once. */
export const listAnswerObjects = once((view): readonly EntityPlace[] => listObjects(view, MAX_ENVELOPES));

/** The body and what lies in its envelopes: in each the properties that are objects, where there is one or they are named so. */
export function listObjects(view: SchemaView, depth: number): EntityPlace[] {
	const found: EntityPlace[] = [];
	let level: EntityPlace[] = [{ pointer: '', view }];
	for (let left = depth; left >= 0 && level.length > 0; left -= 1) {
		const next: EntityPlace[] = [];
		for (const place of level) {
			if (outlineView(place.view).kind !== 'object') continue;
			found.push(place);
			const inner = [...outlineProperties(place.view)].filter(
				([, property]) => outlineView(property).kind === 'object',
			);
			const named = inner.filter(([name]) => isEnvelope(name));
			for (const [name, property] of inner.length === 1 ? inner : named) {
				next.push({ pointer: joinPointer(place.pointer, name), view: shareView(property) });
			}
		}
		level = next;
	}
	return found;
}

/** Where what is sent and what is answered speak of the same thing; `undefined`: nowhere. */
export function findPair(
	answer: SchemaView,
	body: SchemaView,
	noun: string,
): { shown: SchemaView; sent: SchemaView } | undefined {
	const objects = listObjects(body, 1);
	// `{ rule: { … } }` is a rule in an envelope, on both ways.
	const [name, another] = outlineProperties(body).keys();
	if (name !== undefined && another === undefined && isSameNoun(name, noun)) objects.reverse();
	for (const { view: sent } of objects) {
		const shown = findAlike(answer, sent)?.view ?? (countShared(sent, answer).shared > 0 ? answer : undefined);
		if (shown) return { shown, sent };
		if (isFreeObject(sent) && isFreeObject(answer)) return { shown: answer, sent };
	}
	return undefined;
}

/**
 * The entity in a request: the body where it shares a property with the entity (or declares none), else its one object property that
 * does, or is called as the noun or as an envelope. `isSure`: a property is shared, its schema is called as the noun, or one of both declares nothing.
 */
export function findSentEntity(
	view: SchemaView,
	args: { noun: string; entity: SchemaView | undefined },
): { place: EntityPlace; isSure: boolean } | undefined {
	if (outlineView(view).kind !== 'object') return undefined;
	const whole = { pointer: '', view };
	const { entity } = args;
	const properties = [...outlineProperties(view)];
	const objects = properties.filter(([, property]) => outlineView(property).kind === 'object');
	const shares = (one: SchemaView): boolean => entity !== undefined && countShared(one, entity).shared > 0;
	const inner = chooseSent(objects, { ...args, isAlone: properties.length === 1, isBare: shares(view) });
	if (inner) {
		const [name, own] = inner;
		return {
			place: { pointer: joinPointer('', name), view: own },
			isSure: shares(own) || isFreeObject(own) || isCalled(own, args.noun),
		};
	}
	const isFree = isFreeObject(view) || isCalled(view, args.noun) || entity === undefined || isFreeObject(entity);
	return { place: whole, isSure: isFree || shares(view) };
}

/**
 * The first of the entities in a request that sends several: the body is a list of them, or the one list in it that is called as the noun
 * or as envelopes call it, or whose items have the entity's own schema, is. What an entity has itself is no such list.
 */
export function findSentMany(
	view: SchemaView,
	{ noun, entity }: { noun: string; entity: SchemaView | undefined },
): EntityPlace | undefined {
	const isIt = (item: SchemaView): boolean =>
		outlineView(item).kind === 'object' &&
		(isCalled(item, noun) || (entity !== undefined && (isSameSchema(item, entity) || isPartOf(item, entity))));
	const whole = outlineItems(view);
	if (whole) return isIt(whole) ? { pointer: '/0', view: whole } : undefined;
	const own = entity ? outlineProperties(entity) : new Map<string, SchemaView>();
	const found: EntityPlace[] = [];
	for (const [name, property] of outlineProperties(view)) {
		const item = own.has(name) ? undefined : outlineItems(property);
		if (!item || !isIt(item)) continue;
		const isNamed = isEnvelope(name, noun) || (entity !== undefined && isSameSchema(item, entity));
		if (isNamed) found.push({ pointer: joinPointer('', name, 0), view: item });
	}
	return found.length === 1 ? found[0] : undefined;
}

/**
 * The object property that holds the entity: one that is called as the noun, or has the entity's own schema, also beside what goes with
 * the request (`{ idempotency_key, booking }`); else the only one that shares a property with it, where the body itself does not.
 */
function chooseSent(
	objects: readonly [string, SchemaView][],
	args: { noun: string; entity: SchemaView | undefined; isAlone: boolean; isBare: boolean },
): [string, SchemaView] | undefined {
	const { noun, entity, isAlone, isBare } = args;
	const own = entity ? outlineProperties(entity) : new Map<string, SchemaView>();
	const inside = objects.filter(([name]) => !own.has(name));
	const isIt = ([name, view]: [string, SchemaView]): boolean =>
		isSameNoun(name, noun) || (entity !== undefined && isSameSchema(view, entity));
	const [named, another] = inside.filter(isIt);
	if (named && !another) return named;
	if (isAlone && inside[0] && isEnvelope(inside[0][0], noun)) return inside[0];
	if (isBare || !entity) return undefined;
	const [alike, other] = objects.filter(([, view]) => countShared(view, entity).shared > 0);
	return other ? undefined : alike;
}

function isSameSchema(one: SchemaView, other: SchemaView): boolean {
	const name = nameOfSchema(one);
	return name !== undefined && name === nameOfSchema(other);
}

/** A property of this name holds the answer's business: it is called as the noun, or as envelopes call it. */
export function isEnvelope(name: string, noun = ''): boolean {
	return ENVELOPES.includes(plainWord(name)) || (noun !== '' && isSameNoun(name, noun));
}
