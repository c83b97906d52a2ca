// A broker on a folder in which there is one of everything, and odd names among them.

import { join } from 'node:path';
import { expect } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../contracts/folder-broker/index.ts';
import { createPact, createPublication, createTemporaryFolder } from './broker-fixtures.ts';

export const WEBHOOK_UUID = 'a-uuid-of-16-letters';

export interface FullBroker {
	url: string;
	/** The uuid of the environment `live`. */
	environment: string;
	ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
	close(): Promise<void>;
}

export async function startFullBroker(): Promise<FullBroker> {
	const root = createTemporaryFolder();
	const server: BrokerServer = await startBrokerServer({
		folder: openBrokerFolder(join(root.path, 'broker')),
		port: 0,
		webhooks: { hosts: ['127.0.0.1'], pausesMs: [] },
	});
	const asker = (method: string, path: string, body?: unknown): ReturnType<typeof ask> =>
		ask(path.startsWith('http') ? path : `${server.url}${path}`, method, body);
	const must = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		const answer = await asker(method, path, body);
		expect([path, answer.status < 300]).toEqual([path, true]);
		return answer.body;
	};
	await must('PUT', `/webhooks/${WEBHOOK_UUID}`, {
		events: [{ name: 'contract_published' }, { name: 'provider_verification_published' }],
		request: { method: 'POST', url: 'http://127.0.0.1:9/' },
	});
	const document = {
		openapi: '3.1.0',
		info: { title: 'Orders', version: '1' },
		paths: { '/orders/2': { get: { responses: { 200: { description: 'ok' } } } } },
	};
	await must('POST', '/provider-contracts/provider/orders%20api/publish', {
		pacticipantVersionNumber: '7',
		branch: 'main',
		contract: {
			content: Buffer.from(JSON.stringify(document)).toString('base64'),
			contentType: 'application/json',
			specification: 'oas',
		},
	});
	for (const [version, status] of [
		['1', 'OPEN'],
		['2', 'SENT'],
		['2', 'SENT'],
	] as const) {
		const pact = createPact({ consumer: 'orders/web', provider: 'orders api', expects: { '/orders/1': status } });
		await must(
			'POST',
			'/contracts/publish',
			createPublication({
				pact,
				version,
				consumer: 'orders/web',
				provider: 'orders api',
				branch: 'feat/ä',
				tags: ['dev'],
			}),
		);
	}
	const pact = (await asker('GET', '/pacts/provider/orders%20api/consumer/orders%2Fweb/version/1')).body as {
		_links: Record<string, { href: string }>;
	};
	await must('POST', pact._links['pb:publish-verification-results']?.href ?? '', {
		success: false,
		providerApplicationVersion: '7',
	});
	const environment = ((await must('POST', '/environments', { name: 'live', production: true })) as { uuid: string })
		.uuid;
	await must('POST', `/pacticipants/orders%2Fweb/versions/1/deployed-versions/environment/${environment}`, {});
	await must('POST', `/pacticipants/orders%20api/versions/7/released-versions/environment/${environment}`, {});
	await must('PUT', '/pacticipants/orders%2Fweb/labels/web', {});
	await must('PUT', '/pacticipants/orders%2Fweb/versions/1/tags/prod', {});
	await must('PUT', '/pacticipants/orders%2Fweb/versions/2/tags/prod', {});
	return {
		url: server.url,
		environment,
		ask: asker,
		close: async () => {
			await server.close();
			root.remove();
		},
	};
}

async function ask(url: string, method: string, body?: unknown): Promise<{ status: number; body: unknown }> {
	const response = await fetch(url, {
		method,
		headers: { accept: 'application/hal+json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json');
	return { status: response.status, body: isJson ? JSON.parse(text) : text };
}
