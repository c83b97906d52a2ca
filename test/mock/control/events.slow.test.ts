// Server-sent events of the control API, and clients that don't read them (threat 45).

import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventHub, MAX_CLIENTS } from '../../../mock/control/events.ts';
import { createRedaction } from '../../../mock/control/redact.ts';
import { createEvents } from '../../../mock/journal/events.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { compileSchema, type JsonValue, resolvePointer } from '../../../spec/index.ts';
import { control, copyScenarios, loadRouter, OTHER_ID, order, STEPS_ID, startOrders } from './support.ts';

const open: ClientRequest[] = [];
afterAll(() => {
	for (const request of open) request.destroy();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into it as they please
type Heard = any;

/** Follows the events of a mock; `wait` gives all of them once one is there that fits. */
function follow(mock: { port: number }): Promise<{
	response: IncomingMessage;
	wait(fits: (event: Heard) => boolean): Promise<Heard[]>;
	ended: Promise<void>;
}> {
	return new Promise((resolve, reject) => {
		const request = get({ port: mock.port, host: '127.0.0.1', path: '/__admin/events', agent: false }, (response) => {
			const events: Heard[] = [];
			const waiting: (() => void)[] = [];
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => {
				text += chunk;
				for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
					const event = parseEvent(text.slice(0, end));
					text = text.slice(end + 2);
					if (event) events.push(event);
				}
				for (const look of waiting) look();
			});
			const ended = new Promise<void>((done) => response.once('close', done));
			resolve({
				response,
				ended,
				wait: (fits) =>
					new Promise((done) => {
						const look = (): void => {
							if (events.some(fits)) done(events);
						};
						waiting.push(look);
						look();
					}),
			});
		});
		request.once('error', reject);
		open.push(request);
	});
}

function parseEvent(block: string): Heard {
	const name = /^event: (.*)$/m.exec(block)?.[1];
	const data = /^data: (.*)$/m.exec(block)?.[1];
	if (data === undefined) return undefined;
	const value = JSON.parse(data);
	expect(value.type).toBe(name);
	return value;
}

describe('the stream', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		mock = await startOrders({ scenarios: copyScenarios() });
	});

	it('tells all that changes, in the document’s form, without secrets', async () => {
		const { response, wait } = await follow(mock);
		expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		await order(mock, `GET /v1/shops/a/orders/${OTHER_ID}?api%20key=hidden`, { session: 'seen' });
		await control(mock, 'PUT /sessions/seen/scenario', { body: { name: 'four-steps' } });
		await control(mock, 'PUT /sessions/seen/clock', { body: { advance: 'P8D' } });
		await control(mock, `PATCH /sessions/seen/resources/order/${STEPS_ID}`, { body: { total: 0 } });
		await control(mock, 'POST /sessions/seen/reset');
		const { json } = await control(mock, 'GET /sessions/seen/snapshot');
		await control(mock, 'PUT /sessions/seen/snapshot', { body: json });
		mock.engine.events.emit({ type: 'scenarios.reloaded', names: ['four-steps'] });
		mock.engine.events.emit({ type: 'pacts.changed' });
		await expect(order(mock, `POST /v1/shops/a/orders`, { body: '{', session: 'seen' })).resolves.toMatchObject({
			status: 400,
		});
		await control(mock, 'DELETE /sessions/seen/requests');
		await control(mock, 'DELETE /sessions/seen');
		const events = await wait(({ type }) => type === 'dropped');

		const { document } = ((await loadRouter()).plans[0] as { operation: { document: Heard } }).operation;
		const pointer = '/components/schemas/Event';
		const validate = compileSchema(
			{ document, pointer, value: resolvePointer(document.root, pointer) as JsonValue },
			'response',
		);
		for (const event of events) expect(validate(event), JSON.stringify(event)).toEqual([]);
		expect(JSON.stringify(events)).not.toContain('hidden');
		expect(new Set(events.map(({ type }) => type))).toEqual(
			new Set(['exchange', 'sent', 'session', 'dropped', 'entity', 'clock', 'scenarios', 'pacts', 'step']),
		);
		expect(events.filter(({ type }) => type === 'session').map(({ change }) => change)).toEqual([
			'created',
			'used',
			'reset',
			'restored',
			'cleared',
		]);
		expect(events.find(({ type }) => type === 'sent')).toEqual({
			type: 'sent',
			session: 'seen',
			sent: { id: 1, durationMs: expect.any(Number) },
		});
		expect(events.find(({ type }) => type === 'exchange')).toMatchObject({
			session: 'seen',
			exchange: { id: 1, method: 'GET', operationId: 'getOrder', status: 404, step: 'effect' },
		});
		expect(events.find(({ type, change }) => type === 'session' && change === 'used').scenario).toBe('four-steps');
	});

	it('costs nothing once nobody listens', async () => {
		for (const request of open.splice(0)) request.destroy();
		await expect.poll(() => mock.engine.events.isHeard).toBe(false);
	});

	it('has room for 32, and for one more once one has left', async () => {
		const followers = await Promise.all(Array.from({ length: MAX_CLIENTS }, () => follow(mock)));
		const refused = await control(mock, 'GET /events');
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '15']);
		expect((await control(mock, 'HEAD /events')).status).toBe(503);
		followers[0]?.response.destroy();
		await expect
			.poll(async () => {
				const { response } = await follow(mock);
				return response.statusCode;
			})
			.toBe(200);
		for (const { response } of followers) response.destroy();
	});

	it('ends when the mock closes, which does not wait for it', async () => {
		const closing = await startOrders();
		const { ended, response } = await follow(closing);
		expect(response.statusCode).toBe(200);
		const startedAt = performance.now();
		await Promise.all([closing.stop(5000), ended]);
		expect(performance.now() - startedAt).toBeLessThan(4000);
	});

	it('answers HEAD and ends', async () => {
		expect((await control(mock, 'HEAD /events')).headers.get('content-type')).toBe('text/event-stream');
	});
});

