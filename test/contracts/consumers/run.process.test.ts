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
	it('has the same pact after each run of its tests, with one worker and with three', async () => {
		const texts: (string | undefined)[] = [];
		for (const workers of [1, 3]) {
			const mock = await startForPacts();
			const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
			const words = [vitest, 'run', '--config', 'contracts/consumers/vitest.config.ts', `--maxWorkers=${workers}`];
			const pacts = join(folder, `pacts-${workers}`);
			const env = { ...process.env, CHECKOUT_MOCK_URL: mock.url, CHECKOUT_PACTS: pacts, PACT_DO_NOT_TRACK: 'true' };
			await run(NODE, words, { cwd: ROOT, env });
			const written = await writePacts({ mock, consumer: 'checkout-web', provider: 'identification-api' });
			expect([written.refused, written.interactions]).toEqual([[], 20]);
			texts.push(written.text);
			const [byHand = ''] = await readdir(pacts);
			const pact = JSON.parse(await readFile(join(pacts, byHand), 'utf8')) as { interactions: unknown[] };
			expect(pact.interactions.length).toBe(3);
			await mock.close();
		}
		expect(texts[1]).toBe(texts[0]);
	}, 90_000);

	it('goes the whole way in one command', async () => {
		const { stdout } = await run(NODE, [join(ROOT, 'contracts', 'consumers', 'run.ts')], { cwd: ROOT });
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
	}, 120_000);
});
