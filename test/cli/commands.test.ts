import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../mock/cli/commands.ts';
import { FLAGS, variableOf } from '../../mock/cli/flags.ts';
import { runCommandLine } from '../../mock/cli/main.ts';
import { runCli } from '../support/cli.ts';

/** A command line in this process, for commands that end at once. */
async function run(...words: string[]): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
	const stdout: string[] = [];
	const stderr: string[] = [];
	const code = await runCommandLine(words, {
		print: (text) => void stdout.push(text),
		warn: (text) => void stderr.push(text),
		hasColor: false,
		env: {},
	});
	return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

describe('the command line', () => {
	it('tells its version', async () => {
		const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
			version: string;
		};
		for (const flag of ['--version', '-v']) {
			expect(await run(flag)).toEqual({ code: 0, stdout: version, stderr: '' });
		}
	});

	it('lists every command in its help', async () => {
		for (const words of [['--help'], ['-h'], ['help']]) {
			const { code, stdout } = await run(...words);
			expect(code).toBe(0);
			for (const { name } of COMMANDS) expect(stdout).toContain(`  ${name}`);
		}
	});

	it('names the commands of the contracts, which are loaded when they are asked for', async () => {
		const { stdout } = await run('--help');
		for (const name of ['pact <command>', 'broker', 'contracts <command>']) expect(stdout).toContain(`  ${name}`);
	});

	it('shows its help on stderr when no command is given, and exits with 2', async () => {
		const { code, stdout, stderr } = await run();
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toContain('Usage: stunt-double <command>');
	});

	it.each(COMMANDS.map((command) => [command.name, command] as const))(
		'explains %s with flags and examples',
		async (name, command) => {
			const asked = [
				[...name.split(' '), '--help'],
				['--help', ...name.split(' ')],
				['help', ...name.split(' ')],
			];
			for (const words of asked) {
				const { code, stdout } = await run(...words);
				expect(code).toBe(0);
				expect(stdout).toContain(`Usage: stunt-double ${name}`);
				expect(stdout).toMatch(/Examples:\n {2}stunt-double /);
				for (const flag of command.flags) {
					const shown = FLAGS[flag].kind === 'switch' ? `--[no-]${flag}` : `--${flag} `;
					expect(stdout).toContain(shown);
					expect(stdout).toContain(variableOf(flag));
				}
			}
		},
	);

	it('explains a group of commands', async () => {
		expect(await run('help', 'scenario')).toMatchObject({ code: 0, stdout: expect.stringContaining('scenario reset') });
		expect(await run('scenario', '--help')).toMatchObject({
			code: 0,
			stdout: expect.stringContaining('scenario reset'),
		});
	});

	const bad: [string[], string][] = [
		[['strat'], 'unknown command "strat" (did you mean "start"?)'],
		[['hlep'], 'unknown command "hlep" (did you mean "help"?)'],
		[['zzzzzzzz'], 'unknown command "zzzzzzzz" (see stunt-double --help)'],
		[['__proto__'], 'unknown command "__proto__" (see stunt-double --help)'],
		[['help', 'strat'], 'unknown command "strat" (did you mean "start"?)'],
		[['scenario'], 'scenario needs a command (choose one of list, show, use, reset, make)'],
		[['scenario', 'sue'], 'unknown command "scenario sue" (did you mean "scenario use"?)'],
		[['scenario', 'use'], 'scenario use needs a <name> (write stunt-double scenario use <name>)'],
		[['scenario', 'use', 'a', 'b'], 'scenario use does not take "b" (see stunt-double scenario use --help)'],
		[['coverage', '--fail-under', 'most'], '--fail-under must be a number, not "most" (mend the value)'],
		[
			['coverage', '--url', 'localhost'],
			'--url must be an address, not "localhost" (write it like http://127.0.0.1:4010)',
		],
		[['scenario', 'use', 'a', '--param', 'x'], '--param must be name=value, not "x" (write it like --param shop=acme)'],
		[['start', '--prot', '1'], 'unknown option --prot (did you mean --port?)'],
		[['lint', '--port', '1'], 'unknown option --port (see --help)'],
		[['start', '--port', '99999'], 'port must be a whole number from 0 to 65535, not 99999 (mend the value)'],
		[['lint', '\u001b[31m.yaml'], '\\u{1b}[31m.yaml: no such file (check the path)'],
	];
	it.each(bad)('answers %j with one line and 2', async (words, line) => {
		expect(await run(...words)).toEqual({ code: 2, stdout: '', stderr: `stunt-double: ${line}` });
	});

	it('gives its exit codes to the shell', async () => {
		expect(await runCli(['--version'])).toMatchObject({ code: 0, stderr: '' });
		expect(await runCli(['strat'])).toMatchObject({
			code: 2,
			stdout: '',
			stderr: 'stunt-double: unknown command "strat" (did you mean "start"?)\n',
		});
	});
});
