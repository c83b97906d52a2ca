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

	it('finds a document by what it holds, where none has the usual name', async () => {
		const cwd = folderWith('by-content', {
			'docs/bank.yml': DOCUMENT,
			'docs/other.yaml': 'a: 1\n',
			'package.json': '{ "openapi": "3.1.0" }',
		});
		const made = await runCli(['init'], { cwd });
		expect([made.code, made.stderr]).toEqual([0, '']);
		expect(made.stdout).toContain('stunt-double.yaml: docs/bank.yml\n');
		expect((await runCli(['lint'], { cwd })).stdout).toContain('1 document, 1 operation, 0 scenarios');
	});

	it('tells the line for each framework that the project has', async () => {
		const devDependencies = {
			vitest: '5',
			'@playwright/test': '1',
			cypress: '15',
			jest: '30',
			storybook: '10',
			typescript: '7',
		};
		const cwd = folderWith('frameworks', {
			'openapi.yaml': DOCUMENT,
			'package.json': JSON.stringify({ dependencies: { next: '16', msw: '3', vite: '8' }, devDependencies }),
		});
		const { code, stdout } = await runCli(['init'], { cwd });
		const lines = stdout.split('\n').filter((line) => line.startsWith('in '));
		expect([code, lines.map((line) => line.split(/[ :]/)[1])]).toEqual([
			0,
			['vitest', 'jest', '@playwright/test', 'cypress', 'vite', 'next', 'msw', 'storybook'],
		]);
		expect(lines[0]).toBe(
			"in vitest: const test = createMockTest({ documents: ['openapi.yaml'] });  // from 'stunt-double/vitest'",
		);
	});

	it('says so where there is nothing, as JSON as well', async () => {
		const cwd = folderWith('empty', {});
		const { code, stdout } = await runCli(['init', '--json'], { cwd });
		expect([code, JSON.parse(stdout)]).toEqual([0, { file: 'stunt-double.yaml', found: [], frameworks: [] }]);
		expect(existsSync(join(cwd, 'stunt-double.yaml'))).toBe(true);
		expect((await runCli(['lint'], { cwd })).code).toBe(0);
	});
});
