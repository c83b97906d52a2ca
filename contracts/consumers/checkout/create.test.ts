import { expect, it } from 'vitest';
import { openCheckout } from './checkout-session.ts';
import type { CheckoutError } from './client.ts';

it('asks for a customer to be identified, and gets an id', async () => {
	const { client } = await openCheckout();
	const document = { number: '12345678A', type: 'NIF', country: 'ES' } as const;
	const id = await client.create({ name: 'James', lastName: 'Smith', document, level: 'HIGH', expiresIn: 'P7D' });
	expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

it('asks with the document alone', async () => {
	const { client } = await openCheckout();
	expect(await client.create({ document: { number: 'X0000000A', type: 'NIE' } })).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([
	['unauthorized', 'unauthorized'],
	['rejected-request', 'invalid'],
	['server-error', 'unavailable'],
	['undocumented-error', 'unavailable'],
	['connection-reset', 'unavailable'],
	['hang', 'timeout'],
] as const)('in the scenario %s it says: %s', async (scenario, kind) => {
	const { client } = await openCheckout(scenario, scenario === 'hang' ? { timeoutMs: 200 } : {});
	const failure = await client.create({ level: 'LOW' }).catch((error: CheckoutError) => error);
	expect(failure).toMatchObject({ name: 'CheckoutError', kind });
});
