// `create` with `each`: one entity of each element of the list that was sent, all of them or none.

import { formatPointer, type JsonObject, type JsonValue, parsePointer, resolvePointer } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import { selectRecords } from './collection-verbs.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { createEntity, readSentScope } from './create-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord } from './item-verbs.ts';
import { listKeys } from './places.ts';
import { findNamed, mentionEntity, type Spot } from './spot.ts';
import { tellAlong } from './tell-along.ts';
import { findSame } from './unique-values.ts';

type CreateEach = CompiledEffect['effect'] & { kind: 'create' };
type Made = EffectResult & { kind: 'entity' };

/**
 * Makes an entity of each element; one whose key is there already is changed by it, unless the document has a 409 for that. The first
 * that can't be stored takes all of them back.
 */
export function createEach(spot: Spot, effect: CreateEach): EffectResult {
	const steps = parsePointer(effect.request ?? '')?.slice(0, -1) ?? [];
	const { body } = spot.request;
	const list = body === undefined ? undefined : resolvePointer(body, formatPointer(steps));
	const elements = Array.isArray(list) ? list : [];
	const place = effect.request ?? '';
	if (effect.whole) return replaceAll(spot, { effect, elements, taken: 'replace', place });
	const mayRefuse = !effect.upsert && spot.request.operation.responses.has('409');
	const taken = mayRefuse ? 'refuse' : 'change';
	return createAll(spot, { effect, elements, taken, place });
}

/** The elements in the place of all that was there; one that is there under the same key is replaced, with what stands below it. */
function replaceAll(spot: Spot, sent: Elements): EffectResult {
	const before = selectRecords(spot, false).map((record) => ({ record, entity: record.entity }));
	const result = createAll(spot, sent);
	if (result.kind !== 'list' && result.kind !== 'gone') return result;
	// A change puts another object in its place.
	const others = before.filter(({ record, entity }) => record.entity === entity).map(({ record }) => record);
	result.mention.outcome = 'replaced';
	if (others.length > 0) {
		const { name } = spot.compiled.resource;
		tellAlong(result.mention, spot.session.store.removeAll(others));
		result.mention.besides = [`removed ${others.length} of ${name}`, ...(result.mention.besides ?? [])];
	}
	return result;
}

/** Makes what is sent, or changes what is there under its key, or with what is one's alone. */
export function upsertEntity(spot: Spot): EffectResult {
	const taken = spot.request.operation.method === 'put' ? 'replace' : 'change';
	return writeElement(spot, { undo: [], taken }) as EffectResult;
}

function isUpsert({ effect }: CompiledEffect): boolean {
	return effect.kind === 'create' && effect.upsert === true;
}

interface Elements {
	effect: CreateEach;
	elements: readonly JsonValue[];
	/** What becomes of one whose key is there already. */
	taken: 'change' | 'replace' | 'leave' | 'refuse';
	/** Of the first element in the body, e.g. `/orders/0`. */
	place: string;
}

/** The same with what is told of the elements. */
export function createAll(spot: Spot, { effect, elements, taken, place }: Elements): EffectResult {
	const made: Made[] = [];
	const undo: (() => void)[] = [];
	for (const [index, element] of elements.entries()) {
		const scope = spot.scope ?? (spot.compiled.resource.keyParts && readSentScope(spot, element));
		const result = writeElement({ ...spot, scope, compiled: readElement(spot.compiled, element) }, { undo, taken });
		if (!result) continue;
		if (result.kind === 'entity') {
			made.push(result);
			continue;
		}
		for (const takeBack of undo.reverse()) takeBack();
		if (!('findings' in result) || !result.findings) return result;
		return { ...result, findings: result.findings.map((finding) => placeFinding(finding, { effect, place, index })) };
	}
	return answerAll(spot, effect, made);
}

/** The same effect, with this element as what was sent. */
export function readElement(compiled: CompiledEffect, element: JsonValue): CompiledEffect {
	return { ...compiled, keyAssignment: undefined, readBody: () => element };
}

/** `undefined`: it is left as it is. */
function writeElement(
	spot: Spot,
	{ undo, taken }: { undo: (() => void)[]; taken: Elements['taken'] },
): EffectResult | undefined {
	const { session, compiled } = spot;
	const { store } = session;
	const same = isUpsert(compiled) ? findSame(spot) : undefined;
	const result = same ? undefined : createEntity(spot, undefined);
	if (result?.kind === 'entity') {
		const record = findNamed(spot, result.mention.key);
		if (record) undo.push(() => store.remove(record));
		return result;
	}
	if (result && (result.kind !== 'exists' || taken === 'refuse')) return result;
	if (taken === 'leave') return undefined;
	const known = same ?? (result?.kind === 'exists' ? findNamed(spot, result.mention.key) : undefined);
	if (!known) return result;
	const before = known.entity;
	const { effect } = compiled;
	const kind = taken === 'replace' ? 'replace' : 'patch';
	const changed = changeRecord(spot, known, { ...effect, kind, set: new Map() } as Parameters<typeof changeRecord>[2]);
	if (changed.kind === 'entity') undo.push(() => store.update(known, before));
	return changed;
}

/** The list of what was made where the answer shows one; else what the document answers. The first of them stands for all. */
function answerAll(spot: Spot, effect: CreateEach, made: readonly Made[]): EffectResult {
	const [first] = made;
	const mention = first
		? { ...first.mention, ...(made.length > 1 && { others: made.length - 1 }) }
		: mentionEntity({ run: spot, key: '', outcome: 'created' });
	const steps = parsePointer(effect.answer ?? '') ?? [];
	if (effect.answer === undefined || steps.at(-1) !== '0')
		return {
			kind: 'gone',
			mention,
			keys: listKeys(
				spot.compiled.resource,
				made.map(({ entity }) => entity),
			),
		};
	const items: JsonObject[] = made.map(({ entity }) => entity);
	return { kind: 'list', mention, items, total: items.length, pointer: formatPointer(steps.slice(0, -1)) };
}

/** In the body as it was sent: `/0/name` of the third becomes `/orders/2/name`. */
function placeFinding(
	finding: Finding,
	{ effect: { request = '' }, place, index }: { effect: CreateEach; place: string; index: number },
): Finding {
	const { pointer = '' } = finding;
	if (!pointer.startsWith(request)) return finding;
	return { ...finding, pointer: `${place.replace(/0$/, String(index))}${pointer.slice(request.length)}` };
}
