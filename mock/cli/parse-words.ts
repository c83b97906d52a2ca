// From the words behind a command's name to its positionals and options: commander reads them, by the command's table.

import { Argument, type CommanderError, Option, Command as Parser } from 'commander';
import { nearest, StartupError } from '../../spec/index.ts';
import type { Command, CommandArguments, Flag, Flags, FlagValue } from './command.ts';
import { optionOf, variableOf, variablesOf } from './flag-names.ts';
import { parseValue, readSwitch } from './parse-value.ts';
import type { Settings } from './settings-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the words. A flag beats its variables, those what a file says (`settings`), and that its default; all are checked alike. Variables that are empty count
 * as absent. Throws a StartupError `option.invalid`.
 */
export function parseWords(
	command: Command,
	words: readonly string[],
	env: Environment,
	settings?: Settings,
): Pick<CommandArguments, 'positionals' | 'options'> {
	const plain = normalizeSwitches(words, command.flags);
	const parser = createParser(command, plain)
		.action(() => {})
		.exitOverride((error) => {
			throw explain({ error, command, parser, words: plain });
		});
	parser.parse(plain, { from: 'user' });
	const options: Record<string, FlagValue | undefined> = {};
	for (const [name, flag] of Object.entries(command.flags)) {
		const key = optionOf(name);
		const given = parser.getOptionValue(key) as FlagValue | undefined;
		options[key] =
			given ?? readVariable(name, flag, env) ?? settings?.values.get(name) ?? flag.default ?? readBlank(flag, env);
	}
	const positionals = addDocuments(command, parser.args, settings);
	for (const [name, flag] of Object.entries(command.flags)) {
		const isGiven = parser.getOptionValue(optionOf(name)) !== undefined;
		if (isGiven) checkNeeds({ name, flag, command, given: { options, positionals } });
	}
	return { positionals, options };
}

/** Where no document is named, those of the file. */
function addDocuments(
	{ operands = [] }: Command,
	words: readonly string[],
	settings: Settings | undefined,
): readonly string[] {
	const { documents } = settings ?? {};
	const needed = operands.filter((one) => one.startsWith('<')).length;
	return documents && operands.at(-1) === '[documents...]' && words.length === needed
		? [...words, ...documents]
		: words;
}

/** commander's command for a row of the table: for its help, and to read words. */
export function createParser(command: Command, words: readonly string[] = []): Parser {
	const parser = new Parser(`stunt-double ${command.name}`)
		.configureOutput({ writeErr: () => {} })
		.showSuggestionAfterError(false);
	// Where -h is a flag, help has its long name alone.
	if (Object.values(command.flags).some(({ short }) => short === 'h')) parser.helpOption('--help');
	for (const operand of command.operands ?? []) parser.addArgument(new Argument(operand));
	for (const [name, flag] of Object.entries(command.flags)) {
		const short = flag.short === undefined ? '' : `-${flag.short}, `;
		if (flag.kind === 'switch') {
			parser.addOption(new Option(`${short}--${name}`, flag.help));
			parser.addOption(new Option(`--no-${name}`).hideHelp());
			continue;
		}
		const option = new Option(`${short}--${name} ${flag.value ?? '<value>'}`, flag.help);
		option.argParser((word: string, before: FlagValue | undefined) => {
			refuseMissing({ name, flag, word, words });
			const value = parseValue({ flag, word, shownAs: `--${name}` });
			return Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
		});
		parser.addOption(option);
	}
	return parser;
}

/** `--json=true` → `--json`, `--json=off` → `--no-json`: commander's switches take no value. */
function normalizeSwitches(words: readonly string[], flags: Flags): string[] {
	const end = words.indexOf('--');
	return words.map((word, index) => {
		const [, name = '', value = ''] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
		if (name === '' || (end >= 0 && index > end)) return word;
		const positive = name.replace(/^no-/, '');
		if (name !== positive && isSwitch(flags, positive) && !Object.hasOwn(flags, name)) {
			throw refuse(`--${name} takes no value`, `write --${name} alone`);
		}
		if (!isSwitch(flags, name)) return word;
		return readSwitch(value, `--${name}`) ? `--${name}` : `--no-${name}`;
	});
}

