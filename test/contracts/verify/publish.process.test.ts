// Results on their way to a broker: the folder broker over HTTP, the folder itself, and brokers that lose them.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../contracts/folder-broker/index.ts';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import type { VerifyReport } from '../../../contracts/verify/verify-types.ts';
import {
	codesOf,
	createFolder,
	createPact,
	DOCUMENT,
	OPEN,
	type Said,
	SCENARIOS,
	verifier,
	writePact,
} from './support.ts';

const GOOD: Said = { body: { id: OPEN }, rules: { '$.id': { match: 'type' } } };
const NEEDY: Said = { body: { note: 'x' }, rules: { '$.note': { match: 'type' } } };
const PUBLISH = { version: 'p1', branch: 'main' };

let folder: string;
let server: BrokerServer;
beforeAll(async () => {
	folder = join(createFolder(), 'broker');
	server = await startBrokerServer({ folder: openBrokerFolder(folder), port: 0 });
	await publishPact('web', [GOOD, { description: 'cancel', method: 'DELETE', status: 204 }]);
	await publishPact('app', [NEEDY]);
});
afterAll(() => server.close());

async function publishPact(consumer: string, said: readonly Said[], version = '1.0.0', branch = 'main'): Promise<void> {
	const content = Buffer.from(JSON.stringify(createPact(said, { consumer }))).toString('base64');
	const contract = {
		consumerName: consumer,
		providerName: 'orders',
		content,
		contentType: 'application/json',
		specification: 'pact',
	};
	const body = { pacticipantName: consumer, pacticipantVersionNumber: version, branch, contracts: [contract] };
	const response = await fetch(`${server.url}/contracts/publish`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(200);
}

async function deployable(consumer: string, provider: string): Promise<unknown> {
	const query = `q[][pacticipant]=${consumer}&q[][version]=1.0.0&q[][pacticipant]=orders&q[][version]=${provider}&latestby=cvpv`;
	const matrix = (await (await fetch(`${server.url}/matrix?${query}`)).json()) as { summary: { deployable: unknown } };
	return matrix.summary.deployable;
}

function verifyFrom(url: string, more: object = {}): Promise<VerifyReport> {
	return verifyPacts({
		documents: [DOCUMENT],
		scenarios: SCENARIOS,
		provider: 'orders',
		broker: { url },
		verifier,
		...more,
	});
}

describe('a broker', () => {
	test('has the pacts of a provider, and gets a result for each, with its variants', async () => {
		const report = await verifyFrom(server.url, { publish: PUBLISH });
		expect(report.pacts.map(({ consumer, outcome }) => `${consumer} ${outcome}`).sort()).toEqual([
			'app failed',
			'web passed',
		]);
		expect(codesOf(report)).toEqual(['error verify.variant']);
		for (const { published } of report.pacts) expect(published).toContain('/verification-results/');
		expect([await deployable('web', 'p1'), await deployable('app', 'p1')]).toEqual([true, false]);
	});

	test('gets another result by the pact that is named', async () => {
		const report = await verifyFrom(server.url, {
			publish: { version: 'p2', branch: 'feature', tags: ['dev'], buildUrl: 'http://ci.example/1' },
			variants: false,
			pacts: [`${server.url}/pacts/provider/orders/consumer/app/latest`],
		});
		expect([report.ok, codesOf(report)]).toEqual([true, []]);
		expect(await deployable('app', 'p2')).toBe(true);
	});

	test('as a folder needs no server', async () => {
		const report = await verifyFrom(folder, { publish: { version: 'p3' }, variants: false });
		expect([report.ok, report.counts.pacts]).toEqual([true, 2]);
		expect(await deployable('web', 'p3')).toBe(true);
	});

	test('pacts that never passed do not fail the run, where that is asked for', async () => {
		await publishPact('new', [{ status: 409 }]);
		const more = { publish: { version: 'p4', branch: 'main' }, variants: false };
		const report = await verifyFrom(server.url, { ...more, broker: { url: server.url, pending: true } });
		expect(report.pacts.find(({ consumer }) => consumer === 'new')?.outcome).toBe('pending');
		expect([report.ok, codesOf(report)]).toEqual([true, ['warning verify.failed']]);
		expect(await deployable('new', 'p4')).toBe(false);
		expect((await verifyFrom(server.url, more)).ok).toBe(false);
	});

	test('nor do pending ones whose state nobody serves, or that hold what is not replayed', async () => {
		await publishPact('early', [{ states: [{ name: 'a state of tomorrow' }] }], '1');
		const more = { more: { type: 'Asynchronous/Messages' } };
		await publishPact('talker', [GOOD, { description: 'm', ...more }], '1');
		const broker = { url: server.url, pending: true, branch: 'fresh', selectors: [{ latest: true }] };
		const report = await verifyFrom(server.url, { broker, variants: false });
		const outcomes = new Map(report.pacts.map(({ consumer, outcome }) => [consumer, outcome]));
		expect([outcomes.get('early'), outcomes.get('talker')]).toEqual(['pending', 'pending']);
		expect(codesOf(report).filter((one) => one.startsWith('error'))).toEqual([]);
		expect(codesOf(report)).toEqual(
			expect.arrayContaining(['warning pact.interaction.unsupported', 'warning state.unknown']),
		);
	});

	test('work in progress is verified where that is asked for, and fails nobody', async () => {
		await publishPact('wip', [{ status: 409 }], '2', 'feat/x');
		const broker = { url: server.url, pending: true, branch: 'main', selectors: [{ mainBranch: true }] };
		const named = async (more: object): Promise<string[]> => {
			const report = await verifyFrom(server.url, { broker: { ...broker, ...more }, variants: false });
			return report.pacts.filter(({ consumer }) => consumer === 'wip').map(({ outcome }) => outcome);
		};
		expect(await named({})).toEqual([]);
		expect(await named({ wipSince: '2020-01-01' })).toEqual(['pending']);
	});

	test('without a pact of the provider is an error, and never green', async () => {
		const report = await verifyFrom(server.url, { provider: 'nobody' });
		expect([report.ok, codesOf(report)]).toEqual([false, ['error pact.files.none']]);
	});

	test('that is not there can not be verified from', async () => {
		await expect(verifyFrom('http://127.0.0.1:1')).rejects.toMatchObject({ code: 'broker.unreachable' });
		await expect(verifyFrom(join(folder, 'none'))).rejects.toMatchObject({ code: 'broker.unreachable' });
		await expect(verifyFrom('ftp://x')).rejects.toMatchObject({ code: 'broker.unreachable' });
		await expect(verifyPacts({ broker: { url: server.url } })).rejects.toMatchObject({ code: 'option.invalid' });
	});
});

describe('a result that does not arrive fails the run', () => {
	test('because the pact came from a file', async () => {
		const report = await verifyPacts({
			pacts: [writePact(createPact([GOOD]))],
			documents: [DOCUMENT],
			scenarios: SCENARIOS,
			publish: PUBLISH,
			variants: false,
			verifier,
		});
		expect([report.ok, codesOf(report)]).toEqual([false, ['error verify.not-published']]);
	});

	test.each([
		['refuses it', { '/results': 400 }, /answered 400/],
		['breaks down', { '/results': 500 }, /answered 500/],
		['takes it and forgets it', { '/results/1': 404 }, /does not have it/],
		['has no such branch', { '/branch': 404 }, /answered 404/],
		['does not know the provider', { '/provider': 404 }, /no place for the version/],
	])('because the broker %s', async (_, statuses: Record<string, number>, reason) => {
		const { url, close } = await startOddBroker(statuses);
		try {
			const report = await verifyFrom(url, { pacts: [`${url}/pact`], publish: PUBLISH, variants: false });
			expect([report.ok, codesOf(report)]).toEqual([false, ['error verify.not-published']]);
			expect(report.findings[0]?.message).toMatch(reason);
			expect(report.pacts[0]?.outcome).toBe('passed');
		} finally {
			await close();
		}
	});

	test('and arrives where nothing of that happens', async () => {
		const { url, close, seen } = await startOddBroker({});
		try {
			const broker = { url, token: 'secret' };
			const report = await verifyFrom(url, { pacts: [`${url}/pact`], publish: PUBLISH, variants: false, broker });
			expect([report.ok, report.pacts[0]?.published]).toEqual([true, `${url}/results/1`]);
			expect(seen).toEqual(['GET /pact', 'GET /provider', 'PUT /branch/main/p1', 'POST /results', 'GET /results/1']);
		} finally {
			await close();
		}
	});
});

/** A broker of one pact, which answers some paths with another status. It wants a token where one is sent. */
async function startOddBroker(
	statuses: Readonly<Record<string, number>>,
): Promise<{ url: string; seen: string[]; close(): Promise<void> }> {
	const seen: string[] = [];
	let url = '';
	const server: Server = createServer((request, response) => {
		const path = request.url ?? '';
		seen.push(`${request.method} ${path}`);
		const known = Object.keys(statuses).find((one) => path === one || (one === '/branch' && path.startsWith(one)));
		const status = known === undefined ? 200 : (statuses[known] as number);
		const link = (href: string): object => ({ href: url + href });
		const value: Record<string, object> = {
			'/pact': {
				...createPact([GOOD]),
				_links: { 'pb:provider': link('/provider'), 'pb:publish-verification-results': link('/results') },
			},
			'/provider': { _links: { 'pb:branch-version': link('/branch/{branch}/{version}') } },
			'/results': { _links: { self: link('/results/1') } },
			'/results/1': { success: true },
		};
		request.resume().on('end', () => {
			response.writeHead(status, { 'Content-Type': 'application/hal+json' }).end(JSON.stringify(value[path] ?? {}));
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const close = (): Promise<void> =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return { url, seen, close };
}
