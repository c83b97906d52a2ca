// The Pact CLI makes, changes and tries webhooks of the folder broker; what a killed broker had confirmed is sent by the next one.

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spawnCli } from '../../../support/cli.ts';
import { createPact, createPublication, createTemporaryFolder } from '../broker-fixtures.ts';
import { runPactBroker } from '../pact-tools.ts';
import { startTarget, type WebhookTarget } from './webhook-target.ts';

const root = createTemporaryFolder();
const UUID = '7f1c3f6e-7c43-4a4e-9a53-4e1d6d5f3f10';
let target: WebhookTarget;
let url: string;
const running: ReturnType<typeof spawnCli>[] = [];

async function serve(): Promise<ReturnType<typeof spawnCli>> {
	const words = ['--dir', join(root.path, 'broker'), '--port', '0', '--webhook-host', 'http://127.0.0.1'];
	const broker = spawnCli(['broker', ...words, '--webhook-method', 'POST,PUT']);
	running.push(broker);
	url = await new Promise<string>((resolve, reject) => {
		broker.child.stdout?.on('data', () => {
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(broker.stdout());
			if (found) resolve(found[0]);
		});
		void broker.ended.then((code) => reject(new Error(`ended with ${code}: ${broker.stderr()}`)));
	});
	return broker;
}

const pact = (...words: string[]): ReturnType<typeof runPactBroker> =>
	runPactBroker([...words, '--broker-base-url', url], { env: {}, cwd: root.path });
const publish = async (version: string): Promise<number> => {
	const pacts = createPact({ expects: { [`/orders/${version}`]: 'OPEN' } });
	const body = JSON.stringify(createPublication({ pact: pacts, version }));
	const headers = { 'content-type': 'application/json' };
	return (await fetch(`${url}/contracts/publish`, { method: 'POST', headers, body })).status;
};

beforeAll(async () => {
	target = await startTarget();
	await serve();
	await publish('0');
});
afterEach(() => {
	target.answer = (_, response) => response.end('{}');
});
afterAll(async () => {
	for (const { child } of running) child.kill('SIGKILL');
	await target.close();
	root.remove();
});

describe('the Pact CLI', () => {
	it('create-webhook', async () => {
		const made = await pact(
			'create-webhook',
			`${target.url}/hook`,
			...['--request', 'POST', '--header', 'Content-Type: application/json', '--data', '{"a":"b"}'],
			...['--user', 'me:a-secret', '--consumer', 'orders-web', '--provider', 'orders-api', '--description', 'builds'],
			'--contract-content-changed',
			'--provider-verification-published',
		);
		expect([made.code, made.output]).toEqual([0, expect.stringContaining('builds')]);
		const label = await pact(
			'create-webhook',
			`${target.url}/of-label`,
			'-X',
			'PUT',
			'--consumer-label',
			'web',
			'--contract-published',
		);
		expect([label.code, label.output]).toEqual([0, expect.any(String)]);
		const listed = (await (await fetch(`${url}/webhooks`)).json()) as { _links: { 'pb:webhooks': object[] } };
		expect(listed._links['pb:webhooks']).toHaveLength(2);
	});

	it('create-or-update-webhook, which makes and then changes', async () => {
		for (const description of ['first', 'second']) {
			const words = ['--uuid', UUID, '-X', 'POST', '--description', description, '--contract-published'];
			const { code, output } = await pact('create-or-update-webhook', `${target.url}/${description}`, ...words);
			expect([code, output]).toEqual([0, expect.stringContaining(description)]);
		}
		expect(await (await fetch(`${url}/webhooks/${UUID}`)).json()).toMatchObject({
			description: 'second',
			request: { url: `${target.url}/second` },
		});
	});

	it('test-webhook, whose log it shows', async () => {
		const { code, output } = await pact('test-webhook', '--uuid', UUID);
		expect([code, output]).toEqual([0, expect.any(String)]);
		expect(target.received.at(-1)).toMatchObject({ method: 'POST', path: '/second' });
	});

	it('is refused a host that is not allowed, with the reason', async () => {
		const { code, output } = await pact(
			'create-webhook',
			'https://evil.example/',
			'-X',
			'POST',
			'--contract-published',
		);
		expect(code).not.toBe(0);
		expect(output).toMatch(/--webhook-host evil\.example|400/);
	});
});

it('kill -9 of the broker loses no webhook of a publication that it confirmed', async () => {
	target.answer = () => undefined;
	const before = target.received.length;
	expect(await publish('1')).toBe(200);
	await target.wait(before + 1);
	const broker = running.at(-1);
	broker?.child.kill('SIGKILL');
	await broker?.ended;
	target.answer = (_, response) => response.end('{}');
	const killed = target.received.length;
	await serve();
	const again = await target.wait(killed + 2);
	expect(
		again
			.slice(killed)
			.map(({ path }) => path)
			.sort(),
	).toEqual(['/hook', '/second']);
});
