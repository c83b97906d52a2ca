// Where exchanges come from when they are not in this process: a running mock, or a snapshot that was saved with its requests.

import { existsSync, readdirSync, statSync } from 'node:fs';
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
	getList,
	getOwn,
	getString,
	isObject,
	type JsonValue,
	readTextFile,
	StartupError,
} from '../../spec/index.ts';

/** Exchanges with what is needed to understand them. */
export interface Source {
	exchanges: RecordedExchange[];
	scenarios: readonly ScenarioSummary[];
	documents: readonly ApiDocument[];
	/** Sessions whose journal has let go of exchanges, and of how many. */
	lost: { session: string; exchanges: number }[];
}

/** Files named on the command line; where none are, the mock's own, else those that ship. */
export interface Files {
	documents: readonly string[];
	overlays: readonly string[];
	scenarios: string | undefined;
}

const MOST = 1000;

/** The exchanges of a running mock; `sessions` empty: all. Throws StartupErrors `mock.unreachable`, `admin-token.missing`, … */
export async function readFromMock(
	{ sessions, ...calling }: Calling & { sessions: readonly string[] },
	files: Files,
): Promise<Source> {
	const { call } = connectControl(calling);
	const [health, listed] = await Promise.all([call({ path: '/health' }), call({ path: '/scenarios' })]);
	const names =
		sessions.length > 0
			? sessions
			: getList(await call({ path: `/sessions?limit=${MOST}` }), 'sessions').map((one) => getString(one, 'name') ?? '');
	const lost: Source['lost'] = [];
	const exchanges: RecordedExchange[] = [];
	for (const name of names) {
		const list = await call({ path: `${sessionPath(name)}/requests?limit=${MOST}` });
		const requests = getList(list, 'requests') as unknown as RecordedExchange[];
		exchanges.push(...requests);
		const missing = Number(getOwn(list, 'total') ?? 0) - requests.length + Number(getOwn(list, 'dropped') ?? 0);
		if (missing > 0) lost.push({ session: name, exchanges: missing });
	}
	const served = getList(health, 'documents').map((one) => getString(one, 'file') ?? '');
	const local = served.length > 0 && served.every((file) => existsSync(file)) ? served : [];
	const documents = await readDocuments({ ...files, documents: files.documents.length > 0 ? files.documents : local });
	return { exchanges, scenarios: getList(listed, 'scenarios') as unknown as ScenarioSummary[], documents, lost };
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
	if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
	const names = readdirSync(place).filter((name) => name.endsWith('.json'));
	if (names.length === 0) throw refuse(`${place} holds no snapshot (*.json)`, 'save them first, or name their folder');
	return names.sort().map((name) => join(place, name));
}

async function readDocuments(files: Files): Promise<readonly ApiDocument[]> {
	return (await readSurroundings(files)).documents;
}

/** Documents and scenarios, read as the mock reads them; nothing listens. */
async function readSurroundings(files: Files): Promise<Pick<Source, 'documents' | 'scenarios'>> {
	const mock = await createMockRouter({
		...(files.documents.length > 0 && { documents: files.documents }),
		...(files.overlays.length > 0 && { overlays: files.overlays }),
		...(files.scenarios !== undefined && { scenarios: files.scenarios }),
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
			message: `${file} can't be read`,
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
