// Webhooks from the side of a team: made, changed, tried, triggered by what is published, and their log.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../../contracts/folder-broker/index.ts';
import { createPact, createPublication, createTemporaryFolder } from '../broker-fixtures.ts';
import { listFiles } from '../callers.ts';
import { startTarget, type WebhookTarget } from './webhook-target.ts';

type Json = Record<string, unknown>;
/** The parameter of a webhook: `{pactbroker.…}` with its dollar. */
const at = (name: string): string => `$${`{pactbroker.${name}}`}`;
const UUID = 'a-uuid-of-16-letters';
const root = { path: '', remove: (): void => undefined };
let target: WebhookTarget;
let broker: BrokerServer;
const failures: unknown[] = [];

async function open(more: { pausesMs?: number[]; timeoutMs?: number; hosts?: string[] } = {}): Promise<BrokerServer> {
	const { hosts = ['127.0.0.1', 'ci.example'], ...rest } = more;
	return startBrokerServer({
		folder: openBrokerFolder(join(root.path, 'broker')),
		port: 0,
		publicUrl: 'http://pacts.example',
		webhooks: { rules: { hosts: hosts.map((host) => ({ host, isPlain: true })), methods: ['POST'] }, ...rest },
		report: (error) => failures.push(error),
	});
}

beforeEach(async () => {
	Object.assign(root, createTemporaryFolder());
	target = await startTarget();
	broker = await open();
});

afterEach(async () => {
	await broker.close();
	await target.close();
	root.remove();
	expect(failures.splice(0)).toEqual([]);
});

