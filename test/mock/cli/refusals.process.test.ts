import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';

/** A folder of files that each have one thing wrong. */
const folder = mkdtempSync(join(tmpdir(), 'stunt-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ORDERS = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: { '/orders': { get: { operationId: 'listOrders', responses: { '200': { description: 'All' } } } } },
};
const SCENARIO = { name: 'sad', title: 'Sad', script: [{ on: 'listOrdrs', reply: { status: 500 } }] };

beforeAll(() => {
	const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
	write('orders.json', JSON.stringify(ORDERS));
	write('bad.yaml', 'openapi: 3.1.0\ninfo:\n  title: "Orders\n');
	const one = 'openapi: 3.1.0\ninfo: { title: One, version: "1" }\npaths: {}\n';
	write('two.yaml', `${one}---\n${one}`);
	write('list.yaml', '- openapi\n');
	write('old.yaml', 'openapi: 4.0.0\ninfo: { title: New, version: "1" }\npaths: {}\n');
	write('bytes.yaml', Buffer.from([0xff, 0xfe, 0x00]).toString('latin1'));
	mkdirSync(join(folder, 'sad'));
	writeFileSync(
		join(folder, 'sad', 'sad.yaml'),
		`name: sad\ntitle: Sad\nscript:\n  - on: listOrdrs\n    reply: { status: 500 }\n`,
	);
	mkdirSync(join(folder, 'many'));
	for (let index = 10; index < 30; index++) {
		writeFileSync(join(folder, 'many', `sad-${index}.yaml`), JSON.stringify({ ...SCENARIO, name: `sad-${index}` }));
	}
});

describe.concurrent('a start that can not be', () => {
	const cases: [string, string[], RegExp][] = [
		['a missing file', ['nowhere.yaml'], /nowhere\.yaml: no such file \(check the path\)$/],
		['a folder', ['.'], /\.: is a folder \(name a file of it: [\w.-]+(?:, [\w.-]+)*(?:, …)?\)$/],
		['bad YAML', ['bad.yaml'], /bad\.yaml:\d+:\d+: /],
		['several documents in one file', ['two.yaml'], /two\.yaml:4:1: the file holds 2 documents \(split it/],
		['a file that is no document', ['list.yaml'], /list\.yaml:1:1: /],
		['an unknown version of OpenAPI', ['old.yaml'], /old\.yaml:\d+:\d+: .*4\.0\.0/],
		['a missing overlay', ['orders.json', '--overlay', 'nowhere.yaml'], /nowhere\.yaml: no such file/],
		['a missing folder of scenarios', ['orders.json', '--scenarios', 'nowhere'], /nowhere/],
		['a bad scenario', ['orders.json', '--scenarios', 'sad'], /sad\.yaml:4:\d+: .*listOrdrs.*listOrders/],
		['an unknown scenario', ['--scenario', 'slwo'], /there is no scenario "slwo" \(did you mean .*slow/],
		[
			'a scenario without scenarios',
			['orders.json', '--scenario', 'slow'],
			/there is no scenario "slow" \(name the folder that holds it by --scenarios \(option scenarios\)\)$/,
		],
		['missing keys', ['--auth', 'verify', '--jwks', 'nowhere.json'], /nowhere\.json/],
		['a host that is none', ['--host', 'nowhere.invalid'], /nowhere\.invalid is no address of this machine/],
		['an address of another machine', ['--host', '192.0.2.1'], /192\.0\.2\.1 is no address of this machine/],
	];
	it.each(cases)('because of %s: one line, exit code 2', async (_name, words, line) => {
		const { code, stdout, stderr } = await runCli(['start', '--port', '0', ...words], { cwd: folder });
		const lines = stderr
			.trimEnd()
			.split('\n')
			.filter((one) => !one.includes('warning:'));
		expect({ code, stdout, lines: lines.length }, stderr).toEqual({ code: 2, stdout: '', lines: 1 });
		expect(lines[0]).toMatch(/^stunt-double: /);
		expect(lines[0]).toMatch(line);
	});

	it('names ten mistakes, a line each, and counts the rest', async () => {
		const { code, stderr } = await runCli(['start', 'orders.json', '--scenarios', 'many', '--port', '0'], {
			cwd: folder,
		});
		const lines = stderr.trimEnd().split('\n');
		expect(code).toBe(2);
		expect(lines).toHaveLength(11);
		expect(lines.slice(0, 10).every((line) => /^stunt-double: .*sad-\d\d\.yaml:1:\d+: /.test(line))).toBe(true);
		expect(lines[10]).toBe('stunt-double: and 10 more mistakes (see all with stunt-double lint)');
	});

	it('because the port is taken: never another one', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => taken.once('listening', resolve));
		const { port } = taken.address() as { port: number };
		try {
			const { code, stdout, stderr } = await runCli(['start', '--port', String(port)]);
			expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
			expect(stderr).toBe(
				`stunt-double: port ${port} on 127.0.0.1 is in use (stop what listens there, or choose another: --port ${port + 1})\n`,
			);
		} finally {
			taken.close();
		}
	});
});
