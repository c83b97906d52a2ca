// The command-line route to each action of the console, as its README has it: each one is run.

import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { shippedDocuments } from '../../../mock/options/defaults.ts';
import { runHere } from '../../support/command-line.ts';
import { BASE, call, startTestMock } from '../../support/mock.ts';

const ROOT = new URL('../../../', import.meta.url);
const FOLDER = new URL('mock/console/', ROOT);
const chapter = readFileSync(new URL('README.md', FOLDER), 'utf8');
const routes = [...chapter.matchAll(/`((?:curl|npx stunt-double) [^`]*)`/g)]
	.map(([, route]) => route as string)
	.filter((route) => !route.includes('…'));
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'console-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let mock: RunningMock;
beforeAll(async () => {
	// A folder of one's own: those of the package are not written.
	cpSync(new URL('scenarios', ROOT), join(folder, 'scenarios'), { recursive: true });
	mock = await startTestMock({ documents: shippedDocuments(), scenarios: join(folder, 'scenarios') });
});

/** The identification that a route has created last, as `$ID`. */
let id = '00000000-0000-4000-8000-000000000001';

describe('the README of the console', () => {
	it('has a route to every action, and its pictures', () => {
		expect(routes.length).toBeGreaterThan(25);
		const pictures = [...chapter.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => file as string);
		expect(pictures.map((file) => existsSync(new URL(file, FOLDER)))).toEqual([true, true]);
	});

	it.each(routes.map((route) => [route] as const))('%s', { timeout: 60_000 }, async (route) => {
		await call(mock, 'GET', `${BASE}/${id}`, { session: 'qa' });
		if (route.startsWith('npx')) {
			const words = (route.match(/'[^']*'|\S+/g) ?? []).slice(2).map((word) => word.replace(/^'(.*)'$/, '$1'));
			const { code, stdout } = await runHere(words, { env: { STUNT_URL: mock.url } });
			expect([code, stdout.length > 0]).toEqual([0, true]);
			return;
		}
		const values = { A: `${mock.url}/__admin`, ID: id };
		const line = route
			.replace('$J', `-H 'Content-Type: application/json'`)
			.replace(/^curl /, `curl -s -m 2 -w '\\n%{http_code}' `);
		const { stdout } = await run('bash', ['-c', line], { cwd: folder, env: { ...process.env, ...values } }).catch(
			(error) => error,
		);
		id = /"identification_id":"([^"]+)"/.exec(stdout)?.[1] ?? id;
		// The stream of events has no end of its own.
		expect(stdout).toMatch(/(200|201|204)$/);
	});
});
