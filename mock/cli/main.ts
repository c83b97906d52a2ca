// From the words of a command line to a command and its exit code.

import { nearest, StartupError } from '../../spec/index.ts';
import type { Terminal } from '../log/terminal.ts';
import { readVersion } from '../options/version.ts';
import { COMMANDS, type Command } from './commands.ts';
import { detailCoverage, isContractWord, runContracts } from './contracts.ts';
import { reportFailure } from './failure.ts';
import { formatHelp, formatOverview } from './help.ts';
import { readFlags } from './read-flags.ts';

/**
 * Runs a command line (without node and script). The answer is the exit code: 0 good, 1 findings, 2 bad input or can't
 * start, with one line on stderr; `undefined`: the program stays, until a signal ends it.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number | undefined> {
	try {
		return await dispatch(words, terminal);
	} catch (error) {
		return reportFailure(error, terminal);
	}
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number | undefined> {
	const wantsHelp = isAsked(words, '--help', '-h');
	const [first = '', ...others] = words.filter((word) => word !== '--help' && word !== '-h');
	if (first === '' && !wantsHelp) {
		terminal.warn(formatOverview());
		return 2;
	}
	if (first === '--version' || first === '-v') {
		terminal.print(readVersion());
		return 0;
	}
	if (first === 'help' && isContractWord(others[0])) return runContracts(others, { wantsHelp: true, terminal });
	if (isContractWord(first)) return runContracts([first, ...others], { wantsHelp, terminal });
	const detailed = detailCoverage([first, ...others]);
	if (detailed) return runContracts(detailed, { wantsHelp, terminal });
	if (first === '' || first === 'help') {
		terminal.print(helpOn(others));
		return 0;
	}
	const [command, rest] = findCommand([first, ...others]);
	if (!command || wantsHelp) {
		if (!command && !wantsHelp) throw refuseCommand(first, others[0]);
		terminal.print(command ? formatHelp(command) : helpOn([first, ...others]));
		return 0;
	}
	const given = readFlags({ words: rest, known: command.flags, env: terminal.env });
	checkOperands(command, given.positionals);
	const run = await command.load();
	return run(given, terminal);
}

/** Behind `--`, words are no flags. */
function isAsked(words: readonly string[], ...names: readonly string[]): boolean {
	const end = words.indexOf('--');
	return (end < 0 ? words : words.slice(0, end)).some((word) => names.includes(word));
}

/** The command that the first one or two words name, and the words behind it. */
function findCommand(words: readonly string[]): [Command | undefined, readonly string[]] {
	for (const length of [2, 1]) {
		const command = COMMANDS.find(({ name }) => name === words.slice(0, length).join(' '));
		if (command) return [command, words.slice(length)];
	}
	return [undefined, words];
}

function helpOn(words: readonly string[]): string {
	const [command] = findCommand(words);
	if (command) return formatHelp(command);
	const [group] = words;
	if (group === undefined) return formatOverview();
	if (isGroup(group)) return formatOverview(group);
	throw refuseCommand(group, words[1]);
}

function isGroup(word: string): boolean {
	return COMMANDS.some(({ name }) => name.startsWith(`${word} `));
}

function refuseCommand(first: string, second: string | undefined): StartupError {
	const inGroup = isGroup(first) && second !== undefined && !second.startsWith('-');
	const known = COMMANDS.map(({ name }) => name).filter((name) => !isGroup(first) || name.startsWith(`${first} `));
	const word = inGroup ? `${first} ${second}` : first;
	if (isGroup(first) && !inGroup) {
		const commands = known.map((name) => name.slice(first.length + 1)).join(', ');
		return refuse(`${first} needs a command`, `choose one of ${commands}`);
	}
	const others = isGroup(first) ? [] : ['help', 'pact', 'broker', 'contracts'];
	const [near] = nearest(word, [...known, ...others], 1);
	return refuse(`unknown command "${word}"`, near ? `did you mean "${near}"?` : 'see stunt-double --help');
}

function checkOperands({ name, operands }: Command, given: readonly string[]): void {
	const needed = operands.filter((operand) => operand.startsWith('<'));
	const missing = needed[given.length];
	if (missing) throw refuse(`${name} needs a ${missing}`, `write stunt-double ${[name, ...operands].join(' ')}`);
	const isOpen = operands.some((operand) => operand.includes('…'));
	const surplus = given[operands.length];
	if (!isOpen && surplus !== undefined)
		throw refuse(`${name} does not take "${surplus}"`, `see stunt-double ${name} --help`);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
