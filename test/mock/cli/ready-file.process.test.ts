import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openReadyFile } from '../../../mock/cli/ready-file.ts';
import { runCli, startCli } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'ready-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('start --ready-file', () => {
	it('holds the address once the mock answers, and is gone when the mock is', async () => {
		const file = join(folder, 'mock.url');
		writeFileSync(file, 'http://127.0.0.1:1\n');
		const started = await startCli(['--json', '--ready-file', file]);
		await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe(`${started.url}\n`);
		expect((await fetch(`${started.url}/__admin/health`)).status).toBe(200);
		const [first = ''] = started.stdout().split('\n');
		expect(JSON.parse(first)).toMatchObject({ message: 'listening', url: started.url });
		expect(await started.stop()).toBe(0);
		expect(existsSync(file)).toBe(false);
	});

	it('is 2, and no mock, where it can not be written', async () => {
		const file = join(folder, 'none', 'mock.url');
		const { code, stderr } = await runCli(['start', '--port', '0', '--log', 'silent', '--ready-file', file]);
		expect([code, stderr]).toEqual([2, expect.stringMatching(/^stunt-double: --ready-file: .* can't be written/)]);
	});

	it('tells the address alone with --json where the log is silent', async () => {
		const started = await startCli(['--json', '--log', 'silent']);
		await fetch(`${started.url}/nothing`);
		await started.stop();
		expect(started.stdout().trimEnd().split('\n')).toHaveLength(1);
	});
});

describe('the file of a mock', () => {
	it('stays where another mock has written it since', () => {
		const file = join(folder, 'shared.url');
		const mine = openReadyFile(file);
		mine.write('http://127.0.0.1:1');
		openReadyFile(file).write('http://127.0.0.1:2');
		mine.remove();
		expect(readFileSync(file, 'utf8')).toBe('http://127.0.0.1:2\n');
	});
});
