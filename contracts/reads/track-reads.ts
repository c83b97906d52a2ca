// A `fetch` for tests that tells the mock what the code under test reads of its answers. It knows nothing of Node, so that it
// works in a browser's tests as well.

import { copyPlain, type FollowedReads, followReads } from './follow-reads.ts';

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

/** Among `whole`: nothing is known of any part of the body. */
const EVERYTHING = '**';
/** Reports of one exchange are gathered for so long, in ms. */
const GATHER_MS = 15;

/**
 * Follows what is read of the mock's answers: `json()` gives a value that notes it, and the mock keeps it with the exchange, so
 * that `pact write` expects of the provider what was read and no more. Objects that are gone through as a whole (spread,
 * `JSON.stringify`, a deep comparison) say nothing of what was wanted of them: there, what the document requires is expected. So it
 * is for bodies taken by `text()`, `blob()` and the like. Answers of anything but a mock are handed on as they are.
 */
export function trackReads(fetch: typeof globalThis.fetch, options: TrackOptions = {}): TrackedFetch {
	letStructuredClonePass();
	const open = new Map<string, Report>();
	const tracked = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
		const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
		headers.set('X-Mock-Follow', 'reads');
		if (options.consumer !== undefined) headers.set('X-Pact-Consumer', options.consumer);
		const response = await fetch(input, { ...init, headers });
		const id = response.headers.get('x-mock-exchange');
		const session = response.headers.get('x-mock-session');
		if (id === null || session === null) return response;
		const base = options.controlUrl ?? new URL('/__admin', response.url).href;
		const url = `${base.replace(/\/+$/, '')}/sessions/${encodeURIComponent(session)}/requests/${id}/reads`;
		return followResponse(response, openReport(url));
	};
	const openReport = (url: string): Report => {
		const report = createReport({ url, fetch, token: options.adminToken });
		open.set(url, report);
		return report;
	};
	const flush = async (): Promise<void> => {
		await Promise.all([...open.values()].map((report) => report.flush()));
	};
	return Object.assign(tracked, { flush });
}

interface Report {
	/** What was read has changed; it is sent in a moment. */
	touch(): void;
	/** The body was taken in a way that can't be followed. */
	takeWhole(): void;
	follow<Value>(value: Value): Value;
	/** Resolves when all is sent. Rejects when the mock does not take it. */
	flush(): Promise<void>;
}

function createReport(args: { url: string; fetch: typeof globalThis.fetch; token: string | undefined }): Report {
	const { url, fetch, token } = args;
	const followed: FollowedReads[] = [];
	let isWhole = false;
	let isDirty = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let sending = Promise.resolve();
	const send = async (): Promise<void> => {
		if (!isDirty) return;
		isDirty = false;
		const read = [...new Set(followed.flatMap((one) => [...one.read]))];
		const whole = [...new Set([...followed.flatMap((one) => [...one.whole]), ...(isWhole ? [EVERYTHING] : [])])];
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
			body: JSON.stringify({ read, whole }),
		});
		await response.arrayBuffer();
		// A journal that has let go of the exchange has no use for what was read of it.
		if (!response.ok && response.status !== 404)
			throw new Error(`the mock did not take what was read: ${response.status}`);
	};
	const flush = (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		sending = sending.then(send);
		return sending;
	};
	const touch = (): void => {
		isDirty = true;
		// What goes wrong here goes wrong again, and is told, when somebody asks for it by `flush`.
		timer ??= setTimeout(() => {
			flush().catch(() => {
				isDirty = true;
				sending = Promise.resolve();
			});
		}, GATHER_MS);
	};
	return {
		touch,
		takeWhole() {
			isWhole = true;
			touch();
		},
		follow(value) {
			const { value: proxy, reads } = followReads(value, touch);
			followed.push(reads);
			return proxy;
		},
		flush,
	};
}

/** The response itself, with other ways to its body: whoever asks is still answered by a real Response. */
function followResponse(response: Response, report: Report): Response {
	const [json, clone] = [response.json, response.clone];
	const own: Record<string, unknown> = {
		json: async () => report.follow((await json.call(response)) as unknown),
		clone: () => followResponse(clone.call(response), report),
	};
	for (const name of ['text', 'blob', 'arrayBuffer', 'formData', 'bytes'] as const) {
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
		get() {
			report.takeWhole();
			return body?.call(response) ?? null;
		},
	});
	return response;
}

let clonesPass = false;

/** `structuredClone` refuses every proxy; of a followed value it gets a plain copy instead. */
function letStructuredClonePass(): void {
	const { structuredClone: clone } = globalThis;
	if (clonesPass || typeof clone !== 'function') return;
	clonesPass = true;
	globalThis.structuredClone = ((value: unknown, options?: Parameters<typeof clone>[1]) => {
		try {
			return clone(value, options);
		} catch (error) {
			const copy = copyPlain(value);
			if (copy === value) throw error;
			return clone(copy, options);
		}
	}) as typeof globalThis.structuredClone;
}
