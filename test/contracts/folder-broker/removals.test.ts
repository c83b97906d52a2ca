// What is removed is gone, with all that hangs on it and with nothing else.

import { beforeEach, describe, expect, it } from 'vitest';
import { createPact } from './broker-fixtures.ts';
import { type Caller, createCaller, createFolder, listFiles, publish } from './callers.ts';

let folder: string;
let call: Caller;
beforeEach(async () => {
	folder = createFolder();
	call = createCaller(folder);
	for (const [version, branch] of [
		['1', 'main'],
		['2', 'feat'],
		['3', 'other'],
	] as const)
		await call(...publish(version, { branch, tags: [`t${version}`] }));
	const pact = createPact({ consumer: 'orders-web', provider: 'stock', expects: { '/stock/1': 3 } });
	await call(...publish('3', { pact, provider: 'stock' }));
	await call(
		...publish('9', { pact: createPact({ consumer: 'app', expects: { '/orders/1': 'OPEN' } }), consumer: 'app' }),
	);
	const { body } = await call('GET', '/pacts/provider/orders-api/consumer/orders-web/version/1');
	const links = (body as { _links: Record<string, { href: string }> })._links;
	await call('POST', links['pb:publish-verification-results']?.href ?? '', {
		success: true,
		providerApplicationVersion: '7',
	});
	const made = await call('POST', '/environments', { name: 'live', production: true });
	const { uuid } = made.body as { uuid: string };
	await call('POST', `/pacticipants/orders-web/versions/1/deployed-versions/environment/${uuid}`, {});
	await call('POST', `/pacticipants/orders-api/versions/7/deployed-versions/environment/${uuid}`, {});
});

const status = async (path: string): Promise<number> => (await call('GET', path)).status;
const PACTS = '/pacts/provider/orders-api/consumer/orders-web';

describe('removing', () => {
	it.each<[string, string, string[], string[]]>([
		[
			'a pact',
			`${PACTS}/version/2`,
			[`${PACTS}/version/2`],
			[`${PACTS}/version/1`, '/pacticipants/orders-web/versions/2'],
		],
		[
			'the pacts of a branch',
			`${PACTS}/branch/feat`,
			[`${PACTS}/version/2`],
			[`${PACTS}/version/1`, `${PACTS}/version/3`],
		],
		['the pacts with a tag', `${PACTS}/tag/t2`, [`${PACTS}/version/2`], [`${PACTS}/version/1`, `${PACTS}/version/3`]],
		[
			'all pacts of a pair',
			`${PACTS}/versions`,
			[`${PACTS}/latest`],
			['/pacts/provider/stock/consumer/orders-web/latest', '/pacticipants/orders-web'],
		],
		[
			'a version',
			'/pacticipants/orders-web/versions/1',
			[`${PACTS}/version/1`, '/pacticipants/orders-web/versions/1'],
			[`${PACTS}/version/2`],
		],
		[
			'a tag',
			'/pacticipants/orders-web/versions/1/tags/t1',
			['/pacticipants/orders-web/versions/1/tags/t1'],
			['/pacticipants/orders-web/versions/1'],
		],
		[
			'a branch',
			'/pacticipants/orders-web/branches/feat',
			['/pacticipants/orders-web/branches/feat'],
			[`${PACTS}/version/2`],
		],
		[
			'an integration',
			'/integrations/provider/orders-api/consumer/orders-web',
			[`${PACTS}/latest`],
			['/pacts/provider/orders-api/consumer/app/latest', '/pacticipants/orders-web', '/pacticipants/orders-api'],
		],
		[
			'a consumer',
			'/pacticipants/orders-web',
			['/pacticipants/orders-web', `${PACTS}/latest`],
			['/pacticipants/orders-api', '/pacts/provider/orders-api/consumer/app/latest'],
		],
		[
			'a provider',
			'/pacticipants/orders-api',
			['/pacticipants/orders-api', `${PACTS}/latest`],
			['/pacticipants/orders-web', '/pacts/provider/stock/consumer/orders-web/latest', '/pacticipants/app'],
		],
	])('%s', async (_, path, gone, stays) => {
		expect((await call('DELETE', path)).status).toBe(204);
		expect(await Promise.all(gone.map(status))).toEqual(gone.map(() => 404));
		expect(await Promise.all(stays.map(status))).toEqual(stays.map(() => 200));
		expect((await call('DELETE', path)).status).toBe(path.startsWith('/integrations') ? 204 : 404);
		expect(call.failures).toEqual([]);
	});

	it('a participant leaves no file of it behind', async () => {
		await call('DELETE', '/pacticipants/orders-api');
		await call('DELETE', '/pacticipants/app');
		await call('DELETE', '/pacticipants/orders-web');
		await call('DELETE', '/pacticipants/stock');
		expect(listFiles(folder).map((path) => path.slice(folder.length + 1).split('/')[0])).toEqual(['environments']);
	});

	it('a version takes it from where it was deployed', async () => {
		await call('DELETE', '/pacticipants/orders-web/versions/1');
		const { body } = await call('GET', '/environments');
		const { uuid } = (body as { _embedded: { environments: { uuid: string }[] } })._embedded.environments[0] ?? {
			uuid: '',
		};
		expect((await call('GET', `/environments/${uuid}/deployed-versions/currently-deployed`)).body).toMatchObject({
			_embedded: { deployedVersions: [{ _embedded: { pacticipant: { name: 'orders-api' } } }] },
		});
	});

	it('all branches leaves the main one, and those that are named', async () => {
		const answer = await call('DELETE', '/pacticipants/orders-web/branches?exclude%5B%5D=other');
		expect([answer.status, answer.body]).toEqual([
			202,
			{
				notices: [
					{
						type: 'success',
						text: 'Deleted 1 branches for pacticipant orders-web. Remaining branches are: main, other',
					},
				],
			},
		]);
		expect((await call('DELETE', '/pacticipants/nobody/branches')).status).toBe(404);
	});
});
