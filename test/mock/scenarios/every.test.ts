// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
// What a scenario says of entities that are there, and of those to come; and scenarios on what the session holds.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import { FIXTURES } from './stage.ts';

const SCENARIOS: Readonly<Record<string, string>> = {
	'all-paid': 'given: { order: [{ every: { status: PAID, total: 5 } }] }',
	'big-paid': "given: { order: [{ every: { status: PAID }, where: { total: { '>=': 100 } } }] }",
	'shop-paid':
		'parameters: { shop: acme }\ngiven: { order: [{ every: { status: PAID }, where: { shop: "${shop}" } }] }',
	gone: 'given: { order: [{ every: null }] }',
	late: 'given: { order: [{ every: { due_at: { before: PT1M } } }] }',
	'one-and-all':
		'parameters: { shop: acme, id: own }\ngiven: { order: [{ shop: "${shop}", order_id: "${id}", status: OPEN, total: 1 }, { every: { status: PAID } }] }',
	'only-one':
		'parameters: { shop: acme, id: own }\ngiven: { order: [{ shop: "${shop}", order_id: "${id}", status: PAID, total: 7 }] }\nscript: [{ on: getOrder, reply: { status: 404 }, times: 1 }]',
	broken: 'clock: 2020-01-01T00:00:00Z\nscript: [{ on: "*", reply: { fault: reset } }]',
};

