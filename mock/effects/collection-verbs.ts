// `list` and `clear`: what is done with all the entities of a place.

import { findDefinition, getOwn, type JsonObject, type Operation } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { listAssigned } from './assigned.ts';
import { isBound } from './birth/bindings.ts';
import { bearAsked, typeKey } from './birth/never-empty.ts';
import { findSigned } from './birth/whose.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { listDeleted } from './deleted-entities.ts';
import type { EffectResult } from './effect-result.ts';
import { findBelow } from './find-below.ts';
import { asksMore } from './list-memory.ts';
import { selectPage } from './list-page.ts';
import { readPlace } from './list-places.ts';
import { planList } from './list-plan.ts';
import { refuseEmpty } from './never-empty-lists.ts';
import { isOnly } from './only-some.ts';
import { putInOrder } from './ordered-lists.ts';
import { findMissingOwner, findMissingParent, findRemovedOwner } from './owners.ts';
import { listKeys, selectPlace } from './places.ts';
import { answerMissing, mentionEntity, placeOf, type Spot, toScope } from './spot.ts';
import { tellAlong } from './tell-along.ts';
import { growTree } from './trees.ts';

/** Those of the place that the request's bindings hold. `isOpen`: with those that are everybody's. */
export function selectRecords(spot: Spot, isOpen: boolean): readonly EntityRecord[] {
	const { compiled, session, request, scope, bound } = spot;
	const { resource, assigned } = compiled;
	// While nobody is signed in, it is of all that are marked.
	const isOfNobody = assigned?.by !== undefined && !compiled.parent && findSigned(session, assigned.by) === undefined;
	if (assigned && !isOfNobody) return listAssigned(spot, assigned);
	const { only, deleted } = compiled.effect;
	const known = scope ? undefined : compiled.readKnownScope?.(request);
	const texts = scope && toScope(scope);
	const all = deleted ? listDeleted(spot) : selectPlace(session, { resource, scope: texts, known, isOpen });
	const some = only ? all.filter(({ entity }) => isOnly(entity, only, session)) : all;
	const records = compiled.effect.kind === 'list' ? selectMine(session, some, compiled.effect.mine) : some;
	return bound.length === 0 ? records : records.filter((record) => isBound(record, bound, true));
}

/** Those of who is signed in, and of nobody; all, while nobody is. */
function selectMine(
	session: Session,
	records: readonly EntityRecord[],
	mine: Extract<CompiledEffect['effect'], { kind: 'list' }>['mine'],
): readonly EntityRecord[] {
	const key = mine && findSigned(session, mine.by);
	if (!mine || key === undefined) return records;
	return records.filter(({ entity }) => {
		const shown = getOwn(entity, mine.property);
		const own = toKeyText(mine.inside === undefined ? shown : getOwn(shown, mine.inside));
		return own === undefined || own === key;
	});
}

/** The page that the request asks for. */
export function listEntities(spot: Spot, effect: CompiledEffect['effect'] & { kind: 'list' }): EffectResult {
	const held = selectRecords(spot, true);
	const orphan = findOrphan(spot, held);
	if (orphan) return orphan;
	const { withDeleted } = effect;
	const isWith = withDeleted !== undefined && readPlace(spot.request, withDeleted) === true;
	const { records: picked, absent } = pickNamed(spot, isWith ? [...held, ...listDeleted(spot)] : held);
	const { resource, birth } = spot.compiled;
	const records = resource.ordered && !effect.keys ? putInOrder(picked, resource.ordered) : picked;
	const [missing] = absent;
	if (missing !== undefined && spot.request.operation.responses.has('404')) return answerMissing(spot, missing);
	const source = { effect, resource, entity: birth.view };
	const embedding = records.length > 0 ? spot.compiled.embedding() : undefined;
	const whole = embedding && ((record: EntityRecord) => embedding.show(spot.session, record));
	const tree = effect.tree === undefined ? undefined : plantTree(spot, records, { property: effect.tree, show: whole });
	const show = tree?.show ?? whole;
	// What is sorted and filtered by is what is shown.
	const isAsked = show && asksMore(spot.request, planList(source, spot.request.operation).paging);
	const all = tree?.roots ?? records;
	const shown = isAsked ? all.map((record) => ({ ...record, entity: show(record) })) : all;
	const page = selectPage(shown, { ...source, request: spot.request, show: isAsked ? undefined : show });
	const misfit = page.wrongCursor === undefined ? undefined : refuseCursor(spot.request.operation, page.wrongCursor);
	const unfit = misfit ?? (page.items.length === 0 ? refuseEmpty(spot, effect, page.total) : undefined);
	if (unfit) return unfit;
	const mention = mentionEntity({ run: spot, key: '', outcome: 'listed' });
	if (effect.counted !== undefined) {
		const value = effect.tells === undefined ? page.total : page.total > 0 === effect.tells;
		return { kind: 'told', mention, value, pointer: effect.counted };
	}
	const result: EffectResult = { kind: 'list', mention, ...page };
	if (absent.length > 0) result.absent = absent.map((key) => typeKey(key, birth) ?? key);
	if (effect.counts)
		result.counts = effect.counts.map(({ place, only }) => {
			return { place, value: held.filter(({ entity }) => isOnly(entity, only, spot.session)).length };
		});
	if (effect.items !== undefined) result.pointer = effect.items;
	if (effect.byKey) result.byKey = true;
	if (effect.item !== undefined) result.within = effect.item;
	return result;
}

