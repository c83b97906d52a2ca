// The way from the command line to the commands of the contracts. Nothing of them is read from disk before one is asked for.

import { nearest, StartupError } from '../../spec/index.ts';
import type { ReadPacts } from '../control/pact-coverage.ts';
import { alignColumns, type Terminal } from '../log/terminal.ts';

/** The first words of the contracts' commands, with a line for the overview. */
export const CONTRACT_GROUPS: readonly (readonly [name: string, summary: string])[] = [
	['pact <command>', 'write pacts from traffic, check, verify and publish them, ask whether to deploy'],
	['broker', 'serve a folder of pacts as a Pact Broker'],
	['contracts <command>', 'more on contracts: what is covered'],
];

/** Examples that the help on a group shows. */
const MAX_EXAMPLES = 6;

type Contracts = typeof import('../../contracts/cli/index.ts');
type ContractCommand = ReturnType<Contracts['listContractCommands']>[number];

/** Whether a command line (or what help is asked on) is the contracts' to answer. */
export function isContractWord(word: string | undefined): boolean {
	return CONTRACT_GROUPS.some(([name]) => name.split(' ', 1)[0] === word);
}

/**
 * `coverage` with pacts, scenarios, traffic or a page asks for more than which answers were given: the words of the contracts'
 * command for it. `undefined`: the mock's own `coverage` it is.
 */
export function detailCoverage([first, ...others]: readonly string[]): readonly string[] | undefined {
	if (first !== 'coverage') return undefined;
	const flags = ['--by-scenarios', '--traffic', '--snapshot', '--html', '--documents', '--overlay'];
	const isDetailed = others.some((word) => flags.includes(word.split('=', 1)[0] as string)) || namesPacts(others);
	return isDetailed ? ['contracts', 'coverage', ...others] : undefined;
}

/** A word that is neither a flag nor the value of one. */
function namesPacts(words: readonly string[]): boolean {
	const valued = ['--url', '--admin-token', '--fail-under'];
	return words.some((word, index) => !word.startsWith('-') && !valued.includes(words[index - 1] ?? ''));
}

/** Runs a command of the contracts, or prints its help; the answer is the exit code. Throws StartupError. */
export async function runContracts(
	words: readonly string[],
	{ wantsHelp, terminal }: { wantsHelp: boolean; terminal: Terminal },
): Promise<number> {
	const contracts = await loadContracts();
	const commands = contracts.listContractCommands();
	const [command, rest] = findCommand(commands, words);
	if (!command) {
		if (wantsHelp && words.length === 1) {
			terminal.print(formatGroup(words[0] as string, commands));
			return 0;
		}
		throw refuseWords(words, commands);
	}
	if (wantsHelp) {
		terminal.print(formatHelp(command, contracts.variableOf));
		return 0;
	}
	const given = contracts.readCommandWords(command, rest, terminal.env);
	const [out, err] = [createLines(terminal.print), createLines(terminal.warn)];
	const code = await command.run({
		...given,
		io: { out: out.write, err: err.write, isTerminal: terminal.hasColor },
	});
	out.flush();
	err.flush();
	return code;
}

/** The one place where the mock's room knows of the contracts' (design, section 2). */
function loadContracts(): Promise<Contracts> {
	// biome-ignore lint/style/noRestrictedImports: the command line knows all rooms, and asks for this one by dynamic import only
	return import('../../contracts/cli/index.ts');
}

/** What reads the pacts of these files and folders for a mock that runs. */
export async function loadPactReader(places: readonly string[]): Promise<ReadPacts> {
	// biome-ignore lint/style/noRestrictedImports: as above
	const { createPactReader } = await import('../../contracts/coverage/pact-coverage.ts');
	return createPactReader(places);
}

/** The command that the first one to three words name, and the words behind it. */
function findCommand(
	commands: readonly ContractCommand[],
	words: readonly string[],
): [ContractCommand | undefined, readonly string[]] {
	for (const length of [3, 2, 1]) {
		const command = commands.find(({ name }) => name === words.slice(0, length).join(' '));
		if (command) return [command, words.slice(length)];
	}
	return [undefined, words];
}

function refuseWords(words: readonly string[], commands: readonly ContractCommand[]): StartupError {
	const [group = '', second] = words;
	const names = commands.map(({ name }) => name).filter((name) => name.startsWith(`${group} `));
	if (second === undefined || second.startsWith('-')) {
		const choice = names.map((name) => name.slice(group.length + 1)).join(', ');
		return refuse(`${group} needs a command`, `choose one of ${choice}`);
	}
	const [near] = nearest(`${group} ${second}`, names, 1);
	return refuse(
		`unknown command "${group} ${second}"`,
		near ? `did you mean "${near}"?` : `see stunt-double ${group} --help`,
	);
}

function formatGroup(group: string, commands: readonly ContractCommand[]): string {
	const listed = commands.filter(({ name }) => name === group || name.startsWith(`${group} `));
	return [
		`Usage: stunt-double ${group} <command> [options]`,
		'',
		'Commands:',
		...alignColumns(listed.map((one) => [`  ${nameWithOperands(one)}`, one.summary])),
		'',
		'Examples:',
		...listed
			.flatMap(({ examples }) => examples.slice(0, 1))
			.slice(0, MAX_EXAMPLES)
			.map(formatExample),
		'',
		'More on a command: stunt-double <command> --help',
	].join('\n');
}

function formatHelp(command: ContractCommand, variableOf: Contracts['variableOf']): string {
	const rows = command.options.map((option) => [
		`  ${option.flags}`,
		option.default === undefined ? option.description : `${option.description} (${option.default})`,
		[variableOf(option), option.env].filter((name) => name !== undefined).join(', '),
	]);
	return [
		`Usage: stunt-double ${nameWithOperands(command)} [options]`,
		`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
		'',
		'Options:',
		...alignColumns([...rows, ['  --help', 'this text']]),
		'',
		'Examples:',
		...command.examples.map(formatExample),
	].join('\n');
}

function nameWithOperands({ name, arguments: operands }: ContractCommand): string {
	return operands === undefined ? name : `${name} ${operands}`;
}

/** Commands may show their lines with or without the program's name. */
function formatExample(line: string): string {
	return `  ${/(^|\s)stunt-double\s/.test(line) ? line : `stunt-double ${line}`}`;
}

/** A terminal takes whole lines; what comes without an end waits for it. */
function createLines(print: (line: string) => void): { write(text: string): void; flush(): void } {
	let open = '';
	return {
		write(text) {
			const end = text.lastIndexOf('\n');
			if (end < 0) {
				open += text;
				return;
			}
			print(open + text.slice(0, end));
			open = text.slice(end + 1);
		},
		flush() {
			if (open !== '') print(open);
			open = '';
		},
	};
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
