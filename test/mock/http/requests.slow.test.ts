// Threats 15 to 20, 23 to 25, 29 to 36 and 73: paths, headers, methods and sockets.

import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';
import { head, sendRaw } from '../../support/raw.ts';

let mock: RunningMock;
let id: string;
beforeAll(async () => {
	mock = await startTestMock();
	id = await create(mock);
});
const good = JSON.stringify(CREATE);
const post = (headers: Record<string, string> = {}): string =>
	head('POST', BASE, { 'Content-Type': 'application/json', 'Content-Length': String(good.length), ...headers }) + good;

describe('paths', () => {
	it.each<[string, string, number]>([
		['threat 15: an encoded NUL', `${BASE}/%00`, 400],
		['threat 16: an encoded slash is one segment', `${BASE}/1%2F2`, 400],
		['threat 17: broken percent-encoding', `${BASE}/%E0%A4%A`, 400],
		['threat 18: climbing, encoded', `${BASE}/..%2f..%2fetc%2fpasswd`, 400],
		['threat 18: climbing with backslashes', `${BASE}/..%5c..%5cetc`, 400],
		['threat 18: climbing', '/../../etc/passwd', 404],
		['threat 19: 20 KB', `/${'x'.repeat(20_000)}`, 431],
		['an unknown path', '/nowhere', 404],
		['threat 10: __proto__ as an id', `${BASE}/__proto__`, 400],
		[
			'threat 10: constructor as an organization',
			`/v1/orgs/constructor/identifications/identity_document/${'0'.repeat(8)}-0000-4000-8000-000000000000`,
			404,
		],
	])('%s', async (_name, path, status) => {
		const reply = await sendRaw(mock.port, head('GET', path));
		expect(reply.status).toBe(status);
		expect(reply.text).not.toMatch(/root:|\.ts:\d|node_modules/);
	});

	it('a raw NUL is 400 (threat 15)', async () => {
		expect((await sendRaw(mock.port, `GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n`)).status).toBe(400);
	});

	it('an unknown path names the nearest operations, and reflects nothing as HTML (threat 35)', async () => {
		const near = await call(mock, 'GET', '/v1/orgs/acme/identification/identity_document/1');
		expect([near.status, near.reason]).toEqual([
			404,
			expect.stringContaining('GET /orgs/{org_id}/identifications/identity_document/'),
		]);
		const odd = await call(mock, 'GET', '/<script>alert(1)</script>');
		expect(odd.status).toBe(404);
		expect(odd.headers.get('content-type')).toContain('application/problem+json');
		expect(odd.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('an absolute-form target to another host is served here, never passed on (threat 33)', async () => {
		const reply = await sendRaw(mock.port, head('GET', `http://203.0.113.1${BASE}/${id}`));
		expect(reply.status).toBe(200);
	});
});

describe('methods', () => {
	it('HEAD has the headers of GET and no body, and is journaled as HEAD (threat 24)', async () => {
		const get = await call(mock, 'GET', `${BASE}/${id}`, { session: 'default' });
		const reply = await call(mock, 'HEAD', `${BASE}/${id}`);
		expect([reply.status, reply.text]).toEqual([200, '']);
		expect(reply.headers.get('content-length')).toBe(get.headers.get('content-length'));
		expect(mock.engine.sessions.get('default').journal.list().at(-1)?.request.method).toBe('HEAD');
	});

	it('OPTIONS is 204 with Allow, an undefined method 405 with Allow (threat 25)', async () => {
		const options = await call(mock, 'OPTIONS', `${BASE}/${id}`);
		expect([options.status, options.headers.get('allow')]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS']);
		const patch = await call(mock, 'PATCH', `${BASE}/${id}`, { body: {} });
		expect([patch.status, patch.headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS']);
		expect([400, 405, 501]).toContain((await sendRaw(mock.port, head('FOO', BASE))).status);
		expect((await sendRaw(mock.port, head('CONNECT', 'a.test:443'))).status).toBe(501);
	});

	it('OPTIONS * is of the whole server (RFC 9110 §9.3.7)', async () => {
		const reply = await sendRaw(mock.port, head('OPTIONS', '*'));
		expect(reply.status).toBe(204);
		expect(reply.text).toMatch(/^Allow: DELETE, GET, HEAD, OPTIONS, POST\r$/m);
	});
});

describe('headers', () => {
	it('100 KB of one header is 431 (threat 20)', async () => {
		expect((await sendRaw(mock.port, head('GET', `${BASE}/${id}`, { 'X-Long': 'x'.repeat(100_000) }))).status).toBe(
			431,
		);
	});
	it('1,900 headers do no harm (threat 20)', async () => {
		const many = Object.fromEntries(Array.from({ length: 1900 }, (_, index) => [`x${index}`, '']));
		expect([200, 431]).toContain((await sendRaw(mock.port, head('GET', `${BASE}/${id}`, many))).status);
	});
	it('a header named __proto__ does no harm (threat 30)', async () => {
		expect(
			(await sendRaw(mock.port, head('GET', `${BASE}/${id}`, { ['__proto__']: 'x', constructor: 'y' }))).status,
		).toBe(200);
	});
	it.each<[string, string]>([
		[
			'a chunk size ZZ',
			`${head('POST', BASE, { 'Transfer-Encoding': 'chunked', 'Content-Type': 'application/json' })}ZZ\r\n`,
		],
		['Content-Length and Transfer-Encoding', post({ 'Transfer-Encoding': 'chunked' })],
		['two Content-Lengths', post().replace('\r\n\r\n', '\r\nContent-Length: 3\r\n\r\n')],
		['no Host', `GET ${BASE} HTTP/1.1\r\n\r\n`],
		['two Hosts', head('GET', BASE, { host: 'b' })],
		['a Host with a space', head('GET', BASE, { Host: 'a b' })],
		['a Host with a path', head('GET', '/__admin/health', { Host: 'a/b' })],
		['a space before the colon', `GET ${BASE} HTTP/1.1\r\nHost : x\r\n\r\n`],
	])('threat 29: %s is 400', async (_name, text) => {
		expect((await sendRaw(mock.port, text)).status).toBe(400);
	});
	it.each(['gzip, chunked', 'chunked', 'Chunked', 'gzip\r\nTransfer-Encoding: chunked'])(
		'Transfer-Encoding: %s is 501 unless it is chunked alone (RFC 9112 §6.1)',
		async (coding) => {
			const sent = { 'Content-Type': 'application/json', 'Transfer-Encoding': coding };
			const body = JSON.stringify(CREATE);
			const text = `${head('POST', BASE, sent)}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
			const reply = await sendRaw(mock.port, text + head('GET', BASE));
			const isPlain = coding.toLowerCase() === 'chunked';
			expect([reply.status, reply.answers]).toEqual(isPlain ? [200, 2] : [501, 1]);
		},
	);
	it('queries that nest or repeat do no harm (threat 31)', async () => {
		for (const query of [
			`a${'[a]'.repeat(500)}=1`,
			'limit=1&limit=2',
			Array.from({ length: 3000 }, (_, i) => `p${i}`).join('&'),
		]) {
			expect((await call(mock, 'GET', `${BASE}/${id}?${query.slice(0, 15_000)}`)).status).toBeLessThan(500);
		}
	});
	it('the reason is plain ASCII and bounded whatever the request held', async () => {
		const reply = await call(mock, 'POST', BASE, {
			body: { ...CREATE, configuration_name: `\u202e\u001b[31mé${'x'.repeat(5000)}` },
		});
		expect(reply.status).toBe(400);
		expect(reply.reason).toMatch(/^[\x20-\x7e]{1,400}$/);
		const path = await call(mock, 'GET', `/%C3%A9%0d%0aX-Evil:%201${'y'.repeat(2000)}`);
		expect(path.reason).toMatch(/^[\x20-\x7e]{1,400}$/);
		expect(path.headers.get('x-evil')).toBeNull();
	});
});

describe('expectations and upgrades', () => {
	it('100-continue is 100, then the answer; nonsense is 417 (threat 32)', async () => {
		const [headers, body] = post({ Expect: '100-continue' }).split('\r\n\r\n') as [string, string];
		const reply = await sendRaw(mock.port, [`${headers}\r\n\r\n`, body], { gapMs: 100, quietMs: 300 });
		expect([reply.status, reply.answers]).toEqual([100, 2]);
		expect(reply.text).toContain('HTTP/1.1 200');
		expect((await sendRaw(mock.port, post({ Expect: 'nonsense' }))).status).toBe(417);
	});
	it('a header set that is not right gets its answer instead of 100 (threat 32)', async () => {
		const cases: [Record<string, string>, number][] = [
			[{ Authorization: '' }, 401],
			[{ 'Content-Type': 'text/plain' }, 415],
			// Told by its length alone.
			[{ 'Content-Length': '99999999' }, 413],
		];
		for (const [headers, status] of cases) {
			const [text] = post({ Expect: '100-continue', ...headers }).split('\r\n\r\n') as [string];
			const reply = await sendRaw(mock.port, `${text}\r\n\r\n`, { quietMs: 300 });
			expect([reply.status, reply.answers]).toEqual([status, 1]);
		}
	});
	it.each(['HTTP/2.0', 'HTTP/2.0 with Expect'])('%s in a request line is 505, and closes', async (version) => {
		const text = head('GET', `${BASE}/${id}`, version.includes('Expect') ? { Expect: '100-continue' } : {});
		const reply = await sendRaw(mock.port, text.replace('HTTP/1.1', 'HTTP/2.0'));
		expect([reply.status, reply.ended]).toEqual([505, 'closed']);
	});
	it('HTTP/1.0 is answered and closed; an upgrade is not waited for (threat 33)', async () => {
		const old = await sendRaw(mock.port, `GET ${BASE}/${id} HTTP/1.0\r\nAuthorization: Bearer x\r\n\r\n`);
		expect([old.status, old.ended]).toEqual([200, 'closed']);
		const upgrade = await sendRaw(
			mock.port,
			head('GET', `${BASE}/${id}`, { Connection: 'Upgrade', Upgrade: 'websocket' }),
		);
		expect(upgrade.status).toBe(200);
		expect(upgrade.text).toContain('asks for a WebSocket, which nothing here speaks');
		const other = await sendRaw(mock.port, head('GET', `${BASE}/${id}`, { Connection: 'Upgrade', Upgrade: 'h2c' }));
		expect([other.status, other.text.includes('X-Mock-Reason')]).toEqual([200, false]);
	});
});

describe('connections', () => {
	it('three pipelined requests are answered and journaled in order (threat 23)', async () => {
		const headers = { 'X-Mock-Session': 'pipelined' };
		const reply = await sendRaw(mock.port, ['/a1', '/a2', '/a3'].map((path) => head('GET', path, headers)).join(''), {
			quietMs: 300,
		});
		expect(reply.answers).toBe(3);
		const order = [...reply.text.matchAll(/the path (\/a\d)/g)].map((match) => match[1]);
		expect([...new Set(order)]).toEqual(['/a1', '/a2', '/a3']);
		expect(
			mock.engine.sessions
				.get('pipelined')
				.journal.list()
				.map(({ request }) => request.path),
		).toEqual(['/a1', '/a2', '/a3']);
	});

	it('what came whole before something broken is answered first', async () => {
		const sent = { 'Content-Type': 'application/json', 'Content-Length': String(good.length) };
		const post = head('POST', BASE, sent) + good;
		const reply = await sendRaw(mock.port, `${head('GET', '/before', {})}${post}no request at all\r\n\r\n`);
		expect([...reply.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(['404', '200', '400']);
		expect(reply.ended).toBe('closed');
	});

	it('2,000 idle connections leave it answering (threat 36)', { timeout: 20_000 }, async () => {
		const sockets = await Promise.all(
			Array.from(
				{ length: 2000 },
				() =>
					new Promise<import('node:net').Socket>((resolve, reject) => {
						const socket = connect(mock.port, '127.0.0.1', () => resolve(socket));
						socket.on('error', reject);
					}),
			),
		);
		const startedAt = performance.now();
		expect((await call(mock, 'GET', `${BASE}/${id}`)).status).toBe(200);
		expect(performance.now() - startedAt).toBeLessThan(5000);
		for (const socket of sockets) socket.destroy();
	});
});
