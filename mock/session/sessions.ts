// All sessions of a mock: made on first use, dropped by least recent use, begun afresh on demand.

import { randomInt } from 'node:crypto';
import type { Resource } from '../../spec/index.ts';
import type { EventBus } from '../journal/events.ts';
import type { Journal } from '../journal/exchange.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { Misfit, SetAside } from '../store/entity-store.ts';
import { FIXED_START_MS, readMachineMs } from '../time/clock.ts';
import type { Finding } from '../types/finding.ts';
import type { ActiveScenario } from './active-scenario.ts';
import { addWhatCame, captureSession, measureSession } from './capture.ts';
import { createHistory, type History, type TakeBack } from './history.ts';
import { createOpener } from './open-session.ts';
import { createRecencyMap } from './recency.ts';
import { createRetiredCounters } from './retired.ts';
import type { PreparedFixtures, ReadyScenario, StartArgs } from './scenario-start.ts';
import type { Session } from './session.ts';
import { SESSION_NAME } from './session-name.ts';
import { type SessionParts, SessionState } from './session-state.ts';

/** `randomInt` takes no more. */
const MAX_SEED = 2 ** 48 - 1;

export interface SessionsArgs {
	options: Pick<MockOptions, 'seed' | 'maxSessions' | 'maxEntities'> & Partial<Pick<MockOptions, 'locale'>>;
	/** Bytes that the entities of all sessions may take up, roughly; absent: as many as there are. */
	maxEntityBytes?: number;
	resources: ReadonlyMap<string, Resource>;
	createJournal: () => Journal;
	/** The scenario that a new session begins with, freshly made; absent, or `undefined`: none. */
	startScenario?: () => ActiveScenario | undefined;
	/** The same scenario from its start, as its file has it now; absent: the same object, its counters at zero. */
	renewScenario?: (active: ActiveScenario) => ActiveScenario;
	/** What a scenario, or what there is without one, gives to a session, before anything of the session is changed; `undefined`: nothing. */
	prepareFixtures?: (args: StartArgs) => PreparedFixtures | undefined;
	/** The same, so that nobody waits for it. */
	prepareFixturesInTurns?: (args: StartArgs) => Promise<PreparedFixtures | undefined>;
	/** Whether what is given takes its time to be made; absent: never. */
	takesTime?: (active: ActiveScenario | undefined) => boolean;
	/** Sessions begin with entities also without a scenario. */
	hasRows?: boolean;
	/** Told when what `startScenario` gives does not fit: the new session is then without a scenario. */
	onUnfitStart?: (session: Session, findings: readonly Finding[]) => void;
	/** Told of a session with entities that is about to make room for others. */
	onMakeRoom?: (session: Session) => void;
	events?: EventBus;
	/** The machine's time, epoch ms; for tests. */
	readMs?: () => number;
}

/** The sessions of one mock. */
export interface Sessions {
	/** The seed of all of them: the user's, else one by chance. */
	readonly seed: number;
	/** How many there are. */
	count(): number;
	/** Exchanges in the journals of sessions that have made room for others, since the start or the last `resetAll`. */
	lostExchanges(): number;
	/**
	 * The session of this name, made if need be; it now counts as used last. Beyond `maxSessions` the one that was
	 * not used for the longest time is dropped, open ones excepted. The name must fit SESSION_NAME (RangeError).
	 */
	get(name: string): Session;
	/** The same; a promise where what a new session begins with takes its time to be made. */
	open(name: string): Session | Promise<Session>;
	/** The session of this name, if there is one; its place in the order of use stays. */
	peek(name: string): Session | undefined;
	/** The one used last comes first. */
	list(): Session[];
	/** What was done to the sessions, and the way back. */
	readonly history: History;
	/** Remembers a session before a step; call the answer after it. */
	capture(session: Session): () => TakeBack;
	/** Forgets a session at once, with its steps; false: there was none. A later one of its name never repeats its ids. */
	drop(name: string): boolean;
	/** Drops a session as a step that can be taken back; false: there was none. */
	setAside(name: string): boolean;
	/** Sets every session aside: the next use of each begins as at the start of the mock, but with new ids. */
	resetAll(): void;
	/**
	 * Makes what a scenario will give to a session, in turns of the event loop, and changes nothing; the answer is for `useScenario` or
	 * `resetSession`. Without `use`: for the session's own scenario, from its start.
	 */
	makeReady(session: Session, use?: { active: ActiveScenario | undefined; keep: boolean }): Promise<ReadyScenario>;
	/**
	 * Uses a scenario, or (`undefined`) none: entities, clock and script start afresh; with `keep` the script alone, on the entities and
	 * at the time that the session has. Journal and counters stay. Findings: what the scenario gives does not fit, and nothing was changed.
	 */
	useScenario(
		session: Session,
		active: ActiveScenario | undefined,
		keep?: boolean,
		ready?: ReadyScenario,
	): readonly Finding[];
	/** Makes what a restored session's scenario says of entities hold for those that are created from now on. */
	resumeScenario(session: Session): void;
	/** Back to the start of the session's scenario, in the same way. */
	resetSession(session: Session, ready?: ReadyScenario): readonly Finding[];
	/** Goes over to other resources; tells the entities that no longer fit and are set aside. */
	adopt(resources: ReadonlyMap<string, Resource>, misfit: Misfit): (SetAside & { session: string })[];
}

