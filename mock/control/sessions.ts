// Sessions: what runs, what it holds, and the end of it.

import { getObject, getOwn, type JsonObject } from '../../spec/index.ts';
import type { ActiveScenario, CueProgress } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import type { AnswerVariant } from '../types/answer-variant.ts';
import { answer, type ControlCall, DONE, lookIntoSession, type Reply, readPath, refuseCall } from './call.ts';
import { readLimit } from './paging.ts';
import { renderFindings } from './problem.ts';

/** `listSessions` */
export function listSessions(call: ControlCall): Reply {
	const sessions = call.engine.sessions.list();
	return answer({
		sessions: sessions.slice(0, readLimit(call)).map(renderSession),
		total: sessions.length,
		dropped: call.engine.sessions.lostExchanges(),
	});
}

/** `getSession` */
export function getSession(call: ControlCall): Reply {
	return lookIntoSession(call, (session) => answer(renderSession(session)));
}

/** `deleteSession` */
export function deleteSession(call: ControlCall): Reply {
	const name = readPath(call, 'session');
	return call.engine.sessions.setAside(name) ? DONE : refuseCall(404, `There is no session ${JSON.stringify(name)}.`);
}

/** `resetAll` */
export function resetAll(call: ControlCall): Reply {
	const { router, sessions } = call.engine;
	sessions.resetAll();
	for (const plan of router.plans) {
		plan.exercised.clear();
		plan.faults = 0;
	}
	sessions.get(DEFAULT_SESSION);
	return answer({
		sessions: sessions.list().map(renderSession),
		total: sessions.count(),
		dropped: sessions.lostExchanges(),
	});
}

/** The session as the control API's document has it (`Session`). */
export function renderSession(session: Session): JsonObject {
	const { name, scenario, cues, random, store, journal, lastRequestAtMs, open } = session;
	return {
		name,
		scenario: scenario
			? {
					name: scenario.scenario.name,
					parameters: { ...scenario.parameters },
					...(scenario.entity && { entity: { ...scenario.entity, scope: [...scenario.entity.scope] } }),
					script: scenario.progress().map(renderProgress),
					...(scenario.notes && scenario.notes.length > 0 && { notes: renderFindings(scenario.notes) }),
				}
			: null,
		...(cues.length > 0 && {
			cues: cues.flatMap((cue, index) =>
				cue
					.progress()
					.map((one) => ({ ...renderProgress({ ...one, index, next: index === 0 }), ...renderOneOff(cue) })),
			),
		}),
		clock: renderClock(session),
		...(session.variant !== undefined && { variant: renderVariant(session.variant) }),
		seed: random.seed,
		entities: store.counts(),
		exchanges: journal.length,
		dropped: journal.dropped,
		lastRequestAt: lastRequestAtMs === undefined ? null : new Date(lastRequestAtMs).toISOString(),
		open,
	};
}

/** How far a cue is, as the control API's document has it (`CueProgress`). */
function renderProgress({ on, times, ...cue }: CueProgress): JsonObject {
	return { ...cue, on: [...on], ...(times !== undefined && { times }) };
}

/** What a one-off does, in short: bodies may be large. */
function renderOneOff({ scenario: { script } }: ActiveScenario): JsonObject {
	const [cue = {}] = script;
	const reply = getObject(cue, 'reply');
	return {
		...(reply && { reply: pick(reply, ['status', 'example', 'fault']) }),
		...pick(cue, ['delay']),
		...(getOwn(cue, 'when') !== undefined && { conditional: true }),
	};
}

function pick(object: JsonObject, names: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

/** `{ form }`, of an enum with `pointer` and `value`. */
function renderVariant(variant: AnswerVariant): JsonObject {
	return typeof variant === 'string' ? { form: variant } : { ...variant };
}

/** `{ now, mode, offsetMs }` */
export function renderClock({ clock }: Session): JsonObject {
	return { ...clock.toJSON() };
}
