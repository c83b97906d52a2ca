// Threats 65 to 70 and 76: who may call the control API.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { sendRaw } from '../../support/raw.ts';
import { control, startOrders } from './support.ts';

let mock: RunningMock;
let guarded: RunningMock;
const TOKEN = 's3cret-token';
beforeAll(async () => {
	mock = await startOrders({ adminHosts: ['mock.test', 'mock.test:8080'] });
	guarded = await startOrders({ adminToken: TOKEN });
});

/** A request without a body, its headers as they stand. */
function ask(method: string, target: string, headers: Record<string, string>): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${method} ${target} HTTP/1.1\r\n${lines.join('')}Connection: close\r\n\r\n`;
}

async function statusOf(method: string, target: string, headers: Record<string, string>, at = mock): Promise<number> {
	const reply = await sendRaw(at.port, ask(method, target, headers));
	expect(reply.text).not.toMatch(/access-control-/i);
	return reply.status;
}

describe('the Host (threat 68)', () => {
	it.each<[string, (port: number) => string, number]>([
		['its address and port', (port) => `127.0.0.1:${port}`, 200],
		['localhost and port', (port) => `localhost:${port}`, 200],
		['localhost in capitals', (port) => `LOCALHOST:${port}`, 200],
		['a name that was allowed', () => 'mock.test', 200],
		['a name with a port that was allowed', () => 'mock.test:8080', 200],
		['a name that was allowed with another port', () => 'mock.test:8081', 403],
		['a foreign name', () => 'evil.example', 403],
		['a foreign name with the right port', (port) => `evil.example:${port}`, 403],
		['the address as a prefix of a foreign name', (port) => `127.0.0.1.evil.example:${port}`, 403],
		['no port', () => '127.0.0.1', 403],
		['no port, localhost', () => 'localhost', 403],
		['another port', () => '127.0.0.1:1', 403],
		['a trailing dot', (port) => `localhost.:${port}`, 403],
		['a trailing dot behind the address', (port) => `127.0.0.1.:${port}`, 403],
		['the IPv6 loopback, where it does not listen', (port) => `[::1]:${port}`, 403],
		['every address', (port) => `0.0.0.0:${port}`, 403],
		['a user in front', (port) => `a@127.0.0.1:${port}`, 403],
		['a port with a zero in front', (port) => `127.0.0.1:0${port}`, 403],
		['an empty one', () => '', 403],
	])('%s', async (_name, host, status) => {
		expect(await statusOf('GET', '/__admin/scenarios', { Host: host(mock.port) })).toBe(status);
		expect(await statusOf('DELETE', '/__admin/sessions/nobody', { Host: host(mock.port) })).toBe(
			status === 200 ? 404 : 403,
		);
	});

	it('is looked at in every spelling of the path, and in an absolute-form target (threat 70)', async () => {
		const host = { Host: 'evil.example' };
		const own = { Host: `127.0.0.1:${mock.port}` };
		for (const path of [
			'/__admin',
			'/__admin/',
			'/__admin/scenarios',
			'/%5f%5fadmin/scenarios',
			'/%5F_admin/scenarios',
			'/__session/a/__admin/scenarios',
			'/__admin/%73cenarios',
			'/__admin/nothing',
			'/__admin/%',
		]) {
			expect([path, await statusOf('GET', path, host)]).toEqual([path, 403]);
			expect([path, await statusOf('GET', `http://127.0.0.1:${mock.port}${path}`, host)]).toEqual([path, 403]);
			expect([path, await statusOf('GET', `http://evil.example${path}`, own)]).toEqual([path, 403]);
			expect([path, await statusOf('GET', path, own)]).not.toEqual([path, 403]);
		}
		expect(await statusOf('GET', `http://127.0.0.1:${mock.port}/__admin/scenarios`, own)).toBe(200);
		// These are no paths of the control API in the first place.
		for (const path of ['//__admin/scenarios', '/./__admin/scenarios', '/__ADMIN/scenarios', '/v1/__admin/scenarios']) {
			expect([path, await statusOf('GET', path, own)]).toEqual([path, 404]);
		}
	});

	it('may not be given twice', async () => {
		const text = `GET /__admin/scenarios HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
		expect([400, 403]).toContain((await sendRaw(mock.port, text)).status);
	});
});

describe('a web page (threat 65)', () => {
	const own = (): Record<string, string> => ({ Host: `127.0.0.1:${mock.port}` });
	it.each<[string, (port: number) => Record<string, string>, boolean]>([
		['of another site', () => ({ Origin: 'http://evil.example' }), false],
		['without an origin of its own', () => ({ Origin: 'null' }), false],
		['on another port', (port) => ({ Origin: `http://127.0.0.1:${port - 1}` }), false],
		['with another scheme', (port) => ({ Origin: `https://127.0.0.1:${port}` }), false],
		['with another name of the same machine', (port) => ({ Origin: `http://localhost:${port}` }), false],
		['with an empty origin', () => ({ Origin: '' }), false],
		['that its browser calls cross-site', () => ({ 'Sec-Fetch-Site': 'cross-site' }), false],
		['that its browser calls same-site', () => ({ 'Sec-Fetch-Site': 'same-site' }), false],
		['that its browser calls something new', () => ({ 'Sec-Fetch-Site': 'friendly' }), false],
		['of the mock itself', (port) => ({ Origin: `http://127.0.0.1:${port}`, 'Sec-Fetch-Site': 'same-origin' }), true],
		['that a person opens', () => ({ 'Sec-Fetch-Site': 'none' }), true],
	])('%s', async (_name, headers, isLetIn) => {
		await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
		const all = { ...own(), ...headers(mock.port) };
		expect(await statusOf('GET', '/__admin/events', { ...all, Accept: 'text/event-stream' })).toBe(isLetIn ? 200 : 403);
		expect(await statusOf('DELETE', '/__admin/sessions/kept', all)).toBe(isLetIn ? 204 : 403);
		expect((await control(mock, 'GET /sessions/kept')).status).toBe(isLetIn ? 404 : 200);
	});

	it('gets no leave from a preflight (threat 67)', async () => {
		const preflight = { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'PUT' };
		expect(await statusOf('OPTIONS', '/__admin/sessions/a/scenario', { ...own(), ...preflight })).toBe(403);
		const reply = await sendRaw(mock.port, ask('OPTIONS', '/__admin/sessions/a/scenario', own()));
		expect([reply.status, reply.text]).toEqual([204, expect.stringMatching(/\r\nAllow: OPTIONS, PUT\r\n/)]);
	});

	it.each<[string, string, string | undefined, string]>([
		['text', 'POST /reset', 'text/plain', 'x'],
		['a form', 'POST /reset', 'application/x-www-form-urlencoded', 'a=b'],
		['an empty form', 'POST /reset', 'application/x-www-form-urlencoded', ''],
		['text on a session', 'POST /sessions/kept/reset', 'text/plain', ''],
		['text where JSON is expected', 'POST /provider-states', 'text/plain', '{"state":""}'],
		['JSON by another name', 'POST /provider-states', 'text/json', '{"state":""}'],
		['JSON in another charset', 'POST /provider-states', 'application/json; charset=utf-16', '{"state":""}'],
		['a body without a type', 'POST /provider-states', undefined, '{"state":""}'],
	])('can not send %s as a simple request (threat 66)', async (_name, call, type, body) => {
		await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
		const [method = '', path] = call.split(' ');
		const length = { 'Content-Length': String(body.length), ...(type && { 'Content-Type': type }) };
		const reply = await sendRaw(mock.port, ask(method, `/__admin${path}`, { ...own(), ...length }) + body);
		expect(reply.status).toBe(415);
		expect((await control(mock, 'GET /sessions/kept')).json.entities).toEqual({ order: { PAID: 1 } });
	});

	it('is told before it sends its body, where it waits to be asked', async () => {
		const expecting = (type: string): string =>
			ask('POST', '/__admin/provider-states', {
				...own(),
				Expect: '100-continue',
				'Content-Type': type,
				'Content-Length': '12',
			});
		const refused = await sendRaw(mock.port, expecting('text/plain'), { quietMs: 300 });
		expect([refused.status, refused.answers]).toEqual([415, 1]);
		const asked = await sendRaw(mock.port, [expecting('application/json'), '{"state":""}'], { quietMs: 300 });
		expect([asked.status, asked.answers]).toEqual([100, 2]);
		const tooLarge = expecting('text/plain').replace('Length: 12', 'Length: 99999999');
		expect((await sendRaw(mock.port, tooLarge)).status).toBe(415);
	});

	it('changes nothing by GET or HEAD', async () => {
		for (const path of ['/reset', '/sessions/kept/reset', '/sessions/kept/scenario', '/provider-states']) {
			expect([path, await statusOf('GET', `/__admin${path}`, own())]).toEqual([path, 405]);
			expect([path, await statusOf('HEAD', `/__admin${path}`, own())]).toEqual([path, 405]);
		}
	});
});

