// What the patterns of one request may take, so that no request holds up the others.

import { createContext, Script } from 'node:vm';
import { machine } from '../machine.ts';

/** What a pattern may take on one text whose search may have no end, in ms. */
const TEXT_MS = 50;
/** What all patterns may take in one go, in ms. */
const ALL_MS = 150;
/** Steps of searches that are too short to be timed. A step takes 8 ns at most. */
const FREE_STEPS = 2_000_000;
/** A search of so many steps needs no guard. */
const SHORT_STEPS = 200_000;

/** A search, and what it may take: `undefined` where nobody knows. */
export interface Search {
	source: string;
	text: string;
	steps: number | undefined;
	run(text: string): boolean;
	/** The search was broken off in the middle of it. */
	onBroken?: (() => void) | undefined;
}

let isLimited = false;
let leftMs = ALL_MS;
let freeSteps = FREE_STEPS;
let undecided: Map<string, Set<string>> | undefined;

/**
 * Runs what one request asks for: all its patterns have 150 ms together (`allMs`), and 50 ms for each text. Outside of it patterns have the
 * same for all that they can't end on in one turn of the event loop.
 */
export function limitPatterns<Result>(run: () => Result, { allMs = ALL_MS }: { allMs?: number } = {}): Result {
	if (isLimited) return run();
	isLimited = true;
	leftMs = allMs;
	freeSteps = FREE_STEPS;
	undecided = undefined;
	try {
		return run();
	} finally {
		isLimited = false;
		leftMs = ALL_MS;
	}
}

/**
 * Runs what is nobody's request in the middle of one, with the limits outside of requests: what the mock makes once and keeps is the same
 * whatever the clock says.
 */
export function pauseLimit<Result>(run: () => Result): Result {
	if (!isLimited) return run();
	const before = { leftMs, freeSteps, undecided };
	isLimited = false;
	leftMs = ALL_MS;
	try {
		return run();
	} finally {
		isLimited = true;
		({ leftMs, freeSteps, undecided } = before);
	}
}

/** Whether, within this request, a text was not held to a pattern to the end: then it counts as one that does not match. */
export function wasUndecided(source: unknown, text: unknown): boolean {
	return isLimited && undecided?.get(source as string)?.has(text as string) === true;
}

/** Whether a search of so many steps need not be timed: in a request there are 2,000,000 of them for all. */
export function isFree(steps: number): boolean {
	if (!isLimited) return true;
	if (steps > freeSteps) return false;
	freeSteps -= steps;
	return true;
}

/**
 * A search by the clock. False for what the limits did not suffice for: not known to fit, so it doesn't. Outside of requests what was broken
 * off is tried once more: a machine that is busy holds up a short search as well.
 */
export function searchTimed(search: Search, isAgain = false): boolean {
	const { steps, text } = search;
	const limitMs = Math.ceil(Math.min(TEXT_MS, leftMs));
	if (limitMs <= 0) return leaveUndecided(search);
	const startedAt = machine.nowMs();
	try {
		return steps !== undefined && steps <= SHORT_STEPS ? search.run(text) : runGuarded(search, limitMs);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
		search.onBroken?.();
		if (isLimited) return leaveUndecided(search);
		spendTurn();
		return !isAgain && searchTimed(search, true);
	} finally {
		if (isLimited) leftMs -= machine.nowMs() - startedAt;
	}
}

let guard: { script: Script; context: { run?: (() => boolean) | undefined } } | undefined;

/** The time limit of `vm` ends whatever runs, also what was made outside of it. */
function runGuarded({ run, text }: Search, timeout: number): boolean {
	guard ??= { script: new Script('run()'), context: createContext({}) };
	guard.context.run = () => run(text);
	try {
		return guard.script.runInContext(guard.context, { timeout }) as boolean;
	} finally {
		guard.context.run = undefined;
	}
}

function leaveUndecided({ source, text }: Search): false {
	if (!isLimited) return false;
	undecided ??= new Map();
	const texts = undecided.get(source);
	if (texts) texts.add(text);
	else undecided.set(source, new Set([text]));
	return false;
}

/** No request: what many texts take in one go is bounded by those that have no end. */
function spendTurn(): void {
	if (leftMs === ALL_MS) {
		machine.setImmediate(() => {
			leftMs = ALL_MS;
		});
	}
	leftMs -= TEXT_MS;
}
