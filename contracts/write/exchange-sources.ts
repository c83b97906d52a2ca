// Where exchanges come from when they are not in this process: a running mock, or a snapshot that was saved with its requests.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Calling,
	connectControl,
	createMockRouter,
	type RecordedExchange,
	type ScenarioSummary,
	sessionPath,
} from '../../mock/inner.ts';
import {
	type ApiDocument,
	expandPattern,
	findStats,
	getList,
	getOwn,
	getString,
	isObject,
	type JsonValue,
	readTextFile,
	StartupError,
	tellUnread,
} from '../../spec/index.ts';
import { isUrl } from '../pact/load-pacts.ts';
import type { LostExchanges } from './write-types.ts';

/** Exchanges with what is needed to understand them. */
export interface Source {
	exchanges: RecordedExchange[];
	scenarios: readonly ScenarioSummary[];
	documents: readonly ApiDocument[];
	/** Sessions whose journal has let go of exchanges, and of how many; without a name: those of sessions that have made room for others. */
	lost: LostExchanges[];
}

/** Files named on the command line; where none are, the mock's own, else those that ship. */
export interface Files {
	documents: readonly string[];
	overlays: readonly string[];
	scenarios: string | undefined;
	/** Whether the documents may refer to other hosts. */
	allowRemoteRefs?: boolean | undefined;
}

/** The most that one call gives of a list. */
const MOST = 1000;

/**
 * The exchanges of a running mock; `sessions` empty: all. Its documents are those that are loaded already, else those that are named, else
 * those that it serves, from where it has read them. Throws StartupErrors `mock.unreachable`, `admin-token.missing`, …, and
 * `option.invalid` where the mock's documents can't be read from here.
 */
export async function readFromMock(
	{ sessions, ...calling }: Calling & { sessions: readonly string[] },
	{ loaded, ...files }: Files & { loaded?: readonly ApiDocument[] | undefined },
): Promise<Source> {
	const { call } = connectControl(calling);
	const [health, listed] = await Promise.all([call({ path: '/health' }), call({ path: '/scenarios' })]);
	const lost: Source['lost'] = [];
	const names = sessions.length > 0 ? sessions : await listSessions(call, lost);
	const exchanges: RecordedExchange[] = [];
	for (const name of names) {
		const journal = await readJournal(call, name);
		exchanges.push(...journal.exchanges);
		if (journal.dropped > 0) lost.push({ session: name, exchanges: journal.dropped });
	}
	const documents = loaded ?? (await readServed(files, health));
	return { exchanges, scenarios: getList(listed, 'scenarios') as unknown as ScenarioSummary[], documents, lost };
}

type Call = ReturnType<typeof connectControl>['call'];

async function listSessions(call: Call, lost: Source['lost']): Promise<string[]> {
	const list = await call({ path: `/sessions?limit=${MOST}` });
	const dropped = Number(getOwn(list, 'dropped') ?? 0);
	if (dropped > 0) lost.push({ exchanges: dropped });
	const names = getList(list, 'sessions').map((one) => getString(one, 'name') ?? '');
	const total = Number(getOwn(list, 'total') ?? 0);
	if (total <= names.length) return names;
	throw refuse(
		`the mock has ${total} sessions, and no more than ${MOST} can be taken at once`,
		'name those that are meant by --session, or drop the others first',
	);
}

/** All that the journal of a session has, oldest first: a call gives the newest only, and no more than it can hold. */
async function readJournal(call: Call, name: string): Promise<{ exchanges: RecordedExchange[]; dropped: number }> {
	const pages: RecordedExchange[][] = [];
	let before = '';
	for (;;) {
		const list = await call({ path: `${sessionPath(name)}/requests?limit=${MOST}${before}` });
		const page = getList(list, 'requests') as unknown as RecordedExchange[];
		pages.unshift(page);
		const rest = Number(getOwn(list, 'total') ?? 0) - page.length;
		const [oldest] = page;
		if (oldest === undefined || rest <= 0)
			return { exchanges: pages.flat(), dropped: rest + Number(getOwn(list, 'dropped') ?? 0) };
		before = `&before=${oldest.id}`;
	}
}