describe('the admin token (threat 76)', () => {
	it.each<[string, string | undefined, number]>([
		['right', `Bearer ${TOKEN}`, 200],
		['right, scheme in lower case', `bearer ${TOKEN}`, 200],
		['missing', undefined, 401],
		['empty', '', 401],
		['only the scheme', 'Bearer', 401],
		['only the scheme and a space', 'Bearer ', 401],
		['short', `Bearer ${TOKEN.slice(0, -1)}`, 401],
		['long', `Bearer ${TOKEN}x`, 401],
		['of the same length', `Bearer ${'x'.repeat(TOKEN.length)}`, 401],
		['with another scheme', `Basic ${TOKEN}`, 401],
		['without a scheme', TOKEN, 401],
		['as a list', `Bearer [${TOKEN}]`, 401],
		['twice', `Bearer ${TOKEN}, Bearer ${TOKEN}`, 401],
	])('%s', async (_name, header, status) => {
		const headers: Record<string, string> = header === undefined ? {} : { authorization: header };
		const answer = await control(guarded, 'GET /scenarios', { headers });
		expect(answer.status).toBe(status);
		expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
		const wrote = await control(guarded, 'POST /reset', { headers });
		expect(wrote.status).toBe(status);
		if (status === 401) expect((await control(guarded, 'GET /events', { headers })).status).toBe(401);
	});

	it('makes the Host needless: a container is called by names that the mock does not know', async () => {
		const authorization = `Bearer ${TOKEN}`;
		const ask = (headers: Record<string, string>) => statusOf('GET', '/__admin/scenarios', headers, guarded);
		expect(await ask({ Host: 'mock:4010', authorization })).toBe(200);
		expect(await ask({ Host: 'mock:4010', authorization: 'Bearer wrong' })).toBe(403);
		expect(await ask({ Host: 'mock:4010' })).toBe(403);
		expect(
			await statusOf('GET', 'http://mock:4010/__admin/scenarios', { Host: 'mock:4010', authorization }, guarded),
		).toBe(200);
	});

	it('does not open the door for foreign origins', async () => {
		const authorization = `Bearer ${TOKEN}`;
		const host = `127.0.0.1:${guarded.port}`;
		expect(
			await statusOf(
				'GET',
				'/__admin/scenarios',
				{ Host: host, Origin: 'http://evil.example', authorization },
				guarded,
			),
		).toBe(403);
	});
});