describe('what is sent while much happens', () => {
	/** Clients of a hub, with what was written to each. */
	function listen(count: number) {
		const events = createEvents(() => undefined);
		let rendered = 0;
		const redaction = createRedaction([]);
		const hub = createEventHub(events, {
			...redaction,
			target(target) {
				rendered += 1;
				return redaction.target(target);
			},
		});
		const join = (): string[] => {
			const writes: string[] = [];
			const client = {
				writableLength: 0,
				once: () => client,
				write: (chunk: string | Buffer) => writes.push(String(chunk)),
				end: () => writes.push('end'),
			};
			hub.add(client as unknown as Parameters<typeof hub.add>[0]);
			return writes;
		};
		const clients = Array.from({ length: count }, join);
		for (const writes of clients) writes.length = 0;
		const reload = (name: string): void => events.emit({ type: 'scenarios.reloaded', names: [name] });
		return { events, hub, clients, join, reload, countRendered: () => rendered };
	}
	const namesIn = (writes: readonly string[]): string[] =>
		[...writes.join('').matchAll(/"names":\["([^"]*)"\]/g)].map((match) => match[1] as string);

	it('is one write for each client, however many events there were, all in order', async () => {
		const { clients, reload } = listen(MAX_CLIENTS);
		for (let turn = 0; turn < 100; turn++) reload(String(turn));
		await expect.poll(() => clients.every((writes) => writes.length > 0)).toBe(true);
		for (const writes of clients) {
			expect(writes.length).toBe(1);
			expect(namesIn(writes)).toEqual(Array.from({ length: 100 }, (_, turn) => String(turn)));
		}
	});

	it('is rendered once, whoever listens', async () => {
		const { clients, events, countRendered } = listen(MAX_CLIENTS);
		const mock = await startOrders({ scenarios: copyScenarios() });
		await order(mock, `GET /v1/shops/a/orders/${OTHER_ID}`);
		const exchange = mock.engine.sessions.get('default').journal.get(1);
		if (!exchange) throw new Error('no exchange');
		events.emit({ type: 'exchange.added', session: 'default', exchange });
		await expect.poll(() => clients.every((writes) => writes.length > 0)).toBe(true);
		expect(countRendered()).toBe(1);
	});

	it('is nothing of what happened before a client came', async () => {
		const { clients, join, reload } = listen(1);
		reload('before');
		const late = join();
		reload('after');
		await expect.poll(() => namesIn(late)).toEqual(['after']);
		expect(namesIn(clients[0] as string[])).toEqual(['before', 'after']);
	});

	it('goes out before the streams end', () => {
		const { clients, hub, reload } = listen(2);
		reload('last');
		hub.close();
		for (const writes of clients) expect([namesIn(writes), writes.at(-1)]).toEqual([['last'], 'end']);
	});
});

describe('a client that never reads (threat 45)', () => {
	it('is cut off, and the others are not', async () => {
		const mock = await startOrders();
		const good = await follow(mock);
		const bad = connect(mock.port, '127.0.0.1');
		bad.on('error', () => undefined);
		bad.write(`GET /__admin/events HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\n\r\n`);
		bad.pause();
		await order(mock, 'POST /v1/tickets', { session: 'first' });
		await good.wait(({ type }) => type === 'exchange');
		const names = Array.from({ length: 400 }, (_, index) => `scenario-${index}-${'x'.repeat(100)}`);
		let isCut = false;
		bad.once('close', () => {
			isCut = true;
		});
		// 40 KB each, more than the sockets and the cap can hold together.
		for (let turn = 0; turn < 400; turn++) {
			mock.engine.events.emit({ type: 'scenarios.reloaded', names });
			await new Promise(setImmediate);
		}
		mock.engine.events.emit({ type: 'scenarios.reloaded', names: ['last'] });
		const events = await good.wait((event) => event.names?.[0] === 'last');
		expect(events.filter(({ type }) => type === 'scenarios').length).toBe(401);
		bad.resume();
		await expect.poll(() => isCut).toBe(true);
	});

	it('never makes the mock keep more than a megabyte for it', () => {
		const events = createEvents(() => undefined);
		const hub = createEventHub(events, createRedaction([]));
		let waiting = 0;
		let most = 0;
		let isDestroyed = false;
		const client = {
			get writableLength() {
				return waiting;
			},
			once: () => client,
			write(text: string) {
				waiting += text.length;
				most = Math.max(most, waiting);
			},
			destroy() {
				isDestroyed = true;
			},
			end: () => undefined,
		};
		hub.add(client as unknown as Parameters<typeof hub.add>[0]);
		const names = ['x'.repeat(10_000)];
		for (let turn = 0; turn < 1000 && !isDestroyed; turn++) events.emit({ type: 'scenarios.reloaded', names });
		expect([isDestroyed, hub.size, events.isHeard]).toEqual([true, 0, false]);
		expect(most).toBeLessThan(1024 * 1024 + 20_000);
	});
});
