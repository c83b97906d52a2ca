// Pacts by their addresses: what comes in a pact's place is told, with what to do.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeReply } from '../../../contracts/folder-broker/client/broker-client.ts';
import { sendCall } from '../../../contracts/folder-broker/client/send-call.ts';
import { runCanIMerge } from '../../../contracts/folder-broker/commands/can-i-deploy.ts';
import { loadPacts } from '../../../contracts/pact/index.ts';

let server: Server;
let url = '';
let calls = 0;
beforeAll(async () => {
	server = createServer(({ url: path = '' }, response) => {
		calls += 1;
		if (path === '/page')
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>');
		else if (path === '/refused') response.writeHead(401).end();
		else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
		else if (path === '/away') response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>');
		else if (path === '/cut')
			response.writeHead(200, { 'content-length': 100 }).write('{"a":', () => response.destroy());
		else if (path === '/endless') {
			response.on('error', () => {});
			const more = (): void => {
				while (!response.destroyed && response.write('x'.repeat(1024 * 1024)));
			};
			response.on('drain', more);
			more();
		} else if (path.startsWith('/matrix')) response.end('{}');
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

// Two of them are asked three times.
test.concurrent.each([
	['/page', /^It answered with a page/, /proxy or a login/],
	['/refused', /^It answered 401/, /--broker-token/],
	['/away', /^It answered 502/, /proxy/],
	['/loop', /^It can't be reached: .*redirect/, /Check the address/],
	['/cut', /^It can't be reached/, /Check the address/],
])('%s', async (path, reason, remedy) => {
	const { sources, findings } = await loadPacts([`${url}${path}`]);
	expect(sources).toEqual([]);
	expect(findings).toMatchObject([{ code: 'pact.file.unreadable', pact: { file: `${url}${path}` } }]);
	expect(findings[0]?.message).toMatch(reason);
	expect(findings[0]?.remedy).toMatch(remedy);
});

test('what does not end is left off at the bound', async () => {
	const { findings } = await loadPacts([`${url}/endless`]);
	expect(findings[0]?.message).toBe('It is too large for a pact');
});

test('a broker that never answers is waited for once', async () => {
	calls = 0;
	const call = { url: `${url}/silent`, method: 'GET', headers: {}, authorize: () => ({}), timeoutMs: 100 };
	await expect(sendCall(call)).rejects.toMatchObject({
		code: 'broker.unreachable',
		message: expect.stringContaining("/silent can't be reached: it gave no whole answer within 0.1 s"),
	});
	expect(calls).toBeLessThan(2);
});

test('an answer of JSON that is no matrix is neither yes nor no', async () => {
	const options = { broker: url, pacticipant: 'a', version: '1' };
	const args = { options, positionals: [], write: () => {}, note: () => {} };
	await expect(runCanIMerge(args as unknown as Parameters<typeof runCanIMerge>[0])).rejects.toMatchObject({
		code: 'broker.unreachable',
		message: expect.stringContaining('no answer of a Pact Broker'),
	});
});

test.each([
	[{ error: 'no' }, 'no'],
	[{ error: { message: 'boom', reference: 'x1' } }, 'boom'],
	[{ errors: ['a', 'b'] }, 'a; b'],
	[{ errors: { name: ['is used'], url: 'is none' } }, 'name: is used; url: is none'],
	[
		{ title: 'Validation errors', errors: [{ title: 'Invalid', detail: 'no such environment' }] },
		'no such environment',
	],
	[{ title: 'Forbidden', detail: 'this token may read alone' }, 'this token may read alone'],
	[{ errors: [] }, 'answered 400'],
	[[], 'answered 400'],
])('what a broker says: %j', (body, told) => {
	expect(describeReply({ status: 400, body, text: JSON.stringify(body), location: undefined })).toBe(told);
});
