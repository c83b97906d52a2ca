// What `help` and `--help` print: commander's help, from the tables of the commands.

import { Command as Parser } from 'commander';
import type { Command, CommandTable, Flag } from './command.ts';
import { variablesOf } from './flag-names.ts';
import { createParser } from './parse-words.ts';

/** Columns of a help that no terminal shows. */
const WIDTH = 120;
/** Examples in the help on several commands. */
const MAX_EXAMPLES = 10;

/** The list of all commands, the big groups in a line each. */
export function formatOverview({ commands, groups }: CommandTable): string {
	const isFolded = ({ name }: Command): boolean => Object.hasOwn(groups, firstWord(name)) && name !== firstWord(name);
	const list = createList('<command>', 'A mock server that learns its part from OpenAPI documents, and remembers.');
	const listed = commands.filter((command) => !isFolded(command));
	for (const command of listed) addEntry(list, command);
	for (const [name, summary] of Object.entries(groups))
		list.addCommand(new Parser(`${name} <command>`).summary(summary));
	list.addCommand(new Parser('help [command]').summary('tell more about a command; --json for all of it as JSON'));
	return formatList(list, listed);
}

/** The commands of a group like `scenario`. */
export function formatGroup(group: string, { commands, groups }: CommandTable): string {
	const summary = groups[group];
	const list = createList(`${group} <command>`, summary === undefined ? '' : sentence(summary));
	const listed = commands.filter(({ name, aliases = [] }) =>
		[name, ...aliases].some((one) => one === group || one.startsWith(`${group} `)),
	);
	for (const command of listed) addEntry(list, command);
	return formatList(list, listed);
}

/** Usage, flags, variables and examples of one command. */
export function formatHelp(command: Command): string {
	const { summary, notes = [], aliases = [], operands = [], flags, examples, behind } = command;
	const parser = createParser(command)
		.usage([...operands, '[options]', ...(behind === undefined ? [] : ['--', behind])].join(' '))
		.description([sentence(summary), ...notes, ...aliases.map((alias) => `Also called ${alias}.`)].join(' '))
		.helpOption('-h, --help', 'this text');
	for (const option of parser.options) {
		const key = option.long?.slice(2) ?? '';
		const flag = Object.hasOwn(flags, key) ? flags[key] : undefined;
		if (flag) option.description = describeFlag(key, flag);
		if (flag?.kind === 'switch') option.flags = option.flags.replace('--', '--[no-]');
	}
	return `${layOut(parser)}\n\nExamples:\n${examples.map(formatExample).join('\n')}`;
}

function createList(usage: string, description: string): Parser {
	return new Parser('stunt-double')
		.usage(`${usage} [options]`)
		.description(description)
		.helpOption(false)
		.helpCommand(false);
}

function addEntry(list: Parser, { name, operands = [], summary }: Command): void {
	list.addCommand(new Parser([name, ...operands].join(' ')).summary(summary).helpOption(false));
}

function formatList(list: Parser, listed: readonly Command[]): string {
	const examples = listed.flatMap((command) => command.examples.slice(0, 1)).slice(0, MAX_EXAMPLES);
	return [
		layOut(list),
		'',
		'Examples:',
		...examples.map(formatExample),
		'',
		'Every option has an environment variable: --max-body is STUNT_MAX_BODY. Exit codes: 0 good, 1 findings, 2 nothing could be judged.',
		'More on a command: stunt-double <command> --help',
	].join('\n');
}

function layOut(parser: Parser): string {
	parser.configureOutput({ getOutHelpWidth: () => process.stdout.columns ?? WIDTH });
	return parser.helpInformation().trimEnd();
}

/** `port to listen on (4010; STUNT_PORT)`. */
function describeFlag(name: string, flag: Flag): string {
	const { help, choices, kind, initial } = flag;
	const standing = initial ?? (flag.default === undefined ? undefined : nameDefault(flag.default));
	const more = [
		...(choices ? [choices.join('|')] : []),
		...(kind === 'list' ? ['repeatable'] : []),
		...(standing === undefined ? [] : [`default: ${standing}`]),
		variablesOf(name, flag).join(', '),
	];
	return `${help} (${more.join('; ')})`;
}

function nameDefault(value: string | number | boolean): string {
	return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function formatExample(line: string): string {
	return `  stunt-double ${line}`;
}

function firstWord(name: string): string {
	return name.split(' ', 1)[0] as string;
}
