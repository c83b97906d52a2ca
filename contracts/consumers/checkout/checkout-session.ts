// What a test of the checkout needs: a session of its own, a client in it, and a scenario if it wants one.

import { afterAll, inject } from 'vitest';
import { trackReads } from '../../index.ts';
import { type CheckoutClient, type ClientOptions, createCheckoutClient } from './client.ts';
import { CHECKOUT } from './participants.ts';

/** All requests of the checkout carry its name, and what it reads of the answers ends up in its pact. */
const tracked = trackReads(fetch, { consumer: CHECKOUT.consumer });
afterAll(() => tracked.flush());

/** A session of the mock with a client in it. */
export interface Checkout {
	client: CheckoutClient;
	/** Parameters of the scenario in use. */
	parameters: Readonly<Record<string, string>>;
	/** Lets time pass, e.g. `P8D`. */
	wait(duration: string): Promise<void>;
}

let count = 0;

/** A session of its own for one test, in a scenario of the mock or in none. */
export async function openCheckout(scenario?: string, options: Partial<ClientOptions> = {}): Promise<Checkout> {
	const url = inject('mockUrl');
	count += 1;
	const session = `checkout-${process.pid}-${crypto.randomUUID().slice(0, 8)}-${count}`;
	const control = async (path: string, body: object): Promise<Record<string, unknown>> => {
		const response = await fetch(`${url}/__admin/sessions/${session}/${path}`, {
			method: 'PUT',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`the mock says: ${await response.text()}`);
		return (await response.json()) as Record<string, unknown>;
	};
	const state = await control('scenario', { name: scenario ?? null });
	const inUse = state['scenario'] as { parameters: Record<string, string> } | null;
	const baseUrl = `${url}/__session/${session}/v1`;
	const client = createCheckoutClient({ baseUrl, org: 'acme', token: 'test-token', fetch: tracked, ...options });
	return {
		client,
		parameters: inUse?.parameters ?? {},
		wait: async (duration) => {
			await control('clock', { advance: duration });
		},
	};
}
