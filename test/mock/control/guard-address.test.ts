// Threats 68 and 71: addresses and names that the guard must tell apart, and somebody else's app around it.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuard } from '../../../mock/control/guard.ts';
import { createMockApp } from '../../../mock/library/run-mock.ts';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import { sendRaw } from '../../support/raw.ts';
import { control, ORDERS } from './support.ts';

describe('the address (threats 68 and 71)', () => {
	interface Caller {
		remoteAddress?: string | undefined;
		localAddress?: string;
		localPort?: number;
		encrypted?: boolean;
		host?: string;
		hosts?: string[];
		authorization?: string;
	}
	const judge = (options: { host: string; adminToken?: string }, caller: Caller): number => {
		const guard = createGuard({ adminHosts: [], adminToken: undefined, ...options }, () => options.host);
		const host = caller.host ?? '127.0.0.1:4010';
		const { localPort = 4010, localAddress = '127.0.0.1', remoteAddress, encrypted } = caller;
		const request = {
			headers: { host },
			rawHeaders: [
				...(caller.hosts ?? [host]).flatMap((one) => ['hOST', one]),
				...(caller.authorization === undefined ? [] : ['authorization', caller.authorization]),
			],
			socket: { localPort, localAddress, remoteAddress, ...(encrypted !== undefined && { encrypted }) },
		};
		return guard(request as unknown as Parameters<typeof guard>[0], '/__admin/scenarios')?.status ?? 200;
	};

	it.each<[string | undefined, number]>([
		['127.0.0.1', 200],
		['127.9.9.9', 200],
		['::1', 200],
		['::ffff:127.0.0.1', 200],
		['192.168.1.20', 403],
		['::ffff:192.168.1.20', 403],
		['fe80::1', 403],
		['127.0.0.1.evil', 403],
		['', 403],
		[undefined, 403],
	])('%s without a token', (remoteAddress, status) => {
		expect(judge({ host: '127.0.0.1' }, { remoteAddress })).toBe(status);
	});

	it('needs no port at the port that the scheme implies', () => {
		const near = { remoteAddress: '127.0.0.1' };
		const options = { host: '127.0.0.1' };
		expect(judge(options, { ...near, localPort: 80, host: 'localhost' })).toBe(200);
		expect(judge(options, { ...near, localPort: 80, host: 'evil.example' })).toBe(403);
		expect(judge(options, { ...near, localPort: 443, host: 'localhost' })).toBe(403);
		expect(judge(options, { ...near, localPort: 443, encrypted: true, host: 'localhost' })).toBe(200);
	});

	it('comes with one Host only', () => {
		const near = { remoteAddress: '127.0.0.1' };
		expect(judge({ host: '127.0.0.1' }, { ...near, hosts: [] })).toBe(403);
		expect(judge({ host: '127.0.0.1' }, { ...near, hosts: ['evil.example', '127.0.0.1:4010'] })).toBe(403);
	});

	it('may be any with the token, by whatever name the caller reached the mock', () => {
		const caller = { remoteAddress: '192.168.1.20', localAddress: '192.168.1.5', authorization: 'Bearer t' };
		expect(judge({ host: '0.0.0.0', adminToken: 't' }, { ...caller, host: '192.168.1.5:4010' })).toBe(200);
		expect(judge({ host: '0.0.0.0', adminToken: 't' }, { ...caller, host: 'mock:8080' })).toBe(200);
		expect(judge({ host: '0.0.0.0', adminToken: 'u' }, { ...caller, host: 'mock:8080' })).toBe(403);
		expect(judge({ host: '::', adminToken: 't' }, { ...caller, localAddress: 'fd00::5', host: '[fd00::5]:4010' })).toBe(
			200,
		);
		expect(judge({ host: '::1' }, { remoteAddress: '::1', host: '[::1]:4010' })).toBe(200);
		expect(judge({ host: '0.0.0.0' }, { ...caller, host: '192.168.1.5:4010' })).toBe(403);
	});
});

describe('inside an Express app of somebody else', () => {
	const closing: (() => void)[] = [];
	afterAll(() => {
		for (const close of closing) close();
	});

	it('answers at the app’s port, below the app’s path, and grants nothing that the app’s CORS does', async () => {
		const mounted = await createMockApp(completeOptions({ documents: [ORDERS] }));
		const app = express();
		app.use((_request, response, next) => {
			response.setHeader('Access-Control-Allow-Origin', '*');
			next();
		});
		app.use(express.json());
		app.use('/mock', mounted.handler);
		const server = createServer(app).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		closing.push(
			() => void server.close(),
			() => mounted.close(),
		);
		const { port } = server.address() as AddressInfo;
		const url = `http://127.0.0.1:${port}/mock`;
		expect((await control({ url }, 'GET /scenarios')).status).toBe(200);
		expect((await control({ url }, 'PUT /sessions/a/clock', { body: { now: '2026-01-01T00:00:00Z' } })).status).toBe(
			200,
		);
		const foreign = await sendRaw(
			port,
			'GET /mock/__admin/scenarios HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
		);
		expect([foreign.status, foreign.text]).toEqual([403, expect.not.stringMatching(/access-control/i)]);
	});
});
