// Calls to the control API of a running mock.

import { getList, getString, isObject, type JsonObject, type JsonValue, StartupError } from '../../spec/index.ts';
import { DEFAULT_SESSION, SESSION_NAME } from '../session/session-name.ts';
import type { GivenFlags } from './read-flags.ts';

/** Where a mock listens by default. */
const DEFAULT_URL = 'http://127.0.0.1:4010';
/** A call that takes longer has failed, in ms. */
const TIMEOUT_MS = 10_000;

/** One call, e.g. `{ method: 'PUT', path: '/sessions/qa/scenario', body: { name: 'slow' } }`. */
export interface ControlCall {
	method: 'GET' | 'PUT' | 'POST';
	/** Below `/__admin`; its variable parts percent-encoded. */
	path: string;
	body?: JsonObject;
}

/**
 * Calls the control API of the mock that `--url` and `--admin-token` name. Throws StartupErrors: `mock.unreachable`,
 * `admin-token.missing`, `scenario.unknown` and others, with what the mock said.
 */
export async function callControl({ method, path, body }: ControlCall, flags: GivenFlags): Promise<JsonObject> {
	const url = readUrl(flags.text('url') ?? DEFAULT_URL);
	const token = flags.text('admin-token');
	let response: Response;
	let text: string;
	try {
		response = await fetch(`${url}/__admin${path}`, {
			method,
			headers: {
				...(token !== undefined && { Authorization: `Bearer ${token}` }),
				...(body && { 'Content-Type': 'application/json' }),
				Connection: 'close',
			},
			...(body && { body: JSON.stringify(body) }),
			redirect: 'error',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		text = await response.text();
	} catch (error) {
		throw refuse(
			'mock.unreachable',
			`no mock answers at ${url}`,
			'start one with stunt-double start, or name it by --url',
			error,
		);
	}
	const value = parse(text);
	if (response.ok && isObject(value)) return value;
	throw describeRefusal({ status: response.status, value, url });
}

/** The path of the session that `--session` names. Throws a StartupError for what is no name: `..` would be another place. */
export function sessionPath(flags: GivenFlags): string {
	const name = flags.text('session') ?? DEFAULT_SESSION;
	if (SESSION_NAME.test(name)) return `/sessions/${encodeURIComponent(name)}`;
	throw refuse(
		'option.invalid',
		`--session can not be "${name}"`,
		'a name has 1 to 100 of A-Z a-z 0-9 . _ ~ -, and is not . or ..',
	);
}

/** Scheme, host and port of the mock that `--url` names. */
export function readOrigin(flags: GivenFlags): string {
	return new URL(readUrl(flags.text('url') ?? DEFAULT_URL)).origin;
}

function readUrl(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url && /^https?:$/.test(url.protocol)) return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
	throw refuse('option.invalid', `--url must be an address, not "${text}"`, `write it like ${DEFAULT_URL}`);
}

function parse(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return undefined;
	}
}

/** The mock's problem (RFC 9457) as the error of a command line. */
function describeRefusal(args: { status: number; value: JsonValue | undefined; url: string }): StartupError {
	const { status, value, url } = args;
	const detail = getString(value, 'detail') ?? getString(value, 'title');
	if (detail === undefined) {
		return refuse('mock.unreachable', `${url} answers ${status}, but not as a mock does`, 'name the mock by --url');
	}
	if (status === 401 || status === 403)
		return refuse('admin-token.missing', `the mock says: ${detail}`, 'give its --admin-token');
	const findings = getList(value, 'findings').map((finding) => {
		const pointer = getString(finding, 'pointer') ?? '';
		return `${pointer === '' ? '' : `${pointer} `}${getString(finding, 'message') ?? ''}`;
	});
	const code = status === 404 ? 'scenario.unknown' : 'scenario.invalid';
	return refuse(
		code,
		[`the mock says: ${detail}`, ...findings.slice(0, 3)].join('; '),
		status === 404 ? 'see stunt-double scenario list --url, or request list' : 'see stunt-double scenario list --url',
	);
}

function refuse(code: StartupError['code'], message: string, remedy: string, cause?: unknown): StartupError {
	return new StartupError({ code, message, remedy, cause });
}
