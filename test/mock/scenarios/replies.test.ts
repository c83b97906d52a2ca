// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario refers to the request
// Replies with values of the request, the entity and the clock; latency and faults of all answers.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import { compileReplyValue, parseReplyPlace } from '../../../mock/scenarios/reply-values.ts';
import type { CheckedRequest } from '../../../mock/types/request.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { FIXTURES } from './stage.ts';

const REQUEST = {
	request: { headers: { 'x-raw': 'r', 'x-many': ['a', 'b'] } },
	path: new Map<string, JsonValue>([['id', 7]]),
	query: new Map<string, JsonValue>([['tags', ['a', 'b']]]),
	header: new Map<string, JsonValue>([['x-trace', 't']]),
	body: { name: 'Ann', zero: 0, none: null, list: [1, { a: false }], 'a/b': 'slash' },
} as unknown as CheckedRequest;
const ENTITY = { status: 'PAID', total: 5, nested: { x: [1] } };
const SOURCE = { request: REQUEST, entity: () => ENTITY, nowMs: Date.UTC(2026, 0, 15, 9) };

describe('a value that refers to the request', () => {
	it.each<[JsonValue, JsonValue | undefined]>([
		['${request.path.id}', 7],
		['order ${request.path.id}!', 'order 7!'],
		['${request.query.tags}', ['a', 'b']],
		['x${request.query.tags}', 'x["a","b"]'],
		['${request.header.X-Trace}', 't'],
		['${request.header.x-raw}-${request.header.x-many}', 'r-a, b'],
		['${request.body#/name}', 'Ann'],
		['${request.body#/zero}', 0],
		['${request.body#/none}', null],
		['${request.body#/list/1/a}', false],
		['${request.body#/a~1b}', 'slash'],
		['${request.body}', REQUEST.body as JsonValue],
		['${entity.status}', 'PAID'],
		['${entity#/nested/x/0}', 1],
		['${now}', '2026-01-15T09:00:00.000Z'],
		['at ${now}', 'at 2026-01-15T09:00:00.000Z'],
		['${request.body#/missing}', undefined],
		['[${request.body#/missing}]', '[]'],
		[
			{ a: '${request.query.none}', b: ['${entity.none}', '${entity.total}'], c: 1 },
			{ b: [5], c: 1 },
		],
		[
			['${request.path.id}', 'plain', '${other}'],
			[7, 'plain', '${other}'],
		],
	])('%j becomes %j', (written, expected) => {
		expect(compileReplyValue(written)?.(SOURCE)).toEqual(expected);
	});

	it('is made anew each time, and what is put in is not looked at again', () => {
		const request = { ...REQUEST, body: { name: '${entity.status}' } } as unknown as CheckedRequest;
		expect(compileReplyValue('${request.body#/name}')?.({ ...SOURCE, request })).toBe('${entity.status}');
	});

	it.each([
		'${request}',
		'${request.path}',
		'${request.cookie.a}',
		'${entity}',
		'${entity.a/b}',
		'${process.env}',
		'${now()}',
		'plain',
		'$now',
	])('%s is none', (text) => {
		expect(compileReplyValue(text)).toBeUndefined();
		expect(parseReplyPlace(text.slice(2, -1))).toBeUndefined();
	});
});

const SCENARIOS: Readonly<Record<string, string>> = {
	echo: `script:
  - on: createOrder
    reply:
      status: 201
      headers: { Location: '/orders/\${request.path.shop}/\${request.body#/note}' }
      body: { order_id: 'o-\${request.path.shop}', status: '\${request.body#/status}', total: '\${request.body#/total}', due_at: '\${now}' }
  - on: getOrder
    when: { header: { x-trace: { present: true } } }
    reply: { status: 200, body: { order_id: '\${entity.order_id}', status: '\${entity.status}', total: 9 } }`,
	slow: 'delay: { min: 60ms, max: 60ms }',
	'slow-cue': 'delay: 5s\nscript: [{ on: getOrder, reply: { status: 404 }, delay: 1ms }]',
	'half-reset': 'faults: { share: 0.5, kind: reset }',
	'all-broken': 'faults: { share: 1, kind: [malformed] }',
	never: 'faults: { share: 0, kind: [reset, hang] }',
};

