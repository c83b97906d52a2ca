// `pact verify` on the command line: its exit codes, what it prints, and what it keeps to itself.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CliResult } from '../../support/cli.ts';
import { runHere } from '../../support/command-line.ts';
import { createFolder, createPact, DOCUMENT, OPEN, type Said, SCENARIOS, writePact } from './support.ts';

const GOOD: Said = { body: { id: OPEN }, rules: { '$.id': { match: 'type' } } };
const NEEDY: Said = { body: { note: 'x' }, rules: { '$.note': { match: 'type' } } };
const MOCK = ['--documents', DOCUMENT, '--scenarios', SCENARIOS];

function createPactFile(): string {
	return writePact(createPact([GOOD]));
}

function runVerify(words: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
	return runHere(['pact', 'verify', ...words], { env });
}

describe.concurrent('the command', () => {
	test('is 0 for what fits, in a few lines, the verifier silent', async () => {
		const { code, stdout, stderr } = await runVerify([writePact(createPact([GOOD])), ...MOCK]);
		expect([code, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(
			/^web → orders .*\n {2}✓ a request for the order \(given an order that is open\) → 200, 14 variants\n\n/,
		);
		expect(stdout).toMatch(/verified against the mock: 1 pact, 1 interaction, 14 variants\n$/);
	});

	test('shows the verifier at work where that is asked for', async () => {
		const { code, stderr } = await runVerify([writePact(createPact([GOOD])), ...MOCK, '--no-variants', '--verbose']);
		expect(code).toBe(0);
		expect(stderr).toContain('Verifying a pact between');
	});

	test('is 1 for findings, as JSON and JUnit as well', async () => {
		const junit = join(createFolder(), 'report.xml');
		const pact = writePact(createPact([GOOD, { ...NEEDY, description: 'needy' }]));
		const { code, stdout } = await runVerify([pact, ...MOCK, '--json', '--junit', junit, '--max-variants', '2']);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({
			ok: false,
			counts: { interactions: 2, variants: 4, failedVariants: 2 },
		});
		expect(readFileSync(junit, 'utf8')).toContain('<testsuites tests="7" failures="2"');
	});

	test('is 2 for nothing at all', async () => {
		const { code, stdout } = await runVerify([createFolder(), ...MOCK]);
		expect(code).toBe(2);
		expect(stdout).toContain('[pact.files.none]');
	});

	test.each([
		[[], /needs pacts/],
		[['--broker', 'http://127.0.0.1:1'], /--provider/],
		[[createPactFile(), ...MOCK, '--no-variants', '--junit', '/none/x.xml'], /--junit/],
		[['x.json', '--max-variants', 'many'], /--max-variants/],
		[['--broker', 'http://127.0.0.1:1', '--provider', 'orders'], /can't be reached/],
		[['x.json', '--selector', 'main'], /--selector|--broker/],
		[['x.json', '--provider-states-url', 'http://127.0.0.1:1'], /--provider-url/],
	])('is 2 for %j, in one line', async (words, reason) => {
		const { code, stdout, stderr } = await runVerify([
			...words,
			...(words.includes('--selector') ? ['--broker', 'http://127.0.0.1:1'] : []),
		]);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(reason);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	test('takes the broker from the variables that Pact users know', async () => {
		const env = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' };
		const { code, stderr } = await runVerify(['--provider', 'orders'], env);
		expect(code).toBe(2);
		expect(stderr).toContain('http://127.0.0.1:1');
	});

	test('verifies the shipped API without a word on documents', async () => {
		const id = '1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01';
		const path = `/v1/orgs/acme/identifications/identity_document/${id}`;
		const states = [{ name: 'an identification that is pending' }];
		const said = [
			{
				description: 'read',
				states,
				path,
				body: { identification_id: id, status: 'PENDING' },
				rules: { '$.identification_id': { match: 'type' } },
			},
			{ description: 'cancel', states, method: 'DELETE', path, status: 204 },
			{
				description: 'too late',
				states: [{ name: 'an identification that is already validated', params: { identification_id: id } }],
				method: 'DELETE',
				path,
				status: 409,
			},
		];
		const { code, stdout } = await runVerify([writePact(createPact(said))]);
		expect(stdout).toContain('verified against the mock: 1 pact, 3 interactions');
		expect(code).toBe(0);
	});
});
