// Several mocks of one file of settings, started together and run beside one program.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { NODE, runCli, startCli } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'several-'));
afterAll(() => rmSync(folder, { recursive: true }));
const documentOf = (path: string): string =>
	`openapi: 3.1.0\ninfo: { title: ${path}, version: "1" }\npaths:\n  /${path}:\n    get: { operationId: ${path}, responses: { 204: { description: d } } }\n`;
for (const name of ['orders', 'bills']) writeFileSync(join(folder, `${name}.yaml`), documentOf(name));
writeFileSync(
	join(folder, 'stunt-double.yaml'),
	'port: 0\nmocks:\n  orders: { documents: orders.yaml }\n  bills: { documents: bills.yaml }\n',
);

it('start: each listens by itself, and says so', async () => {
	const ready = join(folder, 'ready');
	const started = await startCli(['--json', '--ready-file', ready], { cwd: folder });
	await started.waitFor(/"mock":"bills".*"url":"/);
	const lines = started
		.stdout()
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { mock: string; url: string });
	expect(lines.map(({ mock }) => mock)).toEqual(['orders', 'bills']);
	for (const { mock, url } of lines) expect((await fetch(`${url}/${mock}`)).status).toBe(204);
	expect((await fetch(`${lines[0]?.url}/bills`)).status).toBe(404);
	await started.waitFor(/"mock":"orders".*"path":"\/bills"/);
	expect(readFileSync(ready, 'utf8')).toBe(`orders ${lines[0]?.url}\nbills ${lines[1]?.url}\n`);
	expect(await started.stop()).toBe(0);
	expect(existsSync(ready)).toBe(false);
});

it('start: those that are named', async () => {
	const started = await startCli(['bills'], { cwd: folder });
	expect(started.stdout()).toMatch(/^bills \| listens on http:\S+, console at \S+, 1 operation$/m);
	expect(started.stdout()).not.toContain('orders');
	expect(await started.stop()).toBe(0);
});

it('run: the program has the address of each, and what is judged and written is of all', async () => {
	const source = `
const { MOCK_URL, MOCK_URL_ORDERS, MOCK_URL_BILLS, MOCK_ADMIN_URL_BILLS } = process.env;
await fetch(MOCK_URL_BILLS + '/bills');
await fetch(MOCK_URL_BILLS + '/nothing');
console.log(MOCK_URL === MOCK_URL_ORDERS, MOCK_ADMIN_URL_BILLS === MOCK_URL_BILLS + '/__admin');`;
	const program = [NODE, '--input-type=module', '-e', source];
	const flags = ['--fail-on', 'unmatched', '--coverage', 'coverage.json', '--bug', 'bug.json'];
	const { code, stdout, stderr } = await runCli(['run', ...flags, '--', ...program], { cwd: folder });
	expect([code, stdout]).toEqual([1, 'true true\n']);
	expect(stderr).toContain('unmatched: GET /nothing');
	const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { exercised: number };
	expect([read('coverage.json').exercised, read('coverage.bills.json').exercised]).toEqual([0, 1]);
	expect(existsSync(join(folder, 'bug.bills.json'))).toBe(true);
});
