// What `pact write` does: take the traffic that a consumer's own tests have made, write the pact, report.

import { StartupError } from '../../spec/index.ts';
import { readFromFile, readFromMock } from './exchange-sources.ts';
import type { PactWriteArguments } from './pact-write-flags.ts';
import { writePacts } from './write-pacts.ts';
import type { Notice, WriteResult } from './write-types.ts';

/** Notices of one kind that are told one by one. */
const MAX_TOLD = 20;

/** 1 when an exchange breaks the document, or none can be part of a pact. Throws StartupError. */
export async function runWrite({ options, terminal }: PactWriteArguments): Promise<0 | 1> {
	const { consumer, provider, session: named = [], snapshot } = options;
	if (consumer === undefined) {
		throw new StartupError({
			code: 'option.invalid',
			message: 'pact write needs --consumer',
			remedy: 'write --consumer <name>',
		});
	}
	const files = {
		documents: options.documents ?? [],
		overlays: options.overlay ?? [],
		scenarios: options.scenarios,
	};
	const sessions = named.includes('all') ? [] : named;
	const calling = { url: options.from, adminToken: options.adminToken, namedBy: '--from' };
	const source =
		snapshot === undefined
			? await readFromMock({ ...calling, sessions }, files)
			: await readFromFile(snapshot, sessions, files);
	const written = await writePacts({
		consumer,
		...(provider !== undefined && { provider }),
		exchanges: source.exchanges,
		documents: source.documents,
		scenarios: source.scenarios,
		pactVersion: options.pactVersion === '3' ? 3 : 4,
		out: options.out,
	});
	const result = { ...written, notes: [...source.notes, ...written.notes] };
	if (options.json) terminal.print(JSON.stringify(renderResult(result), undefined, 2));
	else terminal.print(describeResult(result).join('\n'));
	return result.refused.length > 0 || result.interactions === 0 ? 1 : 0;
}

function renderResult({ pact, text, ...result }: WriteResult): object {
	void pact;
	void text;
	return result;
}

function describeResult(result: WriteResult): string[] {
	const { consumer, provider, interactions, exchanges, refused, leftOut, notes, file } = result;
	const lines: string[] = [];
	if (file === undefined) lines.push(`No pact was written: none of ${exchanges} exchanges can be part of one.`);
	else lines.push(`${file}: ${consumer} with ${provider}, ${interactions} interactions from ${exchanges} exchanges`);
	lines.push(...describeNotices('Refused, because they break the document:', refused));
	lines.push(...describeNotices('Left out:', leftOut));
	lines.push(...notes.map((note) => `Note: ${note}.`));
	return lines;
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
