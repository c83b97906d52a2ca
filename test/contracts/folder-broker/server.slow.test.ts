// The broker over HTTP: who may talk to it, and what it bears.

import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../contracts/folder-broker/index.ts';
import { createPact, createPublication, createTemporaryFolder } from './broker-fixtures.ts';

const TOKEN = 'a-token-of-tests';
const folder = createTemporaryFolder();
const failures: unknown[] = [];
let open: BrokerServer;
let guarded: BrokerServer;

beforeAll(async () => {
	const options = {
		folder: openBrokerFolder(join(folder.path, 'broker')),
		port: 0,
		report: (error: unknown) => failures.push(error),
	};
	open = await startBrokerServer(options);
	guarded = await startBrokerServer({ ...options, token: TOKEN });
});

afterAll(async () => {
	await Promise.all([open.close(), guarded.close()]);
	folder.remove();
	expect(failures).toEqual([]);
});

interface Sent {
	status: number;
	body: string;
	headers: Record<string, unknown>;
}

/** By node:http, which sends any Host and any path as it is given. */
function send(
	url: string,
	options: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Sent> {
	const { hostname, port } = new URL(url);
	const { method = 'GET', path = '/', headers = {}, body } = options;
	return new Promise((resolve, reject) => {
		const sent = request({ hostname, port, method, path, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				text += chunk;
			});
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

describe('without a token', () => {
	it.each([
		['127.0.0.1:PORT', 200],
		['localhost:PORT', 200],
		['[::1]:PORT', 200],
		['LOCALHOST', 200],
		['evil.example', 403],
		['127.0.0.1.evil.example', 403],
		['localhost.', 403],
		['0.0.0.0:PORT', 403],
	])('Host "%s" → %i', async (host, status) => {
		const answer = await send(open.url, { headers: { host: host.replace('PORT', new URL(open.url).port) } });
		expect(answer.status).toBe(status);
	});

	it.each([
		['http://evil.example', 403],
		['null', 403],
		['SELF', 200],
	])('Origin "%s" → %i', async (origin, status) => {
		const { host } = new URL(open.url);
		expect((await send(open.url, { headers: { host, origin: origin.replace('SELF', open.url) } })).status).toBe(status);
	});

	it.each(['0.0.0.0', '::', '192.0.2.1', 'example.org', '128.0.0.1'])('it does not listen on %s', async (host) => {
		await expect(startBrokerServer({ folder: openBrokerFolder(folder.path), host, port: 0 })).rejects.toMatchObject({
			code: 'admin-token.missing',
		});
	});
});

describe('with a token for reading', () => {
	const READ = 'a-token-for-reading';
	let shared: BrokerServer;
	beforeAll(async () => {
		const options = { token: TOKEN, readOnlyToken: READ, hasPublicBadges: true, port: 0 };
		shared = await startBrokerServer({ folder: openBrokerFolder(join(folder.path, 'shared')), ...options });
		const body = JSON.stringify({ name: 'a' });
		const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
		expect((await send(shared.url, { method: 'POST', path: '/pacticipants', headers, body })).status).toBe(201);
	});
	afterAll(() => shared.close());

	it.each([
		['GET', '/pacticipants/a', READ, 200],
		['HEAD', '/pacticipants/a', READ, 200],
		['POST', '/pacts/provider/a/for-verification', READ, 200],
		['DELETE', '/pacticipants/a', READ, 403],
		['PUT', '/pacticipants/b/versions/1', READ, 403],
		['POST', '/webhooks/execute', READ, 403],
		['GET', '/pacticipants/a', '', 401],
		['GET', '/pacts/provider/a/consumer/b/latest/badge.svg', '', 200],
		['GET', '/pacts/provider/a/consumer/b/latest/badge.svg/x', '', 401],
		['POST', '/pacts/provider/a/consumer/b/latest/badge', '', 401],
		['PUT', '/pacticipants/b/versions/1', TOKEN, 201],
	])('%s %s by "%s" → %i', async (method, path, token, status) => {
		const headers: Record<string, string> =
			token === '' ? {} : { authorization: `Basic ${Buffer.from(`me:${token}`).toString('base64')}` };
		const body =
			method === 'POST' || method === 'PUT'
				? { body: '{}', headers: { ...headers, 'content-type': 'application/json' } }
				: { headers };
		expect((await send(shared.url, { method, path, ...body })).status).toBe(status);
	});

	it('a page from elsewhere changes nothing with what a browser remembers', async () => {
		const headers = {
			authorization: `Basic ${Buffer.from(`me:${TOKEN}`).toString('base64')}`,
			'content-type': 'application/json',
		};
		const change = (origin: string): Promise<Sent> =>
			send(shared.url, {
				method: 'PUT',
				path: '/pacticipants/c/versions/1',
				headers: { ...headers, origin },
				body: '{}',
			});
		expect((await change('http://evil.example')).status).toBe(403);
		expect((await change('null')).status).toBe(403);
		expect((await change(shared.url)).status).toBe(201);
	});

	it.each([undefined, READ])('needs another one for changes, not %s', async (token) => {
		const options = { folder: openBrokerFolder(folder.path), port: 0, readOnlyToken: READ, ...(token && { token }) };
		await expect(startBrokerServer(options)).rejects.toMatchObject({ code: 'admin-token.missing' });
	});
});

describe('with a token', () => {
	const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
	it.each([
		['none', undefined, 401],
		['an empty header', '', 401],
		['the token', `Bearer ${TOKEN}`, 200],
		['the token, lower-case scheme', `bearer ${TOKEN}`, 200],
		['a part of the token', `Bearer ${TOKEN.slice(1)}`, 401],
		['no token', 'Bearer', 401],
		['the token alone', TOKEN, 401],
		['the token as a password', basic(`anybody:${TOKEN}`), 200],
		['the token as a user', basic(`${TOKEN}:`), 401],
		['Basic without a colon', basic(TOKEN), 401],
	])('%s → %s', async (_, authorization, status) => {
		const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
		expect((await send(guarded.url, { headers: { host: 'broker.example', ...headers } })).status).toBe(status);
	});

	it('links carry the host that the client used', async () => {
		const answer = await send(guarded.url, {
			headers: { host: 'broker.example:81', authorization: `Bearer ${TOKEN}` },
		});
		expect(JSON.parse(answer.body)).toMatchObject({ _links: { self: { href: 'http://broker.example:81' } } });
	});
});

describe('bodies', () => {
	const json = { 'content-type': 'application/json' };
	it.each([
		['half of JSON', json, '{', 400],
		['no UTF-8', json, '\ud800', 400],
		['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1', 415],
		['plain text', { 'content-type': 'text/plain' }, '{}', 415],
		['no type', {}, '{}', 415],
		['JSON null', json, 'null', 400],
		['JSON zero', json, '0', 400],
		['merge-patch', { 'content-type': 'application/merge-patch+json; charset=utf-8' }, '{}', 400],
		['nothing', {}, '', 400],
	] as const)('%s', async (what, headers, body, status) => {
		const sent = what === 'no UTF-8' ? Buffer.from([0x22, 0xff, 0x22]).toString('latin1') : body;
		const answer = await send(open.url, { method: 'POST', path: '/environments', headers: { ...headers }, body: sent });
		expect(answer.status).toBe(status);
	});

	it('of more than 20 MB are refused before they are read', async () => {
		const headers = { ...json, 'content-length': String(21 * 1024 * 1024) };
		const { hostname, port } = new URL(open.url);
		const status = await new Promise((resolve) => {
			const sent = request({ hostname, port, method: 'POST', path: '/contracts/publish', headers }, (response) =>
				resolve(response.statusCode),
			);
			sent.on('error', () => undefined);
			sent.flushHeaders();
		});
		expect(status).toBe(413);
	});
});

describe('answers', () => {
	it('HEAD is GET without the body', async () => {
		const [get, head] = await Promise.all([send(open.url), send(open.url, { method: 'HEAD' })]);
		expect(head).toMatchObject({
			status: 200,
			body: '',
			headers: { 'content-length': String(Buffer.byteLength(get.body)) },
		});
	});

	it('never are 5xx, whatever is asked', async () => {
		const body = JSON.stringify(
			createPublication({ pact: createPact({ expects: { '/': 1 } }), version: '1', branch: 'a/b' }),
		);
		await send(open.url, {
			method: 'POST',
			path: '/contracts/publish',
			headers: { 'content-type': 'application/json' },
			body,
		});
		const values: unknown[] = [null, 0, false, '', [], {}, '0', [null], { a: [] }, true, -1, 1.5];
		const targets = [
			['POST', '/contracts/publish'],
			['POST', '/environments'],
			['POST', '/pacticipants'],
			['PATCH', '/pacticipants/orders-web'],
			['PUT', '/pacticipants/orders-web/versions/1'],
			['PUT', '/pacticipants/orders-web/branches/a/b/versions/1'],
			['PUT', '/pacticipants/orders-web/versions/1/tags/x'],
			['PUT', '/pacts/provider/orders-api/consumer/orders-web/version/1'],
			['PATCH', '/pacts/provider/orders-api/consumer/orders-web/version/1'],
			['POST', '/pacts/provider/orders-api/for-verification'],
			['POST', '/pacticipants/orders-web/versions/1/deployed-versions/environment/x'],
		] as const;
		const keys = [
			'contracts',
			'name',
			'consumerVersionSelectors',
			'tags',
			'mainBranch',
			'contacts',
			'providerVersionTags',
			'pacticipantName',
		];
		let sent = 0;
		for (const [method, path] of targets)
			for (const value of values)
				for (const shape of [value, Object.fromEntries(keys.map((key) => [key, value]))]) {
					const answer = await send(open.url, {
						method,
						path,
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify(shape),
					});
					expect(answer.status, `${method} ${path} ${JSON.stringify(shape)} ${answer.body}`).toBeLessThan(500);
					expect(answer.status).not.toBe(422);
					sent++;
				}
		expect(sent).toBe(targets.length * values.length * 2);
	});

	it('a branch with slashes is found whether its slashes are escaped or not', async () => {
		for (const branch of ['a/b', 'a%2Fb'])
			expect(
				(await send(open.url, { path: `/pacts/provider/orders-api/consumer/orders-web/branch/${branch}/latest` }))
					.status,
			).toBe(200);
	});
});

describe('the links', () => {
	const FORWARDED = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'pacts.test' };
	const hrefOf = async (url: string, headers: Record<string, string>): Promise<string> => {
		const { body } = await send(url, { headers });
		return (JSON.parse(body) as { _links: { self: { href: string } } })._links.self.href;
	};

	it.each<[string, Record<string, string>, string | undefined]>([
		["begin with the request's Host", {}, undefined],
		['begin with what a proxy says', FORWARDED, 'https://pacts.test'],
		['have its port', { ...FORWARDED, 'X-Forwarded-Port': '8443' }, 'https://pacts.test:8443'],
		['leave out the usual port', { ...FORWARDED, 'X-Forwarded-Port': '443' }, 'https://pacts.test'],
		['take the first of several', { ...FORWARDED, 'X-Forwarded-Host': 'pacts.test, inner' }, 'https://pacts.test'],
		['leave alone what is no host', { 'X-Forwarded-Host': 'a"/><b' }, undefined],
	])('%s', async (_name, headers, base) => {
		expect(await hrefOf(open.url, headers)).toBe(base ?? open.url);
	});

	it('begin with the public address that was given', async () => {
		const server = await startBrokerServer({
			folder: openBrokerFolder(join(folder.path, 'public')),
			port: 0,
			publicUrl: 'https://broker.example.com/pacts/',
		});
		expect(await hrefOf(server.url, FORWARDED)).toBe('https://broker.example.com/pacts');
		await server.close();
	});

	it('lead to a heartbeat', async () => {
		expect(JSON.parse((await send(open.url, { path: '/diagnostic/status/heartbeat' })).body)).toMatchObject({
			ok: true,
		});
	});
});

describe('labels', () => {
	it('are given, found and taken away', async () => {
		const path = '/pacticipants/labelled/labels/team%20a';
		const status = async (method: string, at = path): Promise<number> =>
			(await send(open.url, { method, path: at })).status;
		expect(await status('GET')).toBe(404);
		expect([await status('PUT'), await status('PUT'), await status('GET')]).toEqual([201, 200, 200]);
		const found = JSON.parse((await send(open.url, { path: '/pacticipants/label/team%20a' })).body) as {
			_embedded: { pacticipants: { name: string }[] };
		};
		expect(found._embedded.pacticipants.map(({ name }) => name)).toEqual(['labelled']);
		expect((await send(open.url, { path: '/pacticipants/labelled' })).body).toContain('"labels":[{"name":"team a"');
		expect([await status('DELETE'), await status('DELETE'), await status('GET')]).toEqual([204, 404, 404]);
	});
});
