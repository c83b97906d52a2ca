// What the Ruby client of the Pact Broker asks, one of each kind, and what it reads of the answers. Its webhooks are in webhooks/.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPact, createTemporaryFolder } from './broker-fixtures.ts';
import { type Caller, createCaller, publish } from './callers.ts';

const root = createTemporaryFolder();
let call: Caller;
const known = { environment: '', deployment: '' };

beforeAll(async () => {
	call = createCaller(join(root.path, 'broker'));
	const verify = async (version: string, providerVersion: string, success: boolean): Promise<void> => {
		const { body } = await call('GET', `/pacts/provider/till%20api/consumer/shop/version/${version}`);
		const links = (body as { _links: Record<string, { href: string }> })._links;
		const target = links['pb:publish-verification-results']?.href ?? '';
		await call('POST', target, { success, providerApplicationVersion: providerVersion });
	};
	for (const [version, status] of [
		['1', 'A'],
		['2', 'B'],
	] as const) {
		const pact = createPact({ consumer: 'shop', provider: 'till api', expects: { '/till': status } });
		await call(
			...publish(version, {
				pact,
				consumer: 'shop',
				provider: 'till api',
				branch: 'main',
				tags: [`t${version}`, 'prod'],
			}),
		);
	}
	await verify('1', '5', true);
	await verify('2', '9', false);
	await verify('2', '5', false);
	await call('PUT', '/pacticipants/till%20api/versions/5/tags/prod', {});
	const made = await call('POST', '/environments', {
		name: 'live',
		displayName: 'Live',
		production: true,
		contacts: [{ name: 'us' }],
	});
	known.environment = (made.body as { uuid: string }).uuid;
	const place = `/pacticipants/shop/versions/1/deployed-versions/environment/${known.environment}`;
	known.deployment = ((await call('POST', place, { target: 'blue' })).body as { uuid: string }).uuid;
});
afterAll(() => root.remove());

const MATRIX = '/matrix?latestby=cvpv&q[][pacticipant]=shop';
const TILL = 'q[][pacticipant]=till%20api';
const row = (version: string, providerVersion: string, success: boolean): object => ({
	consumer: { name: 'shop', version: { number: version } },
	provider: { name: 'till api', version: { number: providerVersion } },
	verificationResult: { success, _links: { self: { href: expect.stringContaining('/verification-results/') } } },
});

