// `-` in the place of a pact or a HAR: what another tool writes to its standard output goes in without a file.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../support/cli.ts';
import { createPact, DOCUMENT, OPEN, SCENARIOS } from '../verify/support.ts';

const folder = mkdtempSync(join(tmpdir(), 'standard-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = createPact([{ body: { id: OPEN }, rules: { '$.id': { match: 'type' } } }]);
const DOCUMENTS = ['--documents', DOCUMENT];
const PLAIN = [...DOCUMENTS, '--scenarios', SCENARIOS];
const PUBLISHED = ['--broker', join(folder, 'broker'), '-a', '1', '--branch', 'main'];

test.each<[string, string[], RegExp]>([
	['pact check', ['pact', 'check', '-', ...PLAIN], /1 pact, 1 interaction/],
	['pact verify', ['pact', 'verify', '-', ...PLAIN, '--no-variants'], /standard input[\s\S]*1 pact, 1 interaction/],
	['pact publish', ['pact', 'publish', '-', ...PUBLISHED], /web.*1/],
	['coverage', ['coverage', '-', ...DOCUMENTS], /\d+ of \d+/],
	['diff', ['diff', DOCUMENT, DOCUMENT, '--pacts', '-'], /./],
])('%s', async (_, args, said) => {
	const { code, stdout, stderr } = await runCli(args, { input: JSON.stringify(GOOD) });
	expect([code, stderr]).toEqual([0, expect.not.stringContaining('ENOENT')]);
	expect(stdout).toMatch(said);
});

test('nothing on it is no pact, and told so', async () => {
	const { code, stdout } = await runCli(['pact', 'check', '-', ...PLAIN], { input: '' });
	expect([code, stdout]).toEqual([2, expect.stringContaining('standard input')]);
	expect(stdout).toContain('The file is empty');
});

test('a HAR is read from it', async () => {
	const response = {
		status: 200,
		headers: [],
		content: { mimeType: 'application/json', text: JSON.stringify({ id: OPEN, status: 'OPEN' }) },
	};
	const request = {
		method: 'GET',
		url: `https://orders.example.com/v1/shops/acme/orders/${OPEN}`,
		headers: [],
		queryString: [],
	};
	const entry = { startedDateTime: '2026-01-15T09:00:00.000Z', time: 1, request, response };
	const input = JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [entry] } });
	const out = join(folder, 'recorded');
	const { code, stderr } = await runCli(['record', DOCUMENT, '--har', '-', '--name', 'seen', '--out', out, '--force'], {
		input,
	});
	expect([code === 2, stderr]).toEqual([false, '']);
	expect(readFileSync(join(out, 'seen.yaml'), 'utf8')).toContain(OPEN);
});