describe('whether the mock is up', () => {
	it.each<[string, Record<string, string>, boolean]>([
		['a name that it does not know', { Host: 'mock:4010' }, false],
		['no token', {}, false],
		['a wrong token', { authorization: 'Bearer wrong' }, false],
		['the token', { authorization: `Bearer ${TOKEN}` }, true],
		['the token, by a name that it does not know', { Host: 'mock:4010', authorization: `Bearer ${TOKEN}` }, true],
	])('is told to everybody, and what it serves to who may steer it: %s', async (_name, headers, maySteer) => {
		const text = [
			'GET /__admin/health HTTP/1.1',
			...Object.entries({ Host: `127.0.0.1:${guarded.port}`, ...headers }).map(([name, value]) => `${name}: ${value}`),
			'Connection: close',
			'',
			'',
		];
		const answer = await sendRaw(guarded.port, text.join('\r\n'));
		const body = JSON.parse(answer.text.split('\r\n\r\n').at(-1) ?? '');
		expect(answer.status).toBe(200);
		expect(answer.text).not.toMatch(/access-control/i);
		const all = ['status', 'version', 'instance', 'run', 'uptimeMs', 'documents', 'overlays', 'counts'];
		expect(Object.keys(body)).toEqual(maySteer ? all : ['status', 'version']);
	});

	it.each<[string, Record<string, string>]>([
		['an origin', { Origin: 'http://evil.example' }],
		['what its browser says', { 'Sec-Fetch-Site': 'cross-site' }],
		['an origin, by a name that the mock does not know', { Host: 'mock:4010', Origin: 'http://evil.example' }],
	])('is not told to a page of another site: %s', async (_name, headers) => {
		expect(await statusOf('GET', '/__admin/health', { Host: `127.0.0.1:${mock.port}`, ...headers })).toBe(403);
	});

	it('is told by HEAD as well, and changes nothing by any other method', async () => {
		const foreign = { Host: 'mock:4010' };
		expect(await statusOf('HEAD', '/__admin/health', foreign, guarded)).toBe(200);
		expect(await statusOf('POST', '/__admin/health', foreign, guarded)).toBe(403);
		expect(await statusOf('GET', '/__admin/health/x', foreign, guarded)).toBe(403);
	});

	it('is told with the same instance as long as it runs', async () => {
		const ask = async () => (await control(mock, 'GET /health')).json;
		const { instance, run } = await ask();
		expect(await ask()).toMatchObject({ instance, run });
		expect([instance, run]).toEqual([run, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
	});

	it('is told with the name that the mock was given, and so is every answer', async () => {
		const named = await startOrders({ instance: 'a' });
		const { json, headers } = await control(named, 'GET /health');
		expect(json).toMatchObject({ instance: 'a', run: expect.stringMatching(/^[0-9a-f-]{36}$/) });
		const other = await fetch(`${named.url}/nowhere`);
		const plain = await fetch(`${mock.url}/nowhere`);
		expect([headers, other.headers, plain.headers].map((one) => one.get('x-mock-instance'))).toEqual(['a', 'a', null]);
	});
});
