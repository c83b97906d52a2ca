// Documents that the mock has never seen: OpenAPI 3.0 and Swagger 2.0 as they are found in the wild, with nothing of ours.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { call, type Reply, startTestMock } from '../support/mock.ts';

const fixture = (name: string): string => new URL(`../fixtures/documents/${name}`, import.meta.url).pathname;
const PETS = '/api/v3/pets';
const CAT = { kind: 'cat', name: 'Tom', lives: 9 };
const DOG = { kind: 'dog', name: 'Rex' };
interface Pet {
	id: number;
	[name: string]: unknown;
}

describe('OpenAPI 3.0 with paths that speak for themselves', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		mock = await startTestMock({ documents: [fixture('pets.openapi.yaml')], seed: 7 });
	});
	let session = 'none';
	let sessions = 0;
	const begin = (): void => {
		sessions += 1;
		session = `s${sessions}`;
	};
	const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> =>
		call(mock, method, path, { session, ...(body !== undefined && { body }), ...(headers && { headers }) });
	const make = async (body: unknown): Promise<Pet> => {
		const made = await ask('POST', PETS, body);
		expect(made.status, made.reason).toBe(201);
		return made.json as Pet;
	};

	it('creates, reads, lists, replaces, patches and deletes', async () => {
		begin();
		const tom = await make(CAT);
		expect(tom).toMatchObject({ ...CAT, id: expect.any(Number) });
		const rex = await make({ ...DOG, nick: null, tags: [], weight: 0.5 });
		expect(rex.id).not.toBe(tom.id);
		expect((await ask('GET', `${PETS}/${rex.id}`)).json).toEqual(rex);
		expect((await ask('GET', PETS)).json).toEqual([tom, rex]);

		const replaced = await ask('PUT', `${PETS}/${tom.id}`, { ...CAT, name: 'Tim', lives: 0 });
		expect([replaced.status, replaced.json]).toEqual([200, { ...CAT, name: 'Tim', lives: 0, id: tom.id }]);
		const headers = { 'content-type': 'application/merge-patch+json' };
		const patched = await ask('PATCH', `${PETS}/${rex.id}`, { name: 'Max', nick: 'M' }, headers);
		expect(patched.json).toMatchObject({ id: rex.id, name: 'Max', nick: 'M', kind: 'dog' });
		expect((await ask('GET', `${PETS}/${rex.id}`)).json).toEqual(patched.json);

		expect((await ask('DELETE', `${PETS}/${tom.id}`)).status).toBe(204);
		for (const [method, body] of [['GET'], ['DELETE'], ['PUT', CAT]] as const) {
			expect((await ask(method, `${PETS}/${tom.id}`, body)).status).toBe(404);
		}
		expect((await ask('GET', PETS)).json).toEqual([patched.json]);
	});

	it('says by Location where the new one is, and makes the headers that must be there', async () => {
		begin();
		const made = await ask('POST', PETS, CAT);
		const location = made.headers.get('location') ?? '';
		expect(location).toContain(`/pets/${(made.json as Pet).id}`);
		expect((await ask('GET', new URL(location, mock.url).pathname)).json).toEqual(made.json);
		expect(Number(made.headers.get('x-rate-limit'))).toBeGreaterThanOrEqual(1);
		expect(Number(made.headers.get('x-rate-limit'))).toBeLessThanOrEqual(100);
	});

	it('cuts lists into pages and filters them by the document’s own parameters', async () => {
		begin();
		const pets = [];
		for (let index = 0; index < 25; index += 1)
			pets.push(await make({ ...(index % 5 ? CAT : DOG), name: `P${index}` }));
		const names = ({ json }: Reply): unknown[] => (json as Pet[]).map(({ name }) => name);
		expect(names(await ask('GET', PETS))).toHaveLength(20);
		expect(names(await ask('GET', `${PETS}?limit=2&offset=3`))).toEqual(['P3', 'P4']);
		expect(names(await ask('GET', `${PETS}?offset=24`))).toEqual(['P24']);
		expect(names(await ask('GET', `${PETS}?offset=99`))).toEqual([]);
		expect(names(await ask('GET', `${PETS}?kind=dog`))).toEqual(['P0', 'P5', 'P10', 'P15', 'P20']);
		expect(names(await ask('GET', `${PETS}?kind=dog&limit=1&offset=1`))).toEqual(['P5']);
		for (const query of ['limit=0', 'limit=51', 'limit=x', 'limit=', 'kind=cow', 'limit=1&limit=2', 'offset=-1']) {
			expect((await ask('GET', `${PETS}?${query}`)).status, query).toBe(400);
		}
	});

	it.each<[string, unknown, string]>([
		['no discriminator', { name: 'x' }, 'kind'],
		['one that is not known', { ...CAT, kind: 'cow' }, 'kind'],
		['what the other one needs', { ...DOG, kind: 'cat' }, 'lives'],
		['a blank name', { ...CAT, name: '' }, 'name'],
		['null where it may not be', { ...CAT, name: null }, 'name'],
		['the excluded minimum', { ...CAT, weight: 0 }, 'weight'],
		['equal items', { ...CAT, tags: ['a', 'a'] }, 'tags'],
		['a date that is none', { ...CAT, born: '2026-02-30' }, 'born'],
		['a number for an integer', { ...CAT, lives: 1.5 }, 'lives'],
		['false for a body', false, 'body'],
		['null for a body', null, 'body'],
	])('refuses %s with the documented 422', async (_name, body, place) => {
		begin();
		const reply = await ask('POST', PETS, body);
		expect(reply.status).toBe(422);
		expect(reply.reason).toContain(place);
		expect(reply.headers.get('content-type')).toContain('application/problem+json');
		expect(reply.json).toMatchObject({ status: 422, title: expect.any(String) });
		expect((await ask('GET', PETS)).json).toEqual([]);
	});

	it('lets the server keep what is readOnly, and never shows what is writeOnly', async () => {
		begin();
		const made = await ask('POST', PETS, { ...CAT, secret: 'hush' });
		expect(made.status).toBe(201);
		expect(made.text).not.toContain('hush');
		expect((await ask('GET', `${PETS}/${(made.json as Pet).id}`)).text).not.toContain('hush');
		expect((await ask('GET', PETS)).text).not.toContain('hush');
	});

	it('completes what the server alone knows, within a nullable reference too', async () => {
		begin();
		expect((await make({ ...CAT, owner: { name: 'Jo' } }))['owner']).toEqual({ name: 'Jo', type: 'person' });
		expect((await make({ ...CAT, owner: null }))['owner']).toBeNull();
		expect(Object.hasOwn(await make(CAT), 'owner')).toBe(false);
	});

	it('has the range where the document has no exact status', async () => {
		begin();
		const missing = await ask('GET', `${PETS}/99999`);
		expect([missing.status, missing.json]).toEqual([404, expect.objectContaining({ status: 404 })]);
		const malformed = await ask('GET', `${PETS}/abc`);
		expect([malformed.status, malformed.json]).toEqual([400, expect.objectContaining({ status: 400 })]);
		expect((await ask('GET', `${PETS}/0`)).status).toBe(400);
		expect((await ask('GET', `${PETS}/1.0`)).status).toBeOneOf([400, 404]);
		const preferred = await ask('GET', `${PETS}/1`, undefined, { prefer: 'code=429' });
		expect([preferred.status, preferred.headers.get('preference-applied')]).toEqual([429, 'code=429']);
		expect((await ask('GET', `${PETS}/1`, undefined, { prefer: 'code=500' })).status).toBe(400);
	});

	it('generates what goes in circles, with an end', async () => {
		begin();
		for (const prefer of ['dynamic=true', 'dynamic=true, seed=1', 'dynamic=false']) {
			const reply = await ask('GET', `${PETS}/1/friends/Jo`, undefined, { prefer });
			expect(reply.status, reply.reason).toBe(200);
			expect(reply.json).toMatchObject({ name: expect.any(String), friends: expect.any(Array) });
			expect(reply.text.length).toBeLessThan(20_000);
		}
		const seeded = async (seed: string): Promise<string> =>
			(await ask('GET', `${PETS}/1/friends/Jo`, undefined, { prefer: `dynamic=true, seed=${seed}` })).text;
		expect(await seeded('a')).toBe(await seeded('a'));
		expect(await seeded('a')).not.toBe(await seeded('b'));
	});

	it('answers below the server’s path and below none', async () => {
		begin();
		expect((await ask('GET', '/pets')).status).toBe(200);
		expect((await ask('GET', '/v3/pets')).status).toBe(404);
		expect((await ask('GET', '/api/v3/pets/')).status).toBeOneOf([404, 200]);
	});
});

