// Where no document is named, every command takes that of the folder, as `start` does.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { atFileEnd } from '../support/file-end.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-documents-'));
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, value: object): void => writeFileSync(join(folder, name), JSON.stringify(value));
mkdirSync(join(folder, 'pacts'));
mkdirSync(join(folder, 'scenarios'));
write('openapi.json', {
	openapi: '3.1.0',
	info: { title: 'Lamps', version: '1' },
	paths: { '/lamps': { get: { operationId: 'listLamps', responses: { 204: { description: 'none' } } } } },
});
write('pacts/a.json', {
	consumer: { name: 'web' },
	provider: { name: 'lamps' },
	interactions: [{ description: 'lamps', request: { method: 'GET', path: '/lamps' }, response: { status: 204 } }],
	metadata: { pactSpecification: { version: '3.0.0' } },
});

it.each<[string[], number, RegExp]>([
	[['pact', 'check', 'pacts'], 0, /0 errors/],
	[['pact', 'check', 'pacts', '--scenarios', 'scenarios'], 0, /0 errors/],
	[['pact', 'verify', 'pacts', '--no-variants'], 0, /verified against the mock/],
	[['coverage', 'pacts'], 0, /^listLamps {2}GET \/lamps {2}1 of 1/m],
	[['coverage', 'pacts', '--documents', 'missing.yaml'], 2, /missing\.yaml/],
])('%j', async (args, code, said) => {
	const result = await runCli(args, { cwd: folder });
	expect([result.code, `${result.stdout}${result.stderr}`]).toEqual([code, expect.stringMatching(said)]);
});

it('of several, says which', async () => {
	write('swagger.json', { swagger: '2.0', info: { title: 'Old', version: '1' }, paths: {} });
	const { stderr } = await runCli(['pact', 'check', 'pacts'], { cwd: folder });
	expect(stderr).toContain('openapi.json is taken; swagger.json is in this folder as well');
});
