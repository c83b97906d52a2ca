// `stunt-double broker` as a process.

import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { spawnCli } from '../../support/cli.ts';
import { createTemporaryFolder } from './broker-fixtures.ts';

const folder = createTemporaryFolder();
afterAll(() => folder.remove());

it.each([[[]], [['--json']]])('says where it answers, serves, and ends with 0 on SIGTERM %j', async (flags) => {
	const broker = spawnCli(['broker', '--dir', join(folder.path, 'broker'), '--port', '0', ...flags]);
	const url = await new Promise<string>((resolve, reject) => {
		broker.child.stdout?.on('data', () => {
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(broker.stdout());
			if (found) resolve(found[0]);
		});
		void broker.ended.then((code) => reject(new Error(`ended with ${code}: ${broker.stderr()}`)));
	});
	expect((await fetch(url)).status).toBe(200);
	if (flags.length > 0) expect(JSON.parse(broker.stdout())).toEqual({ url, dir: join(folder.path, 'broker') });
	broker.child.kill('SIGTERM');
	expect(await broker.ended).toBe(0);
});

it('does not open itself to others without a token: one line, exit 2', async () => {
	const broker = spawnCli(['broker', '--dir', join(folder.path, 'broker'), '--port', '0', '--host', '0.0.0.0']);
	expect(await broker.ended).toBe(2);
	expect(broker.stderr()).toMatch(/--token/);
});