it.each<[string, string, string, unknown, number, object | undefined]>([
	[
		'the index',
		'GET',
		'/',
		undefined,
		200,
		{ _links: { 'pb:webhook': { templated: true }, 'pb:latest-tagged-version': {}, 'pb:pacticipant-branch': {} } },
	],
	[
		'two versions',
		'GET',
		`${MATRIX}&q[][version]=1&${TILL}&q[][version]=5`,
		undefined,
		200,
		{ summary: { deployable: true }, matrix: [row('1', '5', true)] },
	],
	[
		'all versions of two',
		'GET',
		`${MATRIX}&${TILL}`,
		undefined,
		200,
		{ matrix: [row('2', '9', false), row('2', '5', false), row('1', '5', true)] },
	],
	['only the good rows', 'GET', `${MATRIX}&${TILL}&success[]=true`, undefined, 200, { matrix: [row('1', '5', true)] }],
	[
		'a version with the latest of a tag',
		'GET',
		`${MATRIX}&q[][version]=1&${TILL}&q[][latest]=true&q[][tag]=prod`,
		undefined,
		200,
		{ matrix: [row('1', '5', true)] },
	],
	[
		'a version with whatever else has a tag',
		'GET',
		'/matrix?q[][pacticipant]=shop&q[][version]=1&latestby=cvp&latest=true&tag=prod',
		undefined,
		200,
		{ matrix: [row('1', '5', true)] },
	],
	[
		'a version that is not there',
		'GET',
		`${MATRIX}&q[][version]=1&${TILL}&q[][version]=77`,
		undefined,
		200,
		{ summary: { reason: expect.stringContaining('77') } },
	],
	[
		'a participant that is not there',
		'GET',
		`${MATRIX}x&q[][version]=1`,
		undefined,
		400,
		{ errors: [expect.stringContaining('shopx')] },
	],
	[
		'a version, with another ignored',
		'GET',
		`/matrix?${TILL}&q[][version]=5&q[][pacticipant]=shop&q[][tag]=prod&latestby=cvpv&ignore[][pacticipant]=shop&ignore[][version]=2`,
		undefined,
		200,
		{
			summary: { deployable: true, ignored: 1 },
			matrix: [row('1', '5', true), { ...row('2', '5', false), ignored: true }],
		},
	],
	[
		'the latest pacts of a provider',
		'GET',
		'/pacts/provider/till%20api/latest',
		undefined,
		200,
		{ _links: { provider: { title: 'till api' }, pacts: [{ name: 'shop' }] } },
	],
	[
		'those with a tag',
		'GET',
		'/pacts/provider/till%20api/latest/t1',
		undefined,
		200,
		{ _links: { pacts: [{ href: expect.stringMatching(/version\/1$/) }] } },
	],
	[
		'all latest pacts',
		'GET',
		'/pacts/latest',
		undefined,
		200,
		{ pacts: [{ _embedded: { consumer: { name: 'shop', _embedded: { version: { number: '2' } } } } }] },
	],
	[
		'a pact with a tag',
		'GET',
		'/pacts/provider/till%20api/consumer/shop/latest/t1',
		undefined,
		200,
		{ consumer: { name: 'shop' } },
	],
	['a pact that is not there', 'GET', '/pacts/provider/till%20api/consumer/nobody/latest', undefined, 404, undefined],
	['the latest version with a tag', 'GET', '/pacticipants/shop/latest-version/t1', undefined, 200, { number: '1' }],
	[
		'a version, to be deployed',
		'GET',
		'/pacticipants/shop/versions/2',
		undefined,
		200,
		{ _links: { 'pb:record-deployment': [{ name: 'live' }], 'pb:record-release': [{ name: 'live' }] } },
	],
	[
		'an environment, made',
		'POST',
		'/environments',
		{ name: 'test', production: false, contacts: [{ name: 'us', details: { emailAddress: 'us@example.com' } }] },
		201,
		{ uuid: expect.any(String), contacts: [{ name: 'us', details: { emailAddress: 'us@example.com' } }] },
	],
	[
		'the environments',
		'GET',
		'/environments',
		undefined,
		200,
		{
			_embedded: {
				environments: expect.arrayContaining([expect.objectContaining({ name: 'live', contacts: [{ name: 'us' }] })]),
			},
		},
	],
	[
		'what runs there',
		'GET',
		'/environments/ENVIRONMENT/deployed-versions/currently-deployed?pacticipant=shop',
		undefined,
		200,
		{ _embedded: { deployedVersions: [{ target: 'blue', _embedded: { version: { number: '1' } } }] } },
	],
	[
		'that it runs no more',
		'PATCH',
		'/deployed-versions/DEPLOYMENT',
		{ currentlyDeployed: false },
		200,
		{ currentlyDeployed: false, _embedded: { version: { number: '1' } } },
	],
	[
		'a participant that gets a repository, by the older word',
		'PATCH',
		'/pacticipants/shop',
		{ repository_url: 'git@example.com:shop' },
		200,
		undefined,
	],
	['one that is made by it', 'PATCH', '/pacticipants/new', { repository_url: 'git@example.com:new' }, 201, undefined],
	[
		'a participant, made',
		'POST',
		'/pacticipants',
		{ name: 'made', repositoryUrl: 'http://made' },
		201,
		{ name: 'made', repositoryUrl: 'http://made' },
	],
	['a tag of a participant that is not there', 'PUT', '/pacticipants/nobody/versions/1/tags/prod', {}, 201, undefined],
	['a tag that is there', 'PUT', '/pacticipants/shop/versions/1/tags/prod', {}, 200, undefined],
	['a branch, removed', 'DELETE', '/pacticipants/shop/branches/main', undefined, 204, undefined],
])('%s', async (_, method, path, body, status, reads) => {
	const target = path.replace('ENVIRONMENT', known.environment).replace('DEPLOYMENT', known.deployment);
	const answer = await call(method, target, body);
	expect(answer.status).toBe(status);
	if (reads) expect(answer.body).toMatchObject(reads);
	expect(call.failures).toEqual([]);
});
