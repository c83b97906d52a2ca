// A provider's pipeline compares the pacts of a broker with its document, and the result counts when somebody wants to deploy.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'check-publish-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(root, 'team-'));
});

function writeDocument(version: string, properties: readonly string[]): string {
	const file = join(folder, `v${version}.json`);
	const schema = {
		type: 'object',
		required: properties,
		properties: Object.fromEntries(properties.map((one) => [one, { type: 'string' }])),
	};
	const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'Users', version },
		paths: { '/users': { get: { responses } } },
	};
	writeFileSync(file, JSON.stringify(document));
	return file;
}

function writePact(consumer: string, reads: string): string {
	const file = join(folder, `${consumer}.json`);
	const body = { content: { [reads]: 'x' }, contentType: 'application/json', encoded: false };
	const matchingRules = { body: { [`$.${reads}`]: { combine: 'AND', matchers: [{ match: 'type' }] } } };
	const response = { status: 200, headers: { 'Content-Type': ['application/json'] }, body, matchingRules };
	const request = { method: 'GET', path: '/users' };
	const interactions = [{ type: 'Synchronous/HTTP', description: 'get users', request, response }];
	const text = JSON.stringify({
		consumer: { name: consumer },
		provider: { name: 'users' },
		interactions,
		metadata: { pactSpecification: { version: '4.0' } },
	});
	// What PowerShell writes is UTF-16.
	if (consumer === 'app') writeFileSync(file, `\ufeff${text}\r\n`, 'utf16le');
	else writeFileSync(file, text);
	return file;
}

const run = (...words: string[]) => runWords(['pact', ...words, '--broker', join(folder, 'broker')]);
const publishPact = (file: string) => run('publish', file, '--consumer-app-version', '1', '--branch', 'main');
const check = (document: string, version: string, ...more: string[]) =>
	run(
		'check',
		...['--provider', 'users', '--documents', document, '--publish'],
		...['--provider-version', version, '--provider-branch', 'main', ...more],
	);
const ask = (version: string) =>
	run('can-i-deploy', '--pacticipant', 'users', '--version', version, '--to-environment', 'production');

describe('pact check --publish', () => {
	beforeEach(async () => {
		await run('environments', 'create', '--name', 'production', '--production');
		await publishPact(writePact('web', 'name'));
		await run('record-deployment', '--pacticipant', 'web', '--version', '1', '--environment', 'production');
	});

	it('lets the provider deploy what fits, and not what does not', async () => {
		const yes = await check(writeDocument('1', ['name']), '1');
		expect([yes.code, yes.stdout]).toEqual([0, expect.stringContaining('1 pact, 1 interaction: 0 errors')]);
		const may = await ask('1');
		expect([may.code, may.stdout]).toEqual([0, expect.stringMatching(/web +1 +users +1 +yes +document/)]);

		const no = await check(writeDocument('2', ['title']), '2');
		expect([no.code, no.stdout]).toEqual([1, expect.stringContaining('The pact needs "name"')]);
		const not = await ask('2');
		expect([not.code, not.stdout]).toEqual([1, expect.stringContaining('The pact needs "name"')]);
		expect(not.stdout).toContain('pact /interactions/0/response/body/content/name');
	});

	it('counts as a team has decided', async () => {
		const document = writeDocument('2', ['title']);
		const { code } = await check(document, '2', '--severity', 'response.body.unknown-property=warning');
		expect([code, (await ask('2')).code]).toEqual([0, 0]);
	});

	it('takes the pacts that a selector means', async () => {
		await publishPact(writePact('app', 'title'));
		const deployed = await check(writeDocument('1', ['name']), '1', '--selector', '{"environment":"production"}');
		expect([deployed.code, deployed.stdout]).toEqual([0, expect.stringContaining('1 pact,')]);
		const all = await check(writeDocument('1', ['name']), '1', '--selector', '{"mainBranch":true}');
		expect([all.code, all.stdout]).toEqual([1, expect.stringContaining('2 pacts,')]);
		const file = await runWords(['pact', 'check', join(folder, 'app.json'), '--documents', join(folder, 'v1.json')]);
		expect(file.stdout).toContain('The pact needs "title"');
	});

	it('fails where the result does not arrive, or there is nothing to check', async () => {
		const file = writePact('web', 'name');
		const words = ['check', file, '--documents', writeDocument('1', ['name']), '--publish', '--provider-version', '1'];
		expect((await run(...words)).stdout).toContain('The result was not published: the pact came from no broker');
		const nobody = await run('check', '--provider', 'nobody', '--documents', writeDocument('1', ['name']));
		expect([nobody.code, nobody.stdout]).toEqual([
			2,
			expect.stringContaining('There is no pact with the provider "nobody"'),
		]);
		for (const command of ['check', 'verify']) {
			const words = ['pact', command, file, '--provider', 'nobody', '--documents', writeDocument('1', ['name'])];
			const { code, stdout } = await runWords(words);
			expect([code, stdout]).toEqual([
				2,
				expect.stringMatching(
					/web\.json\n.*no pact with the provider "nobody".*\n.*There are some with "users": name one/,
				),
			]);
		}
		const { code, stderr } = await runWords(['pact', 'check']);
		expect([code, stderr]).toEqual([2, expect.stringContaining('--provider')]);
	});
});
