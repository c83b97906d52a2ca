// `pact write`: a pact out of the traffic that a consumer's own tests have made.

import { StartupError } from '../../spec/index.ts';
import type { CommandArguments, ContractCommand } from '../cli/command.ts';
import { readFromFile, readFromMock } from './exchange-sources.ts';
import { writePacts } from './write-pacts.ts';
import type { Notice, WriteResult } from './write-types.ts';

/** Notices of one kind that are told one by one. */
const MAX_TOLD = 20;

/** The commands that write pacts. */
export function writeCommands(): readonly ContractCommand[] {
	return [PACT_WRITE];
}

const PACT_WRITE: ContractCommand = {
	name: 'pact write',
	summary: "write a consumer's pact from the requests that its tests have made to the mock",
	examples: [
		'stunt-double pact write --consumer checkout-web',
		'stunt-double pact write --consumer checkout-web --from http://127.0.0.1:4010 --session checkout-test --out pacts',
		'stunt-double pact write --consumer checkout-web --snapshot saved.json --pact-version 3',
	],
	options: [
		{
			flags: '--consumer <name>',
			description: 'whose pact it is; of requests with X-Pact-Consumer, those with this name',
		},
		{
			flags: '--provider <name>',
			description: 'whom it is with; else what the titles of the documents have in common',
		},
		{ flags: '--from <url>', description: 'a running mock', default: 'http://127.0.0.1:4010' },
		{
			flags: '--snapshot <file>',
			description: 'a saved snapshot (…/snapshot?requests=true) rather than a running mock',
		},
		{ flags: '--session <name...>', description: 'sessions to take; all takes every one', default: 'all' },
		{ flags: '--out <dir>', description: 'folder for the pact', default: 'pacts' },
		{ flags: '--pact-version <n>', description: '3 or 4 of the Pact specification', default: '4' },
		{ flags: '--documents <files...>', description: 'documents; else those that the mock serves' },
		{ flags: '--overlay <files...>', description: 'OpenAPI overlays to put on the documents' },
		{ flags: '--scenarios <dir>', description: 'folder of scenario files, for --snapshot' },
		{ flags: '--admin-token <token>', description: "token of the mock's control API" },
		{ flags: '--json', description: 'report as JSON' },
	],
	run: runWrite,
};

async function runWrite({ options, io }: CommandArguments): Promise<0 | 1 | 2> {
	const text = (name: string): string | undefined => {
		const value = options[name];
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const consumer = text('consumer');
	if (consumer === undefined) throw refuse('pact write needs --consumer', 'write --consumer <name>');
	const version = text('pactVersion') ?? '4';
	if (version !== '3' && version !== '4')
		throw refuse(`--pact-version must be 3 or 4, not "${version}"`, 'choose one of them');
	const files = {
		documents: listOf(options['documents']),
		overlays: listOf(options['overlay']),
		scenarios: text('scenarios'),
	};
	const named = listOf(options['session']);
	const sessions = named.includes('all') ? [] : named;
	const snapshot = text('snapshot');
	const source =
		snapshot === undefined
			? await readFromMock({ url: text('from') ?? 'http://127.0.0.1:4010', token: text('adminToken'), sessions }, files)
			: await readFromFile(snapshot, sessions, files);
	const given = text('provider');
	const written = await writePacts({
		consumer,
		...(given !== undefined && { provider: given }),
		exchanges: source.exchanges,
		documents: source.documents,
		scenarios: source.scenarios,
		pactVersion: version === '3' ? 3 : 4,
		out: text('out') ?? 'pacts',
	});
	const result = { ...written, notes: [...source.notes, ...written.notes] };
	if (options['json'] === true) io.out(`${JSON.stringify(renderResult(result), undefined, 2)}\n`);
	else io.out(`${describeResult(result).join('\n')}\n`);
	return result.refused.length > 0 || result.interactions === 0 ? 1 : 0;
}

function listOf(value: string | boolean | string[] | undefined): string[] {
	if (Array.isArray(value)) return value.filter((one) => one !== '');
	return typeof value === 'string' && value !== '' ? [value] : [];
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

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
