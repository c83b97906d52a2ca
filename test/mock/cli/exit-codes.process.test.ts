import { expect, it } from 'vitest';
import { runCli } from '../../support/cli.ts';

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
