// A `fetch` for tests that tells the mock what the code under test reads of its answers. It knows nothing of Node, so that it
// works in a browser's tests as well.

import { followText, letParseFollow, letStructuredClonePass } from './let-pass.ts';
import { createReports, type Report } from './report.ts';

/** What a followed `fetch` may be told. */
export interface TrackOptions {
	/** Sent as `X-Pact-Consumer`, so that several consumers may share one mock. */
	consumer?: string;
	/** Token of the mock's control API, where it asks for one. */
	adminToken?: string;
	/** Where the control API is, e.g. `http://127.0.0.1:4010/__admin`; default: at the root of the answer's origin. */
	controlUrl?: string;
}

/** A drop-in for `fetch`. `await tracked.flush()` at the end of a test file: all that was read has then arrived. */
export interface TrackedFetch {
	(input: string | URL | Request, init?: RequestInit): Promise<Response>;
	flush(): Promise<void>;
}

/**
 * Follows what is read of the mock's answers: `json()` gives a value that notes it, and the mock keeps it with the exchange, so
 * that `pact write` expects of the provider what was read and no more. Objects that are gone through as a whole (spread,
 * `JSON.stringify`, a deep comparison) say nothing of what was wanted of them: there, what the document requires is expected. So it
 * is for bodies taken by `blob()` and the like, and by `text()` where no `JSON.parse` follows. Answers of anything but a mock are handed on as they are.
 */
export function trackReads(fetch: typeof globalThis.fetch, options: TrackOptions = {}): TrackedFetch {
	letStructuredClonePass();
	letParseFollow();
	const reports = createReports({ fetch, ...options });
	const tracked = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
		const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
		for (const [name, value] of listTrackingHeaders(options)) headers.set(name, value);
		const response = await fetch(input, { ...init, headers });
		const report = reports.open(response.headers, response.url);
		return report ? followResponse(response, report) : response;
	};
	return Object.assign(tracked, { flush: () => reports.flush() });
}

/** The headers by which a mock knows that an exchange is followed, and whose it is. */
export function listTrackingHeaders({ consumer }: TrackOptions): [name: string, value: string][] {
	return [
		['X-Mock-Follow', 'reads'],
		...(consumer === undefined ? [] : [['X-Pact-Consumer', consumer] as [string, string]]),
	];
}

/** The response itself, with other ways to its body: whoever asks is still answered by a real Response. */
function followResponse(response: Response, report: Report): Response {
	const [json, clone] = [response.json, response.clone];
	const own: Record<string, unknown> = {
		json: async () => report.follow((await inside(() => json.call(response))) as unknown),
		clone: () =>
			followResponse(
				inside(() => clone.call(response)),
				report,
			),
	};
	const text = response.text;
	own['text'] = async (): Promise<string> => {
		const taken = await inside(() => text.call(response));
		followText(taken, report);
		return taken;
	};
	for (const name of ['blob', 'arrayBuffer', 'formData', 'bytes'] as const) {
		const method = (response as unknown as Record<string, unknown>)[name];
		if (typeof method !== 'function') continue;
		own[name] = (): unknown => {
			report.takeWhole();
			return method.call(response);
		};
	}
	for (const [name, value] of Object.entries(own)) {
		Object.defineProperty(response, name, { value, configurable: true, writable: true });
	}
	const body = Object.getOwnPropertyDescriptor(Response.prototype, 'body')?.get;
	Object.defineProperty(response, 'body', {
		configurable: true,
		get: () => followStream((body?.call(response) ?? null) as ReadableStream | null, report),
	});
	return response;
}

const TAKING = ['getReader', 'pipeTo', 'pipeThrough', 'tee', 'values', Symbol.asyncIterator] as const;
const followed = new WeakSet<object>();
/** The platform itself is reading a stream, for `text()` or `json()`. */
let isInside = false;

function inside<Value>(take: () => Value): Value {
	isInside = true;
	try {
		return take();
	} finally {
		isInside = false;
	}
}

/** That there is a body says nothing; whoever reads it by its stream can't be followed. */
function followStream(stream: ReadableStream | null, report: Report): ReadableStream | null {
	if (stream === null || followed.has(stream)) return stream;
	followed.add(stream);
	for (const name of TAKING) {
		const method = (stream as unknown as Record<string | symbol, unknown>)[name];
		if (typeof method !== 'function') continue;
		const value = (...args: unknown[]): unknown => {
			if (!isInside) report.takeWhole();
			return method.apply(stream, args);
		};
		Object.defineProperty(stream, name, { value, configurable: true, writable: true });
	}
	return stream;
}
