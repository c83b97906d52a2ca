// What is done to all that a body names: each with what is sent of it, or with what is sent for all.

import {
	formatPointer,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	parsePointer,
	resolvePointer,
} from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { toKeyText } from '../store/key-text.ts';
import type { Finding } from '../types/finding.ts';
import { readElement } from './create-each.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord, type ItemEffect } from './item-verbs.ts';
import { listKeys } from './places.ts';
import { answerMissing, findNamed, mentionEntity, type Spot } from './spot.ts';

/** An effect that is done to many. */
export type ManyEffect = Extract<ItemEffect, { many?: unknown }> & { many: true };

/** Changes each, all of them or none: the first that isn't there, or that can't be, takes all of it back. */
export function changeMany(spot: Spot, effect: ManyEffect): EffectResult {
	const { store } = spot.session;
	const items: JsonObject[] = [];
	const undo: (() => void)[] = [];
	const refuse = (result: EffectResult): EffectResult => {
		for (const takeBack of undo.reverse()) takeBack();
		return result;
	};
	const twice = effect.places ? findTwice(spot, effect) : undefined;
	if (twice) return { kind: 'unfit', status: 400, findings: [twice] };
	const meant = listMeant(spot, effect);
	for (const [key, sent] of meant) {
		const record = key === undefined ? undefined : findNamed(spot, key);
		if (!record) return refuse(answerMissing(spot, key));
		const before = record.entity;
		const result = changeRecord({ ...spot, compiled: readElement(spot.compiled, sent) }, record, effect);
		if (result.kind !== 'entity') return refuse(result);
		items.push(result.entity);
		undo.push(() => store.update(record, before));
	}
	const mention = {
		...mentionEntity({ run: spot, key: meant[0]?.[0] ?? '', outcome: 'patched' }),
		...(meant.length > 1 && { others: meant.length - 1 }),
	};
	const { answer } = effect;
	if (answer === undefined || !answer.endsWith('/0'))
		return { kind: 'gone', mention, keys: listKeys(spot.compiled.resource, items) };
	return { kind: 'list', mention, items, total: items.length, pointer: answer.slice(0, -'/0'.length) };
}

/** One that is named twice can't stand in two places. */
function findTwice({ request: { body }, compiled }: Spot, { keys }: ManyEffect): Finding | undefined {
	const list = keys?.kind === 'body' && body !== undefined ? resolvePointer(body, keys.pointer) : undefined;
	const names = Array.isArray(list)
		? list.map((one) => toKeyText(isObject(one) ? readKey(compiled.resource, one) : one))
		: [];
	const seen = new Set<string>();
	const at = names.findIndex((name) => name !== undefined && seen.size === seen.add(name).size);
	if (keys?.kind !== 'body' || at < 0) return undefined;
	const pointer = joinPointer(keys.pointer, at);
	return { code: 'request.body.uniqueItems', message: `names ${names[at]} again`, in: 'body', pointer };
}

/** Each key with what is sent for it. */
function listMeant({ compiled, request }: Spot, effect: ManyEffect): (readonly [string | undefined, JsonValue])[] {
	const { readKeys, resource } = compiled;
	if (readKeys) {
		const sent = withoutKeys(compiled.readBody(request), effect);
		const ordered = effect.places ? resource.ordered : undefined;
		return [...(readKeys(request) ?? [])].map((key, index) => {
			const { property = '', first = 0 } = ordered ?? {};
			return [key, ordered ? { ...(isObject(sent) && sent), [property]: first + index } : sent] as const;
		});
	}
	const steps = parsePointer(effect.request ?? '')?.slice(0, -1) ?? [];
	const list = request.body === undefined ? undefined : resolvePointer(request.body, formatPointer(steps));
	return (Array.isArray(list) ? list : []).map((one) => [toKeyText(readKey(resource, one)), one] as const);
}

/** The keys are no property of the entities. */
function withoutKeys(sent: JsonValue | undefined, { keys, request }: ManyEffect): JsonValue {
	if (!isObject(sent) || request !== undefined || keys?.kind !== 'body') return sent ?? {};
	const [name = ''] = parsePointer(keys.pointer) ?? [];
	const { [name]: _, ...others } = sent;
	return others as JsonObject;
}
