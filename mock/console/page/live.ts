// The stream of events, by fetch: EventSource can't send a token. It comes back by itself when the mock does, and when the page is seen.

import { API_ROOT, authorize, keepToken, readToken } from './client.ts';
import type { MockEvent } from './control-types.ts';

/** How the stream is. */
export type Link = 'opening' | 'live' | 'lost' | 'token' | 'refused';

const FIRST_WAIT_MS = 500;
/** A mock that is started anew is back in seconds: nobody shall wait for the page any longer. */
const WAIT_MS = 1000;
const MAX_QUICK_TRIES = 60;
/** One that has been away for a minute was stopped. */
const LONG_WAIT_MS = 5000;
/** A page that is not seen for so long gives its connection back: browsers have six for one host. */
const HIDDEN_MS = 5000;

/** Follows the events until `signal` ends it. `onLink` hears of every change; after `live`, everything may be other than it was. */
export async function follow(args: {
	onEvent: (event: MockEvent) => void;
	onLink: (link: Link, detail?: string) => void;
	signal: AbortSignal;
}): Promise<void> {
	const { onEvent, onLink, signal } = args;
	let tries = 0;
	while (!signal.aborted) {
		await untilSeen();
		const unseen = abortWhenHidden(signal);
		try {
			const sent = readToken();
			const response = await fetch(new URL('events', API_ROOT), { headers: authorize(), signal: unseen.signal });
			if (response.status === 401) {
				keepToken('');
				return onLink('token', sent === '' ? '' : 'The mock does not know that token.');
			}
			if (!response.ok || !response.body) {
				onLink('refused', await readDetail(response));
			} else {
				onLink('live');
				tries = 0;
				await readEvents(response.body, onEvent);
				if (!signal.aborted) onLink('lost');
			}
		} catch {
			if (unseen.isHidden()) continue;
			if (!signal.aborted) onLink('lost');
		} finally {
			unseen.end();
		}
		await pause(waitMsAfter(tries), signal);
		tries += 1;
	}
}

function waitMsAfter(tries: number): number {
	if (tries === 0) return FIRST_WAIT_MS;
	return tries < MAX_QUICK_TRIES ? WAIT_MS : LONG_WAIT_MS;
}

/** Aborts with `signal`, or once the page has been out of sight for a while. */
function abortWhenHidden(signal: AbortSignal): { signal: AbortSignal; isHidden: () => boolean; end: () => void } {
	const controller = new AbortController();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isHidden = false;
	const look = (): void => {
		clearTimeout(timer);
		if (!document.hidden) return;
		timer = setTimeout(() => {
			isHidden = true;
			controller.abort();
		}, HIDDEN_MS);
	};
	document.addEventListener('visibilitychange', look);
	look();
	return {
		signal: AbortSignal.any([signal, controller.signal]),
		isHidden: () => isHidden,
		end() {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', look);
		},
	};
}

function untilSeen(): Promise<void> {
	return new Promise((resolve) => {
		if (!document.hidden) return resolve();
		const look = (): void => {
			if (document.hidden) return;
			document.removeEventListener('visibilitychange', look);
			resolve();
		};
		document.addEventListener('visibilitychange', look);
	});
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: MockEvent) => void): Promise<void> {
	const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		const messages = (rest + value).split('\n\n');
		rest = messages.pop() ?? '';
		for (const message of messages) {
			const data = message.split('\n').find((line) => line.startsWith('data: '));
			if (data) onEvent(JSON.parse(data.slice(6)) as MockEvent);
		}
	}
}

async function readDetail(response: Response): Promise<string> {
	try {
		return String(((await response.json()) as { detail?: unknown }).detail);
	} catch {
		return `The mock answered ${response.status}.`;
	}
}

/** Until the time is over, `signal` ends it, or somebody comes back to the page. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const end = (): void => {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', look);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const look = (): void => {
			if (!document.hidden) end();
		};
		const timer = setTimeout(end, ms);
		document.addEventListener('visibilitychange', look);
		signal.addEventListener('abort', end, { once: true });
	});
}
