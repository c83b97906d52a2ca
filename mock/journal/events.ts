// What happens in a mock, for whoever listens: the control API's event stream, the console, the log.

import type { JsonObject } from '../../spec/index.ts';
import type { EntityChange } from '../store/store.ts';
import type { Clock } from '../time/clock.ts';
import type { Written } from '../types/written.ts';
import type { Exchange } from './exchange.ts';

/** A step, as far as it is told. */
export interface ToldStep {
	id: number;
	kind: string;
	atMs: number;
	/** The last exchange before it. */
	after: number;
	summary: string;
	/** Present while it can be taken back. */
	takeBack?: object | undefined;
}

/** One thing that happened; `session` is the name of the session that it happened in. */
export type MockEvent =
	| {
			type:
				| 'session.created'
				| 'session.dropped'
				| 'session.reset'
				| 'session.restored'
				| 'session.cued'
				| 'session.cleared';
			session: string;
	  }
	| { type: 'session.used'; session: string; scenario: string; parameters: Readonly<JsonObject> }
	| { type: 'exchange.added' | 'exchange.ended'; session: string; exchange: Exchange }
	| { type: 'entity.changed'; session: string; change: EntityChange }
	| { type: 'clock.moved'; session: string; clock: ReturnType<Clock['toJSON']> }
	| { type: 'scenarios.reloaded'; names: readonly string[] }
	/** `mistake`: they could not be loaded, and the last good ones stay in use. */
	| { type: 'documents.reloaded'; files: readonly string[]; operations: number; mistake?: string }
	| { type: 'pacts.changed' }
	/** `session`: it was changed for this one; absent: for all. */
	| { type: 'upstream.changed'; session?: string | undefined }
	/** Somebody did something to a session past its requests. */
	| { type: 'step.done'; session: string; step: ToldStep };

/** Hears of every event, synchronously; it must be quick and must not throw. */
export type Listener = (event: MockEvent) => void;

/** The one place where events meet. */
export interface EventBus {
	/** Whether anybody listens; ask before you build an event on a hot path. */
	readonly isHeard: boolean;
	/** Tells every listener, in the order in which they came. One that throws does not keep it from the others. */
	emit(event: MockEvent): void;
	/** Listens from now on; the answer stops it. */
	listen(listener: Listener): () => void;
}

/** A bus without listeners. `onError` is given what a listener threw. */
export function createEvents(onError: (error: unknown) => void): EventBus {
	// Replaced on each change, so that one who leaves while an event is told does not disturb the round.
	let listeners: readonly Listener[] = [];
	const bus: Written<EventBus, 'isHeard'> = {
		isHeard: false,
		emit(event) {
			for (const listener of listeners) {
				try {
					listener(event);
				} catch (error) {
					onError(error);
				}
			}
		},
		listen(listener) {
			const entry: Listener = (event) => listener(event);
			listeners = [...listeners, entry];
			bus.isHeard = true;
			return () => {
				listeners = listeners.filter((other) => other !== entry);
				bus.isHeard = listeners.length > 0;
			};
		},
	};
	return bus;
}
