import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import PACKAGE from '../../../package.json' with { type: 'json' };
import { CLI, NODE, runCli } from '../../support/cli.ts';

it('the command line gives its exit codes to the shell', async () => {
	expect(await runCli(['--version'])).toMatchObject({ code: 0, stderr: '' });
	for (const [words, line] of [
		[['strat'], 'unknown command "strat" (did you mean "start"?)'],
		[['pact', 'check', 'x.json', '--jsn'], 'unknown option --jsn (did you mean --json?)'],
		[['coverage', '--session', 'qa'], 'unknown option --session (it goes with --traffic or --snapshot)'],
	] as const) {
		expect(await runCli(words)).toEqual({ code: 2, stdout: '', stderr: `stunt-double: ${line}\n` });
	}
});

// The device that is always full is Linux's.
it.skipIf(!existsSync('/dev/full'))('an output that was lost is 2, and told', () => {
	const full = openSync('/dev/full', 'w');
	const { status, stderr } = spawnSync(NODE, [CLI, '--version'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
	closeSync(full);
	const line = /^stunt-double: standard output can't be written: ENOSPC: .* \(free some room, .*\)\n$/;
	expect([status, stderr]).toEqual([2, expect.stringMatching(line)]);
});

it('says in a line that its Node is too old, before anything else', async () => {
	const oldest = /(\d+)\.(\d+)/.exec(PACKAGE.engines.node)?.slice(1, 3).map(Number) as [number, number];
	const [major, minor] = oldest;
	for (const version of ['20.19.0', `${major}.${minor - 1}.3`, `${major}.${minor}.0`, `${major + 1}.0.0`]) {
		const source = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
		const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}` };
		const { code, stderr } = await runCli(['--version'], { env });
		const isOld = version.startsWith('20.') || version.startsWith(`${major}.${minor - 1}.`);
		const line = `stunt-double: Node ${version} is too old (install ${major}.${minor} or later)\n`;
		expect([version, code, stderr]).toEqual([version, isOld ? 2 : 0, isOld ? line : '']);
	}
});
