// One call to a broker over HTTP: what is tried again, where it is followed to, and what is no broker's answer.

import { StartupError } from '../../../spec/index.ts';

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
/** Between attempts; a broker behind a proxy is sometimes away for a moment. */
const PAUSES_MS = [500, 2_000];
const MAX_REDIRECTS = 5;
/** The redirects that ask for the same call once more. */
const KEEPS_METHOD: readonly number[] = [307, 308];
const REDIRECTS: readonly number[] = [301, 302, 303, ...KEEPS_METHOD];

/** The answer, whatever its status. Rejects with a `StartupError` `broker.unreachable` where none comes, or one that no broker gives. */
export async function sendCall(call: OutgoingCall): Promise<Reply> {
	let { url } = call;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const { response, text } = await sendPatiently({ ...call, url });
		const location = response.headers.get('location') ?? undefined;
		if (!REDIRECTS.includes(response.status) || location === undefined) {
			const body = parse(text);
			if (response.ok && body === undefined && text.trim() !== '') throw refusePage(url, response);
			return { status: response.status, body, text, location };
		}
		const target = URL.parse(location, url)?.href ?? location;
		// A browser would go on with a GET, whose success says nothing of what was to be sent.
		if (call.method !== 'GET' && !KEEPS_METHOD.includes(response.status)) {
			throw new StartupError({
				code: 'broker.unreachable',
				message: `${url} redirects to ${target}, so nothing was sent`,
				remedy: 'name the broker by the address that it is redirected to, and check its credentials',
			});
		}
		url = target;
	}
	throw refuseUnreachable(call.url, new Error('it redirects without end'));
}

async function sendPatiently(call: OutgoingCall): Promise<{ response: Response; text: string }> {
	const { url, method, headers, authorize, body, timeoutMs = TIMEOUT_MS } = call;
	for (const pause of [...PAUSES_MS, undefined]) {
		try {
			const response = await fetch(url, {
				method,
				headers: { ...headers, ...authorize(url) },
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
				...(body === undefined ? {} : { body }),
			});
			const text = await response.text();
			if (!isPassing(response.status) || pause === undefined) return { response, text };
		} catch (error) {
			// Who was waited for so long is not waited for again.
			if ((error as Error).name === 'TimeoutError')
				throw refuseUnreachable(url, new Error(`it gave no whole answer within ${timeoutMs / 1000} s`));
			if (pause === undefined) throw refuseUnreachable(url, error);
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
	throw refuseUnreachable(url, undefined);
}

/** What may be over in a moment. */
function isPassing(status: number): boolean {
	return status >= 500 || status === 408 || status === 429;
}

function refusePage(url: string, { status, headers }: Response): StartupError {
	const type = headers.get('content-type') ?? 'something';
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} answered ${status} with ${type}, which is no answer of a Pact Broker`,
		remedy: 'check --broker, and whether a proxy or a login stands before it',
	});
}

function refuseUnreachable(url: string, error: unknown): StartupError {
	const cause =
		(error as { cause?: { message?: string } } | undefined)?.cause?.message ??
		(error as Error | undefined)?.message ??
		'no answer';
	return new StartupError({
		code: 'broker.unreachable',
		message: `${url} can't be reached: ${cause}`,
		remedy: 'check --broker, and that the broker runs',
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
