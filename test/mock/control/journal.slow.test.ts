// The journal over the control API: what came in, what went out, why, and nothing that is secret (threat 74).

import { beforeAll, describe, expect, it } from 'vitest';
import { createRedaction } from '../../../mock/control/redact.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { sendRaw } from '../../support/raw.ts';
import { control, OTHER_ID, order, STEPS_ID, startOrders } from './support.ts';

let mock: RunningMock;
const ORDERS_OF_ACME = '/v1/shops/acme/orders';
beforeAll(async () => {
	mock = await startOrders();
});

async function last(session: string): Promise<ReturnType<typeof JSON.parse>> {
	const { json } = await control(mock, `GET /sessions/${session}/requests?limit=1`);
	return json.requests[0];
}

describe('an exchange', () => {
	it('has request, answer and reason, bodies as values', async () => {
		const body = { total: 0, note: null };
		const made = await order(mock, `POST ${ORDERS_OF_ACME}?x=1`, { body, session: 'one' });
		const exchange = await last('one');
		expect(exchange).toMatchObject({
			id: 1,
			at: '2026-06-01T09:00:00.000Z',
			session: 'one',
			scenario: null,
			operationId: 'createOrder',
			request: { method: 'POST', target: `${ORDERS_OF_ACME}?x=1`, body, bodyBytes: 23 },
			response: { status: 201, body: made.json, bodyBytes: made.text.length },
			why: {
				step: 'sent',
				operationId: 'createOrder',
				findings: [],
				entity: { resource: 'order', outcome: 'created' },
			},
		});
		expect((await control(mock, 'GET /sessions/one/requests/1')).json).toEqual(exchange);
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { note: 'zwölf €' }, session: 'one' });
		const wide = await last('one');
		expect([wide.request.body, wide.request.bodyBytes, wide.request.truncated]).toEqual([
			{ note: 'zwölf €' },
			21,
			undefined,
		]);
		expect([wide.response.body.note, wide.response.truncated]).toEqual(['zwölf €', undefined]);
		expect(wide.response.bodyBytes).toBe(Buffer.byteLength(JSON.stringify(wide.response.body)));
		expect(exchange.durationMs).toBeGreaterThan(0);
	});

	it('names the findings of a request that does not fit', async () => {
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { total: -1 }, session: 'unfit' });
		const { why, response } = await last('unfit');
		expect(why).toMatchObject({ step: 'check', findings: [{ in: 'body', pointer: '/total' }] });
		expect(why.summary).toContain('/total');
		expect(response).toMatchObject({ status: 400, bodyBytes: 0 });
		expect(response).not.toHaveProperty('body');
	});

	it('names the cue, and has no status where none was sent', async () => {
		await control(mock, 'PUT /sessions/steps/scenario', { body: { name: 'four-steps' } });
		const path = `${ORDERS_OF_ACME}/${STEPS_ID}`;
		for (const status of [404, 409, 409, 503, 503, 503]) {
			expect((await order(mock, `DELETE ${path}`, { session: 'steps' })).status).toBe(status);
		}
		expect((await last('steps')).why.cue).toEqual({ scenario: 'four-steps', index: 2 });
		await expect(order(mock, `DELETE ${path}`, { session: 'steps' })).rejects.toThrow();
		const cut = await last('steps');
		expect(cut).toMatchObject({ scenario: 'four-steps', response: { status: null, fault: 'reset' } });
	});

	it('of text is text, of broken JSON too, and of bytes has no body', async () => {
		for (const [type, body, shown] of [
			['application/json', '{', '{'],
			['text/plain', 'zwölf', 'zwölf'],
			['application/json', '0', 0],
			['application/json', 'false', false],
			['application/json', '""', ''],
			['application/json', 'null', null],
			['application/json', '{"__proto__":{"a":1}}', JSON.parse('{"__proto__":{"a":1}}')],
		] as const) {
			await order(mock, `POST ${ORDERS_OF_ACME}`, { body, headers: { 'content-type': type }, session: 'texts' });
			expect((await last('texts')).request.body).toEqual(shown);
		}
		const head = `POST ${ORDERS_OF_ACME} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nX-Mock-Session: texts\r\nContent-Type: application/json\r\nContent-Length: 3\r\nConnection: close\r\n\r\n`;
		await sendRaw(mock.port, Buffer.concat([Buffer.from(head), Buffer.from([0x22, 0xff, 0x22])]));
		expect((await last('texts')).request).not.toHaveProperty('body');
		expect((await last('texts')).request.bodyBytes).toBe(3);
	});

	it('keeps a body that begins with a byte order mark as a whole one', async () => {
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: '\ufeff{"note":"ä"}', session: 'marked' });
		const { request } = await last('marked');
		expect([request.body, request.truncated]).toEqual([{ note: 'ä' }, undefined]);
		const again = await control(mock, 'POST /sessions/marked/requests/1/replay', {});
		expect(again.status).toBe(200);
	});

	it('keeps the beginning of a long body, and its length (threat 44)', async () => {
		const body = JSON.stringify({ note: 'ö'.repeat(50_000) });
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body, session: 'long' });
		const { request, response } = await last('long');
		for (const message of [request, response]) {
			expect(message.truncated).toBe(true);
			expect(message.body.length).toBeLessThanOrEqual(16 * 1024);
			expect(body.startsWith(request.body)).toBe(true);
		}
		expect(request.bodyBytes).toBe(Buffer.byteLength(body));
	});
});

