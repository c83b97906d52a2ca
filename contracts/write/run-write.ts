// What `pact write` does: take the traffic that a consumer's own tests have made, write the pact, report.

import { takeOwnDocuments } from '../../mock/inner.ts';
import { type ApiDocument, formatCount, StartupError } from '../../spec/index.ts';
import { readFromFiles, readFromMock } from './exchange-sources.ts';
import { PACT_WRITE_FLAGS, type PactWriteArguments } from './pact-write-flags.ts';
import { writePacts } from './write-pacts.ts';
import type { Expect, Notice, WriteResult } from './write-types.ts';

/** Notices of one kind that are told one by one. */
const MAX_TOLD = 20;

/** Where `pact write` puts pacts unless it is told. */
const DEFAULT_FOLDER = PACT_WRITE_FLAGS.out.default;

/** What of `pact write` may be left out by who calls it without a command line. */
interface Writing extends Pick<PactWriteArguments, 'terminal'> {
	options: Partial<PactWriteArguments['options']>;
	/** What the mock serves, where the mock is in this process. */
	loaded?: readonly ApiDocument[];
}

/** 1 when an exchange breaks the document, or none can be part of a pact. Throws StartupError. */
export async function runWrite(args: PactWriteArguments): Promise<0 | 1> {
	return (await writeAndTell(args)).code;
}

/** The same, and where the pact was written to; `undefined`: nowhere, as exchanges were lost or none can be part of it. */
export async function writeAndTell({
	options,
	terminal,
	loaded,
}: Writing): Promise<{ code: 0 | 1; file: string | undefined; isLost: boolean }> {
	const { consumer, provider, session: named = [], snapshot = [] } = options;
	if (consumer === undefined) {
		throw new StartupError({
			code: 'option.invalid',
			message: 'pact write needs --consumer',
			remedy: 'write --consumer <name>',
		});
	}
	const files = {
		documents: options.documents ?? (snapshot.length > 0 ? takeOwnDocuments(terminal) : undefined) ?? [],
		overlays: options.overlay ?? [],
		scenarios: options.scenarios,
		allowRemoteRefs: options.allowRemoteRefs,
	};
	const sessions = named.includes('all') ? [] : named;
	const calling = { url: options.from, adminToken: options.adminToken, namedBy: '--from' };
	const source =
		snapshot.length === 0
			? await readFromMock({ ...calling, sessions }, { ...files, loaded })
			: await readFromFiles(snapshot, sessions, files);
	const result = await writePacts({
		consumer,
		...(provider !== undefined && { provider }),
		exchanges: source.exchanges,
		lost: source.lost,
		documents: source.documents,
		scenarios: source.scenarios,
		pactVersion: options.pactVersion === '3' ? 3 : 4,
		out: options.out ?? DEFAULT_FOLDER,
		expect: options.expect as Expect | undefined,
		makeScenarios: options.makeScenarios,
	});
	if (options.json) terminal.print(JSON.stringify(renderResult(result), undefined, 2));
	else terminal.print(describeResult(result).join('\n'));
	const isSilent = options.strict && result.saysNothing.length > 0;
	const isGood = result.lost.length === 0 && result.refused.length === 0 && result.interactions > 0 && !isSilent;
	return { code: isGood ? 0 : 1, file: result.file, isLost: result.lost.length > 0 };
}

/** A pact of a part of the traffic would be another pact. */
function describeLost(lost: WriteResult['lost']): string[] {
	return [
		'No pact was written, for the journal has let go of exchanges that would be part of it:',
		...lost.map(({ session, exchanges }) =>
			session === undefined
				? `  sessions that have made room for others (--max-sessions): ${exchanges} of them`
				: `  session ${session}: ${exchanges} of them`,
		),
		'Start the mock with a larger --journal or --max-sessions and run the tests again, or name other sessions by --session.',
	];
}

function renderResult({ pact, text, ...result }: WriteResult): object {
	void pact;
	void text;
	return result;
}

function describeResult(result: WriteResult): string[] {
	const { consumer, provider, interactions, exchanges, refused, leftOut, notes, file, lost } = result;
	if (lost.length > 0) return describeLost(lost);
	const lines: string[] = [];
	if (file === undefined)
		lines.push(`No pact was written: none of ${formatCount(exchanges, 'exchange')} can be part of one.`);
	else
		lines.push(
			`${file}: ${consumer} with ${provider}, ${formatCount(interactions, 'interaction')} from ${formatCount(exchanges, 'exchange')}`,
		);
	lines.push(...describeNotices('Refused, because they break the document:', refused));
	lines.push(...describeNotices('Left out:', leftOut));
	lines.push(...result.scenarioFiles.map((one) => `${one}: a scenario for a provider state that none served`));
	lines.push(...describeSilence(result.saysNothing));
	lines.push(...notes.map((note) => `Note: ${note}.`));
	return lines;
}

function describeSilence(silent: readonly string[]): string[] {
	if (silent.length === 0) return [];
	const told = silent.slice(0, MAX_TOLD).map((description) => `  ${description}`);
	const rest = silent.length - told.length;
	return [
		'Nothing is expected of these answers, for the document lists nothing of them: describe them there, or follow the reads by trackReads:',
		...told,
		...(rest > 0 ? [`  and ${rest} more`] : []),
	];
}

/** The same thing said of several exchanges is said once. */
function describeNotices(title: string, notices: readonly Notice[]): string[] {
	if (notices.length === 0) return [];
	const counts = new Map<string, number>();
	for (const { exchange, message } of notices) {
		const line = `  ${exchange}: ${message}`;
		counts.set(line, (counts.get(line) ?? 0) + 1);
	}
	const told = [...counts].slice(0, MAX_TOLD).map(([line, count]) => (count > 1 ? `${line} (${count} times)` : line));
	const rest = counts.size - told.length;
	return [title, ...told, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
