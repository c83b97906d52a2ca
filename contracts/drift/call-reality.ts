// The real API, called: bounded in time, number and size; nothing but its own address is ever asked.

import {
	callUpstream,
	createExchangeReader,
	type HarEntry,
	openUpstream,
	type RecordedExchange,
} from '../../mock/inner.ts';
import type { ApiDocument } from '../../spec/index.ts';
import { readHeaders } from '../http/read-headers.ts';

/** One call, as the document writes it. */
export interface RealCall {
	/** Upper case. */
	method: string;
	/** Path and query, with the document's base path. */
	target: string;
	headers: readonly (readonly [name: string, value: string])[];
	body?: string | Uint8Array;
}

/** How the API is called. */
export interface RealityOptions {
	documents: readonly ApiDocument[];
	/** May have a path, which then stands in the place of the documents' base path. */
	upstream: string;
	/** `Name: value`, sent with each call; shown nowhere. */
	headers: readonly string[];
	/** For the whole of an answer. */
	timeoutMs: number;
	/** A PEM file of certificates that are trusted as well. */
	ca?: string | undefined;
	/** For the HTTP proxy that it names. */
	env: Readonly<Record<string, string | undefined>>;
	/** Bytes of an answer's body. */
	maxAnswer: number;
	maxCalls: number;
	/** Hears of each call before it is made. */
	onCall?: (call: RealCall, count: number) => void;
}

/** The API. */
export interface Reality {
	/** Its address, without user and password. */
	readonly url: string;
	/** Calls made so far. */
	readonly calls: number;
	/** The exchange; `undefined`: no more calls may be made. What came to no answer has the status null, and is told in `failures`. */
	call(call: RealCall): Promise<RecordedExchange | undefined>;
	readonly failures: readonly string[];
	close(): void;
	/** Takes what must not come to light out of a text. */
	hide(text: string): string;
}

/** Gets ready to call it. Throws a StartupError `option.invalid` for an address or a header that is none. */
export function openReality(options: RealityOptions): Reality {
	const { documents, timeoutMs, maxAnswer, maxCalls, onCall } = options;
	const { upstream: address, ca, env } = options;
	const own = readHeaders(options.headers);
	const upstream = openUpstream({ url: address, ca, timeoutMs, env });
	const { url } = upstream;
	const secrets = own.flatMap(([, value]) => [value, ...value.split(/\s+/)]).filter((text) => text.length >= 6);
	const base = url.pathname.replace(/\/+$/, '');
	const names = own.map(([name]) => name.toLowerCase());
	const read = createExchangeReader({ documents, base: '', session: 'drift', secrets: names });
	const bases = documents.flatMap(({ basePaths }) => basePaths).filter((one) => one !== '');
	const failures: string[] = [];
	let calls = 0;

	return {
		url: url.href,
		failures,
		get calls() {
			return calls;
		},
		close: () => upstream.close(),
		hide: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[redacted]'), text),
		async call(call) {
			if (calls >= maxCalls) return undefined;
			calls += 1;
			onCall?.(call, calls);
			const local = base === '' ? call.target : withoutBase(call.target, bases);
			const headers = new Headers([...call.headers.map(([name, value]): [string, string] => [name, value]), ...own]);
			for (const [name, value] of own) headers.set(name, value);
			const startedAt = performance.now();
			const sent = [...headers];
			const answer = await callUpstream(
				upstream,
				{
					method: call.method,
					target: local,
					rawHeaders: sent.flat(),
					body: call.body === undefined ? undefined : Buffer.from(call.body),
				},
				{ maxBytes: maxAnswer, timeoutMs },
			);
			if (typeof answer === 'string') failures.push(`${call.method} ${call.target.split('?', 1)[0]}: ${answer}`);
			const entry: HarEntry = {
				origin: url.origin,
				request: {
					method: call.method,
					target: call.target,
					path: call.target.split('?', 1)[0] as string,
					query: call.target.split('?')[1] ?? '',
					headers: Object.fromEntries(sent),
					rawHeaders: sent.flat(),
				},
				requestBody: typeof call.body === 'string' ? call.body : Buffer.from(call.body ?? '').toString('utf8'),
				status: typeof answer === 'string' ? 0 : answer.status,
				headers: typeof answer === 'string' ? {} : { ...answer.headers },
				body: typeof answer === 'string' ? undefined : answer.bytes,
				atMs: Date.now(),
				durationMs: performance.now() - startedAt,
				lacksBody: false,
			};
			return read(entry);
		},
	};
}

function withoutBase(target: string, bases: readonly string[]): string {
	const base = bases.find((one) => target.startsWith(`${one}/`) || target === one);
	return base === undefined ? target : target.slice(base.length) || '/';
}
