// What is published triggers webhooks: filled in, tried again, bounded, whatever their targets do.

import { describe, expect, it } from 'vitest';
import { at, type Json, TRIGGERED, useWebhookBroker } from './webhook-broker.ts';
import { startTarget } from './webhook-target.ts';

const team = useWebhookBroker();
const { ask, create, publish, verify, settle } = team;

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
			create(
				{},
				{ url: `${team.target.url}/hook/${at('consumerVersionBranch')}?v=${at('consumerVersionNumber')}`, body },
			),
		);
		const { body: told } = await publish('1&2', undefined, { branch: 'feat/"a"', tags: ['dev', 'web'] });
		const [received] = await team.target.wait(1);
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
		expect((await fetch(sent.pactUrl.replace('http://pacts.example', team.url))).status).toBe(200);
		expect(JSON.stringify(told['notices'])).toMatch(
			/contract_content_changed \(first time.*Webhook .*POST 127\.0\.0\.1.*triggered/,
		);
	});

	const events = async (name: string): Promise<void> => {
		await ask('POST', '/webhooks', create({ events: [{ name }] }, { body }));
	};
	const told = (): string[] => team.target.received.map((one) => JSON.parse(one.body).consumerVersionNumber).sort();

	it('with other content has changed; the same for a branch of its own is new there', async () => {
		await events('contract_content_changed');
		await publish('1', undefined, { branch: 'main' });
		await publish('2', undefined, { branch: 'main' });
		await publish('3', { '/orders/2': 'OPEN' }, { branch: 'main' });
		await publish('3', { '/orders/2': 'OPEN' }, { branch: 'main' });
		await publish('4', { '/orders/2': 'OPEN' }, { branch: 'feat' });
		await team.target.wait(3);
		expect(told()).toEqual(['1', '3', '4']);
	});

	it('is told each time to whom asks for each', async () => {
		await events('contract_published');
		for (const version of ['1', '2', '2']) await publish(version);
		await team.target.wait(3);
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
		await team.target.wait(2);
		await verify('2', true);
		await publish('3');
		await team.target.wait(3);
		expect(
			team.target.received
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
		await team.target.wait(2);
		await settle(TRIGGERED);
		expect(team.target.received.map(({ headers }) => headers['x-of']).sort()).toEqual(['a', 'e']);
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
	const received = await team.target.wait(2);
	const words = received.map(({ body }) => body.split(' '));
	expect(words.map(([name]) => name).sort()).toEqual(names);
	expect(words[0]?.slice(1, 3)).toEqual(['7', status]);
	const result = new URL(words[0]?.[3] ?? '').pathname;
	expect((await ask('GET', result)).body).toMatchObject({ success });
	expect(await settle(`${result}/triggered-webhooks`)).toHaveLength(2);
});

describe('a target', () => {
	it('that fails is tried again, a bounded number of times, each in the log', async () => {
		await team.reopen({ pausesMs: [5, 5] });
		team.target.answer = (_, response) => response.writeHead(503).end('later');
		await ask('POST', '/webhooks', create());
		await publish('1');
		const [one] = await settle(TRIGGERED);
		expect(one).toMatchObject({ status: 'failure', attemptsMade: 3, attemptsRemaining: 0 });
		expect(team.target.received).toHaveLength(3);
		const status = await ask('GET', '/pacts/provider/orders-api/consumer/orders-web/webhooks/status');
		expect(status.body['summary']).toEqual({ successful: 0, failed: 1, retrying: 0, notRun: 0 });
	});

	it('that is back is told after all', async () => {
		await team.reopen({ pausesMs: [5, 5] });
		team.target.answer = (_, response) => response.writeHead(team.target.received.length < 2 ? 500 : 200).end();
		await ask('POST', '/webhooks', create());
		await publish('1');
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'success', attemptsMade: 2 }]);
	});

	it('that redirects is not followed elsewhere', async () => {
		await team.reopen({ pausesMs: [] });
		team.target.answer = ({ path }, response) =>
			path === '/hook' ? response.writeHead(307, { location: `${team.target.url}/secret` }).end() : response.end();
		await ask('POST', '/webhooks', create());
		await publish('1');
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'failure' }]);
		expect(team.target.received.map(({ path }) => path)).toEqual(['/hook']);
	});

	it('that never ends its answer delays neither the broker nor other webhooks', async () => {
		await team.reopen({ pausesMs: [], timeoutMs: 400 });
		const quick = await startTarget();
		team.target.answer = (_, response) => {
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
		team.target.answer = () => undefined;
		await ask('POST', '/webhooks', create());
		await publish('1');
		await team.target.wait(1);
		await team.reopen({}, () => {
			team.target.answer = (_, response) => response.end();
		});
		await team.target.wait(2);
		expect(await settle(TRIGGERED)).toMatchObject([{ status: 'success', attemptsMade: 1 }]);
	});
});