/** The documents that are named; else those of the mock, with its overlays: what it serves is what the exchanges were held to. */
async function readServed(files: Files, health: JsonValue): Promise<readonly ApiDocument[]> {
	if (files.documents.length > 0) return (await readSurroundings(files)).documents;
	const served = getList(health, 'documents').map((one) => getString(one, 'file') ?? '');
	const overlays = getList(health, 'overlays').filter((one) => typeof one === 'string');
	const own = { ...files, overlays: files.overlays.length > 0 ? files.overlays : overlays };
	const isThere = (file: string): boolean => isUrl(file) || existsSync(file);
	const missing = [...served, ...own.overlays].filter((file) => !isThere(file));
	if (served.length > 0 && missing.length === 0)
		return (await readSurroundings({ ...own, documents: served })).documents;
	// A mock in a container has what ships at a place of its own.
	const shipped = missing.length === served.length ? (await readSurroundings(files)).documents : [];
	const titles = getList(health, 'documents').map((one) => getString(one, 'title'));
	if (shipped.length === titles.length && shipped.every(({ title }, index) => title === titles[index])) return shipped;
	throw refuse(
		`what the mock serves is not here: ${missing.join(', ')}`,
		'name the documents that it was started with, and its overlays',
	);
}

/**
 * The exchanges in files, or in all `*.json` of a folder: snapshots saved with `?requests=true`, answers of `GET …/requests`, or lists of
 * exchanges. Those of several files are of several mocks: what bears the same session's name in two of them is two sessions. Throws
 * StartupErrors `option.invalid`.
 */
export async function readFromFiles(
	places: readonly string[],
	sessions: readonly string[],
	files: Files,
): Promise<Source> {
	const named = [...new Set(places.flatMap(expandPattern).flatMap(listFiles))];
	const read = named.map((file) => readSnapshot(file, { sessions, isOne: named.length === 1 }));
	const { documents, scenarios } = await readSurroundings(files);
	return {
		exchanges: read.flatMap(({ exchanges }) => exchanges),
		documents,
		scenarios,
		lost: read.flatMap(({ lost }) => lost),
	};
}

function readSnapshot(
	file: string,
	{ sessions, isOne }: { sessions: readonly string[]; isOne: boolean },
): Pick<Source, 'exchanges' | 'lost'> {
	const value = parse(readText(file));
	const list = Array.isArray(value) ? value : getOwn(value, 'requests');
	if (!Array.isArray(list) || !list.every((one) => isObject(getOwn(one, 'request')) && isObject(getOwn(one, 'why')))) {
		throw refuse(
			`${file} holds no exchanges`,
			'save it with curl …/__admin/sessions/NAME/snapshot?requests=true, which keeps the journal as well',
		);
	}
	const all = list as unknown as RecordedExchange[];
	const dropped = Number(getOwn(Array.isArray(value) ? undefined : value, 'dropped') ?? 0);
	const nameApart = (session: string): string => (isOne ? session : `${session} of ${file}`);
	return {
		exchanges: all
			.filter(({ session }) => sessions.length === 0 || sessions.includes(session))
			.map((one) => (isOne ? one : { ...one, session: nameApart(one.session) })),
		lost: dropped > 0 ? [{ session: nameApart(all[0]?.session ?? ''), exchanges: dropped }] : [],
	};
}

function listFiles(place: string): string[] {
	if (!findStats(place)?.isDirectory()) return [place];
	let names: string[];
	try {
		names = readdirSync(place).filter((name) => name.endsWith('.json'));
	} catch (error) {
		throw refuse(`${place} can't be read: ${tellUnread(error)}`, 'name snapshots, or their folder');
	}
	if (names.length === 0) throw refuse(`${place} holds no snapshot (*.json)`, 'save them first, or name their folder');
	return names.sort().map((name) => join(place, name));
}

/** Documents and scenarios, read as the mock reads them; nothing listens. */
async function readSurroundings(files: Files): Promise<Pick<Source, 'documents' | 'scenarios'>> {
	const mock = await createMockRouter({
		...(files.documents.length > 0 && { documents: files.documents }),
		...(files.overlays.length > 0 && { overlays: files.overlays }),
		...(files.scenarios !== undefined && { scenarios: files.scenarios }),
		...(files.allowRemoteRefs !== undefined && { allowRemoteRefs: files.allowRemoteRefs }),
	});
	try {
		return { documents: mock.documents, scenarios: await mock.scenarios() };
	} finally {
		await mock.close();
	}
}

function readText(file: string): string {
	try {
		return readTextFile(file);
	} catch (cause) {
		throw new StartupError({
			code: 'option.invalid',
			message: `${file} can't be read: ${tellUnread(cause)}`,
			remedy: 'check the path',
			cause,
		});
	}
}

function parse(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
