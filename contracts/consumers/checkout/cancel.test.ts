import { expect, it } from 'vitest';
import { openCheckout } from './checkout-session.ts';

it('is cancelled once, and then it is too late', async () => {
	const { client } = await openCheckout();
	const id = await client.create({ level: 'MEDIUM' });
	expect(await client.cancel(id)).toBe('cancelled');
	expect(await client.cancel(id)).toBe('too-late');
	expect(await client.find(id)).toMatchObject({ progress: 'cancelled' });
});

it.each([
	['happy-path', 'cancelled'],
	['already-validated', 'too-late'],
	['expired', 'too-late'],
	['conflict-once', 'too-late'],
	['unknown-identification', 'unknown'],
] as const)('in the scenario %s the answer is: %s', async (scenario, answer) => {
	const { client, parameters } = await openCheckout(scenario);
	expect(await client.cancel(parameters['identification_id'] ?? '')).toBe(answer);
});

it('tells a token that is not accepted from an answer that does not come', async () => {
	const unauthorized = await openCheckout('unauthorized');
	await expect(unauthorized.client.cancel(crypto.randomUUID())).rejects.toMatchObject({ kind: 'unauthorized' });
	const late = await openCheckout('hang', { timeoutMs: 100 });
	await expect(late.client.cancel(crypto.randomUUID())).rejects.toMatchObject({ kind: 'timeout' });
});
