// Badges: at the Pact Broker's addresses, with what they say.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPact, createTemporaryFolder } from './broker-fixtures.ts';
import { type Caller, createCaller, publish } from './callers.ts';

const root = createTemporaryFolder();
let call: Caller;
const verify = async (version: string, success: boolean, providerVersion: string): Promise<void> => {
	const { body } = await call('GET', `/pacts/provider/orders-api/consumer/orders-web/version/${version}`);
	const links = (body as { _links: Record<string, { href: string }> })._links;
	await call('POST', links['pb:publish-verification-results']?.href ?? '', {
		success,
		providerApplicationVersion: providerVersion,
	});
};

beforeAll(async () => {
	call = createCaller(join(root.path, 'broker'));
	await call(...publish('1', { branch: 'main', tags: ['prod'] }));
	await verify('1', true, '7');
	await call('PUT', '/pacticipants/orders-api/versions/7/tags/prod', {});
	await call(
		...publish('2', { branch: 'main', tags: ['dev'], pact: createPact({ expects: { '/orders/1': 'SENT' } }) }),
	);
	await call(
		...publish('3', { branch: 'feat', tags: ['bad'], pact: createPact({ expects: { '/orders/1': 'LOST' } }) }),
	);
	await verify('3', false, '7');
	await call(
		...publish('1', { consumer: '<script>"&\'', pact: createPact({ consumer: '<script>"&\'', expects: {} }) }),
	);
	const { body } = await call('POST', '/environments', { name: 'live', production: true });
	await call(
		'POST',
		`/pacticipants/orders-api/versions/7/deployed-versions/environment/${(body as { uuid: string }).uuid}`,
		{},
	);
});

afterAll(() => root.remove());

const PAIR = '/pacts/provider/orders-api/consumer/orders-web';
describe('a badge', () => {
	it.each([
		[`${PAIR}/latest/badge`, 'orders-web/orders-api pact: failed'],
		[`${PAIR}/latest/badge.svg`, 'orders-web/orders-api pact: failed'],
		[`${PAIR}/latest/badge.svg?initials=true`, 'ow/oa pact: failed'],
		[`${PAIR}/latest/badge.svg?label=consumer`, 'orders-web pact: failed'],
		[`${PAIR}/latest/badge.svg?label=provider&initials=true`, 'oa pact: failed'],
		[`${PAIR}/latest/prod/badge.svg`, 'orders-web/orders-api pact: verified'],
		[`${PAIR}/latest/dev/badge`, 'orders-web/orders-api pact: unknown'],
		[`${PAIR}/latest/none/badge`, 'pact not found: unknown'],
		[`${PAIR}/latest-untagged/badge.svg`, 'pact not found: unknown'],
		['/pacts/provider/p/consumer/a/latest/badge.svg', 'pact not found: unknown'],
		[
			'/matrix/provider/orders-api/latest/prod/consumer/orders-web/latest/prod/badge.svg',
			'orders-web (prod)/orders-api (prod) pact: verified',
		],
		[
			'/matrix/provider/orders-api/latest/dev/consumer/orders-web/latest/prod/badge',
			'orders-web (prod)/orders-api (dev) pact: unknown',
		],
		['/pacticipants/orders-web/latest-version/prod/can-i-deploy/to/prod/badge', 'can-i-deploy: prod to prod'],
		[
			'/pacticipants/orders-web/branches/main/latest-version/can-i-deploy/to-environment/live/badge.svg?label=live',
			'live: main to live',
		],
		[
			'/pacticipants/orders-web/branches/none/latest-version/can-i-deploy/to-environment/live/badge',
			'version: not found',
		],
		['/pacticipants/nobody/latest-version/prod/can-i-deploy/to/prod/badge', 'pacticipant: not found'],
		[
			'/pacticipants/orders-web/branches/main/latest-version/can-i-deploy/to-environment/none/badge',
			'can-i-deploy: unknown environment',
		],
		['/pacticipants/orders-web/main-branch/can-i-merge/badge', 'can-i-merge: unknown'],
		[
			`/pacts/provider/orders-api/consumer/${encodeURIComponent('<script>"&\'')}/latest/badge`,
			'&lt;script&gt;&quot;&amp;&#39;/orders-api pact: unknown',
		],
	])('%s says "%s"', async (path, says) => {
		const { status, content } = await call('GET', path);
		expect([status, content?.type]).toEqual([200, 'image/svg+xml;charset=utf-8']);
		expect(content?.text).toContain(`<title>${says}</title>`);
		expect(content?.text).not.toContain('<script');
	});

	it.each([
		['prod', '#2b7a1f'],
		['bad', '#b3261e'],
		['dev', '#5f6368'],
	])('of %s has the colour of what it says', async (tag, colour) => {
		expect((await call('GET', `${PAIR}/latest/${tag}/badge`)).content?.text).toContain(colour);
	});

	it('has its question beside it', async () => {
		const { body } = await call('GET', '/pacticipants/orders-web/latest-version/prod/can-i-deploy/to/prod');
		expect(body).toMatchObject({ summary: { deployable: true } });
	});
});
