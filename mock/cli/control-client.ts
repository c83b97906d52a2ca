// The one client of the control API of a running mock, for every command of every room.

import { getList, getString, isObject, type JsonObject, type JsonValue, StartupError } from '../../spec/index.ts';
import { DEFAULT_SESSION, SESSION_NAME } from '../session/session-name.ts';
import { joinFindings } from '../text/join-findings.ts';

/** Where a mock listens by default. */
export const DEFAULT_URL = 'http://127.0.0.1:4010';
/** A call that takes longer has failed, in ms. */
const TIMEOUT_MS = 10_000;

/** Which mock is called, and as whom: what the flags `--url` and `--admin-token` say. */
export interface Calling {
	/** Default: where a mock listens by default. */
	url?: string | undefined;
	adminToken?: string | undefined;
	/** The flag that names the mock, for what goes wrong. Default: `--url`. */
	namedBy?: string;
}

/** One call, e.g. `{ method: 'PUT', path: '/sessions/qa/scenario', body: { name: 'slow' } }`. */
export interface ControlRequest {
	/** Default: `GET`. */
	method?: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
	/** Below `/__admin`; its variable parts percent-encoded. */
	path: string;
	body?: JsonObject;
	/** Besides those of every call, e.g. `If-Match`. */
	headers?: Readonly<Record<string, string>>;
}

/** A mock to call. */
export interface ControlClient {
	/** Scheme, host, port and path of the mock, without a slash at its end. */
	url: string;
	/**
	 * The JSON object that the mock answers with; empty where it answers with nothing (204). Rejects with StartupErrors: `mock.unreachable`, `admin-token.missing`,
	 * `scenario.unknown` and others, with what the mock said.
	 */
	call(request: ControlRequest): Promise<JsonObject>;
}

/** The client of a mock; nothing is called yet. Throws a StartupError `option.invalid` for what is no address. */
export function connectControl({ url: text = DEFAULT_URL, adminToken, namedBy = '--url' }: Calling): ControlClient {
	const url = readUrl(text, namedBy);
	return {
		url,
		async call(request) {
			const { status, body } = await send({ url, adminToken, namedBy, request });
			if (status === 204) return {};
			const value = parse(body);
			if (status >= 200 && status < 300 && isObject(value)) return value;
			throw describeRefusal({ status, value, url, namedBy, path: request.path });
		},
	};
}

/** The path of a session (default: the one without a name). Throws a StartupError for what is no name: `..` would be another place. */
export function sessionPath(name: string = DEFAULT_SESSION): string {
	if (SESSION_NAME.test(name)) return `/sessions/${encodeURIComponent(name)}`;
	throw refuse(
		'option.invalid',
		`--session can not be "${name}"`,
		'a name has 1 to 100 of A-Z a-z 0-9 . _ ~ -, and is not . or ..',
	);
}

async function send(args: {
	url: string;
	adminToken: string | undefined;
	namedBy: string;
	request: ControlRequest;
}): Promise<{ status: number; body: string }> {
	const { url, adminToken, namedBy, request } = args;
	const { method = 'GET', path, body, headers } = request;
	try {
		const response = await fetch(`${url}/__admin${path}`, {
			method,
			headers: {
				...(adminToken !== undefined && { Authorization: `Bearer ${adminToken}` }),
				...(body && { 'Content-Type': 'application/json' }),
				Connection: 'close',
				...headers,
			},
			...(body && { body: JSON.stringify(body) }),
			redirect: 'error',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		return { status: response.status, body: await response.text() };
	} catch (error) {
		const remedy = `start one with stunt-double start, or name it by ${namedBy}`;
		throw refuse('mock.unreachable', `no mock answers at ${url}`, remedy, error);
	}
}

/** A mock's address, also where that of its control API was given, such as `MOCK_ADMIN_URL`. */
function readUrl(text: string, namedBy: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url && /^https?:$/.test(url.protocol)) {
		return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/__admin$/, '')}`;
	}
	throw refuse('option.invalid', `${namedBy} must be an address, not "${text}"`, `write it like ${DEFAULT_URL}`);
}

function parse(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}

/** The mock's problem (RFC 9457) as the error of a command line. */
function describeRefusal(args: {
	status: number;
	value: JsonValue | undefined;
	url: string;
	namedBy: string;
	path: string;
}): StartupError {
	const { status, value, url, namedBy, path } = args;
	const detail = getString(value, 'detail') ?? getString(value, 'title');
	if (detail === undefined) {
		return refuse(
			'mock.unreachable',
			`${url} answers ${status}, but not as a mock does`,
			`name the mock by ${namedBy}`,
		);
	}
	if (status === 401 || status === 403)
		return refuse('admin-token.missing', `the mock says: ${detail}`, 'give its --admin-token');
	const findings = getList(value, 'findings').map((finding) => ({
		pointer: getString(finding, 'pointer'),
		message: getString(finding, 'message') ?? '',
	}));
	const code = status === 404 ? 'scenario.unknown' : 'scenario.invalid';
	return refuse(code, `the mock says: ${joinFindings(detail, findings)}`, adviseOn({ status, path, url }));
}

/** Where what was asked for is listed; `undefined`: the mock has said itself what there is, or what to do. */
function adviseOn({ status, path, url }: { status: number; path: string; url: string }): string | undefined {
	// Names of sessions need no percent-encoding.
	const session = /^\/sessions\/([^/?]+)/.exec(path)?.[1] ?? DEFAULT_SESSION;
	const where = `${session === DEFAULT_SESSION ? '' : ` --session ${session}`} --url ${url}`;
	if (/\/undo$/.test(path)) return `see stunt-double session undo --list${where}`;
	if (/\/requests\/./.test(path)) return `see stunt-double request list${where}`;
	if (/\/(?:requests|timeline|record)(?:\?|$)/.test(path))
		return 'send it a request first, or name another one by --session';
	const isOfScenario = status === 404 && /^\/scenarios\/|\/scenario$/.test(path);
	return isOfScenario ? `see stunt-double scenario list --url ${url}` : undefined;
}

function refuse(
	code: StartupError['code'],
	message: string,
	remedy: string | undefined,
	cause?: unknown,
): StartupError {
	return new StartupError({ code, message, cause, ...(remedy !== undefined && { remedy }) });
}
