// One call to a broker over HTTP: what came, and what is no broker's answer.

import { StartupError } from '../../../spec/index.ts';
import { askPatiently, readRedirect } from '../../http/ask-patiently.ts';
import { type Answer, NoAnswer } from '../../http/send-request.ts';

export interface Reply {
	status: number;
	/** Parsed JSON; undefined: none came. */
	body: unknown;
	/** As it came, with numbers as they were written. */
	text: string;
	/** Where what was made is. */
	location: string | undefined;
}

/** What is sent; `authorize` gives the credentials for an address, none for one that isn't the broker's. */
export interface OutgoingCall {
	url: string;
	method: string;
	headers: Readonly<Record<string, string>>;
	authorize: (url: string) => Readonly<Record<string, string>>;
	body?: string;
	/** For a whole answer. Default: 30,000. */
	timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** More than all that a broker says at once. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The answer, whatever its status. Rejects with a `StartupError` `broker.unreachable` where none comes, or one that no broker gives. */
export async function sendCall({ timeoutMs = TIMEOUT_MS, ...call }: OutgoingCall): Promise<Reply> {
	const { url, answer } = await askPatiently({ ...call, timeoutMs, maxBytes: MAX_BYTES }).catch((error: unknown) => {
		throw error instanceof NoAnswer ? refuseUnreachable(call.url, error) : error;
	});
	const { status, text, headers } = answer;
	const target = readRedirect({ url, answer });
	// A browser would go on with a GET, whose success says nothing of what was to be sent.
	if (target !== undefined) {
		throw new StartupError({
			code: 'broker.unreachable',
			message: `${url} redirects to ${target}, so nothing was sent`,
			remedy: 'name the broker by the address that it is redirected to, and check its credentials',
		});
	}
	const body = parse(text);
	const isGood = status >= 200 && status < 300;
	if (isGood && body === undefined && text.trim() !== '') throw refusePage(url, answer);
	return { status, body, text, location: headers.location };
}

function refusePage(url: string, { status, headers }: Answer): StartupError {
	const type = headers['content-type'] ?? 'something';
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} answered ${status} with ${type}, which is no answer of a Pact Broker`,
		remedy: 'check --broker, and whether a proxy or a login stands before it',
	});
}

function refuseUnreachable(url: string, error: NoAnswer): StartupError {
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} can't be reached: ${error.message}`,
		remedy: error.remedy ?? 'check --broker, and that the broker runs',
		cause: error,
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
