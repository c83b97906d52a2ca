// Several mocks behind HAProxy by the file that ships: a session is in one of them, however a request names it.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BASE, CREATE, call, startTestMock } from '../support/mock.ts';

const CONFIG = join(import.meta.dirname, '../../.examples/haproxy.cfg');
const TOKEN = { authorization: 'Bearer secret' };
/** Debian has it outside of the path of users. */
const PROGRAM = ['haproxy', '/usr/sbin/haproxy'].find((name) => spawnSync(name, ['-v']).status === 0);
const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
let proxy: { url: string };
let child: ChildProcess | undefined;

beforeAll(async () => {
	if (PROGRAM === undefined) return;
	const names = ['a', 'b', 'c'];
	const mocks = await Promise.all(names.map((instance) => startTestMock({ instance, adminToken: 'secret' })));
	const port = await findFreePort();
	let text = readFileSync(CONFIG, 'utf8').replace('127.0.0.1:4010', `127.0.0.1:${port}`);
	for (const [index, mock] of mocks.entries())
		text = text.replaceAll(`127.0.0.1:${4011 + index}`, `127.0.0.1:${mock.port}`);
	const file = join(folder, 'haproxy.cfg');
	writeFileSync(file, text);
	child = spawn(PROGRAM, ['-db', '-q', '-f', file], { stdio: 'ignore' });
	proxy = { url: `http://127.0.0.1:${port}` };
	for (let tries = 0; tries < 200; tries++) {
		const isUp = await fetch(`${proxy.url}/__admin/health`).then(
			({ ok }) => ok,
			() => false,
		);
		if (isUp) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('HAProxy does not answer');
}, 60_000);
afterAll(async () => {
	if (child) {
		const ended = new Promise((resolve) => child?.once('exit', resolve));
		child.kill('SIGKILL');
		await ended;
	}
	rmSync(folder, { recursive: true });
});

function findFreePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

async function ask(path: string, headers: Record<string, string> = {}): Promise<{ instance: string; session: string }> {
	const told = (await call(proxy, 'GET', path, { headers })).headers;
	return { instance: told.get('x-mock-instance') ?? '', session: told.get('x-mock-session') ?? '' };
}

const SESSIONS = Array.from({ length: 40 }, (_, index) => `qa-${index}.x~_`);

// Skipped where there is no HAProxy: Debian has it as the package `haproxy`.
describe.skipIf(PROGRAM === undefined)('behind HAProxy', () => {
	it('sessions are spread over all mocks', async () => {
		const found = await Promise.all(SESSIONS.map((name) => ask(BASE, { 'x-mock-session': name })));
		expect([...new Set(found.map(({ instance }) => instance))].sort()).toEqual(['a', 'b', 'c']);
	});

	it.each<[way: string, path: (name: string) => string, headers: (name: string) => Record<string, string>]>([
		['cookie', () => BASE, (name) => ({ cookie: `theme=dark; mock-session=${name}; x=1` })],
		['baggage', () => BASE, (name) => ({ baggage: `mock-session=${name}` })],
		[
			'baggage among others',
			() => BASE,
			(name) => ({ baggage: `user=1;p=2, mock-session = ${name} ;p=mock-session, z=3` }),
		],
		['the first in baggage', () => BASE, (name) => ({ baggage: `mock-session=${name},mock-session=other` })],
		['baggage behind a tab', () => BASE, (name) => ({ baggage: `a=b,\tmock-session=${name}` })],
		['the first cookie', () => BASE, (name) => ({ cookie: `a=b; mock-session=${name}; mock-session=other` })],
		['baggage, encoded', () => BASE, (name) => ({ baggage: `a=b,mock-session=${name.replace('-', '%2D')}` })],
		['path', (name) => `/__session/${name}${BASE}`, () => ({})],
		['path, encoded', (name) => `/__session/${name.replace('-', '%2d')}${BASE}`, () => ({})],
		[
			'header before all others',
			() => '/__session/path/x',
			(name) => ({ 'x-mock-session': name, baggage: 'mock-session=a', cookie: 'mock-session=b' }),
		],
		[
			'baggage before cookie and path',
			() => '/__session/path/x',
			(name) => ({ baggage: `mock-session=${name}`, cookie: 'mock-session=b' }),
		],
		['cookie before path', () => '/__session/path/x', (name) => ({ cookie: `mock-session=${name}` })],
	])('a session is found in its mock by %s', async (_way, path, headers) => {
		for (const name of SESSIONS.slice(0, 8)) {
			const { instance } = await ask(BASE, { 'x-mock-session': name });
			expect(await ask(path(name), headers(name))).toEqual({ instance, session: name });
		}
	});

	it('who names no session is in that of all', async () => {
		const { instance } = await ask(BASE, { 'x-mock-session': 'default' });
		expect(await ask(BASE)).toEqual({ instance, session: 'default' });
		expect(await ask(BASE, { baggage: 'not-mock-session=x' })).toEqual({ instance, session: 'default' });
	});

	it.each<[way: string, path: (name: string) => string]>([
		['encoded', (name) => `/%5f_admin/sessions/${name}/requests`],
		['behind a session prefix', (name) => `/__session/other/__admin/sessions/${name}/requests`],
		['without anything behind it', (name) => `/__admin/sessions/${name}?x=1`],
	])('a control path %s leads to the session that it names', async (_way, path) => {
		for (const name of SESSIONS.slice(0, 8)) {
			const { instance } = await ask(BASE, { 'x-mock-session': name });
			expect((await ask(path(name), TOKEN)).instance).toBe(instance);
		}
	});

	it('what a page has read is told to the mock that has answered it', async () => {
		for (const name of SESSIONS.slice(0, 8)) {
			const { headers } = await call(proxy, 'GET', BASE, { session: name, headers: { 'x-mock-follow': '1' } });
			const address = headers.get('x-mock-reads') ?? '';
			expect((await call(proxy, 'POST', address, { body: [] })).status).toBe(204);
		}
	});

	it('what the control API does to a session is done where it is, with the token', async () => {
		for (const session of SESSIONS.slice(0, 8)) {
			const created = await call(proxy, 'POST', BASE, { body: CREATE, session });
			const scenario = `/__admin/sessions/${session}/scenario`;
			expect((await call(proxy, 'PUT', scenario, { body: { name: 'already-validated' } })).status).toBe(403);
			const used = await call(proxy, 'PUT', scenario, { body: { name: 'already-validated' }, headers: TOKEN });
			const listed = await call(proxy, 'GET', `/__admin/sessions/${session}/requests`, { headers: TOKEN });
			expect([created.status, used.status, listed.status]).toEqual([200, 200, 200]);
			expect(used.headers.get('x-mock-instance')).toBe(created.headers.get('x-mock-instance'));
			expect(
				(await call(proxy, 'DELETE', `${BASE}/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10`, { session })).headers.get(
					'x-mock-scenario',
				),
			).toBe('already-validated');
		}
	});

	it.each(['a', 'b', 'c'])('what is one mock’s own is asked of it by name: %s', async (name) => {
		const headers = { ...TOKEN, 'x-mock-instance': name };
		const { json } = await call(proxy, 'GET', '/__admin/health', { headers });
		expect(json).toMatchObject({ instance: name });
	});

	it('a name that there is not is 404', async () => {
		expect((await call(proxy, 'GET', '/__admin/health', { headers: { 'x-mock-instance': 'd' } })).status).toBe(404);
	});
});
