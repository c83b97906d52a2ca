// From the words of a command line to a command and its exit code.

import { nearest, StartupError } from '../../spec/index.ts';
import type { Terminal } from '../log/terminal.ts';
import { readVersion } from '../options/version.ts';
import type { Command, CommandTable } from './command.ts';
import { reportFailure } from './failure.ts';
import { type LoadTable, runCommand } from './run-command.ts';

interface CommandLine {
	words: readonly string[];
	terminal: Terminal;
	rooms: readonly LoadTable[];
}

/**
 * Runs a command line (without node and script) with the commands of all rooms. The answer is the exit code: 0 good, 1 findings, 2 bad
 * input or can't start, with one line on stderr; `undefined`: the program stays, until a signal ends it.
 */
export async function runCommandLine(line: CommandLine): Promise<number | undefined> {
	try {
		return await dispatch(line);
	} catch (error) {
		return reportFailure(error, line.terminal);
	}
}

async function dispatch({ words, terminal, rooms }: CommandLine): Promise<number | undefined> {
	const [first = ''] = withoutHelp(words);
	const isAsking = withoutHelp(words).length < words.length;
	if (!isAsking && (first === '--version' || first === '-v')) {
		terminal.print(readVersion());
		return 0;
	}
	// Flags in front name no room: all are read.
	const table = await loadTables(rooms, isAsking && first.startsWith('-') ? '' : first);
	const asked = withoutHelp(words, takesHost(table.commands, words));
	const wantsHelp = asked.length < words.length;
	if (words.length === 0) {
		const { formatOverview } = await import('./help.ts');
		terminal.warn(formatOverview(table));
		return 2;
	}
	if (wantsHelp) {
		terminal.print(await formatHelpOn(asked, table));
		return 0;
	}
	const [command, rest] = findCommand(table.commands, asked);
	if (!command) throw refuseCommand(asked, table);
	return runCommand({ command, rest, table, terminal, rooms });
}

/** Whether `-h` is a flag of the command that the words name, as in Prism: alone it still asks for help. */
function takesHost(commands: readonly Command[], words: readonly string[]): boolean {
	const [command] = findCommand(commands, words);
	return command !== undefined && Object.values(command.flags).some(({ short }) => short === 'h');
}

/** The words without `help` at their beginning and `--help` anywhere; behind `--`, words are no flags. `hasHost`: nor is `-h` with a value. */
function withoutHelp(words: readonly string[], hasHost = false): readonly string[] {
	const named = words[0] === 'help' ? words.slice(1) : words;
	const end = named.indexOf('--');
	const asks = (word: string, index: number): boolean =>
		word === '--help' || (word === '-h' && !(hasHost && /^[^-]/.test(named[index + 1] ?? '')));
	return named.filter((word, index) => !asks(word, index) || (end >= 0 && index > end));
}

/** The tables up to that of the room which has commands that begin with a word; all of them where none has. */
async function loadTables(rooms: readonly LoadTable[], first: string): Promise<CommandTable> {
	const commands: Command[] = [];
	let groups: CommandTable['groups'] = {};
	for (const load of rooms) {
		const table = await load();
		commands.push(...table.commands);
		groups = { ...groups, ...table.groups };
		if (isGroup(first, commands) || commands.some(({ name }) => name === first)) break;
	}
	return { commands, groups };
}

/** The command that the first words name, and the words behind it. */
function findCommand(
	commands: readonly Command[],
	words: readonly string[],
): [command: Command | undefined, rest: readonly string[]] {
	for (const length of [3, 2, 1]) {
		const asked = words.slice(0, length).join(' ');
		const command = commands.find((one) => listNames([one]).includes(asked));
		if (command) return [command, words.slice(length)];
	}
	return [undefined, words];
}

/** Help as text, or with `--json` among the words as a value, on a command, a group or all. */
async function formatHelpOn(words: readonly string[], table: CommandTable): Promise<string> {
	const { formatGroup, formatHelp, formatOverview } = await import('./help.ts');
	const { describeCommands } = await import('./describe-commands.ts');
	const isJson = words.some((word) => /^--json(=true)?$/.test(word));
	const asked = isJson ? words.filter((word) => !word.startsWith('--json')) : words;
	const show = (commands: readonly Command[], format: () => string): string =>
		isJson ? JSON.stringify(describeCommands(commands), undefined, 2) : format();
	const [command] = findCommand(table.commands, asked);
	if (command) return show([command], () => formatHelp(command));
	if (asked.length === 0) return show(table.commands, () => formatOverview(table));
	const group = [asked.slice(0, 2), asked.slice(0, 1)]
		.map((some) => some.join(' '))
		.find((some) => isGroup(some, table.commands));
	const isWhole = group !== undefined && (asked[group.split(' ').length] ?? '-').startsWith('-');
	if (group === undefined || !isWhole) throw refuseCommand(asked, table);
	return show(
		table.commands.filter((one) => isGroup(group, [one])),
		() => formatGroup(group, table),
	);
}

function listNames(commands: readonly Command[]): string[] {
	return commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
}

function isGroup(words: string, commands: readonly Command[]): boolean {
	return words !== '' && listNames(commands).some((name) => name.startsWith(`${words} `));
}

/** No command has these words: the group that they stop in, or the command that was meant. */
function refuseCommand(words: readonly string[], { commands }: CommandTable): StartupError {
	let group = '';
	if (words[0]?.startsWith('-')) throw refuse(`unknown option ${words[0]}`, 'see stunt-double --help');
	for (const [index, word] of words.entries()) {
		const longer = words.slice(0, index + 1).join(' ');
		if (isGroup(longer, commands)) {
			group = longer;
			continue;
		}
		if (group !== '' && word.startsWith('-')) break;
		const known = listNames(commands).filter((name) => group === '' || name.startsWith(`${group} `));
		const [near] = nearest(
			longer,
			group === '' ? [...new Set([...known, ...known.map(firstWord), 'help', '--version'])] : known,
			1,
		);
		const remedy = near ? `did you mean "${near}"?` : `see stunt-double ${group === '' ? '' : `${group} `}--help`;
		return refuse(`unknown command "${longer}"`, remedy);
	}
	const inGroup = listNames(commands).filter((name) => name.startsWith(`${group} `));
	const choice = new Set(inGroup.map((name) => firstWord(name.slice(group.length + 1))));
	return refuse(`${group} needs a command`, `choose one of ${[...choice].join(', ')}`);
}

function firstWord(name: string): string {
	return name.split(' ', 1)[0] as string;
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
