// What a scenario gives a session, made before anything of the session is changed.

import type { Random } from '../chance/random.ts';
import type { Finding } from '../types/finding.ts';
import type { ActiveScenario } from './active-scenario.ts';
import type { Session, Settle } from './session.ts';

/** A scenario's entities, not yet in a session. With findings, nothing of it is to be used. */
export interface PreparedFixtures {
	findings: readonly Finding[];
	/** Puts them into the session's store, and settles what is there beside them. */
	put(session: Session): void;
	/** What the scenario does to each entity that is created from then on; absent: nothing. */
	settle?: Settle | undefined;
}

/** How a session is to begin. */
export interface StartArgs {
	active: ActiveScenario | undefined;
	random: Random;
	nowMs: number;
	/** What the session has stays: the scenario's entities come beside it, and in the place of those with their keys. */
	keep: boolean;
	/** What is given is there already: only what holds for later entities is asked for. */
	isResumed?: boolean;
}

/** A scenario whose entities are made, for one session. */
export interface ReadyScenario {
	active: ActiveScenario | undefined;
	prepared: PreparedFixtures | undefined;
}
