// Threats 69 and 70: ways to the control API that leave out, or write differently, what its guard looks at.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { expectNothingGranted, readWorld, type Sent, send as sendTo } from './raw-calls.ts';
import { control, order, startOrders } from './support.ts';

let mock: RunningMock;
let guarded: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
	guarded = await startOrders({ adminToken: 's3cret' });
	await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
	await order(mock, 'GET /v1/shops/acme/orders', { session: 'kept' });
});
const send = (method: string, target: string, sent: Partial<Sent> = {}) =>
	sendTo(method, target, { at: mock, ...sent });

describe('the stream of events without an Origin (threat 69)', () => {
	const ROUTES = ['/__admin/events', '/__admin/events?x', '/__session/kept/__admin/events', '/%5F%5Fadmin/events'];
	const UPGRADE = {
		Connection: 'Upgrade',
		Upgrade: 'websocket',
		'Sec-WebSocket-Version': '13',
		'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
	};
	it.each<[string, Record<string, string>]>([
		['as a stream', { Accept: 'text/event-stream' }],
		['as a stream that goes on', { Accept: 'text/event-stream', 'Last-Event-ID': '1', Connection: 'keep-alive' }],
		['as a WebSocket', UPGRADE],
	])('still asks for the mock’s own Host, and for the token once there is one, %s', async (_how, headers) => {
		const ask = async (route: string): Promise<void> => {
			for (const [at, host, status] of [
				[mock, 'evil.example', 403],
				[mock, `evil.example:${mock.port}`, 403],
				[mock, '', 403],
				[guarded, 'evil.example', 403],
				[guarded, `127.0.0.1:${guarded.port}`, 401],
			] as const) {
				const reply = await send('GET', route, { at, headers: { ...headers, Host: host } });
				expect([route, host, reply.status]).toEqual([route, host, status]);
				expectNothingGranted(reply);
			}
			// A token in the address would stand in logs and histories.
			const inAddress = `${route}${route.includes('?') ? '&' : '?'}token=s3cret&access_token=s3cret`;
			expect((await send('GET', inAddress, { at: guarded, headers })).status).toBe(401);
			const authorization = { ...headers, Authorization: 'Bearer s3cret' };
			for (const reply of [
				await send('GET', route, { headers }),
				await send('GET', route, { at: guarded, headers: authorization }),
			]) {
				expect([route, reply.status]).toEqual([route, 200]);
				expect(reply.text).toMatch(/content-type: text\/event-stream/i);
			}
		};
		// Streams go on: each is read until it is quiet, all at once.
		await Promise.all(ROUTES.map(ask));
	});

	it('lets nobody listen who was refused', async () => {
		for (const at of [mock, guarded]) {
			await expect.poll(() => at.engine.events.isHeard).toBe(false);
			for (const route of ROUTES)
				await send('GET', route, { at, headers: { Host: 'evil.example', Connection: 'keep-alive' } });
			expect(at.engine.events.isHeard).toBe(false);
		}
	});
});

describe('a spelling of the path (threat 70)', () => {
	const SPELLINGS = [
		'/__admin',
		'/__session/x/__admin',
		'/__session/kept/__admin',
		'/__session/a%20b/__admin',
		'/__session/%/__admin',
		'/__session//__admin',
		'/__session/x//__admin',
		'/__session/x/%5f%5fadmin',
		'/__session/x/__session/y/__admin',
		'/%5f%5fsession/x/__admin',
		'/%5f%5fadmin',
		'/%5F%5Fadmin',
		'/__%61dmin',
		'/%255f%255fadmin',
		'/__admin%2f',
		'/__admin%00',
		'//__admin',
		'///__admin',
		'/./__admin',
		'/%2e/__admin',
		'/../__admin',
		'/x/../__admin',
		'/__admin/../__admin',
		'/__admin/.',
		'/__admin/console/..',
		'/__admin/console',
		'/__ADMIN',
		'/__Admin',
		'/__admin;x',
		'/__admin ',
		'/__admin%20',
		'/\\__admin',
		'\\__admin',
		'__admin',
		'/v1/__admin',
		'/?/__admin',
		'/#/__admin',
		'*',
	];
	const forms = (host: string): string[] => [
		...SPELLINGS,
		...SPELLINGS.filter((path) => path.startsWith('/')).flatMap((path) => [
			`http://${host}${path}`,
			`HTTP://${host}${path}`,
			`http://evil.example${path}`,
			`ws://evil.example${path}`,
			`http://${host}@evil.example${path}`,
			`http://evil.example\\@${host}${path}`,
		]),
	];

	it.each<[string, (port: number) => Record<string, string>]>([
		['by a foreign Host', () => ({ Host: 'evil.example' })],
		['from a foreign origin', () => ({ Origin: 'http://evil.example' })],
		['across sites', () => ({ 'Sec-Fetch-Site': 'cross-site' })],
		[
			'by a link',
			() => ({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }),
		],
	])('reaches the control API through the same guard, or not at all: %s', async (_how, headersOf) => {
		const before = readWorld(mock);
		for (const form of forms(`127.0.0.1:${mock.port}`)) {
			const reply = await send('DELETE', `${form}/sessions/kept`, { headers: headersOf(mock.port) });
			expect([form, [400, 403, 404, 405].includes(reply.status)]).toEqual([form, true]);
		}
		// The mock's own 404s stand in its journal; nothing else has changed.
		await control(mock, 'DELETE /sessions/default/requests');
		expect(JSON.parse(readWorld(mock)).find(({ name }: { name: string }) => name === 'kept')).toEqual(
			JSON.parse(before).find(({ name }: { name: string }) => name === 'kept'),
		);
	});

	it('asks for the token wherever it reaches the control API', async () => {
		let reached = 0;
		for (const form of forms(`127.0.0.1:${guarded.port}`)) {
			const without = await send('GET', `${form}/sessions`, { at: guarded });
			const token = { Authorization: 'Bearer s3cret' };
			const withToken = await send('GET', `${form}/sessions`, { at: guarded, headers: token });
			expect([form, without.status === 200]).toEqual([form, false]);
			if (withToken.status === 200) {
				// Under a name that the mock does not know, the token is what lets a call in as well.
				expect([form, without.status]).toEqual([form, form.includes('evil') ? 403 : 401]);
				reached++;
			}
		}
		expect(reached).toBeGreaterThan(5);
	});

	it('in an absolute form with another authority is refused, whatever the Host says', async () => {
		for (const path of ['/__admin', '/__session/x/__admin', '/%5f%5fadmin']) {
			for (const authority of [
				'evil.example',
				`evil.example:${mock.port}`,
				`127.0.0.1.evil.example:${mock.port}`,
				'',
			]) {
				const reply = await send('GET', `http://${authority}${path}/scenarios`);
				expect([authority, [400, 403].includes(reply.status)]).toEqual([authority, true]);
			}
			expect((await send('GET', `http://127.0.0.1:${mock.port}${path}/scenarios`)).status).toBe(200);
		}
	});
});
