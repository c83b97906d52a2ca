// The pact of one consumer, from the exchanges that its tests have made with a mock.

import { join } from 'node:path';
import type { RecordedExchange } from '../../mock/inner.ts';
import { type ApiDocument, formatCount } from '../../spec/index.ts';
import { composeInteractions } from './compose-interactions.ts';
import { makeScenarios } from './make-scenarios.ts';
import { formatCanonical, renderPact } from './render-pact.ts';
import { takeOwn } from './select-exchanges.ts';
import { writeBelow } from './write-below.ts';
import type { LostExchanges, WriteOptions, WriteResult } from './write-types.ts';

/**
 * Makes a pact of what a mock's journal holds (`mock`), or of exchanges with the documents and scenarios that they belong to. The
 * same traffic gives the same bytes, in any order and from any number of processes. With `out`, the file
 * `<consumer>-<provider>.json` is written there, as a whole or not at all; with no interaction, or where a journal has let go of
 * exchanges, no pact and no file. Refused exchanges are in the result, never thrown.
 */
export async function writePacts(options: WriteOptions): Promise<WriteResult> {
	const { consumer, mock, pactVersion = 4, out } = options;
	const lost = options.lost ?? (mock && !options.exchanges ? await findLost(mock, options.sessions) : []);
	const documents = options.documents ?? mock?.documents ?? [];
	const scenarios = options.scenarios ?? (await mock?.scenarios()) ?? [];
	const exchanges = options.exchanges ?? (mock ? await takeExchanges(mock, options.sessions) : []);
	const chosen =
		options.sessions && options.exchanges
			? exchanges.filter(({ session }) => options.sessions?.includes(session))
			: exchanges;
	const { own, ofOthers } = takeOwn(chosen, consumer);
	const provider = options.provider ?? nameProvider(documents);
	const composition = composeInteractions(own, { documents, scenarios, expect: options.expect });
	const { interactions, refused, leftOut, wanted, saysNothing } = composition;
	const folder = options.makeScenarios;
	const made = folder === undefined || lost.length > 0 ? undefined : makeScenarios(wanted, { folder, documents });
	const states = [...new Set(wanted.map(({ scenario }) => scenario.state))].sort();
	const notes = [...composition.notes, ...(made?.notes ?? states.map(noteMissing))];
	const result: WriteResult = {
		consumer,
		provider,
		interactions: interactions.length,
		exchanges: own.length,
		refused,
		leftOut,
		scenarioFiles: made?.files ?? [],
		saysNothing,
		lost,
		notes:
			ofOthers > 0
				? [...notes, `not looked at: ${formatCount(ofOthers, 'exchange')} of other consumers, or of nobody`]
				: notes,
	};
	if (interactions.length === 0 || lost.length > 0) return result;
	const pact = renderPact({ consumer, provider, interactions, version: pactVersion });
	const text = formatCanonical(pact);
	if (out === undefined) return { ...result, pact, text };
	const file = join(out, `${toFileName(consumer)}-${toFileName(provider)}.json`);
	writeBelow(file, text);
	return { ...result, pact, text, file };
}

function noteMissing(state: string): string {
	return `no scenario serves the provider state "${state}": write one, with this line among its states, or let --make-scenarios write it`;
}

/** The exchanges in a mock's journal, of all sessions or of those named. */
export async function takeExchanges(
	mock: NonNullable<WriteOptions['mock']>,
	sessions?: readonly string[],
): Promise<RecordedExchange[]> {
	const names = sessions ?? (await mock.sessions()).map(({ name }) => name);
	const lists = await Promise.all(names.map((name) => mock.session(name).requests()));
	return lists.flat();
}

/** What the journals of these sessions have let go of; where none are named, with those of sessions that have made room for others. */
async function findLost(
	mock: NonNullable<WriteOptions['mock']>,
	sessions: readonly string[] | undefined,
): Promise<LostExchanges[]> {
	const states = (await mock.sessions()).filter(({ name }) => sessions?.includes(name) ?? true);
	const lost: LostExchanges[] = states
		.filter(({ dropped }) => dropped > 0)
		.map(({ name, dropped }) => ({ session: name, exchanges: dropped }));
	// Who names sessions has not missed others.
	const ofOthers = sessions ? 0 : await mock.lostExchanges();
	return ofOthers > 0 ? [{ exchanges: ofOthers }, ...lost] : lost;
}

/** What the titles of all documents begin with, in small letters: `Shop – orders` and `Shop – customers` are `shop`. */
export function nameProvider(documents: readonly ApiDocument[]): string {
	const [first = '', ...others] = documents.map(({ title }) =>
		title
			.toLowerCase()
			.split(/[^\p{L}\p{N}]+/u)
			.filter(Boolean)
			.join('-'),
	);
	let shared = first;
	for (const title of others) {
		while (shared !== '' && title !== shared && !title.startsWith(`${shared}-`))
			shared = shared.includes('-') ? shared.slice(0, shared.lastIndexOf('-')) : '';
	}
	return shared || first || 'provider';
}

function toFileName(name: string): string {
	return name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '_') || '_';
}
