import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';

const root = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(root, { recursive: true }));
const DOCUMENT =
	'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { get: { responses: { 204: { description: d } } } } }\n';
function folderWith(name: string, files: Readonly<Record<string, string>>): string {
	for (const [file, text] of Object.entries({ ...files, 'README.md': '' })) {
		mkdirSync(join(root, name, file, '..'), { recursive: true });
		writeFileSync(join(root, name, file), text);
	}
	return join(root, name);
}

describe('init', () => {
	it('writes what it has found, which the next command then takes', async () => {
		const cwd = folderWith('found', {
			'api/openapi.yaml': DOCUMENT,
			'docs/swagger.json': '{}',
			'scenarios/s.yaml': 'name: s\ntitle: S\n',
		});
		const made = await runCli(['init'], { cwd });
		expect([made.code, made.stderr]).toEqual([0, '']);
		expect(made.stdout).toContain('stunt-double.yaml: api/openapi.yaml, with the scenarios in scenarios/');
		expect(made.stdout).toContain('also here: docs/swagger.json');
		const text = readFileSync(join(cwd, 'stunt-double.yaml'), 'utf8');
		expect(text).toMatch(
			/^# yaml-language-server: \$schema=\.\/node_modules\/stunt-double\/dist\/spec\/schemas\/stunt-double\.schema\.json\n/,
		);
		const linted = await runCli(['lint'], { cwd });
		expect([linted.code, linted.stdout]).toEqual([0, expect.stringContaining('1 document, 1 operation, 1 scenario')]);
		const again = await runCli(['init'], { cwd });
		expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already, and stays as it is')]);
		expect(readFileSync(join(cwd, 'stunt-double.yaml'), 'utf8')).toBe(text);
	});

	it('says so where there is nothing, as JSON as well', async () => {
		const cwd = folderWith('empty', {});
		const { code, stdout } = await runCli(['init', '--json'], { cwd });
		expect([code, JSON.parse(stdout)]).toEqual([0, { file: 'stunt-double.yaml', found: [] }]);
		expect(existsSync(join(cwd, 'stunt-double.yaml'))).toBe(true);
		expect((await runCli(['lint'], { cwd })).code).toBe(0);
	});
});