describe('secrets (threat 74)', () => {
	it('are blotted out wherever they stand', async () => {
		const secrets = ['bearer-1', 'basic-2', 'cookie-3', 'shop-4', 'query-5', 'query-6', 'user-7'];
		await order(mock, `GET ${ORDERS_OF_ACME}/${OTHER_ID}?api%20key=query-5&b=0&api+key=query-6`, {
			session: 'secret',
			headers: {
				authorization: 'Bearer bearer-1',
				'proxy-authorization': 'Basic basic-2',
				cookie: 'a=cookie-3',
				'X-SHOP-KEY': 'shop-4',
			},
		});
		const head = `GET http://me:user-7@127.0.0.1${ORDERS_OF_ACME}/${OTHER_ID} HTTP/1.1\r\nHost: x\r\nX-Mock-Session: secret\r\nAuthorization: bearer-1\r\nX-Shop-Key: shop-4\r\nX-Shop-Key: shop-4\r\nConnection: close\r\n\r\n`;
		await sendRaw(mock.port, head);
		const { text, json } = await control(mock, 'GET /sessions/secret/requests');
		expect(json.total).toBe(2);
		for (const secret of secrets) expect(text).not.toContain(secret);
		expect(json.requests[0].request).toMatchObject({
			target: `${ORDERS_OF_ACME}/${OTHER_ID}?api%20key=[redacted]&b=0&api+key=[redacted]`,
			headers: {
				authorization: '[redacted]',
				'proxy-authorization': '[redacted]',
				cookie: '[redacted]',
				'x-shop-key': '[redacted]',
			},
		});
		expect(json.requests[1].request.headers['x-shop-key']).toEqual(['[redacted]', '[redacted]']);
	});

	it('are those of HTTP, in any case', () => {
		const redaction = createRedaction([]);
		for (const name of ['Set-Cookie', 'COOKIE', 'authorization', 'Proxy-Authorization']) {
			expect(redaction.header(name, 'secret')).toBe('[redacted]');
		}
		expect(redaction.header('x-shop-key', '')).toBe('');
	});

	it('leave markup and escapes as they are: JSON says nothing of HTML (threat 72)', async () => {
		const note = '<img src=x onerror=alert(1)>\u001b[31m\u202e';
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { note }, session: 'markup' });
		const answer = await control(mock, 'GET /sessions/markup/requests/1');
		expect(answer.headers.get('content-type')).toBe('application/json');
		expect(answer.json.request.body.note).toBe(note);
	});
});

