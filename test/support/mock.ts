// A mock for a test, on a free port of 127.0.0.1, closed when the test file ends.

import { type Hooks, type RunningMock, runMock } from '../../mock/library/run-mock.ts';
import { completeOptions } from '../../mock/options/complete-options.ts';
import type { MockOptions } from '../../mock/options/mock-options.ts';
import { atFileEnd } from './file-end.ts';
import { PAIR, pairScenarios } from './pair.ts';

const running: RunningMock[] = [];
atFileEnd(async () => {
	await Promise.all(running.splice(0).map((mock) => mock.stop(500)));
});

/**
 * Starts a mock with these options. Without documents: the two of the identification with identity document and their scenarios, a small
 * part of what ships; `startPlatform` of `platform.ts` serves all of it.
 */
export async function startTestMock(options: Partial<MockOptions> = {}, hooks: Hooks = {}): Promise<RunningMock> {
	const part = options.documents === undefined ? { documents: PAIR, scenarios: pairScenarios() } : {};
	const mock = await runMock(completeOptions({ port: 0, ...part, ...options }), hooks);
	running.push(mock);
	return mock;
}

/** The identifications of one organization. */
export const BASE = '/v1/orgs/acme/identifications/identity_document';
/** A create request that fits. */
export const CREATE = {
	name: 'James',
	last_name: 'Smith',
	identity_document: { document_number: '12345678A', document_type: 'NIF', country: 'ES' },
	configuration_name: 'HIGH',
	expires_in: 'P7D',
	scoring: { provider: 'INTERNAL' },
};

/** What a test needs to know of an answer. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed body; `undefined` for none, or for one that isn't JSON. */
	json: unknown;
	reason: string;
}

/** One call with a token; `body` is sent as JSON unless it is a string or bytes. */
export async function call(
	mock: { url: string },
	method: string,
	path: string,
	{ body, headers = {}, session }: { body?: unknown; headers?: Record<string, string>; session?: string } = {},
): Promise<Reply> {
	const isRaw = typeof body === 'string' || body instanceof Uint8Array;
	const response = await fetch(mock.url + path, {
		method,
		headers: {
			authorization: 'Bearer x',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(session === undefined ? {} : { 'x-mock-session': session }),
			...headers,
		},
		...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
		signal: AbortSignal.timeout(60_000),
	});
	const text = await response.text();
	let json: unknown;
	try {
		json = text === '' ? undefined : JSON.parse(text);
	} catch {
		json = undefined;
	}
	return {
		status: response.status,
		headers: response.headers,
		text,
		json,
		reason: response.headers.get('x-mock-reason') ?? '',
	};
}

/** Creates an identification and tells its id. */
export async function create(mock: { url: string }, session?: string, body: unknown = CREATE): Promise<string> {
	const reply = await call(mock, 'POST', BASE, { body, ...(session === undefined ? {} : { session }) });
	if (reply.status !== 200) throw new Error(`create answered ${reply.status}: ${reply.reason}`);
	return (reply.json as { identification_id: string }).identification_id;
}
