// The reads of whoever calls by axios, whatever it calls with: Node's http, XMLHttpRequest or fetch.

import { letStructuredClonePass } from './let-pass.ts';
import { createReports } from './report.ts';
import { listTrackingHeaders, type TrackOptions } from './track-reads.ts';

/** What is asked of an instance of axios. */
export interface AxiosLike<Config, Answer> {
	interceptors: {
		request: { use(onFulfilled: (config: Config) => Config): unknown };
		response: { use(onFulfilled: (response: Answer) => Answer, onRejected: (error: unknown) => unknown): unknown };
	};
}

interface AxiosConfig {
	baseURL?: string;
	url?: string;
	headers: { set(name: string, value: string): unknown };
}

interface AxiosAnswer {
	data: unknown;
	headers: Record<string, unknown>;
	config: AxiosConfig;
}

/**
 * Follows what is read of the answers that an instance of axios gets: `data` notes it. `await reads.flush()` at the end of a test file:
 * all that was read has then arrived.
 */
export function trackAxios<Config, Answer>(
	axios: AxiosLike<Config, Answer>,
	options: TrackOptions & { fetch?: typeof fetch } = {},
): { flush(): Promise<void> } {
	letStructuredClonePass();
	const reports = createReports({ fetch: options.fetch ?? globalThis.fetch, ...options });
	const follow = (answer: AxiosAnswer): AxiosAnswer => {
		const headers = { get: (name: string) => (typeof answer.headers[name] === 'string' ? answer.headers[name] : null) };
		const report = reports.open(headers, findOrigin(answer.config));
		if (!report) return answer;
		const { data } = answer;
		if (typeof data === 'object' && data !== null && isPlain(data)) answer.data = report.follow(data);
		else if (data !== undefined && data !== null && data !== '') report.takeWhole();
		return answer;
	};
	axios.interceptors.request.use(((config: AxiosConfig) => {
		for (const [name, value] of listTrackingHeaders(options)) config.headers.set(name, value);
		return config;
	}) as unknown as (config: Config) => Config);
	axios.interceptors.response.use(follow as unknown as (response: Answer) => Answer, (error: unknown) => {
		const { response } = (error ?? {}) as { response?: AxiosAnswer };
		if (response) follow(response);
		throw error;
	});
	return { flush: () => reports.flush() };
}

/** JSON, no buffer and no stream. */
function isPlain(data: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(data);
	return Array.isArray(data) || prototype === Object.prototype || prototype === null;
}

function findOrigin({ baseURL, url = '' }: AxiosConfig): string {
	const page = (globalThis as { location?: { href: string } }).location?.href;
	const base = baseURL === undefined ? page : new URL(baseURL, page).href;
	return new URL(url, base).href;
}
