// Conditional requests (RFC 9110 §13): an entity that isn't the one that the client knows is not touched.

import { type Preconditions, readPreconditions } from '../../spec/index.ts';
import { joinHeader } from '../request/check-plan.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { listsTag, type TagPlan } from './entity-tag.ts';
import { mentionEntity, type Spot } from './spot.ts';

/** What an operation asks of the entity that it is about, as its document has it. */
interface Asked {
	spot: Spot;
	record: EntityRecord | undefined;
	tags: TagPlan;
	says: Preconditions;
}

/**
 * Why the conditions of the request keep it from the entity; `record` absent: there is none. `undefined`: they are met, there are none, or the
 * document knows none such.
 */
export function refuseUnmet(spot: Spot, record: EntityRecord | undefined): EffectResult | undefined {
	const { operation, request, query } = spot.request;
	const says = readPreconditions(operation);
	const { mayFail, ifMatch, ifNoneMatch, ifUnmodifiedSince, mustBeConditional, tagInQuery } = says;
	const asksInQuery = tagInQuery !== undefined && spot.compiled.effect.kind !== 'read';
	if (!(mayFail || ifMatch || ifNoneMatch || ifUnmodifiedSince || asksInQuery)) return undefined;
	const tags = spot.compiled.tags();
	if (!tags) return undefined;
	const asked: Asked = { spot, record, tags, says };
	const isRead = spot.compiled.effect.kind === 'read';
	const match = joinHeader(request.headers['if-match']) ?? (asksInQuery ? toKeyText(query.get(tagInQuery)) : undefined);
	const none = isRead ? undefined : joinHeader(request.headers['if-none-match']);
	const since = joinHeader(request.headers['if-unmodified-since']);
	if (match !== undefined && (mayFail || ifMatch || asksInQuery)) return refuseOther(asked, match);
	if (match === undefined && since !== undefined && (mayFail || ifUnmodifiedSince)) return refuseChanged(asked, since);
	if (none !== undefined && (mayFail || ifNoneMatch)) return refuseThere(asked, none);
	const isBare = match === undefined && none === undefined && since === undefined && !isRead;
	return isBare && mustBeConditional && (record || mayMake(spot))
		? unmet(asked, 428, 'the request has no condition: send the ETag of what is to be changed as If-Match')
		: undefined;
}

/** `If-Match`: it must be this one. */
function refuseOther(asked: Asked, header: string): EffectResult | undefined {
	const { spot, record, tags } = asked;
	if (!record) {
		// It is missing, and that is told, where the document has a word for it.
		if (!mayMake(spot) && spot.request.operation.responses.has('404')) return undefined;
		return unmet(asked, 412, 'the request asks for one that is there');
	}
	const tag = readTag(spot, record, tags);
	return listsTag(header, tag, true) ? undefined : unmet(asked, 412, `the request names another ETag than ${tag}`);
}

/** `If-Unmodified-Since`, where the entity tells when it was changed; in seconds, as dates in headers are. */
function refuseChanged(asked: Asked, header: string): EffectResult | undefined {
	const { record, tags } = asked;
	const changed = record && tags.readChanged(record.entity);
	const since = Date.parse(header);
	if (changed === undefined || Number.isNaN(since) || Math.floor(changed / 1000) * 1000 <= since) return undefined;
	return unmet(asked, 412, `it was changed after ${header}`);
}

/** `If-None-Match` of a change: mostly `*`, for what is to be made and not to be replaced. */
function refuseThere(asked: Asked, header: string): EffectResult | undefined {
	const { spot, record, tags } = asked;
	const isThere = record && listsTag(header, readTag(spot, record, tags), false);
	return isThere ? unmet(asked, 412, 'the request asks for none such (If-None-Match)') : undefined;
}

/** That of the entity as answers show it. */
function readTag({ compiled, session }: Spot, record: EntityRecord, tags: TagPlan): string {
	return tags.readTag(compiled.embedding()?.show(session, record) ?? record.entity);
}

function unmet({ spot, record }: Asked, status: number, why: string): EffectResult {
	const key = record?.key ?? spot.compiled.readKey(spot.request) ?? '';
	const from = record && readState(spot.compiled.resource, record.entity);
	const mention = mentionEntity({ run: spot, key, outcome: 'refused', from });
	return { kind: 'refused', mention, status, note: `${nameEntity(mention)}: ${why}` };
}

function mayMake({ compiled: { effect } }: Spot): boolean {
	return 'upsert' in effect && effect.upsert === true;
}