const finders = new WeakMap<CompiledEffect, ReturnType<typeof findBelow> | null>();

/** `undefined`: nothing tells what is below what. */
function plantTree(
	{ compiled, context, session }: Spot,
	records: readonly EntityRecord[],
	how: { property: string; show: ((record: EntityRecord) => JsonObject) | undefined },
): ReturnType<typeof growTree> | undefined {
	const { resource } = compiled;
	let below = finders.get(compiled);
	if (below === undefined) {
		below = findBelow(context, { resource, child: resource }) ?? null;
		finders.set(compiled, below);
	}
	return below ? growTree(records, { ...how, session, findBelow: below }) : undefined;
}

const NO_KEYS: readonly string[] = [];

/** Those that the request names, in its order, and the keys of which there is none; where it can't name any, all of these. */
function pickNamed(
	spot: Spot,
	all: readonly EntityRecord[],
): { records: readonly EntityRecord[]; absent: readonly string[] } {
	const { readKeys } = spot.compiled;
	if (!readKeys) return { records: all, absent: NO_KEYS };
	const byKey = new Map(all.map((record) => [record.key, record]));
	const records: EntityRecord[] = [];
	const absent: string[] = [];
	for (const key of readKeys(spot.request) ?? NO_KEYS) {
		const record = byKey.get(key) ?? bearAsked(placeOf(spot), key);
		if (record) records.push(record);
		else absent.push(key);
	}
	return { records, absent };
}

/** Where the document has a 400 for it; else the page is empty. */
function refuseCursor(operation: Operation, parameter: string): EffectResult | undefined {
	const definition = findDefinition(operation, 400);
	if (!definition || definition.key === 'default') return undefined;
	const message = 'names no place in the list';
	return {
		kind: 'unfit',
		status: 400,
		findings: [{ code: 'request.query.cursor', message, in: 'query', pointer: parameter }],
	};
}

/** Deletes many at once; those that aren't there count as gone. */
export function clearEntities(spot: Spot, effect: CompiledEffect['effect'] & { kind: 'clear' }): EffectResult {
	const { session, compiled } = spot;
	const records = selectRecords(spot, false);
	const orphan = findOrphan(spot, records);
	if (orphan) return orphan;
	const wanted = compiled.readKeys?.(spot.request);
	const isAll = effect.keys === undefined;
	const chosen = isAll ? records : records.filter(({ key }) => wanted?.has(key));
	const keys = listKeys(
		compiled.resource,
		chosen.map(({ entity }) => entity),
	);
	const cleared = mentionEntity({ run: spot, key: '', outcome: 'cleared' });
	const mention = effect.deleted ? cleared : tellAlong(cleared, session.store.removeAll(chosen));
	if (effect.deleted) session.store.forgetRemoved(chosen);
	const found = new Set(chosen.map(({ key }) => key));
	const absent = isAll
		? []
		: [...(wanted ?? [])].filter((key) => !found.has(key)).map((key) => typeKey(key, compiled.birth) ?? key);
	return { kind: 'gone', mention, keys, ...(absent.length > 0 && { absent }) };
}

/** The entity above is missing: of an empty place always; what is bound to one that was removed may be there still. */
function findOrphan(spot: Spot, records: readonly EntityRecord[]): EffectResult | undefined {
	if (records.length === 0 || !isWithinParent(spot.compiled)) return findMissingParent(spot) ?? findMissingOwner(spot);
	return spot.compiled.bindings.length > 0 ? findRemovedOwner(spot) : undefined;
}

/** What the list holds is of the entity above it; else it is there for others as well, and says nothing of that. */
function isWithinParent({ effect, resource, bindings }: CompiledEffect): boolean {
	return !effect.parent || resource.scope.length > 0 || bindings.length > 0;
}
