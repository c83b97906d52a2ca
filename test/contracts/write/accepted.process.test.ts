// Written pacts before those who have to take them: the real Verifier, Pact's command line, and the comparator.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Verifier } from '@pact-foundation/pact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteResult } from '../../../contracts/write/write-types.ts';
import type { Mock } from '../../../mock/index.ts';
import { getObject, getOwn, type JsonObject, type JsonValue } from '../../../spec/index.ts';
import { BASE, interactionsOf, send, startForPacts, walkThrough, write } from './support.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..', '..');
const SHOP = join(import.meta.dirname, 'fixtures', 'shop.openapi.yaml');
const SCENARIOS = join(import.meta.dirname, 'fixtures', 'scenarios');
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'written-pacts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Python that has pact-python 3 or newer, e.g. that of a virtual environment: `PACT_PYTHON=venv/bin/python`. */
const PYTHON = process.env['PACT_PYTHON'];
const VERIFY_IN_PYTHON = `
import sys
from pact import Verifier
name, url, file = sys.argv[1:4]
states = url + '/__admin/provider-states'
Verifier(name, host='127.0.0.1').add_transport(url=url).add_source(file).state_handler(states, body=True).verify()
print('verified by pact-python')
`;

/** Maven, which brings pact-jvm: `PACT_MAVEN=mvn`. */
const MAVEN = process.env['PACT_MAVEN'];
const POM = join(import.meta.dirname, 'fixtures', 'pact-jvm', 'pom.xml');
const JVM = 'au.com.dius.pact.provider:maven:4.6.17:verify';
/** Maven reads its plugins from the net the first time. */
const MAVEN_MS = 300_000;

/** A plain text, and one in JSON that is longer than some engines' regular expressions go by themselves. */
const LONG = `${'x'.repeat(6000)}1`;
const NOTE: JsonObject = {
	type: 'object',
	required: ['text'],
	properties: { text: { type: 'string', pattern: '[0-9]' } },
};
const answerWith = (type: string, schema: JsonObject, example: JsonValue): JsonObject => ({
	get: { responses: { 200: { description: 'ok', content: { [type]: { schema, example } } } } },
});
const TEXTS: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Texts', version: '1' },
	paths: {
		'/text': answerWith('text/plain', { type: 'string' }, 'hello'),
		'/note': answerWith('application/json', NOTE, { text: LONG }),
	},
};

/** The traffic of three APIs: one with states, one with all kinds of values, also falsy ones, one with texts. */
const APIS: readonly {
	name: string;
	start: () => Promise<Mock>;
	talk: (mock: Mock) => Promise<void>;
	interactions: number;
}[] = [
	{
		name: 'identifications',
		start: () => startForPacts(),
		interactions: 8,
		async talk(mock) {
			await walkThrough(mock, 'a');
			for (const scenario of ['unauthorized', 'server-error', 'undocumented-error']) {
				await mock.session(scenario).use(scenario);
				await send(mock, `GET ${BASE}/${crypto.randomUUID()}`, { session: scenario });
			}
		},
	},
	{
		name: 'shop',
		start: () => startForPacts({ documents: [SHOP], scenarios: SCENARIOS }),
		interactions: 5,
		async talk(mock) {
			const headers = { 'x-api-key': 'real-key' };
			await send(mock, 'GET /v2/orders', { headers, session: 'empty' });
			const body = {
				customer: 'A',
				express: false,
				weight: 0,
				count: 0,
				note: null,
				lines: [{ sku: 'ES-1' }, { sku: 'ES-2' }],
			};
			for (const one of [body, { ...body, note: '', express: true }])
				await send(mock, 'POST /v2/orders', { headers, body: one });
			await send(mock, 'GET /v2/orders?limit=2&state=OPEN&text=real', {
				headers: { ...headers, 'x-trace-level': '0' },
			});
			await send(mock, 'GET /v2/orders/1', { headers });
		},
	},
	{
		name: 'texts',
		start: () => startForPacts({ documents: [TEXTS] }),
		interactions: 2,
		async talk(mock) {
			for (const path of ['/text', '/note']) await (await fetch(mock.url + path)).text();
		},
	},
];

