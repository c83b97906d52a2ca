// Which provider states a provider has to set up, by the pacts of its consumers.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTemporaryFolder } from './broker-fixtures.ts';
import { type Caller, createCaller, publish } from './callers.ts';

const root = createTemporaryFolder();
let call: Caller;
let environment = '';

const createPact = (consumer: string, interactions: object[]): object => ({
	consumer: { name: consumer },
	provider: { name: 'orders-api' },
	interactions: interactions.map((one, index) => ({
		description: `${index}`,
		request: { path: '/' },
		response: { status: 200 },
		...one,
	})),
});

beforeAll(async () => {
	call = createCaller(join(root.path, 'broker'));
	const order = { name: 'an order', params: { id: 7 } };
	await call(...publish('0', { consumer: 'app', branch: 'main', pact: createPact('app', [{ providerState: 'old' }]) }));
	await call(
		...publish('1', {
			consumer: 'app',
			branch: 'main',
			pact: createPact('app', [{ providerStates: [order] }, { providerState: 'nothing' }]),
		}),
	);
	await call(
		...publish('1', {
			consumer: 'web',
			branch: 'main',
			pact: createPact('web', [{ providerStates: [order, { name: 'nothing' }] }, {}]),
		}),
	);
	await call(
		...publish('2', {
			consumer: 'web',
			branch: 'feat',
			pact: createPact('web', [{ providerStates: [{ name: 'an order', params: { id: 8 } }] }]),
		}),
	);
	environment = ((await call('POST', '/environments', { name: 'live', production: true })).body as { uuid: string })
		.uuid;
	await call('POST', `/pacticipants/app/versions/0/deployed-versions/environment/${environment}`, {});
});
afterAll(() => root.remove());

it.each([
	[
		'',
		[
			['an order', { id: 7 }, ['app', 'web']],
			['nothing', null, ['app', 'web']],
		],
	],
	['/branch/feat', [['an order', { id: 8 }, ['web']]]],
	['/branch/none', []],
	['/environment/UUID', [['old', null, ['app']]]],
])('the states at …/provider-states%s', async (path, states) => {
	const { body } = await call('GET', `/pacts/provider/orders-api/provider-states${path.replace('UUID', environment)}`);
	const { providerStates } = body as { providerStates: { name: string; params: unknown; consumers: string[] }[] };
	expect(providerStates.map(({ name, params, consumers }) => [name, params, consumers])).toEqual(states);
});

it('a provider that is not there has none', async () => {
	expect((await call('GET', '/pacts/provider/nobody/provider-states')).status).toBe(404);
});
