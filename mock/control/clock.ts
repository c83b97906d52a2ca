// The time of a session.

import { getOwn, type JsonObject, type JsonValue, type Resource } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState, writeDateTime } from '../store/expiry.ts';
import {
	answer,
	type ControlCall,
	changeSession,
	lookIntoSession,
	type Reply,
	readObject,
	refuseCall,
} from './call.ts';
import { renderClock, renderSession } from './sessions.ts';
import { takeStep } from './steps.ts';

/** Coming moves that one answer tells; the document says so too. */
const MAX_UPCOMING = 100;

/** `getClock` */
export function getClock(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => {
		const { resources } = call.engine;
		const coming = listComing(session, resources);
		const upcoming = coming.slice(0, MAX_UPCOMING).map((record) => renderMove(record, resources));
		return answer({ ...renderClock(session), upcoming, upcomingTotal: coming.length });
	});
}

/** Entities that time will move, the soonest first, those of one moment in the order of their creation. */
function listComing({ store }: Session, resources: ReadonlyMap<string, Resource>): EntityRecord[] {
	const moved = [...resources.values()].filter(({ states }) => [...states.values()].some(({ expires }) => expires));
	// Whatever time has moved already is moved when it is listed.
	const records = moved.flatMap(({ name }) => store.list(name).filter(({ expiresAtMs }) => expiresAtMs < Infinity));
	return records.sort((a, b) => a.expiresAtMs - b.expiresAtMs);
}

function renderMove(record: EntityRecord, resources: ReadonlyMap<string, Resource>): JsonObject {
	const { resource: name, key, scope, entity, expiresAtMs } = record;
	const resource = resources.get(name);
	const from = (resource && readState(resource, entity)) ?? '';
	const to = resource?.states.get(from)?.expires?.to ?? '';
	return { at: writeDateTime(expiresAtMs), resource: name, key, scope: [...scope], from, to };
}

/** `setClock` */
export function setClock(call: ControlCall): Reply {
	const body = readObject(call);
	const now = getOwn(body, 'now');
	const advance = getOwn(body, 'advance');
	const how =
		typeof now === 'string'
			? 'set the clock to'
			: typeof advance === 'string'
				? `moved the clock by ${advance}, to`
				: 'put the clock back to real time,';
	return changeSession(call, (session) => {
		const { clock } = session;
		const summary = (): string => `${how} ${clock.toJSON().now}`;
		return takeStep(call, session, {
			kind: 'clock',
			operation: 'setClock',
			summary,
			change: () => moveClock(session, { now, advance }),
		});
	});
}

function moveClock(
	session: Session,
	{ now, advance }: { now: JsonValue | undefined; advance: JsonValue | undefined },
): Reply {
	const { clock } = session;
	try {
		if (typeof now === 'string') clock.set(Date.parse(now.toUpperCase()));
		else if (typeof advance === 'string') clock.advance(advance);
		else clock.real();
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		const pointer = now === undefined ? '/advance' : '/now';
		return refuseCall(400, 'The clock can not be moved there; it stays as it was.', [
			{ code: 'clock.range', message: error.message, in: 'body', pointer },
		]);
	}
	return answer(renderSession(session));
}
