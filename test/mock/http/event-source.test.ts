// Streams of events: an EventSource takes their end for a failure, whoever fetches waits for it.

import { expect, it } from 'vitest';
import { createMockFetch, startMock } from '../../../mock/index.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';
import { atFileEnd } from '../../support/file-end.ts';

const EVENTS = { data: { kind: 'made' } };
/** As the Fetch standard has an EventSource ask (cache mode `no-store`). */
const SOURCE = { Accept: 'text/event-stream', 'Cache-Control': 'no-cache' };

const stream = (method: string): JsonObject => ({
	[method]: {
		operationId: method === 'get' ? 'watch' : 'complete',
		responses: {
			200: {
				description: 'Events',
				headers: { 'Set-Cookie': { required: true, schema: { type: 'string' }, example: 'seen=1' } },
				content: { 'text/event-stream': { schema: { type: 'array' }, example: [EVENTS] } },
			},
		},
	},
});

const DOCUMENT = describePaths({ '/events': { ...stream('get'), ...stream('post') } });

async function start(): Promise<Awaited<ReturnType<typeof startMock>>> {
	const mock = await startMock({ documents: [DOCUMENT], port: 0, log: 'silent' });
	atFileEnd(() => mock.close());
	return mock;
}

/** What comes until `end`, or until nothing more did for a moment. */
async function read(response: Response): Promise<{ text: string; ended: Promise<boolean> }> {
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	const { value } = await reader.read();
	return { text: new TextDecoder().decode(value), ended: reader.read().then(({ done }) => done) };
}

/** Whether it has ended within 100 ms. */
const hasEnded = (ended: Promise<boolean>): Promise<boolean> =>
	Promise.race([ended, new Promise<boolean>((resolve) => setTimeout(resolve, 100, false))]);

it('stays open for an EventSource, so that it does not come back every three seconds', async () => {
	const mock = await start();
	const session = mock.session('qa');
	const controller = new AbortController();
	const response = await fetch(`${session.baseUrl}/events`, { headers: SOURCE, signal: controller.signal });
	expect([response.headers.get('content-length'), response.headers.get('set-cookie')]).toEqual([null, 'seen=1']);
	const { text, ended } = await read(response);
	expect([text, await hasEnded(ended)]).toEqual(['data: {"kind":"made"}\n\n', false]);
	controller.abort();
	await ended.catch(() => {});
	await expect.poll(async () => (await session.state()).open).toBe(0);
	const [exchange] = await session.requests();
	expect([exchange?.response.status, exchange?.response.cut]).toEqual([200, undefined]);
	expect((await mock.coverage()).exercised).toBe(1);
});

it('stays open in the process as well, for an EventSource that is given its fetch', async () => {
	const mock = await createMockFetch({ documents: [DOCUMENT] });
	atFileEnd(() => mock.close());
	// What the package eventsource asks with.
	const response = await mock.fetch('http://x/events', { headers: { Accept: 'text/event-stream' }, cache: 'no-store' });
	const { ended } = await read(response);
	expect(await hasEnded(ended)).toBe(false);
	await mock.close();
	await ended.catch(() => {});
});

it.each<[string, (session: Awaited<ReturnType<typeof startMock>>) => unknown]>([
	['a cue', (mock) => mock.session('qa').cue('watch', { status: 200, body: [{ data: 'new' }] })],
	['a reset', (mock) => mock.session('qa').reset()],
	['its being dropped', (mock) => mock.session('qa').drop()],
	['the end of the mock', (mock) => mock.close()],
])('ends with %s of its session, so that the reader comes back for what is new', async (_what, steer) => {
	const mock = await start();
	const ask = (): Promise<Response> => fetch(`${mock.session('qa').baseUrl}/events`, { headers: SOURCE });
	const { ended } = await read(await ask());
	await mock.session('other').cue('watch', 200);
	expect(await hasEnded(ended)).toBe(false);
	await steer(mock);
	expect(
		await Promise.race([ended.catch(() => true), new Promise((resolve) => setTimeout(resolve, 2000, false))]),
	).toBe(true);
});

it('ends by itself for whoever fetches it', async () => {
	const mock = await start();
	for (const [method, headers] of [
		['GET', { Accept: 'text/event-stream' }],
		['GET', { 'Cache-Control': 'no-cache' }],
		['POST', SOURCE],
	] as const) {
		const response = await fetch(`${mock.url}/events`, { method, headers });
		expect([response.headers.get('content-length'), await response.text()]).toEqual([
			'23',
			'data: {"kind":"made"}\n\n',
		]);
	}
});
