// Several provider states of one interaction: Pact's verifiers ask for each by itself, one directly after another.

import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../spec/index.ts';
import { isEveryRow } from '../fixtures/every-row.ts';
import type { History } from '../session/history.ts';
import type { Session } from '../session/session.ts';
import type { Scenario } from '../types/scenario.ts';

/** The states that a session was set up with. */
export interface StateSet {
	/** The last of them, and its scenario. */
	state: string;
	scenario: Scenario;
	/** Those of the last scenario's states. */
	parameters: JsonObject;
	/** The session has what other scenarios gave as well. */
	isMixed: boolean;
}

/** How one more state is set up. */
export interface StatePlan {
	parameters: JsonObject;
	/** On what the session has. */
	keep: boolean;
	isMixed: boolean;
}

/** What sets were noted, each with the step that set up its last state. */
const sets = new WeakMap<Session, StateSet & { step: number }>();

/** Remembers the state that the session's last step has set up. */
export function noteState(history: History, session: Session, set: StateSet): void {
	const step = history.list(session.name).at(-1)?.id;
	if (step !== undefined) sets.set(session, { ...set, step });
}

/** The states that the session has been set up with since its last request; `undefined`: none, or something else was done to it since. */
export function findStates(history: History, session: Session): StateSet | undefined {
	const set = sets.get(session);
	const last = history.list(session.name).at(-1);
	return set && last?.id === set.step && last.after === session.journal.lastId ? set : undefined;
}

/**
 * How a state joins those before it: other states of one scenario complete each other's parameters, the same state once more is a second one of
 * its kind, and what another scenario gives is added. A text: why it can't be, without a full stop.
 */
export function joinStates(
	before: StateSet | undefined,
	next: { state: string; scenario: Scenario; parameters: JsonObject },
): StatePlan | string {
	const { state, scenario, parameters } = next;
	if (!before) return { parameters, keep: false, isMixed: false };
	if (before.scenario.name === scenario.name) {
		if (before.state === state && !isDeepStrictEqual(before.parameters, parameters))
			return { parameters, keep: true, isMixed: true };
		return { parameters: { ...before.parameters, ...parameters }, keep: before.isMixed, isMixed: before.isMixed };
	}
	const more = tellMore(before.scenario);
	if (more !== undefined)
		return `${JSON.stringify(before.state)} is of the scenario ${before.scenario.name}, which has ${more}, and ${JSON.stringify(state)} of ${scenario.name}`;
	if (scenario.clockMs !== undefined)
		return `${JSON.stringify(state)} is of the scenario ${scenario.name}, which has a clock, and ${JSON.stringify(before.state)} of ${before.scenario.name}`;
	return { parameters, keep: true, isMixed: true };
}

/** Why these states can't be set up together, without a full stop; `undefined`: they can. */
export function findConflict(
	states: readonly { state: string; scenario: Scenario; parameters: JsonObject }[],
): string | undefined {
	let before: StateSet | undefined;
	for (const next of states) {
		const plan = joinStates(before, next);
		if (typeof plan === 'string') return plan;
		before = { ...next, ...plan };
	}
	return undefined;
}

/** What of a scenario lasts no longer than it is in use; `undefined`: it gives entities, and no more. */
function tellMore({ script, keys, clockMs, given, source }: Scenario): string | undefined {
	if (script.length > 0) return 'a script';
	if (keys !== undefined) return 'keys';
	if (clockMs !== undefined) return 'a clock';
	if (Object.values(given).some((rows) => rows.some(isEveryRow))) return 'rows for every entity';
	return source['delay'] !== undefined || source['faults'] !== undefined ? 'delays or faults' : undefined;
}
