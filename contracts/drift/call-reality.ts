// The real API, called: bounded in time, number and size; nothing but its own address is ever asked.

import { createExchangeReader, type HarEntry, type RecordedExchange } from '../../mock/inner.ts';
import { type ApiDocument, messageOf, StartupError } from '../../spec/index.ts';

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
	timeoutMs: number;
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
	/** Takes what must not come to light out of a text. */
	hide(text: string): string;
}

/** Gets ready to call it. Throws a StartupError `option.invalid` for an address or a header that is none. */
export function openReality(options: RealityOptions): Reality {
	const { documents, timeoutMs, maxAnswer, maxCalls, onCall } = options;
	const url = readAddress(options.upstream);
	const own = readHeaders(options.headers);
	if (url.username !== '') {
		const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
		own.push(['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`]);
	}
	const secrets = own.flatMap(([, value]) => [value, ...value.split(/\s+/)]).filter((text) => text.length >= 6);
	url.username = '';
	url.password = '';
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
		hide: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[redacted]'), text),
		async call(call) {
			if (calls >= maxCalls) return undefined;
			calls += 1;
			onCall?.(call, calls);
			const local = base === '' ? call.target : withoutBase(call.target, bases);
			const headers = new Headers([...call.headers.map(([name, value]): [string, string] => [name, value]), ...own]);
			for (const [name, value] of own) headers.set(name, value);
			const startedAt = performance.now();
			const answer = await ask(url.origin + base + local, { call, headers, timeoutMs, maxAnswer });
			if (typeof answer === 'string') failures.push(`${call.method} ${call.target.split('?', 1)[0]}: ${answer}`);
			const sent = [...headers];
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
				headers: typeof answer === 'string' ? {} : answer.headers,
				body: typeof answer === 'string' ? undefined : answer.body,
				atMs: Date.now(),
				durationMs: performance.now() - startedAt,
			};
			return read(entry);
		},
	};
}

/** The answer, or why there is none, in a sentence. */
async function ask(
	address: string,
	args: { call: RealCall; headers: Headers; timeoutMs: number; maxAnswer: number },
): Promise<{ status: number; headers: Record<string, string>; body: Uint8Array } | string> {
	const { call, headers, timeoutMs, maxAnswer } = args;
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), timeoutMs);
	try {
		const response = await fetch(address, {
			method: call.method,
			headers,
			redirect: 'manual',
			signal: controller.signal,
			...(call.body !== undefined && { body: call.body as string }),
		});
		const chunks: Uint8Array[] = [];
		let length = 0;
		for await (const chunk of response.body ?? []) {
			length += chunk.length;
			if (length > maxAnswer) {
				controller.abort();
				return `its answer is longer than ${maxAnswer} bytes (--max-answer)`;
			}
			chunks.push(chunk);
		}
		return { status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.concat(chunks) };
	} catch (error) {
		if (controller.signal.aborted) return `no answer within ${timeoutMs} ms (--timeout)`;
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		const code = (cause as { code?: unknown }).code;
		return typeof code === 'string' ? `no answer (${code})` : `no answer (${messageOf(cause)})`;
	} finally {
		clearTimeout(timer);
	}
}

function withoutBase(target: string, bases: readonly string[]): string {
	const base = bases.find((one) => target.startsWith(`${one}/`) || target === one);
	return base === undefined ? target : target.slice(base.length) || '/';
}

function readAddress(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return url;
	throw new StartupError({
		code: 'option.invalid',
		message: `--upstream must be an http(s) address without query, not "${text.replace(/\/\/[^/@]*@/, '//')}"`,
		remedy: 'write it like http://localhost:8000',
	});
}

function readHeaders(lines: readonly string[]): [string, string][] {
	return lines.map((line) => {
		const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
		if (name !== '') return [name, value];
		// The line may hold a secret: it is not shown.
		throw new StartupError({
			code: 'option.invalid',
			message: '--header must be a name, a colon and a value',
			remedy: "write it like 'Authorization: Bearer …'",
		});
	});
}
