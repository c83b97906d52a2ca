// What `record` does: gather exchanges with the real API, make scenarios of them, write the files, report.

import { existsSync, mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import {
	completeOptions,
	findRoot,
	isOfReality,
	keepLocal,
	makeSafe,
	type RecordedSession,
	type Recording,
	recordSessions,
	writeSchemaLine,
} from '../../mock/inner.ts';
import {
	type ApiDocument,
	formatCount,
	loadDocuments,
	StartupError,
	tellUnwritten,
	writeWhole,
} from '../../spec/index.ts';
import { readFromMock } from '../write/exchange-sources.ts';
import { readHar } from '../write/read-har.ts';
import type { RecordArguments } from './record-flags.ts';

type Options = RecordArguments['options'];

/** What is recorded, with the documents that it is understood by. */
interface Gathered {
	documents: readonly ApiDocument[];
	sessions: RecordedSession[];
	/** Sentences without a full stop. */
	notes: string[];
}

/** Exchanges that are told one by one. */
const MAX_TOLD = 20;
const MAX_LINE = 500;

/** 1 where nothing could be recorded, or a scenario answers otherwise than was recorded. Throws StartupError. */
export async function runRecord({ positionals, options, terminal }: RecordArguments): Promise<0 | 1> {
	const { documents, sessions, notes } = await gather(positionals, options);
	nameApart(sessions, options.name);
	refuseTaken(sessions, options);
	const recordings = await recordSessions(documents, sessions);
	const files = recordings.map((one) => (one.text === '' ? undefined : writeScenario(one, options)));
	const reports = recordings.map(({ text: _, ...report }, index) => ({ ...report, file: files[index] ?? null }));
	if (options.json) terminal.print(JSON.stringify({ scenarios: reports, notes }, undefined, 2));
	else terminal.print([...reports.flatMap(describe), ...notes.map((note) => `Note: ${note}.`)].map(safe).join('\n'));
	const isGood = recordings.length > 0 && recordings.every(({ text, differs }) => text !== '' && differs.length === 0);
	return isGood ? 0 : 1;
}

async function gather(documents: readonly string[], options: Options): Promise<Gathered> {
	const { har = [], session = [], url, adminToken, overlay = [] } = options;
	const files = { documents, overlays: overlay, scenarios: undefined };
	const notes: string[] = [];
	if (har.length > 0) {
		if (session.length > 0 || url !== undefined)
			throw refuse('--har takes the place of a running mock', 'leave out --session and --url');
		const complete = completeOptions({ ...(documents.length > 0 && { documents }), overlays: overlay });
		const loaded = await loadDocuments(complete.documents.map(keepLocal), { overlays: overlay });
		const sessions: RecordedSession[] = [];
		for (const file of har) {
			const read = await readHar(file, { documents: loaded.documents, upstream: options.upstream });
			notes.push(...read.notes);
			sessions.push({ name: basename(file, extname(file)), title: `Recorded from ${basename(file)}`, ...read });
		}
		return { documents: loaded.documents, sessions, notes };
	}
	const names = session.length > 0 ? session : ['default'];
	const source = await readFromMock({ url, adminToken, sessions: names }, files);
	for (const { session: name = 'default', exchanges } of source.lost)
		notes.push(
			`the journal of the session ${name} has let go of ${formatCount(exchanges, 'exchange')}, which ${exchanges === 1 ? 'is' : 'are'} no part of it`,
		);
	const sessions = names.map((name) => {
		const all = source.exchanges.filter((one) => one.session === name);
		const own = all.filter(isOfReality);
		if (own.length < all.length)
			notes.push(
				`left out of the session ${name}: ${formatCount(all.length - own.length, 'exchange')} of the mock's own`,
			);
		return { name, title: `Recorded from the session ${name}`, exchanges: own };
	});
	return { documents: source.documents, sessions, notes };
}

/** Names that a scenario may have, no two alike. */
function nameApart(sessions: RecordedSession[], wanted: string | undefined): void {
	const taken = new Set<string>();
	for (const session of sessions) {
		const base = toName(wanted ?? session.name);
		let name = base;
		for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
		taken.add(name);
		session.name = name;
	}
}

function toName(text: string): string {
	const plain = text
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 90)
		.replace(/-$/, '');
	return plain === '' ? 'recorded' : plain;
}

function refuseTaken(sessions: readonly RecordedSession[], { out, force }: Options): void {
	const taken = sessions.map(({ name }) => join(out, `${name}.yaml`)).filter((file) => existsSync(file));
	if (taken.length === 0 || force) return;
	throw refuse(
		`${taken.map(keepLocal).join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already`,
		'write over with --force, or name another --out or --name',
	);
}

function writeScenario({ name, text }: Recording, { out, force }: Options): string {
	const file = join(out, `${name}.yaml`);
	try {
		mkdirSync(out, { recursive: true });
		writeWhole(file, `${writeSchemaLine('scenario', findRoot(out))}\n${text}`, force ? {} : { isNew: true });
	} catch (cause) {
		throw new StartupError({
			code: 'option.invalid',
			message: `${keepLocal(file)} can't be written (${tellUnwritten(cause)})`,
			remedy: 'name another folder with --out',
			cause,
		});
	}
	return keepLocal(file);
}

function describe(report: Omit<Recording, 'text'> & { file: string | null }): string[] {
	const { name, file, exchanges, given, created, cues, leftOut, differs } = report;
	const head =
		file === null
			? `Nothing was recorded for ${name}: it has no exchange with the real API.`
			: `${file}: ${formatCount(exchanges, 'exchange')}, ${formatCount(given, 'entity')} given, ${created} created, ${formatCount(cues, 'cue')}`;
	return [
		head,
		...describeNotices('Left out:', leftOut),
		...describeNotices('Answered otherwise than it was recorded:', differs),
	];
}

function describeNotices(title: string, notices: Recording['leftOut']): string[] {
	if (notices.length === 0) return [];
	const rest = notices.length - MAX_TOLD;
	return [
		title,
		...notices.slice(0, MAX_TOLD).map(({ exchange, message }) => `  ${exchange}: ${message}`),
		...(rest > 0 ? [`  and ${rest} more`] : []),
	];
}

function safe(line: string): string {
	return makeSafe(line, MAX_LINE);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
