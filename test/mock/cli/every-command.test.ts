// What holds for every command of every room alike: one grammar, one help, one kind of refusal.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../mock/cli/command.ts';
import { variablesOf } from '../../../mock/cli/flag-names.ts';
import { parseWords } from '../../../mock/cli/parse-words.ts';
import { COMMANDS, runWords } from '../../support/command-line.ts';

const ROWS = COMMANDS.map((command) => [command.name, command] as const);
const WITH_JSON = ROWS.filter(([, { flags }]) => flags['json']);
const PACKAGE = new URL('../../../package.json', import.meta.url);

/** Words that a command needs before its flags are looked at. */
const operandsOf = ({ operands = [] }: Command): string[] => operands.filter((one) => one.startsWith('<'));

it('there are commands of both rooms, each under one name', () => {
	const names = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
	expect(names).toEqual(expect.arrayContaining(['start', 'lint', 'coverage', 'pact write', 'broker']));
	expect(new Set(names).size).toBe(names.length);
	expect(COMMANDS.length).toBeGreaterThan(25);
});

it('every command that reports has --json', () => {
	const without = COMMANDS.filter(({ flags }) => !flags['json']).map(({ name }) => name);
	// What mcp writes is the protocol.
	expect(without).toEqual(['mcp']);
});

describe.each(ROWS)('%s', (name, command) => {
	const { flags } = command;
	const words = [...name.split(' '), ...operandsOf(command)];

	it('explains itself, whichever way it is asked', async () => {
		const asked = [
			[...name.split(' '), '--help'],
			[...name.split(' '), '-h', '--nonsense'],
			['--help', ...name.split(' ')],
			['help', ...name.split(' ')],
		];
		for (const line of asked) {
			const { code, stdout, stderr } = await runWords(line);
			expect([code, stderr]).toEqual([0, '']);
			expect(stdout).toContain(`Usage: stunt-double ${name}`);
			expect(stdout).toMatch(/\n\nExamples:\n {2}stunt-double /);
			for (const [flag, { kind }] of Object.entries(flags)) {
				expect(stdout).toContain(kind === 'switch' ? `--[no-]${flag}` : `--${flag} `);
				for (const variable of variablesOf(flag, flags[flag] as never)) expect(stdout).toContain(variable);
			}
		}
	});

	it('names the flag that was meant for one that it has not', async () => {
		const [flag = ''] = Object.keys(flags);
		const { code, stdout, stderr } = await runWords([...words, `--${flag}x`]);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toBe(`stunt-double: unknown option --${flag}x (did you mean --${flag}?)`);
		if (!flags['json']) return;
		const asked = await runWords([...words, '--json', `--${flag}x`]);
		expect([asked.code, asked.stderr]).toEqual([2, stderr]);
		const error = { code: 'option.invalid', message: `unknown option --${flag}x`, remedy: `did you mean --${flag}?` };
		expect(JSON.parse(asked.stdout)).toEqual({ error });
	});

	it('tells a flag whose value is missing', async () => {
		for (const [flag, { kind, value = '' }] of Object.entries(flags)) {
			if (kind === 'switch' || value.startsWith('[')) continue;
			for (const line of [[`--${flag}`], [`--${flag}=`], [`--${flag}`, '--help-me']]) {
				const { code, stderr } = await runWords([...words, ...line]);
				expect([code, stderr]).toEqual([2, `stunt-double: --${flag} needs a value (write --${flag} ${value})`]);
			}
		}
	});

	it('refuses a value that a flag can not have, and words that it does not take', async () => {
		for (const [flag, { kind, choices }] of Object.entries(flags)) {
			if (kind === 'list' || (kind === 'text' && !choices)) continue;
			const { code, stderr } = await runWords([...words, `--${flag}=?`]);
			expect([code, stderr]).toEqual([2, expect.stringMatching(`^stunt-double: --${flag} must be .*, not "\\?" \\(`)]);
		}
		const { operands = [] } = command;
		if (operands.some((one) => one.includes('...'))) return;
		const { code, stderr } = await runWords([...name.split(' '), ...operands, 'surplus']);
		expect([code, stderr]).toEqual([
			2,
			`stunt-double: ${name} does not take "surplus" (see stunt-double ${name} --help)`,
		]);
	});

	it('takes flags before and behind its words, and none behind --', () => {
		const [flag] = Object.entries(flags).find(([, { kind, needs }]) => kind === 'switch' && !needs) ?? [];
		if (flag === undefined || !command.operands?.length) return;
		const needed = command.operands.filter((one) => one.startsWith('<')).length;
		const operands = Array.from({ length: Math.max(1, needed) }, () => 'x');
		for (const line of [
			[`--${flag}`, ...operands],
			[...operands, `--${flag}`],
		]) {
			const given = parseWords(command, line, {});
			expect(given).toMatchObject({ positionals: operands });
			expect(Object.values(given.options)).toContain(true);
		}
		const behind = operands.map(() => `--${flag}`);
		expect(parseWords(command, ['--', ...behind], {}).positionals).toEqual(behind);
	});

	it('says of each flag what it is for, and what stands behind it', () => {
		for (const [flag, { help, kind, value }] of Object.entries(flags)) {
			expect(help, flag).toMatch(/^[\w'].*[^.]$/);
			expect(value === undefined, flag).toBe(kind === 'switch');
			expect(flag).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
		}
	});

	it('has examples that it understands', () => {
		for (const example of command.examples) {
			const line = (example.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^'|'$/g, ''));
			expect(line.slice(0, name.split(' ').length).join(' ')).toBe(name);
			expect(() => parseWords(command, line.slice(name.split(' ').length), {})).not.toThrow();
		}
	});
});

describe('--json', () => {
	it.each(WITH_JSON)('is one switch for %s: --no-json, --json=true and the variable', (_name, command) => {
		const words = operandsOf(command);
		const read = (line: string[], env: Record<string, string> = {}): unknown =>
			parseWords(command, [...words, ...line], env).options['json'];
		expect(read([])).toBe(false);
		expect(read(['--json'])).toBe(true);
		expect(read(['--json=true'])).toBe(true);
		expect(read(['--json=false'])).toBe(false);
		expect(read(['--no-json'], { STUNT_JSON: 'true' })).toBe(false);
		expect(read([], { STUNT_JSON: 'true' })).toBe(true);
	});
});

describe('the command line as a program', () => {
	it('tells its version', async () => {
		const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
		for (const flag of ['--version', '-v']) {
			expect(await runWords([flag])).toEqual({ code: 0, stdout: version, stderr: '' });
		}
	});

	it('lists the commands of all rooms in its help, the big groups in a line', async () => {
		for (const words of [['--help'], ['-h'], ['help']]) {
			const { code, stdout } = await runWords(words);
			expect(code).toBe(0);
			for (const name of ['start', 'scenario use', 'request list', 'coverage', 'broker', 'pact <command>', 'help']) {
				expect(stdout).toContain(`\n  ${name} `);
			}
			expect(stdout).not.toContain('\n  pact write');
		}
	});

	it('shows its help on stderr when no command is given, and exits with 2', async () => {
		const { code, stdout, stderr } = await runWords([]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toContain('Usage: stunt-double <command>');
	});

	it.each(['scenario', 'request', 'pact', 'pact environments', 'contracts'])('explains the group %s', async (group) => {
		const own = COMMANDS.filter(({ name, aliases = [] }) =>
			[name, ...aliases].some((one) => one.startsWith(`${group} `)),
		);
		for (const words of [
			['help', ...group.split(' ')],
			[...group.split(' '), '--help'],
		]) {
			const { code, stdout } = await runWords(words);
			expect(code).toBe(0);
			expect(stdout).toContain(`Usage: stunt-double ${group} <command>`);
			for (const { name } of own) expect(stdout).toContain(`\n  ${name} `);
		}
	});

	const bad: [string[], string][] = [
		[['strat'], 'unknown command "strat" (did you mean "start"?)'],
		[['hlep'], 'unknown command "hlep" (did you mean "help"?)'],
		[['brokr'], 'unknown command "brokr" (did you mean "broker"?)'],
		[['cuverage'], 'unknown command "cuverage" (did you mean "coverage"?)'],
		[['lnit'], 'unknown command "lnit" (did you mean "lint"?)'],
		[['version'], 'unknown command "version" (did you mean "--version"?)'],
		[['zzzzzzzz'], 'unknown command "zzzzzzzz" (see stunt-double --help)'],
		[['__proto__'], 'unknown command "__proto__" (see stunt-double --help)'],
		[['--json', 'lint'], 'unknown option --json (see stunt-double --help)'],
		[['help', 'strat'], 'unknown command "strat" (did you mean "start"?)'],
		[['help', 'pact', 'chek'], 'unknown command "pact chek" (did you mean "pact check"?)'],
		[['scenario'], 'scenario needs a command (choose one of list, show, use, reset, make)'],
		[
			['request', 'list', '--status', '4'],
			'--status must be a status or a range of them, not "4" (write it like 404 or 4XX)',
		],
		[['scenario', '--json'], 'scenario needs a command (choose one of list, show, use, reset, make)'],
		[['scenario', 'sue'], 'unknown command "scenario sue" (did you mean "scenario use"?)'],
		[['pact', 'wirte'], 'unknown command "pact wirte" (did you mean "pact write"?)'],
		[
			['pact', 'environments'],
			'pact environments needs a command (choose one of list, create, describe, update, delete)',
		],
		[
			['pact', 'environments', 'lst'],
			'unknown command "pact environments lst" (did you mean "pact environments list"?)',
		],
		[['scenario', 'use'], 'scenario use needs a <name> (write stunt-double scenario use <name>)'],
		[['pact', 'publish'], 'pact publish needs <pacts...> (write stunt-double pact publish <pacts...>)'],
		[['coverage', '--fail-under', 'most'], '--fail-under must be a number from 0 to 100, not "most" (mend the value)'],
		[
			['coverage', '--url', 'localhost'],
			'--url must be an address, not "localhost" (write it like http://127.0.0.1:4010)',
		],
		[['scenario', 'use', 'a', '--param', 'x'], '--param must be name=value, not "x" (write it like --param shop=acme)'],
		[['start', '--prot', '1'], 'unknown option --prot (did you mean --port?)'],
		[['start', '--no-coors'], 'unknown option --no-coors (did you mean --no-cors?)'],
		[['lint', '--port', '1'], 'unknown option --port (see --help)'],
		[['start', '--port', '99999'], '--port must be a whole number from 0 to 65535, not 99999 (mend the value)'],
		[
			['lint', 'file:///x/openapi.yaml'],
			'file:///x/openapi.yaml: no such file (give a path, or an address with http:// or https://)',
		],
		[['lint', '\u001b[31m.yaml'], '\\u{1b}[31m.yaml: no such file (check the path)'],
	];
	it.each(bad)('answers %j with one line and 2', async (words, line) => {
		expect(await runWords(words)).toEqual({ code: 2, stdout: '', stderr: `stunt-double: ${line}` });
	});
});

describe('coverage', () => {
	it('says of what it is by what is given, and takes no flag that says nothing of that', async () => {
		for (const flag of ['--documents', '--overlay', '--scenarios', '--html']) {
			const { code, stderr } = await runWords(['coverage', flag, 'x']);
			expect([code, stderr]).toEqual([
				2,
				`stunt-double: unknown option ${flag} (it goes with [files...], --by-scenarios, --traffic or --snapshot)`,
			]);
		}
		for (const line of [['x.json'], ['x.json', '--by-scenarios']]) {
			const { code, stderr } = await runWords(['coverage', ...line, '--session', 'qa']);
			expect([code, stderr]).toEqual([
				2,
				'stunt-double: unknown option --session (it goes with --traffic or --snapshot)',
			]);
		}
	});

	it('is the same command by its earlier name', async () => {
		expect(await runWords(['contracts', 'coverage', '--help'])).toEqual(await runWords(['coverage', '--help']));
		expect(await runWords(['contracts', 'coverage', '--session', 'qa'])).toMatchObject({ code: 2 });
	});
});
