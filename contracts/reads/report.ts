// What was read of one answer, on its way to the mock.

import { type FollowedReads, followReads } from './follow-reads.ts';

/** Among `whole`: nothing is known of any part of the body. */
const EVERYTHING = '**';
/** Reports of one exchange are gathered for so long, in ms. */
const GATHER_MS = 15;

/** How what was read reaches the mock. */
export interface ReportRoute {
	fetch: typeof globalThis.fetch;
	/** Token of the mock's control API, where it asks for one. */
	adminToken?: string | undefined;
	/** Where the control API is; default: at the root of the answer's origin. */
	controlUrl?: string | undefined;
}

/** The reads of one exchange. */
export interface Report {
	/** What was read has changed; it is sent in a moment. */
	touch(): void;
	/** The body was taken in a way that can't be followed. */
	takeWhole(): void;
	follow<Value>(value: Value): Value;
	/** The body was taken as a text, of which nothing is known until somebody parses it. */
	takeText(): void;
	/** That text was parsed. */
	parseText(): void;
	/** Resolves when all is sent. Rejects when the mock does not take it. */
	flush(): Promise<void>;
}

function createReport(args: { url: string; fetch: typeof globalThis.fetch; token: string | undefined }): Report {
	const { url, fetch, token } = args;
	const followed: FollowedReads[] = [];
	let isWhole = false;
	let unparsed = 0;
	let isDirty = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let sending = Promise.resolve();
	const send = async (): Promise<void> => {
		if (!isDirty) return;
		isDirty = false;
		const read = [...new Set(followed.flatMap((one) => [...one.read]))];
		const whole = [
			...new Set([...followed.flatMap((one) => [...one.whole]), ...(isWhole || unparsed > 0 ? [EVERYTHING] : [])]),
		];
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
		takeText() {
			unparsed += 1;
			touch();
		},
		parseText() {
			unparsed = Math.max(0, unparsed - 1);
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

/** Reports by exchange, all to be flushed together. */
export interface Reports {
	/** Of the exchange that an answer names in its headers; `undefined`: it is none of a mock's, or of one that doesn't follow. */
	open(headers: { get(name: string): string | null }, answeredBy: string): Report | undefined;
	flush(): Promise<void>;
}

/** No report yet. */
export function createReports({ fetch, adminToken, controlUrl }: ReportRoute): Reports {
	const open = new Map<string, Report>();
	return {
		open(headers, answeredBy) {
			const id = headers.get('x-mock-exchange');
			const session = headers.get('x-mock-session');
			if (id === null || session === null) return undefined;
			const own = headers.get('x-mock-reads');
			const base = controlUrl ?? new URL('/__admin', answeredBy).href;
			const url =
				own !== null && controlUrl === undefined
					? new URL(own, answeredBy).href
					: `${base.replace(/\/+$/, '')}/sessions/${encodeURIComponent(session)}/requests/${id}/reads`;
			const report = open.get(url) ?? createReport({ url, fetch, token: adminToken });
			open.set(url, report);
			return report;
		},
		async flush() {
			await Promise.all([...open.values()].map((report) => report.flush()));
		},
	};
}
