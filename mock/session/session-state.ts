// One session, and how it begins: cheap to make, because each of its parts is made when it is first asked for.

import type { Resource } from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import { createRandom } from '../chance/random.ts';
import type { EventBus } from '../journal/events.ts';
import type { Journal } from '../journal/exchange.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { EntityRoom } from '../store/room.ts';
import { createStore } from '../store/store.ts';
import type { Clock } from '../time/clock.ts';
import { createClock } from '../time/clock.ts';
import type { AnswerVariant } from '../types/answer-variant.ts';
import type { ForwardChoice } from '../types/forward-mode.ts';
import type { ActiveScenario } from './active-scenario.ts';
import type { Session, Settle } from './session.ts';

/** What all sessions of a mock are made of. */
export interface SessionParts {
	/** Replaced when the documents are. */
	resources: ReadonlyMap<string, Resource>;
	/** Of the mock; `seeded` says whether its user gave it. */
	seed: number;
	seeded: boolean;
	/** The language of what is made up. */
	locale?: string | undefined;
	maxEntities: number;
	/** For the entities of all sessions. */
	room?: EntityRoom | undefined;
	createJournal: () => Journal;
	events?: EventBus | undefined;
	/** The machine's time, epoch ms; for tests. */
	readMs?: (() => number) | undefined;
}

/** A session as this room keeps it. */
export class SessionState implements Session {
	readonly name: string;
	scenario: ActiveScenario | undefined = undefined;
	settle: Settle | undefined = undefined;
	cues: readonly ActiveScenario[] = [];
	readonly requestScripts: Map<string, ActiveScenario> = new Map();
	isSuccessor = false;
	open = 0;
	lastRequestAtMs: number | undefined = undefined;
	variant: AnswerVariant | undefined = undefined;
	forwarding: ForwardChoice | undefined = undefined;
	readonly #parts: SessionParts;
	#clock: Clock | undefined;
	#random: Random | undefined;
	#store: EntityStore | undefined;
	#journal: Journal | undefined;

	constructor(name: string, parts: SessionParts) {
		this.name = name;
		this.#parts = parts;
	}

	get clock(): Clock {
		if (!this.#clock) {
			const { seeded, readMs, events } = this.#parts;
			this.#clock = createClock({
				seeded,
				...(readMs && { readMs }),
				onMove: (clock) => {
					if (events?.isHeard) events.emit({ type: 'clock.moved', session: this.name, clock: clock.toJSON() });
				},
			});
		}
		return this.#clock;
	}

	get locale(): string | undefined {
		return this.#parts.locale;
	}

	get random(): Random {
		this.#random ??= createRandom(this.#parts.seed, this.name);
		return this.#random;
	}

	/** Whether there is anything of the store yet. */
	get hasStore(): boolean {
		return this.#store !== undefined;
	}

	get store(): EntityStore {
		if (!this.#store) {
			const { maxEntities, resources, events, room } = this.#parts;
			this.#store = createStore({
				maxEntities,
				room,
				resources,
				clock: this.clock,
				isHeard: () => events?.isHeard === true || this.settle !== undefined,
				onChange: (change, record) => {
					if (events?.isHeard) events.emit({ type: 'entity.changed', session: this.name, change });
					// The create's own answer was composed of what it stored: it shows the entity as it was born.
					if (this.settle && change.kind === 'created') this.settle(this, record);
				},
			});
		}
		return this.#store;
	}

	get journal(): Journal {
		this.#journal ??= this.#parts.createJournal();
		return this.#journal;
	}
}
