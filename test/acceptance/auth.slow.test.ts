// Credentials over HTTP: there, switched off, and verified by a JWKS with the session's clock.

import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { BASE, CREATE, call, startTestMock } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

const secured = new URL('../fixtures/documents/secured.openapi.yaml', import.meta.url).pathname;

describe('credentials that must be there', () => {
	let mock: RunningMock;
	let off: RunningMock;
	beforeAll(async () => {
		[mock, off] = await Promise.all([
			startTestMock({ documents: [secured] }),
			startTestMock({ documents: [secured], auth: 'off' }),
		]);
	});
	const BASIC = `Basic ${Buffer.from('u:p').toString('base64')}`;
	const CASES: readonly [string, Record<string, string>, number][] = [
		['/bearer', { Authorization: 'Bearer x' }, 204],
		['/bearer', { Authorization: 'bearer x' }, 204],
		['/bearer', {}, 401],
		['/bearer', { Authorization: '' }, 401],
		['/bearer', { Authorization: 'Bearer' }, 401],
		['/bearer', { Authorization: 'Bearer ' }, 401],
		['/bearer', { Authorization: 'Bearerx' }, 401],
		['/bearer', { Authorization: BASIC }, 401],
		['/open', {}, 204],
		['/optional', {}, 204],
		['/basic', { Authorization: BASIC }, 204],
		['/basic', { Authorization: 'Bearer x' }, 401],
		['/header', { 'X-Api-Key': 'k' }, 204],
		['/header', { 'x-api-key': '0' }, 204],
		['/header', { 'X-Api-Key': '' }, 401],
		['/header', {}, 401],
		['/query?api_key=k', {}, 204],
		['/query?api_key=', {}, 401],
		['/query?other=k', {}, 401],
		['/cookie', { Cookie: 'a=1; sid=k' }, 204],
		['/cookie', { Cookie: 'sid=' }, 401],
		['/cookie', {}, 401],
		['/both', { Authorization: 'Bearer x', 'X-Api-Key': 'k' }, 204],
		['/both', { Authorization: 'Bearer x' }, 401],
		['/both', { 'X-Api-Key': 'k' }, 401],
		['/either', { Authorization: BASIC }, 204],
		['/either', { 'X-Api-Key': 'k' }, 204],
		['/either', {}, 401],
		['/oauth', { Authorization: 'Bearer x' }, 204],
		['/oauth', {}, 401],
		['/forbidden-only', {}, 403],
		['/undocumented', {}, 401],
	];
	const send = async (port: number, path: string, headers: Record<string, string>) => {
		const text = head('GET', path, headers);
		// `head` brings a token of its own, unless there is another.
		return sendRaw(
			port,
			headers['Authorization'] === undefined ? text.replace('Authorization: Bearer x\r\n', '') : text,
			{
				quietMs: 15,
			},
		);
	};

	it.each(CASES)('%s with %j → %i', async (path, headers, status) => {
		const reply = await send(mock.port, path, headers);
		expect(reply.status, reply.text).toBe(status);
		if (status === 401) expect(reply.text).toMatch(/WWW-Authenticate: \w+/i);
		expect(reply.text).not.toContain('u:p');
	});

	it('all are let in with --auth off', async () => {
		let count = 0;
		for (const [path, headers] of CASES) {
			expect((await send(off.port, path, headers)).status, path).toBe(204);
			count += 1;
		}
		expect(count).toBeGreaterThan(25);
	});
});

describe('--auth verify', () => {
	const NOW = Date.UTC(2026, 5, 1, 9) / 1000;
	let mock: RunningMock;
	let patient: RunningMock;
	let key: GenerateKeyPairResult['privateKey'];
	let other: GenerateKeyPairResult['privateKey'];
	beforeAll(async () => {
		const pair = await generateKeyPair('RS256', { extractable: true });
		key = pair.privateKey;
		other = (await generateKeyPair('RS256')).privateKey;
		const jwk: JWK = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
		const options = { auth: 'verify', jwks: { keys: [jwk] } as unknown as JsonObject, seed: 7 } as const;
		mock = await startTestMock(options);
		patient = await startTestMock({ ...options, requireExp: false });
	});
	const sign = (claims: Record<string, unknown>, { kid = 'one', by = key } = {}): Promise<string> =>
		new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(by);
	const use = (token: string, session = 'default', by = mock) =>
		call(by, 'POST', BASE, { session, body: CREATE, headers: { authorization: `Bearer ${token}` } });

	it('lets a good token in, one without an end where that is allowed', async () => {
		expect((await use(await sign({ sub: 'x', exp: NOW + 60 }))).status).toBe(200);
		expect((await use(await sign({}), 'default', patient)).status).toBe(200);
	});

	it.each<[string, () => Promise<string>, RegExp]>([
		['that has expired', () => sign({ exp: NOW - 1 }), /expired/],
		['without an end', () => sign({ sub: 'x' }), /does not say when it ends \(exp\); --no-require-exp/],
		['that expires now', () => sign({ exp: NOW }), /expired/],
		['that is not valid yet', () => sign({ nbf: NOW + 60, exp: NOW + 120 }), /claim/],
		['of another key', () => sign({ exp: NOW + 60 }, { by: other }), /signature/],
		['of an unknown kid', () => sign({ exp: NOW + 60 }, { kid: 'two' }), /kid/],
		['that is none', async () => 'x', /not a signed JWT/],
		['that was changed', async () => (await sign({ exp: NOW + 60 })).replace(/\.[^.]+\./, '.e30.'), /signature/],
		['without a signature', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`, /JWT|algorithm/],
		[
			'signed with a shared secret',
			() => new SignJWT({}).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new Uint8Array(32)),
			/algorithm|JWT|kid/,
		],
	])('refuses a token %s', async (_name, make, reason) => {
		const token = await make();
		const reply = await use(token);
		expect([reply.status, reply.text]).toEqual([401, '']);
		expect(reply.reason).toMatch(/^authenticate /);
		expect(reply.reason).toMatch(reason);
		expect(reply.reason).not.toContain(token);
		expect(reply.headers.get('www-authenticate')).toContain('Bearer');
	});

	it('refuses a request without one', async () => {
		expect((await call(mock, 'POST', BASE, { body: CREATE, headers: { authorization: '' } })).status).toBe(401);
	});

	it('reads exp by the clock of the session', async () => {
		const token = await sign({ exp: NOW + 3600 });
		expect((await use(token, 'early')).status).toBe(200);
		await call(mock, 'PUT', '/__admin/sessions/late/clock', { body: { advance: 'PT2H' } });
		expect((await use(token, 'late')).status).toBe(401);
		await call(mock, 'PUT', '/__admin/sessions/late/clock', { body: { now: '2026-06-01T09:30:00Z' } });
		expect((await use(token, 'late')).status).toBe(200);
		expect((await use(token, 'early')).status).toBe(200);
	});

	it('lets twenty in at once', async () => {
		const token = await sign({ exp: NOW + 3600 });
		const answers = await Promise.all(Array.from({ length: 20 }, () => use(token, 'busy')));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	});
});
