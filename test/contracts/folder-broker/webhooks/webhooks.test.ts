// Webhooks from the side of a team: made, changed, tried, and their secrets.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../callers.ts';
import { at, type Json, TRIGGERED, useWebhookBroker } from './webhook-broker.ts';

const UUID = 'a-uuid-of-16-letters';
const team = useWebhookBroker();
const { ask, create, publish, settle } = team;

describe('a webhook is made', () => {
	beforeEach(async () => {
		await ask('POST', '/pacticipants', { name: 'shop' });
		await ask('POST', '/pacticipants', { name: 'stock' });
	});

	it.each<[string, string, string, Json, number]>([
		['for everybody', 'POST', '/webhooks', {}, 201],
		['for a consumer', 'POST', '/webhooks', { consumer: { name: 'shop' } }, 201],
		['for a provider', 'POST', '/webhooks', { provider: { name: 'stock' } }, 201],
		['for a label', 'POST', '/webhooks', { consumer: { label: 'web' } }, 201],
		['for a pair', 'POST', '/webhooks/provider/stock/consumer/shop', {}, 201],
		['for a pair, by the older address', 'POST', '/pacts/provider/stock/consumer/shop/webhooks', {}, 201],
		['with a uuid', 'PUT', `/webhooks/${UUID}`, {}, 201],
		['without events', 'POST', '/webhooks', { events: null }, 201],
		['for a pair that is not there', 'POST', '/webhooks/provider/stock/consumer/nobody', {}, 404],
	])('%s', async (_, method, path, more, status) => {
		const made = await ask(method, path, create(more));
		expect(made.status).toBe(status);
		if (status !== 201) return;
		expect(made.body).toMatchObject({ enabled: true, events: [{ name: 'contract_content_changed' }] });
		const { href } = (made.body['_links'] as { self: { href: string } }).self;
		expect((await ask('GET', new URL(href).pathname)).body).toEqual(made.body);
	});

	it.each<[string, Json, string]>([
		['without a request', { request: undefined }, 'request'],
		['for a consumer that is not there', { consumer: { name: 'nobody' } }, 'consumer.name'],
		['for a name and a label', { consumer: { name: 'shop', label: 'web' } }, 'consumer'],
		['for an event that is none', { events: [{ name: 'sunrise' }] }, 'events.name'],
		['for no event', { events: [] }, 'events'],
		['without an address', { request: { method: 'POST' } }, 'request.url'],
		['to a host that is not allowed', { request: { method: 'POST', url: 'http://169.254.169.254/' } }, 'request.url'],
		['to a host by a parameter', { request: { method: 'POST', url: `http://${at('consumerName')}/` } }, 'request.url'],
		['to a file', { request: { method: 'POST', url: 'file:///etc/passwd' } }, 'request.url'],
		['with a password in its address', { request: { method: 'POST', url: 'http://a:b@127.0.0.1/' } }, 'request.url'],
		['by a method that is not allowed', { request: { method: 'GET', url: 'http://127.0.0.1/' } }, 'request.method'],
		[
			'with two headers in one',
			{ request: { method: 'POST', url: 'http://127.0.0.1/', headers: { a: 'b\r\nc: d' } } },
			'request.headers',
		],
		[
			'with the header of the connection',
			{ request: { method: 'POST', url: 'http://127.0.0.1/', headers: { Host: 'a' } } },
			'request.headers',
		],
	])('never %s', async (_, more, field) => {
		const refused = await ask('POST', '/webhooks', create(more));
		expect([refused.status, Object.keys(refused.body['errors'] as Json)]).toEqual([400, [field]]);
	});

	it('by a uuid of at least 16 letters alone', async () => {
		expect((await ask('PUT', '/webhooks/short', create())).body).toMatchObject({
			errors: { uuid: [expect.any(String)] },
		});
	});

	it('and by nobody where the broker was told of no host', async () => {
		await team.reopen({ hosts: [] });
		const refused = await ask('POST', '/webhooks', create());
		expect(refused.body).toEqual({ errors: { 'request.url': [expect.stringContaining('--webhook-host 127.0.0.1')] } });
	});

	it('and listed, changed and removed', async () => {
		await ask('PUT', `/webhooks/${UUID}`, create({ provider: { name: 'stock' } }));
		const changed = await ask('PUT', `/webhooks/${UUID}`, create({ description: 'builds', enabled: false }));
		expect([changed.status, changed.body['description'], changed.body['provider']]).toEqual([200, 'builds', undefined]);
		const listed = await ask('GET', '/webhooks');
		expect(listed.body).toMatchObject({
			_links: { 'pb:webhooks': [{ name: 'builds', href: `http://pacts.example/webhooks/${UUID}` }] },
		});
		expect((await ask('DELETE', `/webhooks/${UUID}`)).status).toBe(204);
		expect((await ask('GET', `/webhooks/${UUID}`)).status).toBe(404);
		expect((await ask('DELETE', `/webhooks/${UUID}`)).status).toBe(404);
	});
});

