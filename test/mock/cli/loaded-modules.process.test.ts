// What the command line reads from disk: the mock starts without the contracts, and tables without what they run.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli, SOURCES, startCli } from '../../support/cli.ts';
import { BASE } from '../../support/mock.ts';

const ROOT = new URL('../../..', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'loaded-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Variables under which a program notes each module that it loads, and those that were. */
function createTrace(name: string): { env: Record<string, string>; loaded: () => string[] } {
	const trace = join(folder, `${name}.txt`);
	const hooks = join(folder, `${name}.mjs`);
	writeFileSync(
		hooks,
		`import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(trace)}, url + '\\n'); return next(url, context); } });`,
	);
	const loaded = (): string[] =>
		readFileSync(trace, 'utf8')
			.split('\n')
			.map((url) => url.replace(ROOT, ''));
	return { env: { NODE_OPTIONS: `--import=${hooks}` }, loaded };
}

const isContracts = (url: string): boolean => url.startsWith('contracts/') || /pact-foundation|pactflow/.test(url);

describe('the mock', () => {
	it('starts, answers, is checked and steered without anything of the contracts or of Pact', async () => {
		const { env, loaded } = createTrace('start');
		const started = await startCli([], { env, script: SOURCES });
		const created = await fetch(`${started.url}${BASE}`, {
			method: 'POST',
			headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
			body: '{}',
		});
		expect(created.status).toBe(200);
		expect((await fetch(`${started.url}/__admin/health`)).status).toBe(200);
		for (const words of [
			['lint'],
			['start', '--help'],
			['scenario', 'list'],
			['request', 'list', '--url', started.url],
		]) {
			expect(await runCli(words, { env, script: SOURCES })).toMatchObject({ code: 0 });
		}
		await started.stop();
		expect(loaded().filter((url) => url.startsWith('mock/')).length).toBeGreaterThan(20);
		expect(loaded().filter(isContracts)).toEqual([]);
	});

	it('starts without the code of help', async () => {
		const { env, loaded } = createTrace('lint');
		await runCli(['lint'], { env, script: SOURCES });
		expect(loaded()).not.toContain('mock/cli/help.ts');
	});
});

describe('the contracts', () => {
	it.each([['help'], ['pact write --help'], ['strat']])('are tables alone for %s', async (line) => {
		const { env, loaded } = createTrace('tables');
		await runCli(line.split(' '), { env, script: SOURCES });
		expect(loaded()).toContain('contracts/commands.ts');
		const tables =
			/^contracts\/(commands|(?:document|broker)-flags|[a-z-]+\/(commands\/)?[a-z-]+-(command|commands|flags))\.ts$/;
		expect(loaded().filter((url) => isContracts(url) && !tables.test(url))).toEqual([]);
		expect(loaded().filter((url) => /^node_modules\/(express|ajv)\/|^mock\/(inner|index)\.ts/.test(url))).toEqual([]);
	});
});
