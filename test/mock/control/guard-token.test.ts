// Threat 76: how the admin token is compared, and what is sent in its place.

import crypto, { type timingSafeEqual } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { sendRaw } from '../../support/raw.ts';
import { startOrders } from './support.ts';

const compared = vi.fn<(given: number, expected: number) => void>();
const real = crypto.timingSafeEqual;
function replaceComparison(compare: typeof timingSafeEqual): void {
	crypto.timingSafeEqual = compare;
	// Those who imported it by name see it as well.
	syncBuiltinESMExports();
}
beforeAll(() =>
	replaceComparison((given, expected) => {
		compared(given.byteLength, expected.byteLength);
		return real(given, expected);
	}),
);
afterAll(() => replaceComparison(real));

const TOKEN = 's3cret-token';
let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders({ adminToken: TOKEN });
});
beforeEach(() => compared.mockClear());

/** The status that a request of the control API gets with these lines in its head. */
async function statusWith(lines: readonly string[], path = '/__admin/sessions'): Promise<number> {
	const head = [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${mock.port}`, ...lines, 'Connection: close', '', ''];
	const reply = await sendRaw(mock.port, head.join('\r\n'));
	if (reply.status === 401) expect(reply.text).toMatch(/\r\nWWW-Authenticate: Bearer\r\n/);
	return reply.status;
}

const bearer = (token: string): string => `Authorization: Bearer ${token}`;
const WRONG: [string, string[]][] = [
	['none', []],
	['an empty header', ['Authorization:']],
	['only a space', ['Authorization:  ']],
	['only the scheme', ['Authorization: Bearer']],
	['an empty token', ['Authorization: Bearer   ']],
	['the scheme twice', [bearer(`Bearer ${TOKEN}`)]],
	['one letter', [bearer('s')]],
	['all but the last letter', [bearer(TOKEN.slice(0, -1))]],
	['all but the first letter', [bearer(TOKEN.slice(1))]],
	['a letter more', [bearer(`${TOKEN}x`)]],
	['another case', [bearer(TOKEN.toUpperCase())]],
	['another of the same length', [bearer('x'.repeat(TOKEN.length))]],
	['a very long one', [bearer('x'.repeat(10_000))]],
	['a list in JSON', [bearer(`["${TOKEN}"]`)]],
	['a list with commas', [bearer(`${TOKEN},${TOKEN}`)]],
	['an object', [bearer('[object Object]')]],
	['the name of a property', [bearer('__proto__')]],
	['bytes that are no ASCII', [bearer('s3cret-tok\u00e9n')]],
	['a header with brackets in its name', [`Authorization[]: Bearer ${TOKEN}`]],
	['the right one as a cookie', [`Cookie: authorization=Bearer ${TOKEN}; token=${TOKEN}`]],
	['the right one for a proxy', [`Proxy-Authorization: Bearer ${TOKEN}`]],
	['the wrong one, then the right one', [bearer('wrong'), bearer(TOKEN)]],
	['the right one, then the wrong one', [bearer(TOKEN), bearer('wrong')]],
	['the right one twice', [bearer(TOKEN), bearer(TOKEN)]],
	['an empty one, then the right one', ['Authorization:', bearer(TOKEN)]],
];

describe('the admin token (threat 76)', () => {
	it.each(WRONG)('is not taken as %s: 401, as for none', async (_how, lines) => {
		for (const path of ['/__admin/sessions', '/__admin/events', '/__admin/nothing', '/__session/x/__admin/sessions']) {
			// Node itself refuses a name with brackets.
			const expected = lines[0]?.includes('[]:') ? [400, 401] : [401];
			expect([path, expected.includes(await statusWith(lines, path))]).toEqual([path, true]);
		}
	});

	it('is taken once, in the header, whatever the case of scheme and name', async () => {
		for (const line of [bearer(TOKEN), `authorization: bearer ${TOKEN}`, `AUTHORIZATION: BEARER ${TOKEN}`]) {
			expect([line, await statusWith([line])]).toEqual([line, 200]);
		}
	});

	it('is compared once a call, in constant time, by digests of one length whatever was sent', async () => {
		const lists = [...WRONG.map(([, lines]) => lines), [bearer(TOKEN)]].filter(([line]) => !line?.includes('[]:'));
		for (const lines of lists) {
			compared.mockClear();
			await statusWith(lines);
			expect([lines, compared.mock.calls]).toEqual([lines, [[32, 32]]]);
		}
		expect(lists.length).toBeGreaterThan(20);
	});
});
