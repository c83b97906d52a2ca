import { describe, expect, it } from 'vitest';
import { readIncomingHeaders } from '../../../mock/upstream/incoming-headers.ts';
import { hasComeRound, writeOutgoingHeaders } from '../../../mock/upstream/outgoing-headers.ts';

const INSTANCE = '0123456789abcdef';
const VIA = ['Via', '1.1 stunt-double-01234567'];

function send(raw: string[], length?: number, isDecoded = false): string[] {
	return writeOutgoingHeaders(raw, { instance: INSTANCE, length, isDecoded });
}

describe('the headers of a request that is passed on', () => {
	it.each<[string, string[], string[]]>([
		['those of the connection stay behind', ['Connection', 'close', 'Keep-Alive', 'timeout=5', 'TE', 'trailers'], []],
		['so do those that Connection names', ['Connection', 'x-hop, close', 'X-Hop', '1', 'X-Rest', '2'], ['X-Rest', '2']],
		['so do credentials for a proxy', ['Proxy-Authorization', 'Basic x', 'Proxy-Connection', 'close'], []],
		[
			'an upgrade is none',
			['Upgrade', 'websocket', 'Connection', 'Upgrade', 'Sec-WebSocket-Key', 'x'],
			['Sec-WebSocket-Key', 'x'],
		],
		['what the mock is told stays with it', ['X-Mock-Session', 'qa', 'x-mock-scenario', 'busy'], []],
		[
			'credentials go along, as they are spelt',
			['authorization', 'Bearer x', 'X-API-Key', 'k'],
			['authorization', 'Bearer x', 'X-API-Key', 'k'],
		],
		['a header that comes twice goes twice', ['X-A', '1', 'x-a', '2'], ['X-A', '1', 'x-a', '2']],
		['the session leaves the cookies', ['Cookie', 'a=1; mock-session=qa; b=2'], ['Cookie', 'a=1; b=2']],
		['cookies that are the session alone are none', ['Cookie', 'mock-session=qa'], []],
		[
			'a name that objects know is a name',
			['__proto__', '1', 'constructor', '2'],
			['__proto__', '1', 'constructor', '2'],
		],
		['the wait for 100 is over', ['Expect', '100-continue', 'Transfer-Encoding', 'chunked', 'Host', 'mock'], []],
	])('%s', (_name, raw, expected) => {
		expect(send(raw)).toEqual([...expected, ...VIA]);
	});

	it('tell the length of the body, and who has passed them on', () => {
		expect(send(['Content-Length', '9'], 3)).toEqual([...VIA, 'Content-Length', '3']);
		expect(send(['Content-Encoding', 'gzip'], 3, true)).toEqual([...VIA, 'Content-Length', '3']);
		expect(send(['Content-Encoding', 'gzip'], 0)).toEqual(['Content-Encoding', 'gzip', ...VIA, 'Content-Length', '0']);
		expect(send(['Via', '1.0 fred'])).toEqual(['Via', '1.0 fred, 1.1 stunt-double-01234567']);
		expect(hasComeRound('1.0 fred, 1.1 stunt-double-01234567', INSTANCE)).toBe(true);
		expect(hasComeRound('1.1 stunt-double-89abcdef', INSTANCE)).toBe(false);
		expect(hasComeRound(undefined, INSTANCE)).toBe(false);
	});
});

function read(raw: string[], { upstream = 'http://api.test/', prefix = '', origin = 'http://127.0.0.1:4010' } = {}) {
	return readIncomingHeaders(raw, () => ({ upstream: new URL(upstream), prefix, origin }));
}

describe('the headers of an answer that is passed on', () => {
	it.each<[string, string, string, Parameters<typeof read>[1]?]>([
		['an address of the upstream', 'http://api.test/orders/1?a=b#c', 'http://127.0.0.1:4010/orders/1?a=b#c'],
		['one with its port said', 'http://api.test:80/orders/1', 'http://127.0.0.1:4010/orders/1'],
		['one without a scheme', '//api.test/orders/1', 'http://127.0.0.1:4010/orders/1'],
		['a path', '/orders/1', '/orders/1'],
		['a relative path', 'orders/1', 'orders/1'],
		['another host', 'https://evil.test/orders/1', 'https://evil.test/orders/1'],
		['another scheme of the same host', 'https://api.test/orders/1', 'https://api.test/orders/1'],
		['what is no address', 'http://[', 'http://['],
		['a path below the base', '/v1/orders/1', '/orders/1', { upstream: 'http://api.test/v1' }],
		['a path beside the base', '/v10/orders/1', '/v10/orders/1', { upstream: 'http://api.test/v1' }],
		['the base itself', 'http://api.test/v1', 'http://127.0.0.1:4010/', { upstream: 'http://api.test/v1/' }],
		['a session by prefix', '/orders/1', '/__session/qa/orders/1', { prefix: '/__session/qa' }],
		['a client that tells no host', 'http://api.test/orders/1', '/orders/1', { origin: '' }],
	])('Location: %s', (_name, value, expected, places) => {
		expect(read(['Location', value], places).headers).toEqual({ Location: expected });
	});

	it('tell of another host, which nobody asks', () => {
		expect(read(['location', 'http://evil.test/x']).elsewhere).toBe('evil.test');
		expect(read(['location', '/x']).elsewhere).toBeUndefined();
	});

	it.each<[string, string, Parameters<typeof read>[1]?]>([
		['a=1; Domain=api.test; Path=/; HttpOnly', 'a=1; Path=/; HttpOnly'],
		['a=1; Secure; SameSite=None; Partitioned', 'a=1; SameSite=Lax'],
		['a=1; SameSite=Strict; Max-Age=5', 'a=1; SameSite=Strict; Max-Age=5'],
		['__Host-a=1; Secure; Path=/; SameSite=None', '__Host-a=1; Secure; Path=/; SameSite=None'],
		['a=1; Path=/v1/orders', 'a=1; Path=/orders', { upstream: 'http://api.test/v1' }],
		['a=1; Path=/orders', 'a=1; Path=/__session/qa/orders', { prefix: '/__session/qa' }],
		['a', 'a'],
		['a=x=y; domain=.api.test', 'a=x=y'],
	])('Set-Cookie: %s', (line, expected, places) => {
		expect(read(['Set-Cookie', line], places)).toMatchObject({ cookies: [expected], headers: {} });
	});

	it('are joined where they come twice, cookies never', () => {
		const raw = ['Link', '<a>', 'link', '<b>', 'Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'Vary', 'Accept'];
		expect(read(raw)).toMatchObject({ headers: { Link: '<a>, <b>', Vary: 'Accept' }, cookies: ['a=1', 'b=2'] });
	});

	it('leave out those of the connection, the length and what the mock says itself', () => {
		const raw = [
			'Connection',
			'keep-alive, x-hop',
			'X-Hop',
			'1',
			'Keep-Alive',
			'timeout=5',
			'Transfer-Encoding',
			'chunked',
		];
		const own = ['X-Mock-Session', 'x', 'sl-violations', '[]', 'X-Content-Type-Options', 'x', '__proto__', 'x'];
		expect(read([...raw, ...own, 'Content-Length', '7', 'content-type', 'text/plain'])).toMatchObject({
			headers: { 'Content-Type': 'text/plain' },
			contentType: 'text/plain',
			length: '7',
		});
		expect(read([...raw, ...own]).headers).toEqual({});
	});
});