describe('the list', () => {
	beforeAll(async () => {
		await control(mock, 'DELETE /sessions/list');
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: {}, session: 'list' });
		for (let turn = 0; turn < 3; turn++) await order(mock, `GET ${ORDERS_OF_ACME}/${OTHER_ID}`, { session: 'list' });
		await order(mock, 'GET /nowhere', { session: 'list' });
		await order(mock, `GET ${ORDERS_OF_ACME}`, { session: 'list' });
	});

	it.each<[string, number[], number]>([
		['', [1, 2, 3, 4, 5, 6], 6],
		['?operation=getOrder', [2, 3, 4], 3],
		['?status=404', [2, 3, 4, 5], 4],
		['?status=2XX', [1, 6], 2],
		['?status=5XX', [], 0],
		['?since=0', [1, 2, 3, 4, 5, 6], 6],
		['?since=4', [5, 6], 2],
		['?since=6', [], 0],
		['?since=999999', [], 0],
		['?limit=2', [5, 6], 6],
		['?operation=getOrder&status=4XX&since=2&limit=1', [4], 2],
	])('%s', async (query, ids, total) => {
		const { json } = await control(mock, `GET /sessions/list/requests${query}`);
		expect([json.requests.map(({ id }: { id: number }) => id), json.total]).toEqual([ids, total]);
	});

	it.each([
		'status=0',
		'status=99',
		'status=600',
		'status=4xx',
		'since=-1',
		'since=x',
		'limit=0',
		'limit=1001',
		'operation=',
	])('%s is 400', async (query) => {
		expect((await control(mock, `GET /sessions/list/requests?${query}`)).status).toBe(400);
	});

	it.each([
		['getOrdr', '"getOrder"'],
		['GET /nowhere', 'no'],
		['__proto__', 'no'],
	])('of the operation %s, which no document has, is 404', async (operation, near) => {
		const answer = await control(mock, `GET /sessions/list/requests?operation=${encodeURIComponent(operation)}`);
		expect([answer.status, answer.json.detail.toLowerCase()]).toEqual([
			404,
			expect.stringContaining(near.toLowerCase()),
		]);
	});

	it.each(['0', '-1', 'x', '1.5'])('the id %s is 400', async (id) => {
		expect((await control(mock, `GET /sessions/list/requests/${id}`)).status).toBe(400);
	});

	it('gives what is bounded in bytes, the newest first of all', async () => {
		const body = JSON.stringify({ note: 'n'.repeat(15_000) });
		for (let turn = 0; turn < 160; turn++) await order(mock, `POST ${ORDERS_OF_ACME}`, { body, session: 'bytes' });
		const { json, text } = await control(mock, 'GET /sessions/bytes/requests?limit=1000');
		expect(json.total).toBe(160);
		expect(json.requests.length).toBeLessThan(160);
		expect(json.requests.at(-1).id).toBe(160);
		expect(text.length).toBeLessThan(5 * 1024 * 1024);
	});

	it('is emptied, and its ids go on', async () => {
		await order(mock, `GET ${ORDERS_OF_ACME}`, { session: 'cleared' });
		const some = await control(mock, 'DELETE /sessions/cleared/requests?status=404');
		expect([some.status, some.json.detail]).toEqual([
			400,
			'Nothing was done: DELETE knows no "status" in the query here; leave the query out',
		]);
		expect((await control(mock, 'GET /sessions/cleared/requests?_=1')).json.total).toBe(1);
		expect((await control(mock, 'DELETE /sessions/cleared/requests')).status).toBe(204);
		expect((await control(mock, 'GET /sessions/cleared/requests')).json).toEqual({
			requests: [],
			total: 0,
			dropped: 0,
		});
		expect((await control(mock, 'GET /sessions/cleared/requests/1')).status).toBe(404);
		await order(mock, `GET ${ORDERS_OF_ACME}`, { session: 'cleared' });
		expect((await last('cleared')).id).toBe(2);
	});

	it('tells how many have fallen out', async () => {
		const small = await startOrders({ journal: 2 });
		for (let turn = 0; turn < 5; turn++) await order(small, `GET ${ORDERS_OF_ACME}`);
		const { json } = await control(small, 'GET /sessions/default/requests');
		expect([json.dropped, json.total, json.requests[0].id]).toEqual([3, 2, 4]);
		expect((await control(small, 'GET /sessions/default/requests/3')).status).toBe(404);
	});

	it('of a session that nobody has used is 404', async () => {
		for (const call of [
			'GET /sessions/nobody/requests',
			'DELETE /sessions/nobody/requests',
			'GET /sessions/nobody/requests/1',
		]) {
			expect((await control(mock, call)).status).toBe(404);
		}
	});
});