describe('a secret of a webhook', () => {
	const SECRET = 'a-secret-of-tests';
	const request = {
		headers: { Authorization: `Bearer ${SECRET}`, 'X-Api-Key': SECRET, 'X-Plain': 'plain' },
		username: 'builder',
		password: SECRET,
	};

	it('is sent, and told nowhere: neither in answers, nor in files of git, nor in logs', async () => {
		team.target.answer = ({ headers }, response) => response.end(JSON.stringify({ you: headers }));
		const made = await ask('PUT', `/webhooks/${UUID}`, create({}, { ...request, username: undefined }));
		expect(made.body['request']).toMatchObject({
			password: '**********',
			headers: { authorization: '**********', 'x-api-key': '**********', 'X-Plain': 'plain' },
		});
		const tried = await ask('POST', `/webhooks/${UUID}/execute`);
		await publish('1');
		await settle(TRIGGERED);
		expect(
			team.target.received.map(({ headers }) => [headers.authorization, headers['x-api-key'], headers['x-plain']]),
		).toEqual(Array(2).fill([`Bearer ${SECRET}`, SECRET, 'plain']));
		const logs = await Promise.all(
			(await settle(TRIGGERED)).map(async ({ _links }) => {
				const { href } = (_links as Record<string, { href: string }>)['pb:logs'] ?? { href: '' };
				return (await ask('GET', new URL(href).pathname)).text;
			}),
		);
		expect(logs).toEqual([expect.stringMatching(/HTTP\/1\.1 POST[\s\S]*HTTP\/1\.1 200[\s\S]*succeeded/)]);
		const inGit = listFiles(join(team.path, 'broker')).filter((path) => !path.includes('.private'));
		const told = [made.text, tried.text, ...logs, ...inGit.map((path) => readFileSync(path, 'utf8'))].join('\n');
		expect(told).not.toContain(SECRET);
		expect(readFileSync(join(team.path, 'broker', '.private', '.gitignore'), 'utf8')).toBe('*\n');
	});

	it('stays as it was where it is given as it is told, and goes where it is left away', async () => {
		await ask('PUT', `/webhooks/${UUID}`, create({}, request));
		const { body } = await ask('GET', `/webhooks/${UUID}`);
		await ask('PUT', `/webhooks/${UUID}`, body);
		await ask('POST', `/webhooks/${UUID}/execute`);
		await ask('PUT', `/webhooks/${UUID}`, create());
		await ask('POST', `/webhooks/${UUID}/execute`);
		const basic = `Basic ${Buffer.from(`builder:${SECRET}`).toString('base64')}`;
		expect(team.target.received.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
			[basic, SECRET],
			[undefined, undefined],
		]);
	});
});

describe('a webhook is tried', () => {
	it('with the latest pact, and its answer is told', async () => {
		await publish('1');
		await ask('PUT', `/webhooks/${UUID}`, create({}, { body: { name: `${at('eventName')} ${at('consumerName')}` } }));
		team.target.answer = (_, response) => response.writeHead(202, { 'content-type': 'text/plain' }).end('queued');
		const tried = await ask('POST', `/webhooks/${UUID}/execute`);
		expect(tried).toMatchObject({
			status: 200,
			body: { success: true, response: { status: 202, body: 'queued' }, logs: expect.stringContaining('HTTP/1.1 202') },
		});
		expect(JSON.parse(team.target.received[0]?.body ?? '')).toEqual({ name: 'test orders-web' });
	});

	it('before it is kept, and without any pact', async () => {
		const tried = await ask('POST', '/webhooks/execute', create({}, { password: 'a-secret', username: 'me' }));
		expect(tried.body).toMatchObject({ success: true, request: { headers: { authorization: '**********' } } });
		expect(team.target.received[0]?.headers.authorization).toBe(
			`Basic ${Buffer.from('me:a-secret').toString('base64')}`,
		);
		expect((await ask('GET', '/webhooks')).body).toMatchObject({ _links: { 'pb:webhooks': [] } });
	});
});
