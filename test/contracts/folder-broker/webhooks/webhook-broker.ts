// A broker that may call a target, and what a team does with it; for the tests of webhooks.

import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../../contracts/folder-broker/index.ts';
import { createPact, createPublication, createTemporaryFolder } from '../broker-fixtures.ts';
import { startTarget, type WebhookTarget } from './webhook-target.ts';

export type Json = Record<string, unknown>;

/** The parameter of a webhook: `{pactbroker.…}` with its dollar. */
export const at = (name: string): string => `$${`{pactbroker.${name}}`}`;
export const TRIGGERED = '/pacts/provider/orders-api/consumer/orders-web/version/1/triggered-webhooks';

interface Reply {
	status: number;
	body: Json;
	text: string;
}

interface OpenOptions {
	pausesMs?: number[];
	timeoutMs?: number;
	hosts?: string[];
}

/** A broker and a target for each test of the file. */
export class WebhookBroker {
	target!: WebhookTarget;
	path = '';
	#server!: BrokerServer;
	readonly failures: unknown[] = [];

	get url(): string {
		return this.#server.url;
	}

	async open({ hosts = ['127.0.0.1', 'http://ci.example'], ...rest }: OpenOptions = {}): Promise<void> {
		this.#server = await startBrokerServer({
			folder: openBrokerFolder(join(this.path, 'broker')),
			port: 0,
			publicUrl: 'http://pacts.example',
			webhooks: { hosts, ...rest },
			report: (error) => this.failures.push(error),
		});
	}

	close = (): Promise<void> => this.#server.close();

	/** Another broker on the same folder; `between` runs while there is none. */
	reopen = async (options: OpenOptions = {}, between = (): void => undefined): Promise<void> => {
		await this.close();
		between();
		await this.open(options);
	};

	ask = async (method: string, path: string, body?: unknown): Promise<Reply> => {
		const response = await fetch(`${this.url}${path}`, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		const isJson = (response.headers.get('content-type') ?? '').includes('json');
		return { status: response.status, body: isJson ? JSON.parse(text) : {}, text };
	};

	/** What describes a webhook to the target. */
	create = (more: Json = {}, request: Json = {}): Json => ({
		events: [{ name: 'contract_content_changed' }],
		request: { method: 'POST', url: `${this.target.url}/hook`, ...request },
		...more,
	});

	publish = (version: string, expects: Json = { '/orders/1': 'OPEN' }, more: Json = {}): Promise<Reply> =>
		this.ask('POST', '/contracts/publish', createPublication({ pact: createPact({ expects }), version, ...more }));

	verify = async (version: string, success: boolean): Promise<void> => {
		const pact = await this.ask('GET', `/pacts/provider/orders-api/consumer/orders-web/version/${version}`);
		const links = pact.body['_links'] as Record<string, { href: string }>;
		const href = links['pb:publish-verification-results']?.href ?? '';
		await this.ask('POST', new URL(href).pathname, { success, providerApplicationVersion: '7' });
	};

	/** The triggered webhooks at an address, when all of them are over. */
	settle = async (path: string): Promise<Json[]> => {
		for (let round = 0; round < 2000; round++) {
			const { body } = await this.ask('GET', path);
			const all = (body['_embedded'] as { triggeredWebhooks: Json[] }).triggeredWebhooks;
			if (all.length > 0 && all.every(({ status }) => status === 'success' || status === 'failure')) return all;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error('the webhooks did not settle');
	};
}

/** Opens one before each test of the file and closes it after it. */
export function useWebhookBroker(): WebhookBroker {
	const team = new WebhookBroker();
	let remove = (): void => undefined;
	beforeEach(async () => {
		const root = createTemporaryFolder();
		team.path = root.path;
		remove = root.remove;
		team.target = await startTarget();
		await team.open();
	});
	afterEach(async () => {
		await team.close();
		await team.target.close();
		remove();
		expect(team.failures.splice(0)).toEqual([]);
	});
	return team;
}
