// Objects inside an entity that have a path of their own: `PUT /orders/1/address`. The entity is changed, and nothing else.

import { getOwn, isNullable, isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { mergePatch } from './merge-patch.ts';
import { mentionEntity, type Spot } from './spot.ts';

type CompiledPart = NonNullable<CompiledEffect['part']>;

/** What becomes of the entity (absent: it stays as it is), and what the object was before. */
export type ObjectChange = { entity?: JsonObject; removed?: JsonValue } | { refusal: EffectResult };

/** What the request does to the object. Changes nothing itself. */
export function changeObject(spot: Spot, record: EntityRecord, part: CompiledPart): ObjectChange {
	const { property, does } = part;
	const stored = getOwn(record.entity, property);
	const there = isObject(stored) ? stored : undefined;
	const put = (value: JsonValue): ObjectChange => {
		const entity = { ...record.entity };
		setOwn(entity, property, value);
		return { entity };
	};
	if (does === 'replace' || does === 'patch') {
		const body = spot.compiled.readBody(spot.request);
		const sent = isObject(body) ? body : {};
		return put(does === 'patch' && there ? mergePatch(there, sent) : sent);
	}
	if (!there) {
		// Who has no answer for none shows one that is made up once, and stays.
		return does === 'read' && !spot.request.operation.responses.has('404') ? put({}) : refuseNone(spot, record, part);
	}
	if (does === 'read') return {};
	const view = spot.compiled.birth.membersOf({}).get(property)?.view;
	if (view && isNullable(view)) return { ...put(null), removed: there };
	const { [property]: _, ...entity } = record.entity;
	return { entity: entity as JsonObject, removed: there };
}

function refuseNone(spot: Spot, record: EntityRecord, { property }: CompiledPart): ObjectChange {
	const mention = mentionEntity({ run: spot, key: record.key, outcome: 'missing', before: record.entity });
	const note = `${nameEntity(mention)} has no ${property}`;
	return { refusal: { kind: 'missing', mention, status: spot.compiled.effect.missing ?? 404, note } };
}
