// The files of .examples/ are what their readers take them for, and what they run does what they say. The image itself is run by image.process.test.ts.

import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { variablesOf } from '../../mock/cli/flag-names.ts';
import { getOwn, isObject, type JsonValue, parseYaml } from '../../spec/index.ts';
import { CLI, NODE, startCli } from '../support/cli.ts';
import { findCommand } from '../support/command-line.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = promisify(execFile);

/** A project as the examples have it: a document, and tests that call the mock. */
mkdirSync(join(folder, 'bin'));
writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\nshift\nexec ${NODE} ${CLI} "$@"\n`);
chmodSync(join(folder, 'bin/npx'), 0o755);
writeFileSync(
	join(folder, 'openapi.yaml'),
	'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /todos:\n    get: { operationId: listTodos, responses: { 204: { description: none } } }\n',
);
writeFileSync(join(folder, 'call.mjs'), 'await fetch(process.env.MOCK_URL + process.env.WHAT);\n');
writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', scripts: { test: `${NODE} call.mjs` } }));

async function execute(line: string, env: Record<string, string> = {}): Promise<number> {
	const PATH = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
	const variables = { PATH, HOME: folder, WHAT: '/todos', CI_PROJECT_DIR: folder, ...env };
	try {
		await run('bash', ['-ec', line], { cwd: folder, env: variables });
		return 0;
	} catch (error) {
		return Number((error as { code: unknown }).code);
	}
}
function read(name: string): JsonValue {
	const parsed = parseYaml(readFileSync(join(ROOT, '.examples', name), 'utf8'), 30);
	if (!parsed.ok) throw new Error(`${name} is no YAML`);
	return parsed.value;
}
/** All texts under keys of these names, in the order of the file. */
function collect(value: JsonValue, keys: readonly string[]): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => collect(one, keys));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		keys.includes(key) ? [one].flat().filter((text) => typeof text === 'string') : collect(one, keys),
	);
}
/** What GitHub puts the number of the shard in the place of. */
const SHARD = '$'.concat('{{ matrix.shard }}');
const isOurs = (line: string): boolean => line.startsWith('npx stunt-double ');

describe('.examples/', () => {
	it('github-workflow.yml: two shards are run, and judged together', async () => {
		const lines = collect(read('github-workflow.yml'), ['run']).filter(isOurs);
		expect(lines).toHaveLength(3);
		for (const shard of ['1', '2']) {
			for (const line of lines.slice(0, 2)) expect(await execute(line.replaceAll(SHARD, shard)), line).toBe(0);
		}
		expect(await execute(lines[2] as string)).toBe(0);
		expect(readFileSync(join(folder, 'coverage.xml'), 'utf8')).toContain('failures="0"');
		expect(await execute((lines[1] as string).replaceAll(SHARD, '1'), { WHAT: '/nothing' })).toBe(1);
	});

	it('gitlab-ci.yml: every report that it names is written', async () => {
		const job = getOwn(read('gitlab-ci.yml'), 'mock') as JsonValue;
		for (const line of collect(job, ['script']).filter(isOurs)) expect(await execute(line), line).toBe(0);
		const reports = collect(job, ['junit', 'codequality']);
		expect(reports).toHaveLength(4);
		for (const report of reports) expect(readFileSync(join(folder, report), 'utf8').length).toBeGreaterThan(2);
	});

	it('github-action.yml: is good and bad as the command is', async () => {
		const action = read('github-action.yml');
		const [line = ''] = collect(action, ['run']);
		const inputs = getOwn(action, 'inputs');
		const initial = (name: string): string => String(getOwn(getOwn(inputs, name), 'default'));
		const env = { DOCUMENTS: initial('documents'), COMMAND: initial('command'), FAIL_ON: initial('fail-on') };
		expect(await execute(line, env)).toBe(0);
		expect(await execute(line, { ...env, WHAT: '/nothing' })).toBe(1);
		expect(await execute(line, { ...env, COMMAND: 'exit 7' })).toBe(7);
	});

	it('compose.yaml: may write nothing, and sets variables that there are', () => {
		const mock = getOwn(getOwn(read('compose.yaml'), 'services'), 'mock');
		expect(mock).toMatchObject({ read_only: true, cap_drop: ['ALL'], command: ['start', '/api/openapi.yaml'] });
		const known = Object.entries(findCommand('start').flags).flatMap(([name, flag]) => variablesOf(name, flag));
		for (const name of Object.keys(getOwn(mock, 'environment') ?? {})) expect(known).toContain(name);
	});
});

describe('the Dockerfile', () => {
	const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

	it('runs as nobody special, and hands signals on: its program is the first process', () => {
		const last = text.slice(text.lastIndexOf('\nFROM '));
		expect(last).toMatch(/^USER node$/m);
		expect(last).toMatch(/^ENTRYPOINT \["node", /m);
		expect(last.indexOf('USER node')).toBeGreaterThan(last.lastIndexOf('\nRUN '));
	});

	it('has a health check that is good while the mock answers, at the port that it was given', async () => {
		const [, words = '[]'] = /HEALTHCHECK [^\n]*\\\n\s+CMD (\[.*\])/.exec(text) ?? [];
		const [, ...rest] = JSON.parse(words) as string[];
		const check = async (port: string): Promise<number> =>
			run(NODE, rest, { env: { STUNT_PORT: port } }).then(
				() => 0,
				(error: { code: number }) => error.code,
			);
		const started = await startCli([], { env: { STUNT_ADMIN_TOKEN: 'secret-of-the-image' } });
		const { port } = new URL(started.url);
		expect(await check(port)).toBe(0);
		expect(await started.stop()).toBe(0);
		expect(await check(port)).toBe(1);
	});
});