/** The sessions of one mock, none yet. */
export function createSessions(args: SessionsArgs): Sessions {
	const { options, events } = args;
	const readMs = args.readMs ?? readMachineMs;
	const parts: SessionParts = {
		resources: args.resources,
		seed: options.seed ?? randomInt(MAX_SEED),
		seeded: options.seed !== undefined,
		locale: options.locale,
		maxEntities: options.maxEntities,
		room:
			args.maxEntityBytes === undefined
				? undefined
				: { bytes: 0, maxBytes: args.maxEntityBytes, onFull: makeEntityRoom },
		createJournal: args.createJournal,
		events,
		readMs,
	};
	const states = createRecencyMap<SessionState>();
	const retired = createRetiredCounters(parts);
	const history = createHistory({ events });
	let lostExchanges = 0;

	/** `undefined`: there is nothing to be given. */
	function planStart(session: Session, active: ActiveScenario | undefined, keep: boolean): StartArgs | undefined {
		if (!active && !args.hasRows) return undefined;
		const nowMs = keep
			? session.clock.nowMs()
			: (active?.scenario.clockMs ?? (parts.seeded ? FIXED_START_MS : readMs()));
		return { active, random: session.random, nowMs, keep };
	}
	function renew({ scenario: last }: Session): ActiveScenario | undefined {
		return last && (args.renewScenario?.(last) ?? last);
	}
	function begin(
		session: Session,
		active: ActiveScenario | undefined,
		{ keep = false, ready }: { keep?: boolean | undefined; ready?: ReadyScenario | undefined } = {},
	): readonly Finding[] {
		const startMs = active?.scenario.clockMs;
		const start = ready ? undefined : planStart(session, active, keep);
		const prepared = start ? args.prepareFixtures?.(start) : ready?.prepared;
		if (prepared && prepared.findings.length > 0) return prepared.findings;
		// What the scenario gives itself is as its file has it: what it says of all others does not touch it.
		session.settle = undefined;
		if (!keep) {
			if (startMs === undefined) session.clock.real();
			else session.clock.set(startMs);
			session.store.clear();
		}
		session.scenario = active;
		session.cues = [];
		session.requestScripts.clear();
		prepared?.put(session);
		session.settle = prepared?.settle;
		return [];
	}
	function create(name: string, ready?: ReadyScenario): SessionState {
		const state = new SessionState(name, parts);
		state.isSuccessor = retired.giveBack(state);
		makeRoom();
		states.add(name, state);
		events?.emit({ type: 'session.created', session: name });
		const first = ready ? ready.active : args.startScenario?.();
		const findings = first || args.hasRows ? begin(state, first, { ready }) : [];
		if (findings.length > 0) args.onUnfitStart?.(state, findings);
		return state;
	}
	/** The session that holds most forgets its oldest entities, until there is room again. */
	function makeEntityRoom(): void {
		const { room } = parts;
		const isFull = (): boolean => room !== undefined && room.bytes > room.maxBytes;
		while (isFull()) {
			const holders = states.list().filter(({ hasStore }) => hasStore);
			holders.sort((one, other) => other.store.bytes - one.store.bytes);
			if (!holders.some(({ store }) => store.forgetOldest())) return;
		}
	}
	function makeRoom(): void {
		// An open session that is met becomes the one used last, so that the next search does not meet it again.
		for (let met = states.count(); states.count() >= options.maxSessions && met > 0; met -= 1) {
			const oldest = states.oldest();
			if (oldest === undefined) return;
			if (oldest.open > 0) states.touch(oldest.name);
			else dropForRoom(oldest);
		}
	}
	function dropForRoom(oldest: SessionState): void {
		const hasEntities = oldest.hasStore && oldest.store.bytes > 0;
		if (hasEntities) args.onMakeRoom?.(oldest);
		lostExchanges += oldest.journal.length + oldest.journal.dropped;
		drop(oldest.name, hasEntities);
	}
	function drop(name: string, isForRoom = false): boolean {
		const state = remove(name, isForRoom);
		// What all journals may take up is shared: one that nobody can see any more has no part in it.
		state?.journal.clear();
		if (state?.hasStore) state.store.leaveRoom();
		history.forget(name);
		return state !== undefined;
	}
	function remove(name: string, isForRoom = false): SessionState | undefined {
		const state = states.remove(name);
		if (!state) return undefined;
		retired.keep(state, isForRoom);
		events?.emit({ type: 'session.dropped', session: name });
		return state;
	}
	function setAside(name: string): boolean {
		const state = remove(name);
		if (!state) return false;
		if (state.hasStore) state.store.leaveRoom();
		const takeBack: TakeBack = {
			bytes: measureSession(state, parts.resources),
			run: () => bringBack(state),
			forget: () => state.journal.clear(),
		};
		history.note(state, { kind: 'dropped', summary: 'deleted the session', atMs: state.clock.nowMs(), takeBack });
		return true;
	}
	function bringBack(state: SessionState): void {
		const since = remove(state.name);
		retired.giveBack(state);
		state.store.adopt(parts.resources, () => undefined);
		makeRoom();
		states.add(state.name, state);
		if (since) addWhatCame(state, since, parts.resources);
		events?.emit({ type: 'session.created', session: state.name });
	}

	function get(name: string): SessionState {
		const state = states.touch(name);
		if (state) return state;
		if (!SESSION_NAME.test(name))
			throw new RangeError('a session has 1 to 100 of A-Z a-z 0-9 . _ ~ - as its name, and is not . or ..');
		return create(name);
	}
	async function makeReady(
		session: Session,
		use: { active: ActiveScenario | undefined; keep: boolean },
	): Promise<ReadyScenario> {
		const start = planStart(session, use.active, use.keep);
		return { active: use.active, prepared: start && (await args.prepareFixturesInTurns?.(start)) };
	}

	return {
		adopt(resources, misfit) {
			// A store is made when it is first asked for, of the resources of that time: a request under way counts on the old ones.
			const stores = states.list().map(({ name, store }) => ({ session: name, store }));
			parts.resources = resources;
			return stores.flatMap(({ session, store }) =>
				store.adopt(resources, misfit).map((entity) => ({ session, ...entity })),
			);
		},
		seed: parts.seed,
		count: states.count,
		lostExchanges: () => lostExchanges,
		get,
		open: createOpener({
			find: states.touch,
			startScenario: () => args.startScenario?.(),
			takesTime: (active) => args.takesTime?.(active) ?? false,
			// Chance and time are by the name alone.
			makeReady: (name, active) => makeReady(new SessionState(name, parts), { active, keep: false }),
			create: (name, ready) => (ready ? create(name, ready) : get(name)),
		}),
		peek: states.peek,
		list: states.list,
		history,
		capture: (session) => captureSession(session, () => parts.resources),
		drop: (name) => drop(name),
		setAside,
		resetAll() {
			for (const state of states.list()) setAside(state.name);
			lostExchanges = 0;
		},
		resumeScenario(session) {
			const { scenario: active, random, clock } = session;
			session.settle =
				active && args.prepareFixtures?.({ active, random, nowMs: clock.nowMs(), keep: true, isResumed: true })?.settle;
		},
		makeReady: (session, use = { active: renew(session), keep: false }) => makeReady(session, use),
		useScenario(session, active, keep, ready) {
			const findings = begin(session, active, { keep, ready });
			if (findings.length > 0) return findings;
			if (active) {
				const { scenario, parameters } = active;
				events?.emit({ type: 'session.used', session: session.name, scenario: scenario.name, parameters });
			} else {
				events?.emit({ type: 'session.reset', session: session.name });
			}
			return findings;
		},
		resetSession(session, ready) {
			const last = session.scenario;
			const active = ready ? ready.active : renew(session);
			const findings = begin(session, active, { ready });
			if (findings.length > 0) return findings;
			if (active && active === last) active.restore(active.counters().map(() => 0));
			events?.emit({ type: 'session.reset', session: session.name });
			return findings;
		},
	};
}
