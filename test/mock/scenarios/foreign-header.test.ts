import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startMock } from '../../../mock/index.ts';
import { runHere } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreign-header-'));
afterAll(() => rmSync(folder, { recursive: true }));

const document = {
	openapi: '3.1.0',
	info: { title: 'T', version: '1' },
	paths: {
		'/a': { get: { operationId: 'a', responses: { '200': { description: 'ok' }, '403': { description: 'no' } } } },
	},
};

it('a cue may ask for a header that no document has, and lint tells it', async () => {
	const api = join(folder, 'api.json');
	writeFileSync(api, JSON.stringify(document));
	const scenario = `name: by-flag\ntitle: A flag of the gateway\nscript:\n  - on: '*'\n    when: { header: { x-flag: { matches: '^on' } } }\n    reply: { status: 403 }\n`;
	const scenarios = join(folder, 'scenarios');
	mkdirSync(scenarios);
	writeFileSync(join(scenarios, 'by-flag.yaml'), scenario);
	const { code, stdout } = await runHere(['lint', api, '--scenarios', scenarios]);
	expect([code, stdout]).toEqual([0, expect.stringContaining('by-flag.yaml:5:23: a has no header parameter "x-flag"')]);
	await using mock = await startMock({ documents: [api], scenarios, scenario: 'by-flag', port: 0 });
	const ask = async (headers: Record<string, string>) => (await fetch(`${mock.url}/a`, { headers })).status;
	expect([await ask({}), await ask({ 'X-Flag': 'off' }), await ask({ 'X-Flag': 'on' })]).toEqual([200, 200, 403]);
});
