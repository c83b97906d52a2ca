// Where exchanges come from when they are not in this process: a running mock, or a snapshot that was saved with its requests.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createMockRouter, type RecordedExchange, type ScenarioSummary } from '../../mock/inner.ts';
import {
	type ApiDocument,
	getList,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	StartupError,
} from '../../spec/index.ts';

/** Exchanges with what is needed to understand them. */
export interface Source {
	exchanges: RecordedExchange[];
	scenarios: readonly ScenarioSummary[];
	documents: readonly ApiDocument[];
	/** What is missing, a sentence each. */
	notes: string[];
}

/** Files named on the command line; where none are, the mock's own, else those that ship. */
export interface Files {
	documents: readonly string[];
	overlays: readonly string[];
	scenarios: string | undefined;
}

const TIMEOUT_MS = 10_000;
const MOST = 1000;

/** The exchanges of a running mock; `sessions` empty: all. Throws StartupErrors `mock.unreachable`, `admin-token.missing`, … */
export async function readFromMock(
	args: { url: string; token: string | undefined; sessions: readonly string[] },
	files: Files,
): Promise<Source> {
	const { sessions } = args;
	const call = (path: string): Promise<JsonObject> => callControl(args, path);
	const [health, listed] = await Promise.all([call('/health'), call(`/scenarios`)]);
	const names =
		sessions.length > 0
			? sessions
			: getList(await call(`/sessions?limit=${MOST}`), 'sessions').map((one) => getString(one, 'name') ?? '');
	const notes: string[] = [];
	const exchanges: RecordedExchange[] = [];
	for (const name of names) {
		const list = await call(`/sessions/${encodeURIComponent(name)}/requests?limit=${MOST}`);
		const requests = getList(list, 'requests') as unknown as RecordedExchange[];
		exchanges.push(...requests);
		const missing = Number(getOwn(list, 'total') ?? 0) - requests.length + Number(getOwn(list, 'dropped') ?? 0);
		if (missing > 0) notes.push(noteMissing(name, missing));
	}
	const served = getList(health, 'documents').map((one) => getString(one, 'file') ?? '');
	const local = served.length > 0 && served.every((file) => existsSync(file)) ? served : [];
	const documents = await readDocuments({ ...files, documents: files.documents.length > 0 ? files.documents : local });
	return { exchanges, scenarios: getList(listed, 'scenarios') as unknown as ScenarioSummary[], documents, notes };
}

/**
 * The exchanges in a file: a snapshot saved with `?requests=true`, the answer of `GET …/requests`, or a list of exchanges. Throws a
 * StartupError `option.invalid`.
 */
export async function readFromFile(file: string, sessions: readonly string[], files: Files): Promise<Source> {
	const value = parse(await readText(file));
	const list = Array.isArray(value) ? value : getOwn(value, 'requests');
	if (!Array.isArray(list) || !list.every((one) => isObject(getOwn(one, 'request')) && isObject(getOwn(one, 'why')))) {
		throw refuse(
			`${file} holds no exchanges`,
			'save it with curl …/__admin/sessions/NAME/snapshot?requests=true, which keeps the journal as well',
		);
	}
	const exchanges = list as unknown as RecordedExchange[];
	const dropped = Number(getOwn(Array.isArray(value) ? undefined : value, 'dropped') ?? 0);
	const { documents, scenarios } = await readSurroundings(files);
	return {
		exchanges: sessions.length > 0 ? exchanges.filter(({ session }) => sessions.includes(session)) : exchanges,
		documents,
		scenarios,
		notes: dropped > 0 ? [noteMissing(exchanges[0]?.session ?? '', dropped)] : [],
	};
}

function noteMissing(session: string, missing: number): string {
	return `the journal of the session ${session} has let go of ${missing} exchanges; start the mock with a larger --journal`;
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

async function callControl(
	{ url, token }: { url: string; token: string | undefined },
	path: string,
): Promise<JsonObject> {
	let response: Response;
	let text: string;
	try {
		response = await fetch(`${url.replace(/\/+$/, '')}/__admin${path}`, {
			headers: { Connection: 'close', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
			redirect: 'error',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		text = await response.text();
	} catch (cause) {
		throw new StartupError({
			code: 'mock.unreachable',
			message: `no mock answers at ${url}`,
			remedy: 'start one with stunt-double start, or name it by --from',
			cause,
		});
	}
	const value = parse(text);
	if (response.ok && isObject(value)) return value;
	const detail = getString(value, 'detail') ?? `it answers ${response.status}`;
	if (response.status === 401 || response.status === 403) {
		throw new StartupError({
			code: 'admin-token.missing',
			message: `the mock says: ${detail}`,
			remedy: 'give its --admin-token',
		});
	}
	throw refuse(`the mock at ${url} says: ${detail}`, 'name a mock by --from, and its sessions by --session');
}

async function readText(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
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
