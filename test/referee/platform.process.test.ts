// Prism, Redocly's runner of workflows and Schemathesis over the documents of the whole platform, each asked once for all of them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { Operation } from '../../spec/index.ts';
import { NODE } from '../support/cli.ts';
import { call } from '../support/mock.ts';
import { PAIR } from '../support/pair.ts';
import { startPlatform } from '../support/platform.ts';
import { writePlatformDocument } from './platform-document.ts';
import { type Referee, readVerdict, startReferee } from './prism.ts';
import { runTool } from './run-tool.ts';
import { findSchemathesis, issueToken, runSchemathesis } from './schemathesis.ts';

const REDOCLY = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const WALK = fileURLToPath(new URL('../fixtures/documents/platform.arazzo.yaml', import.meta.url));
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

interface Sample {
	operationId: string;
	sample: { method: string; target: string; headers: [string, string][]; body?: string };
}

const folder = mkdtempSync(join(tmpdir(), 'platform-'));
const document = writePlatformDocument(folder);
let mock: RunningMock;
beforeAll(async () => {
	mock = await startPlatform();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** To Prism the commas of a list in one part (`explode: false`) are reserved characters; an item each in a part of its own it takes, as the mock takes either. */
function partLists(body: string): string {
	const part = /(--\S+\r\nContent-Disposition: form-data; name="(?:tags|channels)"\r\n\r\n)([^\r]*)\r\n/g;
	const write = (_: string, head: string, items: string): string =>
		items
			.split(',')
			.map((item) => `${head}${item}\r\n`)
			.join('');
	return body.replace(part, write);
}

describe('Prism finds nothing', () => {
	let referee: Referee;
	let operations: Operation[];
	let samples: Map<string, Sample['sample']>;
	let judged = 0;
	beforeAll(async () => {
		referee = await startReferee(document, `${mock.url}/v1`);
		operations = mock.engine.router.plans
			.map(({ operation }) => operation)
			.filter((operation) => !PAIR.includes(operation.document.file));
		const { json } = await call(mock, 'GET', '/__admin/operations');
		samples = new Map((json as { operations: Sample[] }).operations.map((one) => [one.operationId, one.sample]));
	}, 60_000);
	afterAll(async () => {
		await referee.stop();
		console.log(`${judged} answers of ${operations.length} operations judged by Prism`);
	});

	/** Through the referee, as the document's sample has it. */
	async function send({ id }: Operation, prefer: string): Promise<{ status: number; headers: Headers; text: string }> {
		const { method, target, headers, body } = samples.get(id) as Sample['sample'];
		const response = await fetch(referee.url + target.replace(/^\/v1/, ''), {
			method,
			headers: { ...Object.fromEntries(headers), prefer },
			...(body !== undefined && { body: partLists(body) }),
		});
		judged += 1;
		return { status: response.status, headers: response.headers, text: await response.text() };
	}

	it('in any documented status and example of any operation', async () => {
		expect(operations.length).toBeGreaterThan(40);
		for (const operation of operations) {
			for (const [key, { mediaTypes }] of operation.responses) {
				const status = key === 'default' ? 503 : Number(key);
				const examples = mediaTypes.flatMap(({ type, examples }) => (type === 'application/json' ? examples : []));
				for (const more of ['', ', dynamic=true', ...examples.map(({ name }) => `, example=${name}`)]) {
					const reply = await send(operation, `code=${status}${more}`);
					const where = `${operation.id} ${status}${more}`;
					expect(readVerdict(reply), where).toBeUndefined();
					expect([reply.status, reply.headers.get('x-mock-session')], where).toEqual([status, 'default']);
				}
			}
		}
	}, 120_000);
});

describe('Redocly respect', () => {
	it('walks the way of a contract, from its form to its signature', async () => {
		const names = ['forms', 'sections', 'templates', 'contracts', 'documents', 'process', 'simple', 'otp'];
		const { url } = await startPlatform();
		const servers = names.flatMap((name) => ['--server', `${name}=${url}/v1`]);
		const result = await runTool(NODE, [REDOCLY, 'respect', WALK, ...servers], { env: QUIET });
		expect(result?.code, result?.output).toBe(0);
		expect(result?.output).toContain('Steps: 15 passed, 15 total');
	}, 60_000);
});

const isThere = await findSchemathesis();

describe.skipIf(!isThere)('Schemathesis finds nothing', () => {
	it('in the life of anything', async () => {
		const { options, token } = await issueToken(folder);
		const { url } = await startPlatform(options);
		const args = { document, url: `${url}/v1`, token, phases: 'stateful', maxExamples: 10, folder, limit: 170_000 };
		const result = await runSchemathesis(args);
		expect(result?.code, result?.output).toBe(0);
		expect(result?.output).toMatch(/\d+ generated, \d+ passed/);
	}, 180_000);
});
