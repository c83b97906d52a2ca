// What people and programs did to sessions past their requests: told as a timeline, and taken back as far as it is kept.

import type { JsonObject } from '../../spec/index.ts';
import type { EventBus } from '../journal/events.ts';
import type { Session } from './session.ts';

/** What was done; the names of the control API. */
export const STEP_KINDS = [
	'used',
	'reset',
	'restored',
	'cleared',
	'dropped',
	'cued',
	'uncued',
	'varied',
	'forwarded',
	'clock',
	'entity',
	'undone',
	'replayed',
	'imported',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The way back from a step. */
export interface TakeBack {
	/** What is kept for it, roughly. */
	bytes: number;
	run(): void;
	/** It will never be run. */
	forget?(): void;
}

/** One thing that was done to a session. */
export interface Step {
	/** From 1, unique among the steps of sessions of this name. */
	id: number;
	kind: StepKind;
	/** By the session's clock as it was before, epoch ms. */
	atMs: number;
	/** The last exchange before it; 0: none. */
	after: number;
	/** One sentence without a full stop, e.g. `used already-paid afresh`. */
	summary: string;
	/** The call of the control API that did it, so that it can be done again; absent: it is too large. */
	did?: JsonObject | undefined;
	/** Absent: it can't be taken back, or no longer. */
	takeBack?: TakeBack | undefined;
}

/** Steps that are told of one session. */
const MAX_STEPS = 200;
/** Steps of one session that can be taken back. */
export const MAX_UNDO = 20;
/** What is kept to take steps back, of all sessions together. */
export const MAX_UNDO_BYTES: number = 32 * 1024 * 1024;
/** Names of sessions whose steps are remembered; the oldest is forgotten. */
const MAX_NAMES = 2000;
/** Steps of all sessions whose calls are kept, each of 4 KiB at most; of the oldest they are forgotten. */
const MAX_CALLS = 5000;

/** The steps of all sessions, by the sessions' names: they outlive a session that is dropped. */
export interface History {
	/** What is to be told of a step that was done; its way back is dropped at once where it is too large. */
	note(session: Session, step: Pick<Step, 'kind' | 'summary' | 'takeBack' | 'atMs' | 'did'>): void;
	/** While this runs, steps of the session are not noted: they are part of a larger one. */
	silence<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
	/** Oldest first; empty: nothing was done, or nothing is known of such a session. */
	list(name: string): readonly Step[];
	/** Those that can be taken back, the last one first. */
	listUndoable(name: string): readonly Step[];
	/** Takes back the last step, or all from the last to the one with this id. Empty: there is nothing, or no such step. */
	takeBack(name: string, id?: number): readonly Step[];
	/** Forgets all of a session. */
	forget(name: string): void;
}

interface Kept {
	steps: Step[];
	nextId: number;
}

/** A history without steps. */
export function createHistory({ events }: { events?: EventBus | undefined } = {}): History {
	const byName = new Map<string, Kept>();
	/** All that can be taken back, the oldest first. */
	const undoable = new Set<Step>();
	const silenced = new Set<string>();
	const withCall = new Set<Step>();
	let bytes = 0;

	function release(step: Step, isRun: boolean): void {
		const { takeBack } = step;
		if (!takeBack) return;
		undoable.delete(step);
		bytes -= takeBack.bytes;
		step.takeBack = undefined;
		if (!isRun) takeBack.forget?.();
	}
	function forgetCall(step: Step): void {
		if (withCall.delete(step)) step.did = undefined;
	}
	function open(name: string): Kept {
		const known = byName.get(name);
		if (known) return known;
		for (const oldest of byName.keys()) {
			if (byName.size < MAX_NAMES) break;
			forget(oldest);
		}
		const kept: Kept = { steps: [], nextId: 1 };
		byName.set(name, kept);
		return kept;
	}
	function forget(name: string): void {
		for (const step of byName.get(name)?.steps ?? []) {
			release(step, false);
			forgetCall(step);
		}
		byName.delete(name);
	}
	const listUndoable = (name: string): Step[] =>
		(byName.get(name)?.steps ?? []).filter((one) => one.takeBack).reverse();

	return {
		note(session, { kind, summary, takeBack, atMs, did }) {
			if (silenced.has(session.name)) return;
			const kept = open(session.name);
			const step: Step = { id: kept.nextId++, kind, atMs, after: session.journal.lastId, summary, did, takeBack };
			kept.steps.push(step);
			if (did) withCall.add(step);
			for (const old of withCall) {
				if (withCall.size <= MAX_CALLS) break;
				forgetCall(old);
			}
			if (takeBack) {
				undoable.add(step);
				bytes += takeBack.bytes;
			}
			for (const old of listUndoable(session.name).slice(MAX_UNDO)) release(old, false);
			for (const old of undoable) {
				if (bytes <= MAX_UNDO_BYTES) break;
				release(old, false);
			}
			if (kept.steps.length > MAX_STEPS) {
				const oldest = kept.steps.shift() as Step;
				release(oldest, false);
				forgetCall(oldest);
			}
			if (events?.isHeard) events.emit({ type: 'step.done', session: session.name, step });
		},
		async silence(name, run) {
			silenced.add(name);
			try {
				return await run();
			} finally {
				silenced.delete(name);
			}
		},
		list: (name) => byName.get(name)?.steps ?? [],
		listUndoable,
		takeBack(name, id) {
			const steps = listUndoable(name);
			const last = id === undefined ? 0 : steps.findIndex((one) => one.id === id);
			const taken = last < 0 ? [] : steps.slice(0, last + 1);
			for (const step of taken) {
				const { takeBack } = step;
				release(step, true);
				takeBack?.run();
			}
			return taken;
		},
		forget,
	};
}
