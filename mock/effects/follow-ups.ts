// What an operation does after its first effect: each where it can be, once or for each element of a list.

import { isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention } from '../types/answer.ts';
import type { FollowUp } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import type { Run } from './spot.ts';
import { MAX_BESIDES } from './tell-along.ts';

/** Does what follows on a first effect that came to `first`, by `act`; its result with what became of the entity, and what was done besides. */
export function runFollowUps(
	run: Run,
	{ first, act }: { first: EffectResult; act: (run: Run) => EffectResult },
): EffectResult {
	if (first.kind !== 'entity' && first.kind !== 'gone' && first.kind !== 'list') return first;
	const record = first.kind === 'entity' ? first.record : undefined;
	const besides: string[] = [...(first.mention.besides ?? [])];
	for (const { compiled, readList, link } of run.compiled.followUps()) {
		const entity = record?.entity ?? first.mention.before;
		const request = { ...run.request, entity };
		const list = readList ? readList(request) : [undefined];
		for (const [index, element] of (Array.isArray(list) ? list : []).entries()) {
			const own: Run = { ...run, compiled, request: { ...request, entity: record?.entity ?? entity, element } };
			const result = act(own);
			if (result.kind !== 'entity' && result.kind !== 'gone') continue;
			besides.push(describeMention(result.mention));
			if (result.kind === 'entity' && record?.alive) tellFirst({ run, record, link, index, made: result.entity });
		}
	}
	if (besides.length > 0) first.mention.besides = besides.slice(0, MAX_BESIDES);
	if (first.kind !== 'entity' || !record?.alive || record.entity === first.entity) return first;
	first.mention.after = record.entity;
	return { ...first, entity: record.entity };
}

/** `created ticket 7`, `moved order 42 to PAID` */
function describeMention({ outcome, resource, key, to }: EntityMention): string {
	return `${outcome} ${nameEntity({ resource, key })}${outcome === 'moved' ? ` to ${to}` : ''}`;
}

function tellFirst(args: {
	run: Run;
	record: EntityRecord;
	link: FollowUp['link'];
	index: number;
	made: JsonObject;
}): void {
	const { run, record, link, index, made } = args;
	let { entity } = record;
	for (const { steps, property } of link) {
		const value = made[property];
		if (value === undefined) continue;
		const placed = setAt(
			entity,
			steps.map((step) => (step === '*' ? String(index) : step)),
			value,
		);
		if (isObject(placed)) entity = placed;
	}
	if (entity !== record.entity) run.session.store.update(record, entity);
}

/** The value with another one in a place of it: a new one as far as the way there goes. An index that a list hasn't got changes nothing. */
function setAt(value: JsonValue | undefined, [step, ...rest]: readonly string[], put: JsonValue): JsonValue {
	if (step === undefined) return put;
	if (Array.isArray(value)) {
		return value.map((one, index) => (String(index) === step ? setAt(one, rest, put) : one));
	}
	const copy: JsonObject = isObject(value) ? { ...value } : {};
	setOwn(copy, step, setAt(copy[step], rest, put));
	return copy;
}
