// The command: what it prints, writes and ends with.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DiffReport } from '../../../contracts/diff/diff-report.ts';
import { runWords } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeDocument(version: string, properties: readonly string[], more: readonly string[] = []): string {
	const file = join(folder, `${version}.yaml`);
	const lines = [
		'openapi: 3.1.0',
		`info: { title: Users, version: '${version}' }`,
		'paths:',
		'  /users/{id}:',
		'    get:',
		'      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
		'      responses:',
		'        200:',
		'          description: ok',
		'          content:',
		'            application/json:',
		'              schema:',
		'                type: object',
		'                properties:',
		...properties.map((one) => `                  ${one}: { type: string }`),
		...more,
	];
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
}

function writePact(consumer: string, reads: readonly string[]): string {
	const file = join(folder, `${consumer}.json`);
	const rules = Object.fromEntries(reads.map((one) => [`$.${one}`, { combine: 'AND', matchers: [{ match: 'type' }] }]));
	writeFileSync(
		file,
		JSON.stringify({
			consumer: { name: consumer },
			provider: { name: 'users' },
			interactions: [
				{
					type: 'Synchronous/HTTP',
					description: 'get a user',
					request: { method: 'GET', path: '/users/u1' },
					response: {
						status: 200,
						headers: { 'Content-Type': ['application/json'] },
						body: {
							content: Object.fromEntries(reads.map((one) => [one, 'x'])),
							contentType: 'application/json',
							encoded: false,
						},
						matchingRules: { body: rules },
					},
				},
			],
			metadata: { pactSpecification: { version: '4.0' } },
		}),
	);
	return file;
}

const POST = [
	'  /users:',
	'    post:',
	'      operationId: addUser',
	'      responses: { 201: { description: made } }',
];
const old = writeDocument('1', ['id', 'name', 'phone'], POST);
const renamed = writeDocument('2', ['id', 'full_name', 'phone'], POST);
const without = writeDocument('3', ['id', 'name', 'phone']);
const web = writePact('web', ['name']);
const app = writePact('app', ['phone']);

async function read(
	...words: string[]
): Promise<Omit<DiffReport, 'consumers'> & { breaking: number; consumers: { consumer: string; breaks: boolean }[] }> {
	return JSON.parse((await runWords(['diff', ...words, '--json', '--fail-on', 'none'])).stdout);
}

