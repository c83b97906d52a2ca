// One command: its words, variables and settings to values, and it is run.

import { resolve } from 'node:path';
import { isAddress, nearest, StartupError } from '../../spec/index.ts';
import type { Terminal } from '../log/terminal.ts';
import { chooseMocks } from './choose-mocks.ts';
import type { Command, CommandArguments, CommandTable, FlagValue } from './command.ts';
import { formatFailure } from './failure.ts';
import { listUnknownVariables, listVariables, optionOf } from './flag-names.ts';
import { saysYes } from './parse-value.ts';
import { parseWords } from './parse-words.ts';
import { readSettings, type Settings } from './settings-file.ts';

/** Reads the table of a room; called when no room before it has the command, or when all are to be listed. */
export type LoadTable = () => Promise<CommandTable>;

/** A command with what it is run with. */
export interface CommandRun {
	command: Command;
	/** The words behind its name. */
	rest: readonly string[];
	table: CommandTable;
	terminal: Terminal;
	rooms: readonly LoadTable[];
}

/**
 * Runs one command; the answer is its exit code, `undefined`: it stays. Rejects with what stops it (a StartupError for what its user must
 * mend), which it has then told on stdout, too, where JSON is asked for.
 */
export async function runCommand(run: CommandRun): Promise<number | undefined> {
	const { command, rest, terminal } = run;
	const [own, behind] = splitBehind(command, rest);
	let isJson = asksForJson(command, own, terminal.env);
	let hasPrinted = false;
	const print = (text: string): void => {
		hasPrinted = true;
		terminal.print(text);
	};
	try {
		const given = await readWords(run, { own, behind });
		isJson = given.options['json'] === true;
		refuseOverwriting(command, given);
		return await command.run(isJson ? { ...given, terminal: { ...terminal, print } } : given);
	} catch (error) {
		// Two values are no JSON: what comes late is told on stderr alone.
		if (isJson && !hasPrinted) terminal.print(formatFailure(error));
		throw error;
	}
}

async function readWords(
	{ command, table, terminal, rooms }: CommandRun,
	{ own, behind }: { own: readonly string[]; behind: readonly string[] | undefined },
): Promise<CommandArguments> {
	const parsed = parseWords(command, own, terminal.env);
	if (behind?.length === 0) throw refuseAlone(command);
	await refuseVariables({ env: terminal.env, command, known: table.commands, rooms });
	const settings = loadSettings({ command, table, named: parsed.options['config'] });
	const whole = settings ? parseWords(command, own, terminal.env, settings) : parsed;
	const mocks = settings && chooseMocks({ command, words: own, env: terminal.env, settings, given: parsed });
	return {
		...whole,
		...(settings && { told: parsed.options }),
		...(behind && { behind }),
		...(mocks && { mocks }),
		terminal,
	};
}

/** Whether words that may have mistakes ask for JSON. */
function asksForJson({ flags }: Command, words: readonly string[], env: Terminal['env']): boolean {
	if (!Object.hasOwn(flags, 'json')) return false;
	const last = words.findLast((word) => /^--(?:no-)?json(?:=|$)/.test(word));
	if (last === undefined) return saysYes(env['STUNT_JSON'] ?? '');
	return last === '--json' || saysYes(/^--json=(.*)$/s.exec(last)?.[1] ?? '');
}

/** A report takes the place neither of what is read nor of another report. */
function refuseOverwriting({ flags }: Command, { positionals, options }: CommandArguments): void {
	const taken = new Map<string, string>();
	const take = (file: string, what: string): void => {
		if (file !== '-' && !isAddress(file)) taken.set(resolve(file), what);
	};
	for (const file of positionals) take(file, 'is read');
	const outputs: [name: string, file: string][] = [];
	for (const [name, { value, writes }] of Object.entries(flags)) {
		const given = options[optionOf(name)];
		if (value !== '<file>' || given === undefined) continue;
		if (writes) outputs.push([name, String(given)]);
		else for (const file of [given].flat()) take(String(file), `is read (--${name})`);
	}
	for (const [name, file] of outputs) {
		const what = taken.get(resolve(file));
		if (what !== undefined) throw refuse(`--${name} would overwrite ${file}, which ${what}`, 'name another file');
		take(file, `--${name} writes`);
	}
}

/** A variable that no command has is misspelt; the tables of all rooms are read only where one is met. */
async function refuseVariables(args: {
	env: Terminal['env'];
	command: Command;
	known: readonly Command[];
	rooms: readonly LoadTable[];
}): Promise<void> {
	const { env, command, known, rooms } = args;
	if (listUnknownVariables(env, known).length === 0) return;
	const all = (await Promise.all(rooms.map((load) => load()))).flatMap(({ commands }) => commands);
	const [unknown] = listUnknownVariables(env, all);
	if (unknown === undefined) return;
	// What the command itself has is likelier meant, then what its room has.
	const near = [[command], known, all].map((commands) => {
		const names = listVariables(commands).map((name) => name.replace(/^STUNT_/, ''));
		return nearest(unknown.replace(/^STUNT_/, ''), names, 2);
	});
	const [meant] = near.filter((names) => names.length > 0);
	const words = meant?.map((name) => `STUNT_${name}`).join(' or ');
	throw refuse(
		`unknown variable ${unknown}`,
		words ? `did you mean ${words}?` : 'unset it: no command has such a flag',
	);
}

/** What a file says, for commands that may be told of one. */
function loadSettings(args: {
	command: Command;
	table: CommandTable;
	named: FlagValue | undefined;
}): Settings | undefined {
	const { command, table, named } = args;
	if (!Object.hasOwn(command.flags, 'config')) return undefined;
	const file = named === undefined ? undefined : String(named);
	return readSettings({ command, commands: table.commands, named: file, folder: process.cwd() });
}

/** The words of a command, and those behind `--` where they are another program's. */
function splitBehind(
	{ behind }: Command,
	words: readonly string[],
): [own: readonly string[], behind: readonly string[] | undefined] {
	if (behind === undefined) return [words, undefined];
	const end = words.indexOf('--');
	return end < 0 ? [words, []] : [words.slice(0, end), words.slice(end + 1)];
}

function refuseAlone({ name, operands = [], behind = '' }: Command): StartupError {
	const usage = ['stunt-double', name, ...operands, '[options]', '--', behind].join(' ');
	return refuse(`${name} needs ${behind} behind --`, `write ${usage}`);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
