// Pacts, a provider and a broker for the tests of the folder broker.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where there is a file system in memory, that: a broker waits for the disk with each file that it writes. */
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder that `remove` takes away. */
export function createTemporaryFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(BASE, 'stunt-broker-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A pact that expects 200 with `{ "status": … }` at every path. */
export function createPact(args: {
	consumer?: string;
	provider?: string;
	expects: Record<string, unknown>;
}): Record<string, unknown> {
	const { consumer = 'orders-web', provider = 'orders-api', expects } = args;
	return {
		consumer: { name: consumer },
		provider: { name: provider },
		interactions: Object.entries(expects).map(([path, status]) => ({
			type: 'Synchronous/HTTP',
			description: `a request for ${path}`,
			pending: false,
			request: { method: 'GET', path },
			response: {
				status: 200,
				headers: { 'Content-Type': ['application/json'] },
				body: { content: { status }, contentType: 'application/json', encoded: false },
			},
		})),
		metadata: { pactSpecification: { version: '4.0' } },
	};
}

/** Writes a pact file and gives its path. */
export function writePactFile(folder: string, name: string, pact: unknown): string {
	const path = join(folder, name);
	writeFileSync(path, typeof pact === 'string' ? pact : JSON.stringify(pact));
	return path;
}

/** The body of `POST /contracts/publish` for one pact. */
export function createPublication(args: {
	pact: unknown;
	version: string;
	consumer?: string;
	provider?: string;
	branch?: string;
	tags?: readonly string[];
	onConflict?: string;
}): Record<string, unknown> {
	const {
		pact,
		version,
		consumer = 'orders-web',
		provider = 'orders-api',
		branch,
		tags,
		onConflict = 'overwrite',
	} = args;
	const text = typeof pact === 'string' ? pact : JSON.stringify(pact);
	return {
		pacticipantName: consumer,
		pacticipantVersionNumber: version,
		...(branch === undefined ? {} : { branch }),
		...(tags === undefined ? {} : { tags }),
		contracts: [
			{
				consumerName: consumer,
				providerName: provider,
				content: Buffer.from(text, 'utf8').toString('base64'),
				contentType: 'application/json',
				specification: 'pact',
				onConflict,
			},
		],
	};
}

export interface ProviderUnderTest {
	url: string;
	/** What `status` it answers, by path; any other path gets 404. */
	answers: Record<string, unknown>;
	close(): Promise<void>;
}

/** A provider whose answers a test changes as it goes. */
export async function startProvider(answers: Record<string, unknown>): Promise<ProviderUnderTest> {
	const provider: ProviderUnderTest = { url: '', answers, close: async () => undefined };
	const server = createServer((request, response) => {
		const path = request.url ?? '';
		const known = Object.hasOwn(provider.answers, path);
		response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
		response.end(known ? JSON.stringify({ status: provider.answers[path] }) : '{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	provider.close = () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return provider;
}
