// From the words behind a command to its positionals and options, by the flags that the command declares.

import { parseArgs } from 'node:util';
import { StartupError } from '../../spec/index.ts';
import type { CommandArguments, ContractCommand, ContractOption } from './command.ts';

/** A flag as it is read: `--out <dir>` → name `out`, kind `value`. */
interface ReadFlag {
	name: string;
	short?: string;
	kind: 'switch' | 'value' | 'list';
	option: ContractOption;
}
type Value = string | boolean | string[];

/**
 * Reads the words behind a command's name. A flag wins over `STUNT_<FLAG>`, that one over the option's own variable, and all
 * over its default; variables that are empty count as absent. Throws a StartupError `option.invalid`.
 */
export function readCommandWords(
	command: ContractCommand,
	words: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
): Pick<CommandArguments, 'positionals' | 'options'> {
	const flags = command.options.map(readFlag);
	const known = Object.fromEntries(
		flags.map(({ name, short, kind }) => [
			name,
			{ type: kind === 'switch' ? ('boolean' as const) : ('string' as const), ...(short !== undefined && { short }) },
		]),
	);
	const { tokens } = parseArgs({ args: fillOptionalValues(words, flags), options: known, strict: false, tokens: true });
	const values = new Map<string, Value>();
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'positional') positionals.push(token.value);
		if (token.kind !== 'option') continue;
		const flag = flags.find(({ name }) => name === token.name);
		if (!flag) throw refuse(`unknown option ${token.rawName}`, suggestFlag(token.name, flags));
		addValue(values, flag, readValue(flag, token));
	}
	for (const flag of flags) {
		if (!values.has(flag.name)) takeFallback(values, flag, env);
	}
	checkPositionals(command, positionals);
	return { positionals, options: nameValues(values) };
}

/** The environment variable of a flag, e.g. `--pact-version <n>` → `STUNT_PACT_VERSION`. */
export function variableOf(option: ContractOption): string {
	return `STUNT_${readFlag(option).name.replaceAll('-', '_').toUpperCase()}`;
}

/** A flag like `--latest [tag]` may stand alone; it then has the value `true`. */
function fillOptionalValues(words: readonly string[], flags: readonly ReadFlag[]): string[] {
	const optional = flags.filter(({ option, kind }) => kind === 'value' && option.flags.trim().endsWith(']'));
	return words.map((word, index) => {
		const isOptional = optional.some(
			({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`),
		);
		const next = words[index + 1];
		if (!isOptional || (next !== undefined && !next.startsWith('-'))) return word;
		return word.startsWith('--') ? `${word}=true` : `${word}true`;
	});
}

function readFlag(option: ContractOption): ReadFlag {
	const match = /^(?:-([A-Za-z]), )?--([a-z][a-z0-9-]*)(?:[ =]([<[].+[>\]]))?$/.exec(option.flags.trim());
	if (!match) throw new TypeError(`not a flag: ${option.flags}`);
	const [, short, name = '', value] = match;
	const kind = value === undefined ? 'switch' : /(\.\.\.|…)[>\]]$/.test(value) ? 'list' : 'value';
	return { name, kind, option, ...(short !== undefined && { short }) };
}

function readValue(
	flag: ReadFlag,
	{ rawName, value, inlineValue }: { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined },
): string | boolean {
	if (flag.kind === 'switch') {
		if (value === undefined) return true;
		throw refuse(`${rawName} takes no value`, `write ${rawName} alone`);
	}
	const isNextFlag = !inlineValue && value !== undefined && value.startsWith('-') && value !== '-';
	if (value === undefined || value === '' || isNextFlag) {
		throw refuse(`${rawName} needs a value`, `write ${flag.option.flags}`);
	}
	return value;
}

function addValue(values: Map<string, Value>, { name, kind }: ReadFlag, value: string | boolean): void {
	if (kind !== 'list') values.set(name, value);
	else values.set(name, [...((values.get(name) as string[] | undefined) ?? []), String(value)]);
}

function takeFallback(
	values: Map<string, Value>,
	flag: ReadFlag,
	env: Readonly<Record<string, string | undefined>>,
): void {
	const { name, kind, option } = flag;
	const ownVariable = variableOf(option);
	const variable = [ownVariable, option.env].find((one) => one !== undefined && (env[one] ?? '') !== '');
	const text = variable === undefined ? option.default : env[variable];
	if (text === undefined) return;
	if (kind === 'list') {
		const items = text.split(',').map((item) => item.trim());
		values.set(name, items.filter(Boolean));
	} else if (kind === 'value') values.set(name, text);
	else if (/^(true|1|on|yes)$/i.test(text)) values.set(name, true);
	else if (variable !== undefined && !/^(false|0|off|no)$/i.test(text)) {
		throw refuse(`${variable} must be true or false, not "${text}"`, 'mend the value');
	}
}

/** `pact-version` → `pactVersion`. A switch `no-x` also says that `x` is false. */
function nameValues(values: ReadonlyMap<string, Value>): CommandArguments['options'] {
	const options: CommandArguments['options'] = {};
	for (const [name, value] of values) {
		options[toCamel(name)] = value;
		if (name.startsWith('no-') && value === true) options[toCamel(name.slice(3))] = false;
	}
	return options;
}

function toCamel(name: string): string {
	return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function checkPositionals(command: ContractCommand, positionals: readonly string[]): void {
	const operands = command.arguments === undefined ? [] : command.arguments.split(' ');
	const missing = operands.filter((operand) => operand.startsWith('<'))[positionals.length];
	if (missing !== undefined) {
		throw refuse(
			`${command.name} needs ${missing.replaceAll(/[<>.…]/g, '')}`,
			`write stunt-double ${command.name} ${command.arguments}`,
		);
	}
	const isOpen = operands.some((operand) => /(\.\.\.|…)/.test(operand));
	const surplus = positionals[operands.length];
	if (!isOpen && surplus !== undefined) {
		throw refuse(`${command.name} does not take "${surplus}"`, `see stunt-double ${command.name} --help`);
	}
}

function suggestFlag(word: string, flags: readonly ReadFlag[]): string {
	const near = flags.find(({ name }) => name.startsWith(word.slice(0, 4)) || word.startsWith(name.slice(0, 4)));
	return near ? `did you mean --${near.name}?` : 'see --help';
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
