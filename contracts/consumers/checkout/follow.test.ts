import { expect, it } from 'vitest';
import { openCheckout } from './checkout-session.ts';

it.each([
	['happy-path', 'waiting'],
	['already-validated', 'done'],
	['already-cancelled', 'cancelled'],
	['expired', 'expired'],
] as const)('in the scenario %s an identification is %s', async (scenario, progress) => {
	const { client, parameters } = await openCheckout(scenario);
	const id = parameters['identification_id'] ?? '';
	const found = await client.find(id);
	expect(found).toEqual({ id, progress, expiresAt: expect.any(Date) });
	expect(found?.expiresAt.getTime()).not.toBeNaN();
});

it('does not find what nobody has created', async () => {
	const { client } = await openCheckout('unknown-identification');
	expect(await client.find(crypto.randomUUID())).toBeUndefined();
});

it('is followed until it ends', async () => {
	const { client, parameters, wait } = await openCheckout('happy-path');
	const id = parameters['identification_id'] ?? '';
	expect(await client.follow(id, { everyMs: 1, tries: 2 })).toMatchObject({ progress: 'waiting' });
	await wait('P8D');
	expect(await client.follow(id, { everyMs: 1 })).toMatchObject({ progress: 'expired' });
});

it('asks for a new sign-in when the token is not accepted', async () => {
	const { client, parameters } = await openCheckout('unauthorized');
	await expect(client.find(parameters['identification_id'] ?? '')).rejects.toMatchObject({ kind: 'unauthorized' });
});
