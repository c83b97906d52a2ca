// A session as it is before a step, and the way back to it.

import type { Resource } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { foldKey } from '../store/fold-key.ts';
import { measureValue } from '../store/room.ts';
import type { TakeBack } from './history.ts';
import type { Session } from './session.ts';

type Resources = ReadonlyMap<string, Resource>;
type Kept = Pick<EntityRecord, 'resource' | 'key' | 'scope' | 'entity' | 'facts'>;

/** Bytes of a session without entities, roughly. */
const BASE_BYTES = 500;

/**
 * Remembers a session. Call the answer once the step is done, to get its way back: entities, clock, scenario and one-offs are as they
 * were; what callers have made since the step stays beside them. Journal and counters go on.
 */
export function captureSession(session: Session, resourcesOf: () => Resources): () => TakeBack {
	const resources = resourcesOf();
	const entities = listEntities(session, resources);
	const origins = new Map([...resources.keys()].map((name) => [name, session.store.origins(name).toJSON()]));
	const { offsetMs } = session.clock.toJSON();
	const { scenario, settle, cues, variant } = session;
	const counters = scenario?.counters();
	const cueCounters = cues.map((cue) => cue.counters());
	const scripts = [...session.requestScripts].map(([name, script]) => ({ name, script, counters: script.counters() }));
	let bytes = BASE_BYTES;
	for (const { entity } of entities) bytes += measureValue(entity);

	return () => {
		const ofStep = new Set(listEntities(session, resourcesOf()).map(placeOf));
		return {
			bytes,
			run() {
				const made = listEntities(session, resourcesOf()).filter((one) => !ofStep.has(placeOf(one)));
				moveClock(session, offsetMs);
				session.settle = undefined;
				session.store.clear();
				for (const one of [...entities, ...made]) putBack(session, one, resourcesOf());
				for (const [name, told] of origins) session.store.origins(name).restore(told);
				session.scenario = scenario;
				if (counters) scenario?.restore(counters);
				session.cues = cues;
				cues.forEach((cue, index) => {
					cue.restore(cueCounters[index] ?? []);
				});
				session.requestScripts.clear();
				for (const { name, script, counters: own } of scripts) {
					script.restore(own);
					session.requestScripts.set(name, script);
				}
				session.variant = variant;
				session.settle = settle;
			},
		};
	};
}

function listEntities(session: Session, resources: Resources): Kept[] {
	return [...resources.keys()].flatMap((name) =>
		session.store
			.list(name)
			.map(({ resource, key, scope, entity, facts }) => ({ resource, key, scope, entity, facts })),
	);
}

function placeOf({ resource, scope, key }: Kept): string {
	return JSON.stringify([resource, scope, foldKey(key)]);
}

/** One whose resource is gone, or another one by now, is left out. */
function putBack(session: Session, { facts, ...kept }: Kept, resources: Resources): void {
	if (resources.get(kept.resource)?.scope.length !== kept.scope.length) return;
	session.store.create({ ...kept, ...(facts && { facts }) });
}

/** To where it would be if it had never been moved since. */
function moveClock({ clock }: Session, offsetMs: number): void {
	if (clock.toJSON().offsetMs === offsetMs) return;
	clock.real();
	if (offsetMs !== 0) clock.set(clock.nowMs() + offsetMs);
}

/** What a journal, and the entities of a session, take up, roughly. */
export function measureSession(session: Session, resources: Resources): number {
	let bytes = BASE_BYTES;
	for (const { entity } of listEntities(session, resources)) bytes += measureValue(entity);
	for (const exchange of session.journal.list()) bytes += exchange.bytes;
	return bytes;
}

/** What callers have made in a session since another one of its name was dropped, which comes back: it is added to that. */
export function addWhatCame(back: Session, since: Session, resources: Resources): void {
	const { settle } = back;
	// Each was settled where it was made, or not.
	back.settle = undefined;
	for (const one of listEntities(since, resources)) putBack(back, one, resources);
	back.settle = settle;
	for (const exchange of since.journal.list()) back.journal.add(exchange);
	since.journal.clear();
	since.store.leaveRoom();
}
