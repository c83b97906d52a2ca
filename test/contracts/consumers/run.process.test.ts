// The checkout's own tests, green with several workers, and the way of its pact to the question whether it may be deployed.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePacts } from '../../../contracts/index.ts';
import { NODE } from '../../support/cli.ts';
import { startForPacts } from '../write/support.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..', '..');
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'whole-way-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the checkout', () => {
	it('goes the whole way in one command, with the pact that one worker writes as well', async () => {
		const broker = join(folder, 'broker');
		const { stdout } = await run(NODE, [join(ROOT, 'contracts', 'consumers', 'run.ts'), broker], { cwd: ROOT });
		expect(stdout.match(/^ {2}✓ .*$/gm)?.map((line) => line.slice(4, 26).trim())).toEqual([
			"the consumer's tests",
			'write',
			'check',
			'verify, with variants',
			'publish',
			'verify from the broker',
			'can-i-deploy',
		]);
		expect(stdout).toMatch(/0 errors/);

		const mock = await startForPacts();
		const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
		const words = [vitest, 'run', '--config', 'contracts/consumers/vitest.config.ts', '--maxWorkers=1'];
		const pacts = join(folder, 'pacts');
		const env = { ...process.env, CHECKOUT_MOCK_URL: mock.url, CHECKOUT_PACTS: pacts, PACT_DO_NOT_TRACK: 'true' };
		await run(NODE, words, { cwd: ROOT, env });
		const written = await writePacts({ mock, consumer: 'checkout-web', provider: 'identification-api' });
		expect([written.refused, written.interactions]).toEqual([[], 20]);
		expect(await readInteractions(broker, 'pacts', 'checkout-web', 'identification-api')).toEqual(
			JSON.parse(written.text ?? '').interactions,
		);
		expect((await readInteractions(pacts)).length).toBe(3);
		await mock.close();
	}, 120_000);
});

/** Those of the only pact in a folder. */
async function readInteractions(...folders: string[]): Promise<unknown[]> {
	const [file = '', ...others] = await readdir(join(...folders));
	expect(others).toEqual([]);
	return (JSON.parse(await readFile(join(...folders, file), 'utf8')) as { interactions: unknown[] }).interactions;
}
