// From exchanges with a real API to scenarios: the state that was there, the keys that were given away, and a script for what has no state.

import { type ApiDocument, getString, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import { findScripts, listBreaks } from './find-scripts.ts';
import { gatherState } from './gather-given.ts';
import { type Observation, observeAll } from './observe.ts';
import { PersonalValues } from './personal-values.ts';
import { makeCues } from './script-cues.ts';
import { openTrial, type Trial } from './trial.ts';
import { writeScenario } from './write-scenario.ts';

/** The exchanges of one session, oldest first, and what its scenario is to be called. */
export interface RecordedSession {
	/** As a scenario may be called: `checkout-flow`. */
	name: string;
	title: string;
	exchanges: readonly RecordedExchange[];
}

/** An exchange that is told of: `GET /orders/7 → 200`. */
export interface RecordNotice {
	exchange: string;
	/** A sentence without a full stop. */
	message: string;
}

/** A scenario that was made. */
export interface Recording {
	name: string;
	/** The file's text, YAML. */
	text: string;
	/** Exchanges that it plays. */
	exchanges: number;
	/** Entities that it gives; and how many are created in it. */
	given: number;
	created: number;
	cues: number;
	/** Exchanges that are no part of it, and why. */
	leftOut: readonly RecordNotice[];
	/** Exchanges that it answers otherwise than they were. */
	differs: readonly RecordNotice[];
}

/** Whether an exchange is one with the real API: forwarded and answered, or imported. */
export function isOfReality({ imported, why }: RecordedExchange): boolean {
	return imported === true || getString(why['upstream'] as JsonValue | undefined, 'outcome') === 'forwarded';
}

/** Exchanges of one recording; what comes after them is left out. */
const MAX_RECORDED = 2000;

/**
 * Makes a scenario of each session. Personal values, tokens and cookies are replaced, the same value by the same one in all of them.
 * Each scenario was played before it is handed out. A session none of whose exchanges can be played comes to no scenario: `text` is
 * empty then. Rejects with a StartupError for documents that can't be served.
 */
export async function recordSessions(
	documents: readonly ApiDocument[],
	sessions: readonly RecordedSession[],
): Promise<Recording[]> {
	const trial = await openTrial(documents);
	try {
		const personal = new PersonalValues();
		const read: { session: RecordedSession; observations: Observation[]; leftOut: RecordNotice[] }[] = [];
		for (const session of sessions) {
			const entry = { session, ...(await readSession(trial, session.exchanges)) };
			for (const observation of entry.observations) personal.learn(observation);
			read.push(entry);
		}
		const recordings: Recording[] = [];
		for (const { session, observations, leftOut } of read) {
			const hidden = await readSession(
				trial,
				observations.map((observation) => personal.hide(observation)),
			);
			const told = [...leftOut, ...hidden.leftOut].map((one) => ({
				...one,
				exchange: personal.hideText(one.exchange),
			}));
			recordings.push(await recordOne(trial, { session, observations: hidden.observations, leftOut: told }));
		}
		return recordings;
	} finally {
		trial.close();
	}
}

async function readSession(
	{ engine }: Trial,
	exchanges: readonly RecordedExchange[],
): Promise<{ observations: Observation[]; leftOut: RecordNotice[] }> {
	const { observations, unread } = await observeAll(engine, exchanges.slice(0, MAX_RECORDED));
	const leftOut = unread.map(({ exchange, message }) => ({ exchange: nameExchange(exchange), message }));
	for (const exchange of exchanges.slice(MAX_RECORDED))
		leftOut.push({ exchange: nameExchange(exchange), message: `one recording holds ${MAX_RECORDED} exchanges` });
	return { observations, leftOut };
}

async function recordOne(
	trial: Trial,
	args: { session: RecordedSession; observations: readonly Observation[]; leftOut: readonly RecordNotice[] },
): Promise<Recording> {
	const { session, observations, leftOut } = args;
	const { name } = session;
	const empty = { name, text: '', exchanges: 0, given: 0, created: 0, cues: 0, leftOut, differs: [] };
	if (observations.length === 0) return empty;
	const state = gatherState(observations, trial.engine.effects);
	const write = (cues: readonly JsonObject[]): string =>
		writeScenario(session, { state, cues, at: observations[0]?.exchange.at ?? '' });
	const [mistake] = trial.begin({ name, text: write([]) });
	if (mistake) {
		const lost = { exchange: 'all of them', message: `what they show fits no scenario: ${mistake.message}` };
		return { ...empty, leftOut: [...leftOut, lost] };
	}
	const cues = makeCues(observations, await findScripts(trial, observations));
	const text = write(cues);
	const [wrong] = trial.begin({ name, text });
	const differs = wrong
		? [{ exchange: 'its script', message: wrong.message }]
		: await listDifferences(trial, observations);
	const given = state.entities.filter(({ isBorn }) => !isBorn).length;
	const created = state.entities.length - given;
	return { name, text, exchanges: observations.length, given, created, cues: cues.length, leftOut, differs };
}

async function listDifferences(trial: Trial, observations: readonly Observation[]): Promise<RecordNotice[]> {
	const differs: RecordNotice[] = [];
	for (const observation of observations) {
		const answer = await trial.send(observation);
		const [first] = listBreaks(observation, answer);
		if (!first) continue;
		const { before, after, pointer } = first;
		const message = `it was answered with ${before}${pointer === '' ? '' : ` at ${pointer}`}, and is with ${after}`;
		differs.push({ exchange: nameExchange(observation.exchange), message });
	}
	return differs;
}

function nameExchange({ request, response }: RecordedExchange): string {
	return `${request.method} ${request.target} → ${response.status ?? 'no answer'}`;
}
