// Entities over the control API: past the operations, never past the documents.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, OTHER_ID, order, startOrders } from './support.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
});
const ALL = '/sessions/e/resources/order';
const ONE = `${ALL}/${OTHER_ID}`;

async function begin(entity: object = {}): Promise<void> {
	await control(mock, 'POST /sessions/e/reset');
	const answer = await control(mock, `POST ${ALL}`, { body: { shop: 'acme', order_id: OTHER_ID, ...entity } });
	expect(answer.status).toBe(201);
}

describe('a new entity', () => {
	it('is made complete, and is there for the operations', async () => {
		await control(mock, 'POST /sessions/e/reset');
		const made = await control(mock, `POST ${ALL}`, { body: { shop: 'acme', total: 0, note: null } });
		expect(made.status).toBe(201);
		expect(made.json).toMatchObject({
			shop: 'acme',
			total: 0,
			note: null,
			status: 'OPEN',
			due_at: '2026-07-01T09:00:00.000Z',
		});
		expect(made.headers.get('location')).toBe(`/__admin${ALL}/${made.json.order_id}?scope=acme`);
		const read = await order(mock, `GET /v1/shops/acme/orders/${made.json.order_id}`, { session: 'e' });
		expect([read.status, read.json.status, read.json.total]).toEqual([200, 'OPEN', 0]);
	});

	it('never gets a key twice', async () => {
		const keys = new Set<string>();
		for (let turn = 0; turn < 20; turn++)
			keys.add((await control(mock, `POST ${ALL}`, { body: { shop: 'acme' } })).json.order_id);
		expect(keys.size).toBe(20);
	});

	it('has a number for a key where the document says so, the next after the largest', async () => {
		const path = '/sessions/e/resources/ticket';
		expect((await control(mock, `POST ${path}`, { body: {} })).json).toEqual({
			ticket_id: 1,
			note: expect.any(String),
		});
		expect((await control(mock, `POST ${path}`, { body: { ticket_id: 41 } })).json).toMatchObject({ ticket_id: 41 });
		expect((await control(mock, `POST ${path}`, { body: { note: '' } })).json).toEqual({ ticket_id: 42, note: '' });
		expect((await control(mock, `GET ${path}/42`)).json.note).toBe('');
		expect((await order(mock, 'GET /v1/tickets/42', { session: 'e' })).json).toEqual({ ticket_id: 42, note: '' });
	});

	it('may have moments reckoned from now, and may have expired', async () => {
		await begin({ due_at: { after: 'PT1H' } });
		expect((await control(mock, `GET ${ONE}`)).json.due_at).toBe('2026-06-01T10:00:00.000Z');
		await begin({ due_at: { before: 'PT1H' } });
		expect((await control(mock, `GET ${ONE}`)).json.status).toBe('LAPSED');
	});

	it.each<[string, unknown, string | undefined]>([
		['no scope', {}, '/shop'],
		['a scope that names nothing', { shop: null }, '/shop'],
		['an unknown state', { shop: 'a', status: 'OPENED' }, '/status'],
		['a state that is no text', { shop: 'a', status: 0 }, '/status'],
		['a property that does not fit', { shop: 'a', total: -1 }, '/total'],
		['a key that does not fit', { shop: 'a', order_id: 'x' }, '/order_id'],
		['an empty key', { shop: 'a', order_id: '' }, '/order_id'],
		['a null key', { shop: 'a', order_id: null }, '/order_id'],
		['a moment that is none', { shop: 'a', due_at: { after: 'soon' } }, '/due_at'],
		['a generator', { generate: 1_000_000_000, with: { shop: 'a' } }, undefined],
		['a list', [], ''],
		['null', null, ''],
		['no body', undefined, ''],
	])('with %s is 400', async (_name, body, pointer) => {
		const before = (await control(mock, `GET ${ALL}`)).json.total;
		const answer = await control(mock, `POST ${ALL}`, { body: body as object });
		expect(answer.status).toBe(400);
		if (pointer !== undefined) expect(answer.json.findings[0].pointer).toBe(pointer);
		expect((await control(mock, `GET ${ALL}`)).json.total).toBe(before);
	});

	it('with a key that is taken is 409, in another scope it is not', async () => {
		await begin();
		expect((await control(mock, `POST ${ALL}`, { body: { shop: 'acme', order_id: OTHER_ID } })).status).toBe(409);
		expect((await control(mock, `POST ${ALL}`, { body: { shop: 'other', order_id: OTHER_ID } })).status).toBe(201);
	});

	it('holds __proto__ as a property like any other (threat 8)', async () => {
		await control(mock, 'POST /sessions/e/reset');
		const answer = await control(mock, `POST ${ALL}`, {
			body: `{"shop":"acme","order_id":"${OTHER_ID}","__proto__":{"polluted":true}}`,
		});
		expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('"__proto__":{"polluted":true}')]);
		expect((await control(mock, `PATCH ${ONE}`, { body: '{"__proto__":{"polluted":1}}' })).text).toContain(
			'"polluted":1',
		);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it('does not leave a session behind when it is refused', async () => {
		expect((await control(mock, 'POST /sessions/unborn/resources/order', { body: {} })).status).toBe(400);
		expect((await control(mock, 'GET /sessions/unborn')).status).toBe(404);
	});
});