describe('diff', () => {
	it('annotates in a GitHub workflow what breaks, where the new document says it, and nothing harmless', async () => {
		const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
		expect((await runWords(['diff', old, without, '--json'], env)).stderr).toBe(
			'::error file=3.yaml,line=3,title=operation.removed::POST /users: The operation is gone%0AMark it as deprecated first, with x-sunset, and remove it when that day has come',
		);
		expect((await runWords(['diff', old, renamed], env)).stderr).toBe('');
		expect((await runWords(['diff', old, renamed, '--pacts', web], env)).stderr).toMatch(
			/^::error file=2\.yaml,line=\d+,/m,
		);
	});

	it('of a document with itself has nothing to say', async () => {
		const { code, stdout } = await runWords(['diff', old, old]);
		expect([code, stdout]).toEqual([0, `${old} (1) → ${old} (1)  No changes`]);
	});

	it('tells what changed, with file, line and pointer of both sides', async () => {
		const { code, stdout } = await runWords(['diff', old, without]);
		expect(code).toBe(1);
		expect(stdout).toContain('POST /users\n  error The operation is gone [operation.removed]');
		expect(stdout).toContain(`old ${old}:19 /paths/~1users/post, new ${without}:3 /paths`);
		expect(stdout).toContain('1 change: 1 breaking');
	});

	it('tells whom it breaks, though it breaks nobody in general', async () => {
		const { code, stdout } = await runWords(['diff', old, renamed, '--pacts', web, '--pacts', app]);
		expect(code).toBe(1);
		expect(stdout).toContain('For the consumer web of users:');
		expect(stdout).toContain('The pact needs "name"');
		expect(stdout).toContain('used by app, web');
		expect(stdout).toContain('2 changes: 2 harmless; 1 of 2 consumers breaks: web');
		expect(stdout).not.toContain('For the consumer app');
	});

	it.each<[string, string[], number]>([
		['breaking alone lets pass what only a pact minds', [renamed, '--pacts', web, '--fail-on', 'breaking'], 0],
		['consumers alone lets pass what no pact minds', [without, '--pacts', web, '--fail-on', 'consumers'], 0],
		['consumers minds what a pact minds', [renamed, '--pacts', web, '--fail-on', 'consumers'], 1],
		['any minds what is harmless', [renamed, '--fail-on', 'any'], 1],
		['without a word harmless changes are good', [renamed], 0],
		['none minds nothing', [without, '--fail-on', 'none'], 0],
		['several parted by commas', [renamed, '--pacts', web, '--fail-on', 'doubtful,consumers'], 1],
	])('--fail-on: %s', async (_title, words, code) => {
		expect((await runWords(['diff', old, ...words])).code).toBe(code);
	});

	it.each<[string, string[], string]>([
		['a gate that there is not', [without, '--fail-on', 'breaking,consumer'], 'did you mean consumers?'],
		['a document that is not there', [join(folder, 'none.yaml')], 'none.yaml'],
		['a pact that is not there', [without, '--pacts', join(folder, 'none.json')], 'none.json'],
		[
			'pacts of which none is with the provider',
			[without, '--pacts', web, '--provider', 'nobody'],
			'provider "nobody"',
		],
		['a folder for a report that is not there', [without, '--markdown', join(folder, 'no', 'd.md')], '--markdown'],
		['a broker without a provider', [without, '--environment', 'production'], '--provider'],
		['a code that there is not', [without, '--severity', 'operation.gone=info'], 'operation.'],
	])('ends with 2 for %s', async (_title, words, told) => {
		const { code, stderr } = await runWords(['diff', old, ...words]);
		expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
	});

	it('has it as JSON', async () => {
		const report = await read(old, renamed, '--pacts', web, '--pacts', app);
		expect(report).toMatchObject({ old: { version: '1' }, new: { version: '2' }, breaking: 0, harmless: 2 });
		expect(report.consumers.map(({ consumer, breaks }) => [consumer, breaks])).toEqual([
			['web', true],
			['app', false],
		]);
		expect(report.changes[0]).toMatchObject({
			code: 'response.body.property-removed',
			severity: 'info',
			operations: ['GET /users/{id}'],
			usedBy: ['app', 'web'],
			old: { line: 16, pointer: expect.stringMatching(/\/properties\/name$/) },
		});
	});

	it('has it as Markdown, of which no word of a document is markup', async () => {
		const markdown = join(folder, 'diff.md');
		const evil = writeDocument('4', ['id', '"@team | <b>`x`"', 'phone'], POST);
		await runWords(['diff', old, evil, '--pacts', web, '--markdown', markdown]);
		const text = readFileSync(markdown, 'utf8');
		expect(text).toContain('### Changes of Users 1 → 4');
		expect(text).toContain('| web | get a user | The pact needs "name"');
		expect(text).toContain('<details><summary>2 harmless changes</summary>');
		expect(text).toContain(`\`${evil}:`);
		expect(text).not.toMatch(/<b>|@team/);
		for (const row of text.split('\n').filter((line) => line.startsWith('| harmless')))
			expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
	});

	it('has it as JUnit: operations and interactions are tests', async () => {
		const junit = join(folder, 'diff.xml');
		await runWords(['diff', old, without, '--pacts', web, '--junit', junit]);
		const text = readFileSync(junit, 'utf8');
		expect(text).toContain('tests="3" failures="1"');
		expect(text).toMatch(/name="POST \/users".*\n.*<failure type="operation.removed"/);
		expect(text).toContain('name="get a user"');
	});

	it('lets a team say how much counts, and what is borne for which reason', async () => {
		expect((await runWords(['diff', old, without, '--severity', 'operation.removed=warning'])).code).toBe(0);
		const policy = join(folder, 'policy.yaml');
		for (const operation of ['POST /users', 'addUser']) {
			writeFileSync(policy, `allow: [{ code: operation.*, operation: ${operation}, reason: 'nobody calls it' }]`);
			const { code, stdout } = await runWords(['diff', old, without, '--policy', policy]);
			expect([code, stdout]).toEqual([
				0,
				expect.stringContaining('info The operation is gone (allowed: nobody calls it)'),
			]);
		}
		writeFileSync(policy, "allow: [{ code: operation.*, operation: GET /users, reason: 'another' }]");
		expect((await runWords(['diff', old, without, '--policy', policy])).code).toBe(1);
	});

	it('takes the pacts that are deployed from a broker', async () => {
		const broker = join(folder, 'broker');
		const pact = (...words: string[]) => runWords(['pact', ...words, '--broker', broker]);
		await pact('environments', 'create', '--name', 'production', '--production');
		await pact('publish', web, '--consumer-app-version', '1', '--branch', 'main');
		await pact('publish', app, '--consumer-app-version', '1', '--branch', 'main');
		await pact('record-deployment', '--pacticipant', 'app', '--version', '1', '--environment', 'production');
		const of = ['--broker', broker, '--provider', 'users'];
		const list = async (...words: string[]) =>
			(await read(old, renamed, ...of, ...words)).consumers.map((one) => one.consumer);
		expect(await list('--environment', 'production')).toEqual(['app']);
		expect(await list()).toEqual(['app']);
		expect((await list('--selector', '{"mainBranch":true}')).sort()).toEqual(['app', 'web']);
		expect((await runWords(['diff', old, renamed, ...of, '--environment', 'production'])).code).toBe(0);
	});

	it('holds nothing against a change for what did not fit before', async () => {
		const other = writePact('old', ['email']);
		const report = await read(old, renamed, '--pacts', other);
		expect(report.consumers).toMatchObject([{ breaks: false, olderErrors: 1, findings: [] }]);
	});
});