const folder = mkdtempSync(join(tmpdir(), 'replies-'));
let mock: Mock;
beforeAll(async () => {
	for (const [name, body] of Object.entries(SCENARIOS))
		writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\ntitle: ${name}\n${body}\n`);
	mock = await startMock({ documents: [join(FIXTURES, 'orders.openapi.yaml')], scenarios: folder, port: 0, seed: 1 });
});
afterAll(async () => {
	await mock.close();
	rmSync(folder, { recursive: true });
});

async function send(session: string, method: string, path: string, body?: object, headers = {}) {
	const startedAt = performance.now();
	const response = await fetch(`${mock.url}/__session/${session}/shops${path}`, {
		method,
		headers: { 'x-shop-key': 'k', ...(body && { 'content-type': 'application/json' }), ...headers },
		...(body && { body: JSON.stringify(body) }),
	}).catch(() => undefined);
	const text = (await response?.text().catch(() => 'cut')) ?? 'reset';
	return { status: response?.status ?? 0, text, headers: response?.headers, tookMs: performance.now() - startedAt };
}

const fetchOutcome = (base: string): Promise<string> =>
	fetch(`${base}/shops/acme/orders`, { headers: { 'x-shop-key': 'k' } }).then(
		() => '.',
		() => '!',
	);

describe('a reply', () => {
	it('has the values of the request, the entity and the clock', async () => {
		await mock.session('echo').use('echo');
		const body = { status: 'OPEN', total: 3, note: 'a\r\nX-Evil: 1' };
		const made = await send('echo', 'POST', '/acme/orders', body);
		expect(JSON.parse(made.text)).toEqual({
			order_id: 'o-acme',
			status: 'OPEN',
			total: 3,
			due_at: '2026-06-01T09:00:00.000Z',
		});
		expect(made.headers?.get('location')).toBe('/orders/acme/a??X-Evil: 1');
		expect(made.headers?.get('x-evil')).toBeNull();
		await mock.session('echo').resources('order').create({ shop: 'acme', order_id: 'e', status: 'PAID' });
		const read = await send('echo', 'GET', '/acme/orders/e', undefined, { 'x-trace': 't' });
		expect(JSON.parse(read.text)).toEqual({ order_id: 'e', status: 'PAID', total: 9 });
	});

	it('is proved when it is sent: what does not fit is a 500 that names the place', async () => {
		await mock.session('unfit').use('echo');
		const unfit = await send('unfit', 'POST', '/acme/orders', { status: 'OPEN', total: -1, note: '' });
		expect([unfit.status, unfit.headers?.get('x-mock-reason')]).toEqual([500, expect.stringContaining('/total')]);
		const without = await send('unfit', 'POST', '/acme/orders', { note: '' });
		expect([without.status, without.headers?.get('x-mock-reason')]).toEqual([500, expect.stringContaining('status')]);
	});
});

describe('a fault of a cue', () => {
	it.each(['malformed', 'truncate'] as const)('%s spoils what is stored, where the request reads it', async (fault) => {
		const name = `spoilt-${fault}`;
		const session = mock.session(name);
		const made = await send(name, 'POST', '/acme/orders', { note: 'the note that was sent' });
		const { order_id: id } = JSON.parse(made.text);
		for (const operation of ['getOrder', 'listOrders', 'createOrder']) await session.cue(operation, { fault });
		for (const path of [`/acme/orders/${id}`, '/acme/orders']) {
			const text = await readWhatCame(name, path);
			expect(() => JSON.parse(text)).toThrow();
			expect(text).toContain(id);
		}
		// What would change something changes nothing: it never comes that far.
		await send(name, 'POST', '/acme/orders', {});
		expect((await session.resources('order').list()).length).toBe(1);
	});

	it('has made-up data where nothing is stored', async () => {
		await mock.session('spoilt').cue('getOrder', { fault: 'malformed' });
		const spoilt = await send('spoilt', 'GET', '/acme/orders/none');
		expect(spoilt.status).toBe(200);
		expect(() => JSON.parse(spoilt.text)).toThrow();
	});
});

async function readWhatCame(session: string, path: string): Promise<string> {
	const headers = { 'x-shop-key': 'k' };
	const { body } = await fetch(`${mock.url}/__session/${session}/shops${path}`, { headers });
	let text = '';
	try {
		for await (const bytes of body ?? []) text += new TextDecoder().decode(bytes);
	} catch {
		return text;
	}
	return text;
}

describe('what a scenario does to all answers', () => {
	it('it does to the one that names it, in the place of what the session’s does', async () => {
		await mock.session('named').use('never');
		const slow = await send('named', 'GET', '/acme/orders', undefined, { 'x-mock-scenario': 'slow' });
		expect([slow.status, slow.tookMs > 55]).toEqual([200, true]);
		const broken = await send('named', 'GET', '/acme/orders', undefined, { 'x-mock-scenario': 'all-broken' });
		expect(() => JSON.parse(broken.text)).toThrow();
		const plain = await send('named', 'GET', '/acme/orders');
		expect([plain.status, JSON.parse(plain.text)]).toEqual([200, expect.anything()]);
	});

	it('delays them, also refusals, but not those of cues with a delay of their own', async () => {
		await mock.session('slow').use('slow');
		expect((await send('slow', 'GET', '/acme/orders/none')).tookMs).toBeGreaterThan(55);
		expect((await send('slow', 'GET', '/nowhere')).tookMs).toBeGreaterThan(55);
		await mock.session('slow').use('slow-cue');
		expect((await send('slow', 'GET', '/acme/orders/none')).tookMs).toBeLessThan(2000);
	});

	it('lets a share of them fail, the same ones for the same seed', async () => {
		await mock.session('share').use('half-reset');
		const fail = async (base: string): Promise<string> => {
			const outcomes: string[] = [];
			for (let call = 0; call < 30; call += 1) outcomes.push(await fetchOutcome(base));
			return outcomes.join('');
		};
		const first = await fail(mock.session('share').baseUrl);
		const failed = [...first].filter((outcome) => outcome === '!').length;
		expect(failed).toBeGreaterThan(7);
		expect(failed).toBeLessThan(23);
		const exchanges = await mock.session('share').requests();
		expect(exchanges.filter(({ response }) => response.fault === 'reset').length).toBe(failed);
		await using again = await startMock({
			documents: [join(FIXTURES, 'orders.openapi.yaml')],
			scenarios: folder,
			port: 0,
			seed: 1,
		});
		await again.session('share').use('half-reset');
		expect(await fail(again.session('share').baseUrl)).toBe(first);
	});

	it('spoils them after their effect', async () => {
		await mock.session('broken').use('all-broken');
		const made = await send('broken', 'POST', '/acme/orders', {});
		expect(made.status).toBe(201);
		expect(() => JSON.parse(made.text)).toThrow();
		expect((await mock.session('broken').resources('order').list()).length).toBe(1);
		const [exchange] = await mock.session('broken').requests();
		expect(exchange?.why.summary).toContain('share of faults');
	});

	it('does nothing with a share of 0, and tells what it may do', async () => {
		await mock.session('never').use('never');
		for (let call = 0; call < 20; call += 1) expect((await send('never', 'GET', '/acme/orders')).status).toBe(200);
		const served = Object.fromEntries((await mock.scenarios()).map(({ name, serves }) => [name, serves.faults]));
		expect(served).toMatchObject({ never: ['hang', 'reset'], 'half-reset': ['reset'], slow: [] });
	});
});
