// PactFlow's own client publishes a provider's document to the folder broker as it is.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrokerServer, openBrokerFolder, startBrokerServer } from '../../../contracts/index.ts';
import { runPact } from './pact-tools.ts';

const root = mkdtempSync(join(tmpdir(), 'document-clients-'));
let server: BrokerServer;
beforeAll(async () => {
	const folder = await openBrokerFolder(join(root, 'broker'));
	server = await startBrokerServer({ folder, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
	await server.close();
	rmSync(root, { recursive: true, force: true });
});

it('pactflow publish-provider-contract', async () => {
	writeFileSync(join(root, 'api.yaml'), 'openapi: 3.1.0\ninfo: { title: Users, version: "1" }\npaths: {}\n');
	writeFileSync(join(root, 'report.txt'), 'all good');
	const words = `pactflow publish-provider-contract api.yaml --provider users --provider-app-version 1 --branch main --tag dev
		--content-type application/yaml --verification-exit-code 0 --verification-results report.txt
		--verification-results-content-type text/plain --verification-results-format text --verifier own`;
	const result = await runPact([...words.split(/\s+/), '--broker-base-url', server.url], { env: {}, cwd: root });
	expect([result.code, result.output]).toEqual([
		0,
		expect.stringContaining('Published provider contract for users version 1'),
	]);
	const shown = await fetch(`${server.url}/provider-contracts/provider/users/version/1`);
	expect(await shown.json()).toMatchObject({
		contentType: 'application/yaml',
		content: expect.stringContaining('title: Users'),
		selfVerification: { success: true, verifier: 'own', format: 'text' },
	});
});
