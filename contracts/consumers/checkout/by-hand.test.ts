// The same client, with a pact written by hand: for what a team wants to say in its own words.

import { Matchers, Pact } from '@pact-foundation/pact';
import { expect, it } from 'vitest';
import { createCheckoutClient } from './client.ts';
import { CHECKOUT } from './participants.ts';

const { regex, uuid } = Matchers;
const ID = '1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01';
const PARAMETERS = { org_id: 'acme', identification_id: ID };
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PATH = regex(
	`^/v1/orgs/acme/identifications/identity_document/${UUID}$`,
	`/v1/orgs/acme/identifications/identity_document/${ID}`,
);

/** One Pact object a test: two tests that run at once must not share one. */
function createPact(): Pact {
	return new Pact({
		consumer: `${CHECKOUT.consumer}-by-hand`,
		provider: CHECKOUT.provider,
		dir: process.env['CHECKOUT_PACTS'] ?? 'pacts',
		logLevel: 'error',
	});
}

const clientAt = (url: string) => createCheckoutClient({ baseUrl: `${url}/v1`, org: 'acme', token: 'test-token' });
const AUTHORIZATION = regex('^Bearer .+$', 'Bearer test-token');

it('cancels a pending identification', async () => {
	await createPact()
		.addInteraction()
		.given('an identification that is pending', PARAMETERS)
		.uponReceiving('a request to cancel it')
		.withRequest('DELETE', PATH, (request) => request.headers({ Authorization: AUTHORIZATION }))
		.willRespondWith(204)
		.executeTest(async ({ url }) => {
			expect(await clientAt(url).cancel(ID)).toBe('cancelled');
		});
});

it('comes too late for one that is validated', async () => {
	await createPact()
		.addInteraction()
		.given('an identification that is already validated', PARAMETERS)
		.uponReceiving('a request to cancel it')
		.withRequest('DELETE', PATH, (request) => request.headers({ Authorization: AUTHORIZATION }))
		.willRespondWith(409)
		.executeTest(async ({ url }) => {
			expect(await clientAt(url).cancel(ID)).toBe('too-late');
		});
});

it('creates one', async () => {
	await createPact()
		.addInteraction()
		.uponReceiving('a request to identify a customer')
		.withRequest('POST', '/v1/orgs/acme/identifications/identity_document', (request) =>
			request
				.headers({ Authorization: AUTHORIZATION, 'Content-Type': 'application/json' })
				.jsonBody({ configuration_name: 'HIGH', expires_in: 'P7D' }),
		)
		.willRespondWith(200, (response) => response.jsonBody({ identification_id: uuid(ID) }))
		.executeTest(async ({ url }) => {
			expect(await clientAt(url).create({ level: 'HIGH', expiresIn: 'P7D' })).toBe(ID);
		});
});
