// A new session whose start makes thousands of entities begins in turns: no other session waits for it.

import type { ActiveScenario } from './active-scenario.ts';
import type { ReadyScenario } from './scenario-start.ts';
import type { Session } from './session.ts';

/** What it takes to begin a session. */
export interface OpenerArgs {
	/** The session of this name, now used last; `undefined`: there is none yet. */
	find(name: string): Session | undefined;
	/** What a new session begins with, freshly made. */
	startScenario(): ActiveScenario | undefined;
	/** What it gives takes its time to be made. */
	takesTime(active: ActiveScenario | undefined): boolean;
	/** Makes that for a session of this name, in turns of the event loop. */
	makeReady(name: string, active: ActiveScenario | undefined): Promise<ReadyScenario>;
	/** Makes the session, with what is ready or else at once. */
	create(name: string, ready?: ReadyScenario): Session;
}

/** Opens a session by its name: at once, or in turns where that takes time; once, however many ask for it meanwhile. */
export function createOpener(args: OpenerArgs): (name: string) => Session | Promise<Session> {
	const opening = new Map<string, Promise<Session>>();

	const openInTurns = async (name: string, active: ActiveScenario | undefined): Promise<Session> => {
		try {
			const ready = await args.makeReady(name, active);
			// The control API may have made it meanwhile.
			return args.find(name) ?? args.create(name, ready);
		} finally {
			opening.delete(name);
		}
	};
	return (name) => {
		const known = args.find(name) ?? opening.get(name);
		if (known) return known;
		const active = args.startScenario();
		if (!args.takesTime(active)) return args.create(name);
		const promise = openInTurns(name, active);
		opening.set(name, promise);
		return promise;
	};
}