const folder = mkdtempSync(join(tmpdir(), 'every-'));
let mock: Mock;
let count = 0;
beforeAll(async () => {
	for (const [name, body] of Object.entries(SCENARIOS))
		writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\ntitle: ${name}\n${body}\n`);
	mock = await startMock({ documents: [join(FIXTURES, 'orders.openapi.yaml')], scenarios: folder, port: 0 });
});
afterAll(async () => {
	await mock.close();
	rmSync(folder, { recursive: true });
});

/** A new session, with the calls of an app in it. */
function open() {
	count += 1;
	const session = mock.session(`s${count}`);
	const call = async (method: string, path: string, body?: object) => {
		const response = await fetch(`${session.baseUrl}/shops${path}`, {
			method,
			headers: { 'x-shop-key': 'k', ...(body && { 'content-type': 'application/json' }) },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, json: text.startsWith('{') ? JSON.parse(text) : undefined };
	};
	const make = async (order: object = {}, shop = 'acme'): Promise<string> => {
		const made = await call('POST', `/${shop}/orders`, order);
		expect(made.status).toBe(201);
		expect(made.json.status).toBe('OPEN');
		return made.json.order_id;
	};
	const read = async (id: string, shop = 'acme') => (await call('GET', `/${shop}/orders/${id}`)).json;
	return { session, call, make, read };
}

describe('a row for every entity', () => {
	it('sets what is there and what is made afterwards, whose own answer shows it as it was made', async () => {
		const { session, make, read } = open();
		const before = await make();
		await session.use('all-paid', { keep: true });
		const after = await make();
		expect(await read(before)).toMatchObject({ status: 'PAID', total: 5 });
		expect(await read(after)).toMatchObject({ status: 'PAID', total: 5 });
	});

	it('is for those alone that fit its conditions', async () => {
		const { session, make, read } = open();
		const [small, big] = [await make({ total: 99 }), await make({ total: 100 })];
		await session.use('big-paid', { keep: true });
		const later = await make({ total: 101 });
		expect([(await read(small)).status, (await read(big)).status, (await read(later)).status]).toEqual([
			'OPEN',
			'PAID',
			'PAID',
		]);
	});

	it('knows the scope, also where entities do not show it', async () => {
		const { session, make, read } = open();
		const [here, there] = [await make(), await make({}, 'other')];
		await session.use('shop-paid', { keep: true, parameters: { shop: 'other' } });
		expect((await read(here)).status).toBe('OPEN');
		expect((await read(there, 'other')).status).toBe('PAID');
	});

	it('takes them away where it says null', async () => {
		const { session, call, make } = open();
		const before = await make();
		await session.use('gone', { keep: true });
		const after = await make();
		for (const id of [before, after]) expect((await call('GET', `/acme/orders/${id}`)).status).toBe(404);
		expect(await session.resources('order').list()).toEqual([]);
	});

	it('reckons moments from the session’s now, and time goes on from there', async () => {
		const { session, make, read } = open();
		await session.use('late');
		expect((await read(await make())).status).toBe('LAPSED');
	});

	it('leaves alone what the scenario gives itself, and what was made once it is out of use', async () => {
		const { session, make, read } = open();
		await session.use('one-and-all');
		expect(await read('own')).toMatchObject({ status: 'OPEN', total: 1 });
		await session.use('broken', { keep: true });
		await session.reset();
		await session.use('big-paid');
		expect((await read(await make({ total: 1 }))).status).toBe('OPEN');
	});

	it('goes on in a session that is restored, and does not touch what was saved', async () => {
		const { session, make, read } = open();
		await session.use('all-paid');
		const id = await make();
		await session.resources('order').patch(id, { status: 'OPEN' });
		const saved = await session.snapshot();
		await session.restore(saved);
		expect((await read(id)).status).toBe('OPEN');
		expect((await read(await make())).status).toBe('PAID');
	});
});

describe('a scenario that is used with keep', () => {
	it('keeps entities and time; its own entities come beside them, each once', async () => {
		const { session, make, read } = open();
		await session.clock.set('2030-05-05T00:00:00Z');
		const id = await make();
		for (let use = 0; use < 2; use += 1) await session.use('only-one', { keep: true });
		expect((await session.resources('order').list()).length).toBe(2);
		expect((await session.clock.now()).getUTCFullYear()).toBe(2030);
		expect((await read(id)) ?? (await read(id))).toMatchObject({ status: 'OPEN' });
		await session.use('broken', { keep: true });
		expect((await session.clock.now()).getUTCFullYear()).toBe(2030);
		await session.use('broken');
		expect((await session.clock.now()).getUTCFullYear()).toBe(2020);
		expect(await session.resources('order').list()).toEqual([]);
	});

	it('puts its own entity in the place of the one with its key', async () => {
		const { session, read } = open();
		await session.use('only-one');
		await session.resources('order').patch('own', { status: 'LAPSED', total: 0 });
		await session.use('only-one', { keep: true });
		await read('own');
		expect(await read('own')).toMatchObject({ status: 'PAID', total: 7 });
	});
});

describe('a scenario for one entity', () => {
	it('lands on it: what it gives, its parameters, and its script', async () => {
		const { session, call, make, read } = open();
		const [id, other] = [await make({ total: 3 }), await make({ total: 3 })];
		const state = await session.use('only-one', { entity: { resource: 'order', key: id, scope: ['acme'] } });
		expect(state.scenario).toMatchObject({
			parameters: { shop: 'acme', id },
			entity: { resource: 'order', key: id, scope: ['acme'] },
		});
		expect(await read(other)).toMatchObject({ status: 'OPEN', total: 3 });
		expect((await call('GET', `/acme/orders/${id}`)).status).toBe(404);
		expect(await read(id)).toMatchObject({ order_id: id, status: 'PAID', total: 7 });
		expect((await session.resources('order').list()).length).toBe(2);
		const again = await session.snapshot();
		expect((await session.restore(again)).scenario?.entity).toEqual({ resource: 'order', key: id, scope: ['acme'] });
	});

	it('takes the rows for every entity for it alone, also of those made later', async () => {
		const { session, make, read } = open();
		const [id, other] = [await make(), await make()];
		await session.use('one-and-all', { entity: { resource: 'order', key: id } });
		const later = await make();
		expect([(await read(id)).status, (await read(other)).status, (await read(later)).status]).toEqual([
			'PAID',
			'OPEN',
			'OPEN',
		]);
		expect(await read('own')).toBeUndefined();
	});

	it.each([
		{ resource: 'order', key: 'nobody' },
		{ resource: 'ordr', key: '1' },
	])('is refused for %j, which is not there', async (entity) => {
		const { session, make } = open();
		const id = await make();
		await expect(session.use('all-paid', { entity })).rejects.toMatchObject({ status: 404 });
		expect((await session.state()).scenario).toBeNull();
		expect(await session.resources('order').get(id)).toBeDefined();
	});
});

it('takes parameters alone, as before, whatever their names', async () => {
	const { session } = open();
	expect((await session.use('only-one', { shop: 'x', id: 'y' })).scenario?.parameters).toEqual({ shop: 'x', id: 'y' });
});