describe('the same document without state', () => {
	it('answers every operation from its schemas, and remembers nothing', async () => {
		const mock = await startTestMock({ documents: [fixture('pets.openapi.yaml')], infer: false, seed: 7 });
		const made = await call(mock, 'POST', PETS, { body: CAT });
		expect([made.status, made.reason]).toEqual([201, '']);
		expect((await call(mock, 'GET', `${PETS}/1`)).status).toBe(200);
		expect((await call(mock, 'GET', `${PETS}/2`)).status).toBe(200);
		expect((await call(mock, 'DELETE', `${PETS}/1`)).status).toBe(204);
		expect((await call(mock, 'GET', `${PETS}/1`)).status).toBe(200);
		const list = await call(mock, 'GET', PETS);
		expect([list.status, Array.isArray(list.json)]).toEqual([200, true]);
		expect((await call(mock, 'POST', PETS, { body: {} })).status).toBe(422);
	});

	it('is as new each time under --dynamic, and always fits', async () => {
		const mock = await startTestMock({ documents: [fixture('pets.openapi.yaml')], infer: false, dynamic: true });
		const seen = new Set<string>();
		for (let turn = 0; turn < 20; turn += 1) {
			const reply = await call(mock, 'GET', `${PETS}/1`);
			expect([reply.status, reply.reason]).toEqual([200, '']);
			seen.add(reply.text);
		}
		expect(seen.size).toBeGreaterThan(10);
	});
});

