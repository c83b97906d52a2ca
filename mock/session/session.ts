// What a session holds.

import type { Random } from '../chance/random.ts';
import type { Journal } from '../journal/exchange.ts';
import type { EntityRecord, EntityStore } from '../store/entity-store.ts';
import type { Clock } from '../time/clock.ts';
import type { AnswerVariant } from '../types/answer-variant.ts';
import type { ForwardChoice } from '../types/forward-mode.ts';
import type { ActiveScenario } from './active-scenario.ts';

/** Changes an entity of a session that has just come to be, or is there already. */
export type Settle = (session: Session, record: EntityRecord) => void;

/** What is separate for each caller that names it: entities, clock, chance, scenario, journal. */
export interface Session {
	readonly name: string;
	readonly clock: Clock;
	readonly random: Random;
	/** The language of what is made up, as Faker has its name; absent: English names and Latin sentences. */
	readonly locale?: string | undefined;
	readonly store: EntityStore;
	readonly journal: Journal;
	/** The scenario in use; absent: the plain state machine. */
	scenario: ActiveScenario | undefined;
	/** What the scenario in use does to each entity once it is created; absent: nothing. */
	settle?: Settle | undefined;
	/** Cues put in front of the scenario by the control API, each as a script of its own, in the order in which they came. */
	cues: readonly ActiveScenario[];
	/** Scripts named by `X-Mock-Scenario` alone, with their progress, by name. */
	readonly requestScripts: Map<string, ActiveScenario>;
	/** The form of the success answers; absent: as the entities and the document's examples have them. */
	variant?: AnswerVariant | undefined;
	/** What of its requests goes to the upstream; absent: as for all sessions. */
	forwarding?: ForwardChoice | undefined;
	/** One of its name was before it, and had to make room for others (`maxSessions`). */
	readonly isSuccessor: boolean;
	/** Requests in flight. */
	open: number;
	/** Epoch ms of the session's clock; absent: none yet. */
	lastRequestAtMs: number | undefined;
}