describe('a change', () => {
	it('merges, and null removes', async () => {
		await begin({ total: 5, note: 'a' });
		const changed = await control(mock, `PATCH ${ONE}`, { body: { total: 0, note: null, status: 'PAID' } });
		expect(changed.json).toMatchObject({ total: 0, status: 'PAID' });
		expect(changed.json).not.toHaveProperty('note');
		expect((await order(mock, `DELETE /v1/shops/acme/orders/${OTHER_ID}`, { session: 'e' })).status).toBe(409);
	});

	it('may come as merge patch, and may change nothing', async () => {
		await begin();
		const headers = { 'content-type': 'application/merge-patch+json' };
		expect((await control(mock, `PATCH ${ONE}`, { body: {}, headers })).status).toBe(200);
	});

	it.each<[unknown, number]>([
		[{ status: 'GONE' }, 400],
		[{ status: null }, 400],
		[{ total: -1 }, 400],
		[{ total: '1' }, 400],
		[{ due_at: { after: '' } }, 400],
		[{ order_id: '00000000-0000-4000-8000-0000000000aa' }, 409],
		[{ order_id: null }, 409],
		[{ shop: 'other' }, 409],
		[{ shop: null }, 409],
		[[], 400],
		[0, 400],
	])('%j is %i and changes nothing', async (body, status) => {
		await begin({ total: 5 });
		const before = (await control(mock, `GET ${ONE}`)).json;
		expect((await control(mock, `PATCH ${ONE}`, { body: body as object })).status).toBe(status);
		expect((await control(mock, `GET ${ONE}`)).json).toEqual(before);
	});
});