describe('Swagger 2.0', () => {
	it('is upgraded at the door and served like any other', async () => {
		const mock = await startTestMock({ documents: [fixture('shop.swagger.yaml')] });
		const headers = { authorization: '', 'x-key': 'k' };
		expect((await call(mock, 'POST', '/legacy/carts', { body: { total: 0 } })).status).toBe(401);
		const made = await call(mock, 'POST', '/legacy/carts', { body: { total: 0, note: null }, headers });
		expect([made.status, made.json]).toEqual([201, { id: expect.any(String), total: 0, note: null }]);
		const { id } = made.json as { id: string };
		expect((await call(mock, 'GET', `/legacy/carts/${id}?fields=id,total&multi=1&multi=2`)).json).toEqual(made.json);
		expect((await call(mock, 'GET', `/legacy/carts/${id}?fields=id,nope`)).status).toBe(400);
		expect((await call(mock, 'GET', `/legacy/carts/${id}?multi=x`)).status).toBe(400);
		expect((await call(mock, 'GET', '/legacy/carts/none')).status).toBe(404);
		expect((await call(mock, 'POST', '/legacy/carts', { body: { total: -1 }, headers })).status).toBe(400);
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await call(mock, 'POST', '/legacy/login', { body: 'user=jo&age=7', headers: form })).status).toBe(204);
		expect((await call(mock, 'POST', '/legacy/login', { body: 'age=7', headers: form })).status).toBe(400);
		expect((await call(mock, 'POST', '/legacy/login', { body: 'user=jo&age=x', headers: form })).status).toBe(400);
	});
});

describe('several documents', () => {
	it('are served by one mock, those of paths alike with Allow of both', async () => {
		const one = (method: string, name: string): object => ({
			openapi: '3.1.0',
			info: { title: name, version: '1' },
			paths: {
				[`/things/{${name}}`]: {
					[method]: {
						operationId: `${method}Thing`,
						parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }],
						responses: { 200: { description: 'ok', content: { 'application/json': { example: method } } } },
					},
				},
			},
		});
		const documents = [one('get', 'id'), one('delete', 'thing_id')] as never[];
		const mock = await startTestMock({ documents });
		expect((await call(mock, 'GET', '/things/1')).json).toBe('get');
		expect((await call(mock, 'DELETE', '/things/1')).json).toBe('delete');
		expect((await call(mock, 'PUT', '/things/1')).headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS');
	});
});
