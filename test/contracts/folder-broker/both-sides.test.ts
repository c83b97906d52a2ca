// Both sides of a contract, in files only: the provider publishes its document, the consumer its pact, and who may be deployed is compared.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'both-sides-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(root, 'team-'));
});

function writeDocument(name: string, properties: readonly string[]): string {
	const file = join(folder, `${name}.json`);
	const schema = {
		type: 'object',
		required: properties,
		properties: Object.fromEntries(properties.map((one) => [one, { type: 'string' }])),
	};
	const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
	const document = {
		openapi: '3.1.0',
		info: { title: 'Users', version: name },
		paths: { '/users/{id}': { get: { parameters, responses } } },
	};
	writeFileSync(file, JSON.stringify(document));
	return file;
}

function writePact(reads: readonly string[], consumer = 'web'): string {
	const file = join(folder, `pact-${consumer}-${reads.join('-')}.json`);
	const pact = {
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
					matchingRules: {
						body: Object.fromEntries(
							reads.map((one) => [`$.${one}`, { combine: 'AND', matchers: [{ match: 'type' }] }]),
						),
					},
				},
			},
		],
		metadata: { pactSpecification: { version: '4.0' } },
	};
	writeFileSync(file, JSON.stringify(pact));
	return file;
}

const run = (...words: string[]) => runWords(['pact', ...words, '--broker', join(folder, 'broker')]);
const publishDocument = (file: string, version: string, ...more: string[]) =>
	run(
		'publish-provider-contract',
		file,
		'--provider',
		'users',
		'--provider-app-version',
		version,
		'--branch',
		'main',
		...more,
	);
const publishPact = (file: string, version: string) =>
	run('publish', file, '--consumer-app-version', version, '--branch', 'main');
const ask = (participant: string, version: string) =>
	run('can-i-deploy', '--pacticipant', participant, '--version', version, '--to-environment', 'production');
const deploy = (participant: string, version: string) =>
	run('record-deployment', '--pacticipant', participant, '--version', version, '--environment', 'production');