describe('looking and removing', () => {
	it('lists in pages', async () => {
		await control(mock, 'POST /sessions/e/reset');
		for (let total = 0; total < 5; total++) await control(mock, `POST ${ALL}`, { body: { shop: `s${total}`, total } });
		const totals = async (query: string): Promise<number[]> =>
			(await control(mock, `GET ${ALL}${query}`)).json.entities.map(({ total }: { total: number }) => total);
		expect(await totals('')).toEqual([0, 1, 2, 3, 4]);
		expect(await totals('?limit=2')).toEqual([0, 1]);
		expect(await totals('?limit=2&offset=4')).toEqual([4]);
		expect(await totals('?offset=5')).toEqual([]);
		expect((await control(mock, `GET ${ALL}?limit=0`)).status).toBe(400);
		expect((await control(mock, `GET ${ALL}?offset=-1`)).status).toBe(400);
	});

	it('of equal keys are told apart by their scope', async () => {
		await begin({ note: 'first' });
		await control(mock, `POST ${ALL}`, { body: { shop: 'other', order_id: OTHER_ID, note: 'second' } });
		const at = async (query: string): Promise<unknown> => {
			const { status, json } = await control(mock, `GET ${ONE}${query}`);
			return status === 200 ? json.note : status;
		};
		expect([await at(''), await at('?scope=acme'), await at('?scope=other')]).toEqual(['first', 'first', 'second']);
		expect([await at('?scope=none'), await at('?scope=acme&scope=other'), await at('?scope=')]).toEqual([
			404, 404, 404,
		]);
		await control(mock, `PATCH ${ONE}?scope=other`, { body: { status: 'PAID' } });
		expect([await at('?scope=acme'), (await control(mock, `GET ${ONE}?scope=other`)).json.status]).toEqual([
			'first',
			'PAID',
		]);
		expect((await control(mock, `DELETE ${ONE}?scope=other`)).status).toBe(204);
		expect([await at('?scope=acme'), await at('?scope=other')]).toEqual(['first', 404]);
	});

	it('are found by their state and by a text in a value', async () => {
		await control(mock, 'POST /sessions/e/reset');
		const list: object[] = [
			{ shop: 'acme', note: 'For Ada', total: 0 },
			{ shop: 'other', note: `${'x'.repeat(1500)}late`, total: 7 },
			{ shop: 'acme', note: null, total: 70, status: 'PAID' },
		];
		for (const body of list) expect((await control(mock, `POST ${ALL}`, { body })).status).toBe(201);
		const find = async (query: string): Promise<unknown[]> => {
			const { entities, total } = (await control(mock, `GET ${ALL}?${query}`)).json;
			expect(total).toBe(entities.length);
			return entities.map((entity: { total: number }) => entity.total);
		};
		expect(await find('state=OPEN')).toEqual([0, 7]);
		expect(await find('state=PAID')).toEqual([70]);
		expect(await find('state=NONE')).toEqual([]);
		expect(await find('search=ADA')).toEqual([0]);
		expect(await find('search=7')).toEqual(expect.arrayContaining([7, 70]));
		expect(await find('search=null')).toEqual([70]);
		expect(await find('search=late')).toEqual([]);
		expect(await find('search=acme&state=OPEN')).toEqual([0]);
		expect(await find('search=')).toHaveLength(3);
		expect((await control(mock, `GET ${ALL}?search=${'x'.repeat(201)}`)).status).toBe(400);
	});

	it('of a resource without states are not asked for one: an empty list would say that none is in it', async () => {
		const { status, json } = await control(mock, 'GET /sessions/e/resources/ticket?state=OPEN');
		expect([status, json.detail]).toEqual([
			400,
			'No operation moves "ticket", so it has no states: ?search=OPEN finds a text in a value.',
		]);
	});

	it('reads keys percent-decoded', async () => {
		await control(mock, 'POST /sessions/e/reset');
		expect((await control(mock, 'POST /sessions/e/resources/ticket', { body: { ticket_id: 'a/b c%' } })).status).toBe(
			400,
		);
		await begin();
		expect((await control(mock, `GET ${ALL}/${OTHER_ID.replace('f', '%66')}`)).status).toBe(200);
	});

	it('removes', async () => {
		await begin();
		expect((await control(mock, `DELETE ${ONE}`)).status).toBe(204);
		expect((await control(mock, `DELETE ${ONE}`)).status).toBe(404);
		expect((await control(mock, `GET ${ONE}`)).status).toBe(404);
		expect((await control(mock, `PATCH ${ONE}`, { body: {} })).status).toBe(404);
	});

	it.each(['orders', '__proto__', 'constructor', 'toString'])(
		'the resource %s is 404, naming what there is',
		async (name) => {
			for (const method of ['GET', 'POST']) {
				const body = method === 'POST' ? { body: {} } : {};
				const answer = await control(mock, `${method} /sessions/e/resources/${name}`, body);
				expect([answer.status, answer.json.detail]).toEqual([404, expect.stringContaining('"order"')]);
			}
			expect((await control(mock, `GET ${ALL}/${name}`)).status).toBe(404);
		},
	);

	it('of a session that nobody has used is 404', async () => {
		expect((await control(mock, 'GET /sessions/nobody/resources/order')).status).toBe(404);
	});
});
