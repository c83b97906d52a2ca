// All sessions of a mock: made on first use, dropped by least recent use, begun afresh on demand.

import { randomInt } from 'node:crypto';
import type { Resource } from '../../spec/index.ts';
import type { EventBus } from '../journal/events.ts';
import type { ActiveScenario, Finding, Journal, MockOptions, Random, Session } from '../model.ts';
import { SESSION_NAME } from '../request/session.ts';

export { DEFAULT_SESSION } from '../request/session.ts';

import { FIXED_START_MS, readMachineMs } from './clock.ts';
import { createRecencyMap } from './recency.ts';
import { createRetiredCounters } from './retired.ts';
import { type PreparedGiven, putPrepared } from './seeding.ts';
import { World, type WorldParts } from './world.ts';

/** `randomInt` takes no more. */
const MAX_SEED = 2 ** 48 - 1;

export interface SessionsArgs {
	options: Pick<MockOptions, 'seed' | 'maxSessions' | 'maxEntities'>;
	resources: ReadonlyMap<string, Resource>;
	createJournal: () => Journal;
	/** The scenario that a new session begins with, freshly made; absent, or `undefined`: none. */
	startScenario?: () => ActiveScenario | undefined;
	/** The same scenario from its start, as its file has it now; absent: the same object, its counters at zero. */
	renewScenario?: (active: ActiveScenario) => ActiveScenario;
	/** What a scenario gives to a session, before anything of the session is changed. */
	prepareGiven?: (args: { active: ActiveScenario; random: Random; nowMs: number }) => PreparedGiven;
	/** Told when what `startScenario` gives does not fit: the new session is then without a scenario. */
	onUnfitStart?: (session: Session, findings: readonly Finding[]) => void;
	events?: EventBus;
	/** The machine's time, epoch ms; for tests. */
	readMs?: () => number;
}

/** The sessions of one mock. */
export interface Sessions {
	/** The seed of all of them: the user's, else one by chance. */
	readonly seed: number;
	readonly size: number;
	/**
	 * The session of this name, made if need be; it now counts as used last. Beyond `maxSessions` the one that was
	 * not used for the longest time is dropped, open ones excepted. The name must fit SESSION_NAME (RangeError).
	 */
	get(name: string): Session;
	/** The session of this name, if there is one; its place in the order of use stays. */
	peek(name: string): Session | undefined;
	/** The one used last comes first. */
	list(): Session[];
	/** Forgets a session; false: there was none. A later one of its name never repeats its ids. */
	drop(name: string): boolean;
	/** Drops every session: the next use of each begins as at the start of the mock, but with new ids. */
	resetAll(): void;
	/**
	 * Uses a scenario, or (`undefined`) none: entities, clock and script start afresh; journal and counters stay.
	 * Findings: what the scenario gives does not fit, and nothing was changed.
	 */
	useScenario(session: Session, active: ActiveScenario | undefined): readonly Finding[];
	/** Back to the start of the session's scenario, in the same way. */
	resetSession(session: Session): readonly Finding[];
}

/** The sessions of one mock, none yet. */
export function createSessions(args: SessionsArgs): Sessions {
	const { options, events } = args;
	const readMs = args.readMs ?? readMachineMs;
	const parts: WorldParts = {
		resources: args.resources,
		seed: options.seed ?? randomInt(MAX_SEED),
		seeded: options.seed !== undefined,
		maxEntities: options.maxEntities,
		createJournal: args.createJournal,
		events,
		readMs,
	};
	const worlds = createRecencyMap<World>();
	const retired = createRetiredCounters(args.resources);

	function begin(session: Session, active: ActiveScenario | undefined): readonly Finding[] {
		const startMs = active?.scenario.clockMs;
		const nowMs = startMs ?? (parts.seeded ? FIXED_START_MS : readMs());
		const prepared = active && args.prepareGiven?.({ active, random: session.random, nowMs });
		if (prepared && prepared.findings.length > 0) return prepared.findings;
		if (startMs === undefined) session.clock.real();
		else session.clock.set(startMs);
		session.store.clear();
		session.scenario = active;
		session.cues = [];
		session.visiting.clear();
		if (prepared) putPrepared({ session, resources: args.resources, entities: prepared.entities });
		return [];
	}
	function create(name: string): World {
		const world = new World(name, parts);
		retired.giveBack(world);
		makeRoom();
		worlds.add(name, world);
		events?.emit({ type: 'session.created', session: name });
		const first = args.startScenario?.();
		const findings = first ? begin(world, first) : [];
		if (findings.length > 0) args.onUnfitStart?.(world, findings);
		return world;
	}
	function makeRoom(): void {
		// An open session that is met becomes the one used last, so that the next search does not meet it again.
		for (let met = worlds.size; worlds.size >= options.maxSessions && met > 0; met -= 1) {
			const oldest = worlds.oldest();
			if (oldest === undefined) return;
			if (oldest.open > 0) worlds.touch(oldest.name);
			else drop(oldest.name);
		}
	}
	function drop(name: string): boolean {
		const world = worlds.remove(name);
		if (!world) return false;
		retired.keep(world);
		events?.emit({ type: 'session.dropped', session: name });
		return true;
	}

	return {
		seed: parts.seed,
		get size() {
			return worlds.size;
		},
		get(name) {
			const world = worlds.touch(name);
			if (world) return world;
			if (!SESSION_NAME.test(name))
				throw new RangeError('a session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name, and is not . or ..');
			return create(name);
		},
		peek: worlds.peek,
		list: worlds.list,
		drop,
		resetAll() {
			for (const world of worlds.list()) drop(world.name);
		},
		useScenario(session, active) {
			const findings = begin(session, active);
			if (findings.length > 0) return findings;
			if (active) {
				const { scenario, parameters } = active;
				events?.emit({ type: 'session.used', session: session.name, scenario: scenario.name, parameters });
			} else {
				events?.emit({ type: 'session.reset', session: session.name });
			}
			return findings;
		},
		resetSession(session) {
			const last = session.scenario;
			const active = last && (args.renewScenario?.(last) ?? last);
			const findings = begin(session, active);
			if (findings.length > 0) return findings;
			if (active && active === last) active.restore(active.counters().map(() => 0));
			events?.emit({ type: 'session.reset', session: session.name });
			return findings;
		},
	};
}