function isSwitch(flags: Flags, name: string): boolean {
	return Object.hasOwn(flags, name) && flags[name]?.kind === 'switch';
}

/** A word that begins with a dash is the next flag, whose value was forgotten; but -5 is a number, and - stands for a stream. */
function refuseMissing(args: { name: string; flag: Flag; word: string; words: readonly string[] }): void {
	const { name, flag, word, words } = args;
	const isNumber = flag.kind === 'integer' || flag.kind === 'number';
	const isNextFlag = /^-./s.test(word) && !(isNumber && /^-\d/.test(word)) && words.includes(word);
	if (word === '' || isNextFlag) throw refuseValue(name, flag);
}

function readVariable(name: string, flag: Flag, env: Environment): FlagValue | undefined {
	for (const variable of variablesOf(name, flag)) {
		const word = env[variable] ?? '';
		if (word === '') continue;
		const value = parseValue({ flag: { ...flag, splits: true }, word, shownAs: variable });
		return Array.isArray(value) && value.length === 0 ? undefined : value;
	}
	if (flag.kind !== 'switch') return undefined;
	const negative = variableOf(`no-${name}`);
	const word = env[negative] ?? '';
	return word === '' ? undefined : !readSwitch(word, negative);
}

function readBlank({ env: variable, keepsBlank }: Flag, env: Environment): '' | undefined {
	return keepsBlank && variable !== undefined && env[variable] === '' ? '' : undefined;
}

function checkNeeds(args: {
	name: string;
	flag: Flag;
	command: Command;
	given: Pick<CommandArguments, 'positionals' | 'options'>;
}): void {
	const { name, flag, command, given } = args;
	const { needs } = flag;
	const isGiven = (other: string): boolean =>
		other === 'operands' ? given.positionals.length > 0 : (given.options[optionOf(other)] ?? false) !== false;
	if (!needs || needs.some(isGiven)) return;
	const words = needs.map((other) => (other === 'operands' ? (command.operands?.[0] ?? '') : `--${other}`));
	throw refuse(`unknown option --${name}`, `it goes with ${joinOr(words)}`);
}

function joinOr(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** commander's error as the one line that a command ends with: what is wrong, and what to do. */
function explain(args: { error: CommanderError; command: Command; parser: Parser; words: readonly string[] }): Error {
	const { error, command, parser, words } = args;
	const { name, operands = [], flags } = command;
	switch (error.code) {
		case 'commander.unknownOption': {
			const word = parser.args.find((one) => /^-(?!\d)./s.test(one)) ?? '';
			return refuse(`unknown option ${word.split('=', 1)[0]}`, suggestFlag(word.split('=', 1)[0] as string, flags));
		}
		case 'commander.optionMissingArgument': {
			// commander finds this only at the end of the words.
			const option = parser.options.find(({ long, short }) => [long, short].includes(words.at(-1)));
			const key = option?.long?.slice(2) ?? '';
			return refuseValue(key, flags[key]);
		}
		case 'commander.missingArgument': {
			const missing = operands[parser.args.length] ?? '';
			const needed = missing.includes('...') ? missing : `a ${missing}`;
			return refuse(`${name} needs ${needed}`, `write stunt-double ${[name, ...operands].join(' ')}`);
		}
		case 'commander.excessArguments':
			return refuse(`${name} does not take "${parser.args[operands.length]}"`, `see stunt-double ${name} --help`);
		default:
			return error;
	}
}

function suggestFlag(shown: string, flags: Flags): string {
	const word = shown.replace(/^--?/, '');
	const positive = word.replace(/^no-/, '');
	const candidates = Object.entries(flags).flatMap(([name, { kind }]) =>
		kind === 'switch' ? [name, `no-${name}`] : [name],
	);
	const near = Object.hasOwn(flags, positive) ? positive : nearest(word, candidates, 1)[0];
	return near ? `did you mean --${near}?` : 'see --help';
}

function refuseValue(name: string, flag: Flag | undefined): StartupError {
	return refuse(`--${name} needs a value`, `write --${name} ${flag?.value ?? '<value>'}`);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
