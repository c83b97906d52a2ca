// Entities by the dozen: generated, changed, taken away; each of it a step that can be taken back.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, startOrders } from './support.ts';

let mock: RunningMock;
let count = 0;
beforeAll(async () => {
	mock = await startOrders();
});

function open() {
	count += 1;
	const session = `many-${count}`;
	const post = (path: string, body: object) => control(mock, `POST /sessions/${session}/${path}`, { body });
	const list = async () => (await control(mock, `GET /sessions/${session}/resources/order?limit=1000`)).json.entities;
	return { session, post, list };
}

describe('entities that are generated', () => {
	it('are so many, each another one, also the next time, and fit the document', async () => {
		const { post, list } = open();
		expect((await post('generate', { resource: 'order', count: 20, with: { shop: 'acme' } })).json).toEqual({
			created: 20,
		});
		await post('generate', { resource: 'order', count: 20, with: { shop: ['a', 'b'], total: 7 } });
		const entities: { order_id: string; shop: string; total: number }[] = await list();
		expect(new Set(entities.map(({ order_id }) => order_id)).size).toBe(40);
		expect(
			entities
				.slice(20)
				.map(({ shop }) => shop)
				.slice(0, 3),
		).toEqual(['a', 'b', 'a']);
		expect(entities.slice(20).every(({ total }) => total === 7)).toBe(true);
		expect((await post('undo', {})).status).toBe(200);
		expect((await list()).length).toBe(20);
	});

	it('of a resource that no document has name the nearest', async () => {
		const { post } = open();
		const generated = await post('generate', { resource: 'ordr', count: 1 });
		const changed = await post('change', { resource: 'ordr', set: { total: 1 } });
		for (const { json } of [generated, changed]) expect(json.detail).toMatch(/Nearest: "order"/);
	});

	it.each([
		[{ resource: 'nothing', count: 1 }, 404],
		[{ resource: 'order', count: 0 }, 400],
		[{ resource: 'order', count: 1001 }, 400],
		[{ resource: 'order', count: 1 }, 400],
		[{ resource: 'order', count: 1, with: { shop: 'acme', total: -1 } }, 400],
		[{ resource: 'order', count: 2, with: { shop: 'acme', order_id: 'same' } }, 400],
	])('are refused for %j', async (body, status) => {
		const { post, session } = open();
		expect((await post('generate', body)).status).toBe(status);
		expect((await control(mock, `GET /sessions/${session}`)).status).toBe(404);
	});
});

describe('a change of many', () => {
	it('sets what fits, tells how many, and can be taken back', async () => {
		const { post, list } = open();
		await post('generate', { resource: 'order', count: 6, with: { shop: 'acme', total: [1, 2, 300], status: 'OPEN' } });
		const changed = await post('change', {
			resource: 'order',
			set: { status: 'PAID' },
			where: { total: { '<': 100 } },
		});
		expect(changed.json).toEqual({ changed: 4 });
		const states = async () => (await list()).map(({ status }: { status: string }) => status);
		expect(await states()).toEqual(['PAID', 'PAID', 'OPEN', 'PAID', 'PAID', 'OPEN']);
		expect((await post('change', { resource: 'order', set: null, where: { status: 'PAID' } })).json).toEqual({
			changed: 4,
		});
		expect(await states()).toEqual(['OPEN', 'OPEN']);
		await post('undo', {});
		await post('undo', {});
		expect(new Set(await states())).toEqual(new Set(['OPEN']));
	});

	it.each([
		[{ resource: 'nothing', set: null }, 404, undefined],
		[{ resource: 'order', set: {} }, 400, '/set'],
		[{ resource: 'order', set: { status: 'GONE' } }, 400, '/set/status'],
		[{ resource: 'order', set: { total: 'x' } }, 400, '/set/total'],
		[{ resource: 'order', set: { shop: 'x' } }, 400, '/set/shop'],
		[{ resource: 'order', set: { total: 1 }, where: { total: { '>': true } } }, 400, '/where/total/>'],
	])('is refused for %j', async (body, status, pointer) => {
		const { post } = open();
		const refused = await post('change', body);
		expect(refused.status).toBe(status);
		if (pointer !== undefined) expect(refused.json.findings[0].pointer).toBe(pointer);
	});
});
