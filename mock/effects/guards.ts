// What may refuse an effect besides the entity's own state: `needs`, `unless`, and `if` with its `else`.

import type { JsonObject } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention } from '../types/answer.ts';
import type { Assignment } from './assignments.ts';
import { touchUpdated } from './birth/complete.ts';
import { setOnEntity } from './changes.ts';
import type { CompiledGuards, CompiledSelection } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { type Search, search } from './selections.ts';
import { changeContextOf, mentionEntity, type Spot } from './spot.ts';

/** Why the effect may not be; `undefined`: it may. `record`: the entity that it is about, where there is one. */
export function refuseByGuards(spot: Spot, record: EntityRecord | undefined): EffectResult | undefined {
	const { guards } = spot.compiled;
	if (!guards) return undefined;
	for (const selection of guards.needs) {
		for (const result of search(selection, spot, 'needs'))
			if (!result.found && !isOffered(spot, result.key)) return tellMissing(selection, result);
	}
	for (const selection of guards.unless) {
		for (const { found } of search(selection, spot, 'unless')) if (found) return tellInTheWay(selection, found);
	}
	for (const { source, subject, wanted, isEquality } of guards.conditions) {
		const actual = subject(spot.request);
		const accepts = wanted(spot.request);
		if (accepts ? !accepts(actual) : isEquality && actual !== undefined)
			return refuseByCondition(spot, { record, guards, source });
	}
	return undefined;
}

/** A line to try works as it stands, where nobody has declared what it needs. */
function isOffered({ compiled, context, request }: Spot, key: string | undefined): boolean {
	const { inferred } = compiled.effect;
	return inferred && key !== undefined && context.offers?.(request.operation, key, 'body') === true;
}

function tellMissing({ resource, where, status }: CompiledSelection, { key, other }: Search): EffectResult {
	const asked = where.map(({ property }) => property).join(', ');
	if (other) {
		const mention = mentionOther(resource.name, other, readState(resource, other.entity));
		const note = `${nameEntity(mention)} is not as it must be: ${asked}`;
		return { kind: 'refused', mention, status: status ?? 404, note };
	}
	const mention: EntityMention = { resource: resource.name, key: key ?? '', outcome: 'missing' };
	const note = key === undefined ? `there is no ${resource.name} by ${asked}` : `there is no ${nameEntity(mention)}`;
	return { kind: 'missing', mention, status: status ?? 404, note };
}

function tellInTheWay({ resource, where, status }: CompiledSelection, found: EntityRecord): EffectResult {
	const mention = mentionOther(resource.name, found, readState(resource, found.entity));
	const by = where.length === 0 ? '' : `, by ${where.map(({ property }) => property).join(', ')}`;
	return { kind: 'refused', mention, status: status ?? 409, note: `${nameEntity(mention)} is in the way${by}` };
}

function mentionOther(resource: string, { key, entity }: EntityRecord, from: string | undefined): EntityMention {
	return { resource, key, outcome: 'refused', from, to: undefined, before: entity, after: undefined };
}

function refuseByCondition(
	run: Spot,
	{ record, guards, source }: { record: EntityRecord | undefined; guards: CompiledGuards; source: string },
): EffectResult {
	const { resource } = run.compiled;
	const before = record?.entity;
	const after = record && guards.assignments.length > 0 ? keepRefusal(run, record, guards.assignments) : undefined;
	const mention = mentionEntity({
		run,
		key: record?.key ?? '',
		outcome: 'refused',
		from: before && readState(resource, before),
		...(before && { before }),
		...(after && { after }),
	});
	return {
		kind: 'refused',
		mention,
		status: guards.status,
		note: `${nameEntity(mention)}: ${source} is not as it must be`,
	};
}

/** What a refusal leaves behind, e.g. that it is counted. */
function keepRefusal(run: Spot, record: EntityRecord, assignments: readonly Assignment[]): JsonObject {
	const before = record.entity;
	const { compiled, session } = run;
	const nowMs = session.clock.nowMs();
	const entity = setOnEntity({ ...changeContextOf(run), assignments }, before);
	touchUpdated({ plan: compiled.birth, entity, before, nowMs });
	session.store.update(record, entity);
	return entity;
}