describe.each(APIS)('a pact of $name', ({ name, start, talk, interactions }) => {
	describe.each([4, 3] as const)('in version %i', (pactVersion) => {
		let mock: Mock;
		let result: WriteResult;
		beforeAll(async () => {
			mock = await start();
			await talk(mock);
			result = await write(mock, { pactVersion, provider: name, out: join(folder, `${name}-${pactVersion}`) });
		});

		it('has what happened', () => {
			expect([result.refused, result.leftOut, interactionsOf(result).length]).toEqual([[], [], interactions]);
			expect(getOwn(getObject(getObject(result.pact, 'metadata'), 'pactSpecification'), 'version')).toBe(
				pactVersion === 4 ? '4.0' : '3.0.0',
			);
		});

		it('is a file of its own, canonical, and nothing beside it', async () => {
			expect(await readdir(join(folder, `${name}-${pactVersion}`))).toEqual([`web-${name}.json`]);
			const text = await readFile(result.file ?? '', 'utf8');
			expect(text).toBe(result.text);
			expect(JSON.parse(text)).toEqual(result.pact);
		});

		it('is accepted by the real Verifier', async () => {
			await mock.reset();
			const report = await verify(mock, result.file ?? '', name);
			expect(report.errors).toEqual([]);
			expect(report.interactionResults.map((one) => one.result)).toEqual(
				Array.from({ length: interactions }, () => 'OK'),
			);
		});

		it("is accepted by Pact's command line", async () => {
			await mock.reset();
			const words = [
				'verifier',
				'--file',
				result.file ?? '',
				'--hostname',
				'127.0.0.1',
				'--port',
				String(mock.port),
				'--provider-name',
				name,
			];
			const states = ['--state-change-url', `${mock.url}/__admin/provider-states`];
			const report = join(folder, `${name}-${pactVersion}.report.json`);
			const env = { ...process.env, PACT_DO_NOT_TRACK: 'true' };
			await run(join(ROOT, 'node_modules', '.bin', 'pact'), [...words, ...states, '--json', report], { env });
			const told = JSON.parse(await readFile(report, 'utf8')) as Report & { result: boolean };
			expect([told.result, told.interactionResults.length]).toEqual([true, interactions]);
		});

		it.skipIf(PYTHON === undefined)('is accepted by pact-python, where that is installed', async () => {
			await mock.reset();
			const { stdout } = await run(PYTHON ?? '', ['-c', VERIFY_IN_PYTHON, name, mock.url, result.file ?? '']);
			expect(stdout).toContain('verified by pact-python');
		});

		it.skipIf(MAVEN === undefined)(
			'is accepted by pact-jvm, where Maven is named',
			async () => {
				await mock.reset();
				const values = [`-Dprovider=${name}`, `-Dport=${mock.port}`, `-Dpact=${result.file}`];
				const { stdout } = await run(MAVEN ?? '', ['-q', '-B', '-f', POM, ...values, JVM]);
				expect([stdout.match(/returns a response which/g)?.length, stdout.match(/FAILED/g)]).toEqual([
					interactions,
					null,
				]);
			},
			MAVEN_MS,
		);

		it('has nothing that the comparator finds wrong', async () => {
			const findings: unknown[] = [];
			const { Comparator } = (await import('@pactflow/openapi-pact-comparator')) as unknown as ComparatorModule;
			const comparator = new Comparator({ oas: joinDocuments(mock) });
			for await (const found of comparator.compare(structuredClone(result.pact))) {
				if (found.type === 'error') findings.push(found);
			}
			expect(findings).toEqual([]);
		});
	});
});

interface ComparatorModule {
	Comparator: new (options: { oas: JsonObject }) => { compare(pact: unknown): AsyncIterable<{ type: string }> };
}

interface Report {
	errors: unknown[];
	interactionResults: { result: string }[];
}

async function verify(mock: Mock, file: string, provider: string): Promise<Report> {
	const verifier = new Verifier({
		provider,
		providerBaseUrl: mock.url,
		pactUrls: [file],
		providerStatesSetupUrl: `${mock.url}/__admin/provider-states`,
		logLevel: 'error',
	});
	const text = await verifier.verifyProvider().catch((error: Error) => error.message);
	return JSON.parse(text) as Report;
}

/** All documents of a mock as one, its paths with their base path in front: the comparator knows one document, and no servers. */
function joinDocuments(mock: Mock): JsonObject {
	const [first] = mock.documents;
	const paths: JsonObject = {};
	const schemas: JsonObject = {};
	for (const { root, basePaths } of mock.documents) {
		const base = basePaths.find((one) => one !== '') ?? '';
		for (const [path, item] of Object.entries(getObject(root, 'paths') ?? {})) {
			const shape = `${base}${path}`.replaceAll('admin_identification_id', 'identification_id');
			paths[shape] = joinPathItems(getObject(paths, shape), item as JsonObject, path);
		}
		Object.assign(schemas, getObject(getObject(root, 'components'), 'schemas'));
	}
	const components = { ...getObject(first?.root, 'components'), schemas };
	return structuredClone({ ...(first?.root as JsonObject), servers: [], paths, components });
}

/** The admin's document calls the id by another name. */
function joinPathItems(known: JsonObject | undefined, item: JsonObject, path: string): JsonObject {
	if (!path.includes('admin_identification_id')) return { ...known, ...item };
	const { parameters, ...operations } = item;
	void parameters;
	return { ...operations, ...known };
}
