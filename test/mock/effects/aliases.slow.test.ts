// One entity with two ids: whoever holds the one does not know the other.

import { describe, expect, test } from 'vitest';
import { objectOf, serve, text } from './collection.ts';
import { declare } from './declared.ts';

const uuid = { type: 'string', format: 'uuid' };
const PARCEL = objectOf({ parcel_id: uuid, desk_id: uuid, status: text, note: text });
const DOCUMENT = declare(
	{
		parcel: {
			key: 'parcel_id',
			aliases: ['desk_id'],
			state: 'status',
			initial: 'OPEN',
			states: { OPEN: {}, GONE: {} },
		},
	},
	{
		'POST /parcels': { effect: { create: 'parcel' }, sent: objectOf({ note: text, desk_id: uuid }), shown: PARCEL },
		'GET /parcels/{parcel_id}': { effect: { read: 'parcel', key: '$request.path.parcel_id' }, shown: PARCEL },
		'PUT /parcels/{parcel_id}': {
			effect: { replace: 'parcel', key: '$request.path.parcel_id' },
			sent: objectOf({ note: text, desk_id: uuid }),
			shown: PARCEL,
		},
		'DELETE /desk/{desk_id}': {
			effect: { move: 'parcel', key: '$request.path.desk_id', from: ['OPEN'], to: 'GONE' },
			statuses: [204, 404, 409],
		},
		'GET /desk/by/{name}': { effect: { read: 'parcel', key: { desk_id: '$request.path.name' } }, shown: PARCEL },
	},
);

describe('an alias', () => {
	test('is made at birth and names the entity where the parameter is called like it', async () => {
		const { send, read } = await serve(DOCUMENT);
		const { parcel_id, desk_id } = (await send('POST', '/parcels', {})).json as Record<string, string>;
		expect(desk_id).toMatch(/^[0-9a-f]{8}-/);
		expect(desk_id).not.toBe(parcel_id);
		expect((await send('DELETE', `/desk/${parcel_id}`)).status).toBe(404);
		expect((await send('GET', `/parcels/${desk_id}`)).status).toBe(404);
		expect(await read(`/desk/by/${desk_id?.toUpperCase()}`)).toMatchObject({ parcel_id });
		expect((await send('DELETE', `/desk/${desk_id}`)).status).toBe(204);
		expect(await read(`/parcels/${parcel_id}`)).toMatchObject({ status: 'GONE', desk_id });
		expect((await send('DELETE', `/desk/${desk_id}`)).status).toBe(409);
	});

	test('is what was sent, each once, and no change alters it', async () => {
		const { send, read } = await serve(DOCUMENT);
		const desk_id = '7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';
		const made = (await send('POST', '/parcels', { desk_id })).json as Record<string, string>;
		expect(made['desk_id']).toBe(desk_id);
		expect((await send('POST', '/parcels', { desk_id })).status).toBe(409);
		const other = '00000000-4c3c-4a39-9d2f-0d9b6b1f6a10';
		await send('PUT', `/parcels/${made['parcel_id']}`, { note: 'a', desk_id: other });
		expect(await read(`/parcels/${made['parcel_id']}`)).toMatchObject({ note: 'a', desk_id });
	});

	test('comes with what a scenario gives, and with a snapshot', async () => {
		const { mock, send, read } = await serve(DOCUMENT);
		const base = `${mock.url}/__admin/sessions/default`;
		const body = JSON.stringify({ parcel_id: '11111111-4c3c-4a39-9d2f-0d9b6b1f6a10', note: 'given' });
		const headers = { 'content-type': 'application/json' };
		const stored = await fetch(`${base}/resources/parcel`, { method: 'POST', headers, body });
		const { desk_id } = (await stored.json()) as Record<string, string>;
		expect(await read(`/desk/by/${desk_id}`)).toMatchObject({ note: 'given' });
		const snapshot = await (await fetch(`${base}/snapshot`)).text();
		await send('DELETE', `/desk/${desk_id}`);
		expect((await fetch(`${base}/snapshot`, { method: 'PUT', headers, body: snapshot })).ok).toBe(true);
		expect(await read(`/desk/by/${desk_id}`)).toMatchObject({ status: 'OPEN' });
	});

	test('is told by the control API', async () => {
		const { mock } = await serve(DOCUMENT);
		const { resources } = (await (await fetch(`${mock.url}/__admin/resources`)).json()) as { resources: object[] };
		expect(resources).toMatchObject([{ name: 'parcel', key: 'parcel_id', aliases: ['desk_id'] }]);
	});
});
