// Whose world is it? The four ways to name a session, their order, strict mode, bad names, and worlds apart.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { BASE, call, create, startTestMock } from '../support/mock.ts';

const PATH = `${BASE}/00000000-0000-4000-8000-00000000000f`;
let mock: RunningMock;
let strict: RunningMock;
beforeAll(async () => {
	[mock, strict] = await Promise.all([startTestMock(), startTestMock({ strictSessions: true })]);
});

const sessionOf = async (headers: Record<string, string>, path = PATH, of = mock): Promise<[number, string | null]> => {
	const reply = await call(of, 'GET', path, { headers });
	return [reply.status, reply.headers.get('x-mock-session')];
};

describe('a session', () => {
	it.each<[string, Record<string, string>, string]>([
		['nothing', {}, 'default'],
		['the header', { 'x-mock-session': 'a' }, 'a'],
		['the header, with blanks around', { 'x-mock-session': '  a  ' }, 'a'],
		['baggage', { baggage: 'mock-session=b' }, 'b'],
		['baggage among others, with properties', { baggage: 'user=1, mock-session = b ;p=1, z=2' }, 'b'],
		['baggage, encoded', { baggage: 'mock-session=%62' }, 'b'],
		['the cookie', { cookie: 'mock-session=c' }, 'c'],
		['the cookie among others', { cookie: 'x=1; mock-session=c; y=2' }, 'c'],
		['a cookie whose name only ends so', { cookie: 'my-mock-session=c' }, 'default'],
		['header before baggage', { 'x-mock-session': 'a', baggage: 'mock-session=b' }, 'a'],
		['baggage before the cookie', { baggage: 'mock-session=b', cookie: 'mock-session=c' }, 'b'],
		['all characters', { 'x-mock-session': 'A-z0.9_~' }, 'A-z0.9_~'],
		['100 characters', { 'x-mock-session': 'x'.repeat(100) }, 'x'.repeat(100)],
		['__proto__', { 'x-mock-session': '__proto__' }, '__proto__'],
		['constructor', { 'x-mock-session': 'constructor' }, 'constructor'],
		['0', { 'x-mock-session': '0' }, '0'],
		['false', { 'x-mock-session': 'false' }, 'false'],
	])('is named by %s', async (_name, headers, session) => {
		expect(await sessionOf(headers)).toEqual([404, session]);
	});

	it.each<[string, Record<string, string>, string]>([
		['/__session/d', {}, 'd'],
		['/__session/%64', {}, 'd'],
		['/__session/d', { 'x-mock-session': 'a' }, 'a'],
		['/__session/d', { baggage: 'mock-session=b' }, 'b'],
		['/__session/d', { cookie: 'mock-session=c' }, 'c'],
		['/__session/d', { cookie: 'x=1' }, 'd'],
	])('is named by the path %s with %j: %s', async (prefix, headers, session) => {
		expect(await sessionOf(headers, prefix + PATH)).toEqual([404, session]);
	});

	it.each<[string, Record<string, string>]>([
		['a blank', { 'x-mock-session': 'a b' }],
		['nothing in it', { 'x-mock-session': '' }],
		['101 characters', { 'x-mock-session': 'x'.repeat(101) }],
		['a slash', { 'x-mock-session': 'a/b' }],
		['a dot alone', { 'x-mock-session': '.' }],
		['two dots alone', { cookie: 'mock-session=..' }],
		['two in one header', { 'x-mock-session': 'a, b' }],
		['an empty baggage', { baggage: 'mock-session=' }],
		['broken encoding', { baggage: 'mock-session=%E0%A4' }],
		['an encoded line break', { baggage: 'mock-session=a%0d%0ab' }],
	])('can not have a name with %s', async (_name, headers) => {
		const reply = await call(mock, 'GET', PATH, { headers });
		expect(reply.status).toBe(400);
		expect(reply.reason).toMatch(/^session: .*A-Z a-z 0-9/);
	});

	it('can not have a bad name by its path', async () => {
		expect((await sessionOf({}, `/__session/${PATH}`))[0]).toBeOneOf([400, 404]);
		expect((await sessionOf({}, `/__session/a%20b${PATH}`))[0]).toBe(400);
	});
});

describe('--strict-sessions', () => {
	it('refuses a request that names none, and takes the others', async () => {
		const reply = await call(strict, 'GET', PATH);
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining('X-Mock-Session')]);
		expect(reply.headers.get('x-mock-session')).toBeNull();
		const named: Record<string, string>[] = [
			{ 'x-mock-session': 'a' },
			{ baggage: 'mock-session=a' },
			{ cookie: 'mock-session=a' },
		];
		for (const headers of named) {
			expect(await sessionOf(headers, PATH, strict)).toEqual([404, 'a']);
		}
		expect(await sessionOf({}, `/__session/a${PATH}`, strict)).toEqual([404, 'a']);
		expect(await sessionOf({ 'x-mock-session': 'default' }, PATH, strict)).toEqual([404, 'default']);
		expect((await call(strict, 'GET', '/__admin/health')).status).toBe(200);
	});
});

describe('worlds', () => {
	it('are apart: entities, clock, scenario and journal', async () => {
		const mine = await create(mock, 'mine');
		await call(mock, 'PUT', '/__admin/sessions/theirs/scenario', { body: { name: 'server-error' } });
		await call(mock, 'PUT', '/__admin/sessions/theirs/clock', { body: { advance: 'P8D' } });
		expect((await call(mock, 'GET', `${BASE}/${mine}`, { session: 'theirs' })).status).toBe(500);
		expect((await call(mock, 'GET', `${BASE}/${mine}`, { session: 'mine' })).json).toMatchObject({ status: 'PENDING' });
		expect((await call(mock, 'GET', `${BASE}/${mine}`, { session: 'third' })).status).toBe(404);
		const { json } = await call(mock, 'GET', '/__admin/sessions/theirs/requests');
		expect((json as { requests: unknown[] }).requests).toHaveLength(1);
	});

	it('are the same whichever way they are named', async () => {
		const id = await create(mock, 'one');
		for (const [headers, prefix] of [
			[{ baggage: 'mock-session=one' }, ''],
			[{ cookie: 'mock-session=one' }, ''],
			[{}, '/__session/one'],
		] as [Record<string, string>, string][]) {
			expect((await call(mock, 'GET', `${prefix}${BASE}/${id}`, { headers })).status).toBe(200);
		}
	});
});

it('says of what is gone that it may have given way to newer ones', async () => {
	const small = await startTestMock({ maxEntities: 1 });
	const first = await create(small);
	expect((await call(small, 'GET', `${BASE}/${first}`)).status).toBe(200);
	await create(small);
	const gone = await call(small, 'GET', `${BASE}/${first}`);
	expect([gone.status, gone.reason]).toEqual([404, expect.stringContaining('gave way to newer ones (--max-entities)')]);
});