describe('a provider and a consumer', () => {
	it('deploy what fits, and are told what does not', async () => {
		await run('environments', 'create', '--name', 'production', '--production');
		expect((await publishDocument(writeDocument('v1', ['id', 'name', 'phone']), '1')).code).toBe(0);
		expect((await publishPact(writePact(['name']), '10')).code).toBe(0);
		expect((await ask('users', '1')).code).toBe(0);
		expect((await deploy('users', '1')).code).toBe(0);
		expect((await ask('web', '10')).code).toBe(0);
		expect((await deploy('web', '10')).code).toBe(0);

		const second = await publishDocument(writeDocument('v2', ['id', 'phone']), '2');
		expect(second.stdout).toContain('1 pact, of which 1 does not fit');
		const no = await ask('users', '2');
		expect([no.code, no.stdout]).toEqual([1, expect.stringContaining('The pact needs "name"')]);
		expect(no.stdout).toContain('pact /interactions/0/response/body/content/name');
		expect(no.stdout).toContain('/paths/~1users~1{id}/get/responses/200/content/application~1json/schema');

		await publishDocument(writeDocument('v3', ['id', 'name']), '3');
		const yes = await ask('users', '3');
		expect([yes.code, yes.stdout]).toEqual([0, expect.stringContaining('Yes, users 3 may be deployed')]);
	});

	it('are compared whichever publishes first', async () => {
		await run('environments', 'create', '--name', 'production', '--production');
		await publishPact(writePact(['email']), '10');
		await publishDocument(writeDocument('v1', ['name']), '1');
		await deploy('users', '1');
		expect((await ask('web', '10')).code).toBe(1);
		await publishPact(writePact(['name']), '11');
		expect((await ask('web', '11')).code).toBe(0);
	});

	it('hear at once what the document says to a pact that is published', async () => {
		expect((await publishPact(writePact(['name']), '10')).stdout).not.toContain('Compared');
		await publishDocument(writeDocument('v1', ['name']), '1');
		await publishDocument(writeDocument('v2', ['id', 'name']), '2');
		const good = await publishPact(writePact(['name']), '11');
		expect([good.code, good.stdout]).toEqual([0, expect.stringContaining('the document of users 2: it fits')]);
		const bad = await publishPact(writePact(['email', 'phone']), '12');
		expect([bad.code, bad.stdout]).toEqual([
			0,
			expect.stringMatching(/the document of users 2: The pact needs "email", .* \(and 1 more\)/),
		]);
		writeFileSync(join(folder, 'broker', 'policy.yaml'), 'severity: [oops');
		const unclear = await publishPact(writePact(['id']), '13');
		expect(unclear.stdout).toMatch(/the document of users 2: The two cannot be compared: .*policy\.yaml is no YAML/);
	});

	it('are told which stands behind each row', async () => {
		await publishPact(writePact(['name']), '10');
		await publishPact(writePact(['email']), '11');
		await publishDocument(writeDocument('v1', ['name']), '1');
		const { stdout } = await run('can-i-deploy', '--pacticipant', 'users', '--version', '1');
		expect(stdout).toMatch(/BY/);
		expect(stdout).toMatch(/web +11 +users +1 +failed +document/);
	});

	it('have the rows that count before those that are ignored', async () => {
		await publishPact(writePact(['name'], 'app'), '1');
		await publishPact(writePact(['name']), '10');
		await publishDocument(writeDocument('v1', ['name']), '1');
		const question = ['can-i-deploy', '--pacticipant', 'users', '--version', '1', '--ignore', 'app', '--json'];
		const { matrix } = JSON.parse((await run(...question)).stdout) as {
			matrix: { consumer: { name: string }; ignored?: true }[];
		};
		expect(matrix.map(({ consumer, ignored }) => [consumer.name, ignored])).toEqual([
			['web', undefined],
			['app', true],
		]);
	});

	it('do not fit where the provider failed its own tests', async () => {
		await publishPact(writePact(['name']), '10');
		await publishDocument(writeDocument('v1', ['name']), '1', '--verification-exit-code', '1');
		const { code, stdout } = await run(
			'can-i-deploy',
			'--pacticipant',
			'users',
			'--version',
			'1',
			'--pacticipant',
			'web',
			'--latest',
		);
		expect([code, stdout]).toEqual([1, expect.stringContaining('own tests')]);
	});

	it.each<[string, string, string[], number]>([
		['a report that passed', '{"ok":true}', [], 0],
		['a report that failed', '{"ok":false}', [], 1],
		['a report that failed, whatever the exit code', '{"ok":false}', ['--verification-exit-code', '0'], 1],
		['an exit code, whatever a report that is not known', 'hm', ['--verification-exit-code', '0'], 0],
		['no word on a report that is not known', 'hm', [], 1],
	])('count the provider by %s', async (_title, report, more, code) => {
		await publishPact(writePact(['name']), '10');
		const file = join(folder, 'report');
		writeFileSync(file, report);
		await publishDocument(writeDocument('v1', ['name']), '1', '--verification-results', file, ...more);
		expect((await run('can-i-deploy', '--pacticipant', 'users', '--version', '1')).code).toBe(code);
	});

	it('are judged as policy.yaml of the folder has it', async () => {
		await publishPact(writePact(['name']), '10');
		const policy = join(folder, 'broker', 'policy.yaml');
		const question = ['can-i-deploy', '--pacticipant', 'users', '--version'];
		writeFileSync(policy, 'severity: { response.body.unknown-property: warning }');
		await publishDocument(writeDocument('v1', ['id']), '1');
		expect((await run(...question, '1')).code).toBe(0);
		writeFileSync(policy, 'severity: { response.body.no-such: warning }');
		await publishDocument(writeDocument('v2', ['id']), '2');
		const { code, stdout } = await run(...question, '2');
		expect([code, stdout]).toEqual([1, expect.stringContaining('there is no finding "response.body.no-such"')]);
	});

	it('are compared anew where what they rest on has changed', async () => {
		const question = ['can-i-deploy', '--pacticipant', 'users', '--version', '1'];
		const file = writeDocument('v1', ['id']);
		const again = async (more: string[], policy?: string) => {
			const place = join(folder, 'broker', 'policy.yaml');
			if (policy === undefined) rmSync(place, { force: true });
			else writeFileSync(place, policy);
			const published = await publishDocument(file, '1', ...more);
			return [(await run(...question)).code, /compared with (.*)/.exec(published.stdout)?.[1] ?? ''];
		};
		const [passed, failed] = [
			['--verification-exit-code', '0'],
			['--verification-exit-code', '1'],
		] as const;
		const [good, bad] = ['1 pact, of which 0 do not fit', '1 pact, of which 1 does not fit'];
		await publishPact(writePact(['name']), '10');
		await publishPact(writePact(['name']), '11');
		expect(await again([...passed])).toEqual([1, bad]);
		expect(await again([...passed], 'severity: { response.body.unknown-property: warning }')).toEqual([0, good]);
		expect(await again([...failed], 'severity: { response.body.unknown-property: warning }')).toEqual([1, bad]);
		expect(await again([...passed], 'severity: { response.body.unknown-property: warning }')).toEqual([0, good]);
		expect(await again([...passed], 'severity: [')).toEqual([1, bad]);
		expect(await again([...passed], 'severity: [')).toEqual([1, bad]);
		expect(await again([...passed])).toEqual([1, bad]);
		expect(await again([...passed])).toEqual([1, bad]);
		expect(readdirSync(join(folder, 'broker', 'verifications', 'users'))).toHaveLength(6);
		// Two versions with one document, whose own tests failed and passed.
		await publishDocument(file, '0', ...failed);
		await publishPact(writePact(['id']), '12');
		expect((await run(...question, '--pacticipant', 'web', '--version', '12')).code).toBe(0);
	});

	it('keep one document for each version, and compare nothing twice', async () => {
		await publishPact(writePact(['name']), '10');
		const file = writeDocument('v1', ['name']);
		await publishDocument(file, '1');
		expect((await publishDocument(file, '1')).code).toBe(0);
		expect((await publishDocument(writeDocument('other', ['name', 'more']), '1')).code).toBe(1);
		expect(readdirSync(join(folder, 'broker', 'verifications', 'users'))).toHaveLength(1);
	});

	it.each([
		['no OpenAPI document', 'just text'],
		['an empty file', ''],
	])('refuse %s', async (_name, text) => {
		const file = join(folder, 'bad.yaml');
		writeFileSync(file, text);
		const { code, stderr } = await publishDocument(file, '1');
		expect([code, stderr]).toEqual([2, expect.stringContaining('OpenAPI document')]);
	});
});