async function ask(
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; body: Json; text: string }> {
	const response = await fetch(`${broker.url}${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json');
	return { status: response.status, body: isJson ? JSON.parse(text) : {}, text };
}

const create = (more: Json = {}, request: Json = {}): Json => ({
	events: [{ name: 'contract_content_changed' }],
	request: { method: 'POST', url: `${target.url}/hook`, ...request },
	...more,
});
const publish = (version: string, expects: Json = { '/orders/1': 'OPEN' }, more: Json = {}): Promise<{ body: Json }> =>
	ask('POST', '/contracts/publish', createPublication({ pact: createPact({ expects }), version, ...more }));
const verify = async (version: string, success: boolean): Promise<void> => {
	const pact = await ask('GET', `/pacts/provider/orders-api/consumer/orders-web/version/${version}`);
	const { href } = (pact.body['_links'] as Record<string, { href: string }>)['pb:publish-verification-results'] ?? {
		href: '',
	};
	await ask('POST', new URL(href).pathname, { success, providerApplicationVersion: '7' });
};
async function settle(path: string): Promise<Json[]> {
	for (let round = 0; round < 200; round++) {
		const { body } = await ask('GET', path);
		const all = (body['_embedded'] as { triggeredWebhooks: Json[] }).triggeredWebhooks;
		if (all.length > 0 && all.every(({ status }) => status === 'success' || status === 'failure')) return all;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('the webhooks did not settle');
}
const TRIGGERED = '/pacts/provider/orders-api/consumer/orders-web/version/1/triggered-webhooks';

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
		await broker.close();
		broker = await open({ hosts: [] });
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
		target.answer = ({ headers }, response) => response.end(JSON.stringify({ you: headers }));
		const made = await ask('PUT', `/webhooks/${UUID}`, create({}, { ...request, username: undefined }));
		expect(made.body['request']).toMatchObject({
			password: '**********',
			headers: { authorization: '**********', 'x-api-key': '**********', 'X-Plain': 'plain' },
		});
		const tried = await ask('POST', `/webhooks/${UUID}/execute`);
		await publish('1');
		await settle(TRIGGERED);
		expect(
			target.received.map(({ headers }) => [headers.authorization, headers['x-api-key'], headers['x-plain']]),
		).toEqual(Array(2).fill([`Bearer ${SECRET}`, SECRET, 'plain']));
		const logs = await Promise.all(
			(await settle(TRIGGERED)).map(async ({ _links }) => {
				const { href } = (_links as Record<string, { href: string }>)['pb:logs'] ?? { href: '' };
				return (await ask('GET', new URL(href).pathname)).text;
			}),
		);
		expect(logs).toEqual([expect.stringMatching(/HTTP\/1\.1 POST[\s\S]*HTTP\/1\.1 200[\s\S]*succeeded/)]);
		const inGit = listFiles(join(root.path, 'broker')).filter((path) => !path.includes('.private'));
		const told = [made.text, tried.text, ...logs, ...inGit.map((path) => readFileSync(path, 'utf8'))].join('\n');
		expect(told).not.toContain(SECRET);
		expect(readFileSync(join(root.path, 'broker', '.private', '.gitignore'), 'utf8')).toBe('*\n');
	});

	it('stays as it was where it is given as it is told, and goes where it is left away', async () => {
		await ask('PUT', `/webhooks/${UUID}`, create({}, request));
		const { body } = await ask('GET', `/webhooks/${UUID}`);
		await ask('PUT', `/webhooks/${UUID}`, body);
		await ask('POST', `/webhooks/${UUID}/execute`);
		await ask('PUT', `/webhooks/${UUID}`, create());
		await ask('POST', `/webhooks/${UUID}/execute`);
		const basic = `Basic ${Buffer.from(`builder:${SECRET}`).toString('base64')}`;
		expect(target.received.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
			[basic, SECRET],
			[undefined, undefined],
		]);
	});
});

describe('a publication', () => {
	const body = Object.fromEntries(
		[
			'pactUrl',
			'consumerName',
			'providerName',
			'consumerVersionNumber',
			'consumerVersionBranch',
			'consumerVersionTags',
			'eventName',
			'githubVerificationStatus',
			'providerVersionNumber',
			'providerVersionDescriptions',
			'consumerLabels',
			'unknown',
		].map((name) => [name, at(name)]),
	);

	it('is told with its parameters filled in', async () => {
		await ask('PUT', '/pacticipants/orders-web/labels/web', {});
		await ask(
			'POST',
			'/webhooks',
			create({}, { url: `${target.url}/hook/${at('consumerVersionBranch')}?v=${at('consumerVersionNumber')}`, body }),
		);
		const { body: told } = await publish('1&2', undefined, { branch: 'feat/"a"', tags: ['dev', 'web'] });
		const [received] = await target.wait(1);
		expect(received).toMatchObject({ method: 'POST', path: '/hook/feat%2F%22a%22?v=1%262' });
		expect(received?.headers['content-type']).toBe('application/json');
		const sent = JSON.parse(received?.body ?? '');
		expect(sent).toEqual({
			pactUrl: expect.stringMatching(
				/^http:\/\/pacts\.example\/pacts\/provider\/orders-api\/consumer\/orders-web\/pact-version\/[0-9a-f]{40}\/metadata\//,
			),
			consumerName: 'orders-web',
			providerName: 'orders-api',
			consumerVersionNumber: '1&2',
			consumerVersionBranch: 'feat/"a"',
			consumerVersionTags: 'dev, web',
			eventName: 'contract_content_changed',
			githubVerificationStatus: 'pending',
			providerVersionNumber: '',
			providerVersionDescriptions: '',
			consumerLabels: 'web',
			unknown: at('unknown'),
		});
		expect((await fetch(sent.pactUrl.replace('http://pacts.example', broker.url))).status).toBe(200);
		expect(JSON.stringify(told['notices'])).toMatch(
			/contract_content_changed \(first time.*Webhook .*POST 127\.0\.0\.1.*triggered/,
		);
	});

	const events = async (name: string): Promise<void> => {
		await ask('POST', '/webhooks', create({ events: [{ name }] }, { body }));
	};
	const told = (): string[] => target.received.map((one) => JSON.parse(one.body).consumerVersionNumber).sort();

	it('with other content has changed; the same for a branch of its own is new there', async () => {
		await events('contract_content_changed');
		await publish('1', undefined, { branch: 'main' });
		await publish('2', undefined, { branch: 'main' });
		await publish('3', { '/orders/2': 'OPEN' }, { branch: 'main' });
		await publish('3', { '/orders/2': 'OPEN' }, { branch: 'main' });
		await publish('4', { '/orders/2': 'OPEN' }, { branch: 'feat' });
		await target.wait(3);
		expect(told()).toEqual(['1', '3', '4']);
	});

	it('is told each time to whom asks for each', async () => {
		await events('contract_published');
		for (const version of ['1', '2', '2']) await publish(version);
		await target.wait(3);
		expect(told()).toEqual(['1', '2', '2']);
	});

	it('that runs nowhere yet is required of the main branch and of what is deployed', async () => {
		await events('contract_requiring_verification_published');
		await publish('1');
		await ask('PUT', '/pacticipants/orders-api/branches/main/versions/7', {});
		const { body: made } = await ask('POST', '/environments', { name: 'live', production: true });
		await ask('PUT', '/pacticipants/orders-api/versions/6', {});
		await ask('POST', `/pacticipants/orders-api/versions/6/deployed-versions/environment/${made['uuid']}`, {});
		await publish('2');
		await target.wait(2);
		await verify('2', true);
		await publish('3');
		await target.wait(3);
		expect(
			target.received
				.map((one) => JSON.parse(one.body))
				.map((one) => [one.consumerVersionNumber, one.providerVersionNumber, one.providerVersionDescriptions])
				.sort(),
		).toEqual([
			['2', '6', 'deployed in live'],
			['2', '7', 'latest from main branch'],
			['3', '6', 'deployed in live'],
		]);
	});

	it('is told to those whom it is about, and who are switched on', async () => {
		await publish('0', { '/x': 1 });
		await ask('POST', '/pacticipants', { name: 'other' });
		const all: Json[] = [
			{ description: 'a', consumer: { name: 'orders-web' } },
			{ description: 'b', consumer: { name: 'other' } },
			{ description: 'c', provider: { label: 'none' } },
			{ description: 'd', enabled: false },
			{ description: 'e', provider: { name: 'orders-api' } },
		];
		for (const more of all)
			await ask('POST', '/webhooks', create(more, { headers: { 'x-of': String(more['description']) } }));
		await publish('1');
		await target.wait(2);
		await settle(TRIGGERED);
		expect(target.received.map(({ headers }) => headers['x-of']).sort()).toEqual(['a', 'e']);
	});
});

it.each([
	[true, ['provider_verification_published', 'provider_verification_succeeded'], 'success'],
	[false, ['provider_verification_failed', 'provider_verification_published'], 'failure'],
])('a verification (%s) is told', async (success, names, status) => {
	for (const name of [
		'provider_verification_published',
		'provider_verification_succeeded',
		'provider_verification_failed',
	])
		await ask(
			'POST',
			'/webhooks',
			create(
				{ events: [{ name }] },
				{
					body: ['eventName', 'providerVersionNumber', 'githubVerificationStatus', 'verificationResultUrl']
						.map(at)
						.join(' '),
				},
			),
		);
	await publish('1');
	await verify('1', success);
	const received = await target.wait(2);
	const words = received.map(({ body }) => body.split(' '));
	expect(words.map(([name]) => name).sort()).toEqual(names);
	expect(words[0]?.slice(1, 3)).toEqual(['7', status]);
	const result = new URL(words[0]?.[3] ?? '').pathname;
	expect((await ask('GET', result)).body).toMatchObject({ success });
	expect(await settle(`${result}/triggered-webhooks`)).toHaveLength(2);
});

describe('a target', () => {
	it('that fails is tried again, a bounded number of times, each in the log', async () => {
		await broker.close();
		broker = await open({ pausesMs: [5, 5] });
		target.answer = (_, response) => response.writeHead(503).end('later');
		await ask('POST', '/webhooks', create());
		await publish('1');
		const [one] = await settle(TRIGGERED);
		expect(one).toMatchObject({ status: 'failure', attemptsMade: 3, attemptsRemaining: 0 });
		expect(target.received).toHaveLength(3);
		const status = await ask('GET', '/pacts/provider/orders-api/consumer/orders-web/webhooks/status');
		expect(status.body['summary']).toEqual({ successful: 0, failed: 1, retrying: 0, notRun: 0 });
	});

	it('that is back is told after all', async () => {
		await broker.close();
		broker = await open({ pausesMs: [5, 5] });
		target.answer = (_, response) => response.writeHead(target.received.length < 2 ? 500 : 200).end();
		await ask('POST', '/webhooks', create());
		await publish('1');
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'success', attemptsMade: 2 }]);
	});

	it('that redirects is not followed elsewhere', async () => {
		await broker.close();
		broker = await open({ pausesMs: [] });
		target.answer = ({ path }, response) =>
			path === '/hook' ? response.writeHead(307, { location: `${target.url}/secret` }).end() : response.end();
		await ask('POST', '/webhooks', create());
		await publish('1');
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'failure' }]);
		expect(target.received.map(({ path }) => path)).toEqual(['/hook']);
	});

	it('that never ends its answer delays neither the broker nor other webhooks', async () => {
		await broker.close();
		broker = await open({ pausesMs: [], timeoutMs: 400 });
		const quick = await startTarget();
		target.answer = (_, response) => {
			const drip = setInterval(() => response.write('x'.repeat(100)), 5);
			response.on('close', () => clearInterval(drip));
		};
		for (let count = 0; count < 4; count++) await ask('POST', '/webhooks', create());
		await ask('POST', '/webhooks', create({}, { url: `${quick.url}/quick` }));
		const before = performance.now();
		await publish('1');
		await quick.wait(1);
		const took = performance.now() - before;
		await quick.close();
		expect(took).toBeLessThan(400);
		expect((await settle(TRIGGERED)).filter(({ status }) => status === 'failure')).toHaveLength(4);
	});

	it('that could not be told is told by the next broker on the folder', async () => {
		target.answer = () => undefined;
		await ask('POST', '/webhooks', create());
		await publish('1');
		await target.wait(1);
		await broker.close();
		target.answer = (_, response) => response.end();
		broker = await open();
		await target.wait(2);
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'success', attemptsMade: 1 }]);
	});
});

describe('a webhook is tried', () => {
	it('with the latest pact, and its answer is told', async () => {
		await publish('1');
		await ask('PUT', `/webhooks/${UUID}`, create({}, { body: { name: `${at('eventName')} ${at('consumerName')}` } }));
		target.answer = (_, response) => response.writeHead(202, { 'content-type': 'text/plain' }).end('queued');
		const tried = await ask('POST', `/webhooks/${UUID}/execute`);
		expect(tried).toMatchObject({
			status: 200,
			body: { success: true, response: { status: 202, body: 'queued' }, logs: expect.stringContaining('HTTP/1.1 202') },
		});
		expect(JSON.parse(target.received[0]?.body ?? '')).toEqual({ name: 'test orders-web' });
	});

	it('before it is kept, and without any pact', async () => {
		const tried = await ask('POST', '/webhooks/execute', create({}, { password: 'a-secret', username: 'me' }));
		expect(tried.body).toMatchObject({ success: true, request: { headers: { authorization: '**********' } } });
		expect(target.received[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:a-secret').toString('base64')}`);
		expect((await ask('GET', '/webhooks')).body).toMatchObject({ _links: { 'pb:webhooks': [] } });
	});
});
