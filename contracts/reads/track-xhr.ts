// The reads of whoever calls by XMLHttpRequest.

import { followText, letParseFollow, letStructuredClonePass } from './let-pass.ts';
import { createReports, type Report } from './report.ts';
import { listTrackingHeaders, type TrackOptions } from './track-reads.ts';

/** What is asked of an XMLHttpRequest. */
export interface XhrLike {
	send(body?: never): void;
	setRequestHeader(name: string, value: string): void;
	getResponseHeader(name: string): string | null;
	readonly readyState: number;
	readonly responseType: string;
	readonly responseURL: string;
	readonly response: unknown;
	readonly responseText: string;
}

const DONE = 4;

/** A drop-in for `XMLHttpRequest`: `globalThis.XMLHttpRequest = trackXhr(XMLHttpRequest)`; `flush` as of `trackReads`. */
export function trackXhr<Xhr extends new () => XhrLike>(
	XMLHttpRequest: Xhr,
	options: TrackOptions & { fetch?: typeof fetch } = {},
): Xhr & { flush(): Promise<void> } {
	letStructuredClonePass();
	letParseFollow();
	const reports = createReports({ fetch: options.fetch ?? globalThis.fetch, ...options });
	const tracked = new Proxy(XMLHttpRequest, {
		construct(target, args, newTarget) {
			const xhr = Reflect.construct(target, args, newTarget as new () => XhrLike) as XhrLike;
			followXhr(xhr, {
				options,
				open: () => reports.open({ get: (name) => xhr.getResponseHeader(name) }, xhr.responseURL),
			});
			return xhr;
		},
		get: (target, key, receiver) =>
			key === 'flush' ? () => reports.flush() : (Reflect.get(target, key, receiver) as unknown),
	});
	return tracked as Xhr & { flush(): Promise<void> };
}

function followXhr(xhr: XhrLike, { options, open }: { options: TrackOptions; open: () => Report | undefined }): void {
	const { send } = xhr;
	const [readAll, readText] = [findGetter(xhr, 'response'), findGetter(xhr, 'responseText')];
	let taken: { value: unknown } | undefined;
	const take = (value: unknown): unknown => {
		if (xhr.readyState !== DONE) return value;
		taken ??= { value: followTaken(value, { type: xhr.responseType, report: open() }) };
		return taken.value;
	};
	Object.defineProperties(xhr, {
		send: {
			configurable: true,
			value: (body?: never) => {
				for (const [name, value] of listTrackingHeaders(options)) xhr.setRequestHeader(name, value);
				taken = undefined;
				send.call(xhr, body);
			},
		},
		response: { configurable: true, get: () => take(readAll()) },
		responseText: { configurable: true, get: () => take(readText()) },
	});
}

function followTaken(value: unknown, { type, report }: { type: string; report: Report | undefined }): unknown {
	if (!report || value === null || value === '') return value;
	if (type === 'json') return report.follow(value);
	if (typeof value === 'string') followText(value, report);
	else report.takeWhole();
	return value;
}

/** A property of the platform's is a getter of its prototype. */
function findGetter(xhr: XhrLike, name: 'response' | 'responseText'): () => unknown {
	for (let owner: object | null = xhr; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
		const property = Object.getOwnPropertyDescriptor(owner, name);
		if (property?.get) return property.get.bind(xhr);
		if (property) return () => property.value as unknown;
	}
	return () => undefined;
}
