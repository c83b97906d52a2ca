// What holds for a command once its words are read: files that it would overwrite, and what stops it as JSON.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWords } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
writeFileSync(at('a.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: {} }));
writeFileSync(at('cut.json'), '{ "openapi": "3.1.0",');
writeFileSync(at('pact.json'), JSON.stringify({ consumer: { name: 'c' }, provider: { name: 'p' }, interactions: [] }));
writeFileSync(at('bad.yaml'), 'overlay: 1.0.0\n');

describe('a report', () => {
	it.each([
		[['lint', at('a.json'), '--junit', at('a.json')], '--junit', 'which is read'],
		[['lint', at('a.json'), '--junit', join(folder, 'x', '..', 'a.json')], '--junit', 'which is read'],
		[['lint', at('a.json'), '--overlay', at('bad.yaml'), '--junit', at('bad.yaml')], '--junit', 'is read (--overlay)'],
		[['lint', at('a.json'), '--junit', at('r'), '--code-quality', at('r')], '--code-quality', 'which --junit writes'],
		[['coverage', at('a.json'), '--html', at('a.json')], '--html', 'which is read'],
		[['diff', at('a.json'), at('a.json'), '--markdown', at('a.json')], '--markdown', 'which is read'],
		[['run', at('a.json'), '--coverage', at('c'), '--bug', at('c'), '--', 'true'], '--bug', 'which --coverage writes'],
	])('%j takes the place of nothing that is needed', async (words, flag, why) => {
		const before = readFileSync(at('a.json'), 'utf8');
		const { code, stdout, stderr } = await runWords(words);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(new RegExp(`^stunt-double: ${flag} would overwrite .*\\(name another file\\)$`));
		expect(stderr).toContain(why);
		expect(readFileSync(at('a.json'), 'utf8')).toBe(before);
	});
});

describe('what stops a command is told as JSON as well', () => {
	it('with its place', async () => {
		const { code, stdout, stderr } = await runWords(['lint', at('cut.json'), '--json']);
		expect([code, stderr]).toEqual([2, expect.stringContaining('cut.json:1:')]);
		const place = { file: at('cut.json'), line: 1, column: expect.any(Number) };
		expect(JSON.parse(stdout)).toEqual({
			error: { code: 'document.syntax', message: expect.any(String), remedy: 'mend the file', place },
		});
	});

	it.each([
		[['lint', at('none.yaml'), '--json'], {}, 'document.missing'],
		[['lint', at('none.yaml')], { STUNT_JSON: 'true' }, 'document.missing'],
		[['lint', at('a.json'), '--json', '--junit', folder], {}, 'option.invalid'],
		[['lint', '--nonsense'], { STUNT_JSON: '1' }, 'option.invalid'],
		[['lint', '--nonsense', '--json=yes'], {}, 'option.invalid'],
		[['pact', 'list', '--broker', at('a.json'), '--json'], {}, 'broker.unreachable'],
		[['broker', '--dir', at('a.json'), '--json'], {}, 'broker.unreachable'],
		[['run', at('none.yaml'), '--json', '--', 'true'], {}, 'document.missing'],
	])('%j, %j', async (words, env, code) => {
		const ended = await runWords(words, env);
		expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(/^stunt-double: .*\)$/)]);
		expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code, remedy: expect.any(String) } });
	});

	it('once: what comes after a report is told on stderr alone', async () => {
		const words = [
			'coverage',
			at('pact.json'),
			'--documents',
			at('a.json'),
			'--json',
			'--junit',
			join(folder, 'x', 'y'),
		];
		const { code, stdout, stderr } = await runWords(words);
		expect([code, stderr]).toEqual([2, expect.stringContaining('--junit: ')]);
		expect(typeof JSON.parse(stdout)).toBe('object');
	});

	it.each([
		[['lint', at('none.yaml'), '--json', '--no-json'], {}],
		[['lint', at('none.yaml'), '--json=false'], { STUNT_JSON: 'true' }],
		[['run', at('none.yaml'), '--', 'true', '--json'], {}],
	])('not with %j, %j', async (words, env) => {
		expect(await runWords(words, env)).toMatchObject({ code: 2, stdout: '' });
	});
});

it.each([
	[[], { STUNT_PORT: '99999' }, 'STUNT_PORT must be a whole number from 0 to 65535, not 99999'],
	[['--port', '70000'], { STUNT_PORT: '0' }, '--port must be a whole number from 0 to 65535, not 70000'],
	[[], { STUNT_MAX_ENTITIES: '0' }, 'STUNT_MAX_ENTITIES must be a whole number from 1 to'],
	[[], { STUNT_LOCALE: 'qq' }, 'STUNT_LOCALE must be a language'],
])('a value that no option can have is told by what gave it: %j, %j', async (words, env, message) => {
	const { code, stderr } = await runWords(['start', at('a.json'), ...words], env as Record<string, string>);
	expect([code, stderr]).toEqual([2, expect.stringContaining(`stunt-double: ${message}`)]);
});
