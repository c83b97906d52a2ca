// Threat 71: where the mock listens, and who may call its control API when it listens for other machines.

import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import { startCli } from '../../support/cli.ts';
import { startOrders } from './support.ts';

/** Addresses of this machine at which a listener on 127.0.0.1 is not to be found; what is sent to them stays here. */
const OTHERS = Object.values(networkInterfaces())
	.flatMap((list) => list ?? [])
	.filter(({ internal, family }) => !internal && family === 'IPv4')
	.map(({ address }) => address);
const [OTHER = ''] = OTHERS;
if (OTHER === '') console.log('This machine has no address but loopback: calls from elsewhere are not tried.');

/** Whether somebody listens there. */
function canConnect(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: 5000 });
		const finish = (isThere: boolean) => () => {
			socket.destroy();
			resolve(isThere);
		};
		socket.once('connect', finish(true)).once('error', finish(false)).once('timeout', finish(false));
	});
}

/** A call from `host` to `host`: the mock sees that address at both ends. */
function callAt(
	{ port }: { port: number },
	{
		host,
		method = 'GET',
		path = '/__admin/sessions',
		headers = {},
	}: {
		host: string;
		method?: string;
		path?: string;
		headers?: Record<string, string>;
	},
): Promise<number> {
	return new Promise((resolve, reject) => {
		request({ host, port, method, path, headers, agent: false, localAddress: host }, (response) => {
			response.destroy();
			resolve(response.statusCode ?? 0);
		})
			.once('error', reject)
			.end();
	});
}

describe('a mock that nobody has told where to listen (threat 71)', () => {
	it('listens on 127.0.0.1 and on nothing else', async () => {
		expect(completeOptions({}).host).toBe('127.0.0.1');
		const mock = await startOrders();
		// The address of the socket itself, not what was asked for.
		expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`);
		expect(await canConnect('127.0.0.1', mock.port)).toBe(true);
		for (const host of ['::1', ...OTHERS]) expect([host, await canConnect(host, mock.port)]).toEqual([host, false]);
	});

	it('does so from the command line as well, without a warning', async () => {
		const cli = await startCli();
		try {
			const port = Number(new URL(cli.url).port);
			expect(cli.url).toBe(`http://127.0.0.1:${port}`);
			for (const host of ['::1', ...OTHERS]) expect([host, await canConnect(host, port)]).toEqual([host, false]);
			expect(cli.stderr()).toBe('');
		} finally {
			await cli.stop();
		}
	});
});

describe.skipIf(OTHER === '')('a mock that listens on every address (threat 71)', () => {
	let open: RunningMock;
	let guarded: RunningMock;
	beforeAll(async () => {
		open = await startOrders({ host: '0.0.0.0' });
		guarded = await startOrders({ host: '0.0.0.0', adminToken: 't' });
	});
	const PATHS = [
		'/__admin/sessions',
		'/__admin/events',
		'/__session/x/__admin/sessions',
		'/__admin/',
		'/__admin/console/main.js',
	];

	it('answers everybody for the API that it plays', async () => {
		const headers = { authorization: 'Bearer x' };
		expect(await callAt(open, { host: OTHER, path: '/v1/shops/acme/orders', headers })).toBe(200);
	});

	it('answers this machine only at its control API and its console, while there is no token', async () => {
		for (const path of PATHS) {
			expect([path, await callAt(open, { host: '127.0.0.1', path })]).toEqual([path, 200]);
			expect([path, await callAt(open, { host: OTHER, path })]).toEqual([path, 403]);
		}
		expect(await callAt(open, { host: OTHER, method: 'POST', path: '/__admin/reset' })).toBe(403);
	});

	it('believes no header that says where a call comes from', async () => {
		for (const name of ['X-Forwarded-For', 'X-Real-IP', 'X-Client-IP', 'True-Client-IP', 'CF-Connecting-IP']) {
			expect([name, await callAt(open, { host: OTHER, headers: { [name]: '127.0.0.1' } })]).toEqual([name, 403]);
		}
		const forwarded = {
			Forwarded: 'for=127.0.0.1;host=localhost',
			'X-Forwarded-Host': 'localhost',
			Via: '1.1 localhost',
		};
		expect(await callAt(open, { host: OTHER, headers: forwarded })).toBe(403);
		expect(await callAt(open, { host: OTHER, headers: { Host: `127.0.0.1:${open.port}` } })).toBe(403);
	});

	it('asks everybody for the token once there is one, this machine too', async () => {
		for (const host of [OTHER, '127.0.0.1']) {
			expect([host, await callAt(guarded, { host })]).toEqual([host, 401]);
			expect([host, await callAt(guarded, { host, headers: { authorization: 'Bearer u' } })]).toEqual([host, 401]);
			expect([host, await callAt(guarded, { host, headers: { authorization: 'Bearer t' } })]).toEqual([host, 200]);
			const renamed = { authorization: 'Bearer t', host: `evil.example:${guarded.port}` };
			expect([host, await callAt(guarded, { host, headers: renamed })]).toEqual([host, 200]);
		}
	});
});
