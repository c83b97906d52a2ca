// What `help` and `--help` print.

import { alignColumns } from '../log/terminal.ts';
import { COMMANDS, type Command } from './commands.ts';
import { CONTRACT_GROUPS } from './contracts.ts';
import { FLAGS, type Flag, type FlagName, variableOf } from './flags.ts';

/** The list of commands, or of those in a group like `scenario`. */
export function formatOverview(group?: string): string {
	const listed = COMMANDS.filter(({ name }) => group === undefined || name.startsWith(`${group} `));
	const rows = listed.map(({ name, operands, summary }) => [`  ${[name, ...operands].join(' ')}`, summary]);
	if (group === undefined) {
		rows.push(...CONTRACT_GROUPS.map(([name, text]) => [`  ${name}`, text]));
		rows.push(['  help [command]', 'tell more about a command']);
	}
	const examples = listed.flatMap((command) => command.examples.slice(0, 1));
	return [
		`Usage: stunt-double ${group ?? '<command>'} ${group ? '<command> ' : ''}[options]`,
		...(group === undefined ? ['A mock server that learns its part from OpenAPI documents, and remembers.'] : []),
		'',
		'Commands:',
		...alignColumns(rows),
		'',
		'Examples:',
		...examples.map((example) => `  stunt-double ${example}`),
		'',
		'Every option has an environment variable: --max-body is STUNT_MAX_BODY. Exit codes: 0 good, 1 findings, 2 bad input.',
		'More on a command: stunt-double <command> --help',
	].join('\n');
}

/** Usage, options, variables and examples of one command. */
export function formatHelp({ name, operands, summary, notes, flags, examples }: Command): string {
	return [
		`Usage: ${['stunt-double', name, ...operands, '[options]'].join(' ')}`,
		`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${notes ? ` ${notes.join(' ')}` : ''}`,
		'',
		'Options:',
		...alignColumns([...flags.map(describeFlag), ['  --help', 'this text']]),
		'',
		'Examples:',
		...examples.map((example) => `  stunt-double ${example}`),
	].join('\n');
}

function describeFlag(name: FlagName): string[] {
	const flag: Flag = FLAGS[name];
	const { kind, value, choices, help, initial } = flag;
	const shown = kind === 'switch' ? `--[no-]${name}` : `--${name} ${choices ? choices.join('|') : value}`;
	const more = kind === 'list' ? ' (repeatable)' : initial === undefined ? '' : ` (${initial})`;
	return [`  ${shown}`, `${help}${more}`, variableOf(name)];
}
