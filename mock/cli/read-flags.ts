// From words on the command line to values. A flag beats its variable; both are checked alike.

import { parseArgs } from 'node:util';
import { nearest, StartupError } from '../../spec/index.ts';
import { FLAGS, type Flag, type FlagName, variableOf } from './flags.ts';

/** What was given, on the command line or by a variable; each `undefined` when it was not. */
export interface GivenFlags {
	text(name: FlagName): string | undefined;
	number(name: FlagName): number | undefined;
	isOn(name: FlagName): boolean | undefined;
	list(name: FlagName): string[] | undefined;
}

/** The words of a command line that are no flags, and the flags. */
export interface GivenWords {
	positionals: string[];
	flags: GivenFlags;
}

type Value = string | number | boolean | string[];

/**
 * Reads the words behind a command. `known` are the command's flags. Variables that are empty count as absent.
 * Throws a StartupError `option.invalid` for unknown flags and for values that don't fit.
 */
export function readFlags(args: {
	words: readonly string[];
	known: readonly FlagName[];
	env: Readonly<Record<string, string | undefined>>;
}): GivenWords {
	const { known, env } = args;
	const options = Object.fromEntries(known.map((name) => [name, { type: parserType(FLAGS[name]) }]));
	const { tokens } = parseArgs({ args: [...args.words], options, strict: false, tokens: true, allowNegative: true });
	const values = new Map<FlagName, Value>();
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'positional') positionals.push(token.value);
		if (token.kind !== 'option') continue;
		const { name, isNegative } = findFlag(token.rawName, known);
		const word = isNegative ? readNegative(token) : readWord({ ...token, name });
		addValue(values, name, parseValue({ flag: FLAGS[name], word, shownAs: `--${name}` }));
	}
	for (const name of known) {
		const word = env[variableOf(name)];
		if (word === undefined || word === '' || values.has(name)) continue;
		const flag: Flag = FLAGS[name];
		const shownAs = variableOf(name);
		if (flag.kind === 'list')
			values.set(
				name,
				word
					.split(',')
					.map((item) => item.trim())
					.filter(Boolean),
			);
		else addValue(values, name, parseValue({ flag, word, shownAs }));
	}
	return { positionals, flags: giveValues(values) };
}

function giveValues(values: ReadonlyMap<FlagName, Value>): GivenFlags {
	return {
		text: (name) => values.get(name) as string | undefined,
		number: (name) => values.get(name) as number | undefined,
		isOn: (name) => values.get(name) as boolean | undefined,
		list: (name) => values.get(name) as string[] | undefined,
	};
}

function parserType({ kind }: Flag): 'string' | 'boolean' {
	return kind === 'switch' ? 'boolean' : 'string';
}

/** `--no-cors` is the flag `cors`, negated; only switches can be. */
function findFlag(rawName: string, known: readonly FlagName[]): { name: FlagName; isNegative: boolean } {
	const word = rawName.replace(/^--?/, '');
	const isKnown = (name: string): name is FlagName => (known as readonly string[]).includes(name);
	if (rawName.startsWith('--')) {
		if (isKnown(word)) return { name: word, isNegative: false };
		const positive = word.replace(/^no-/, '');
		if (positive !== word && isKnown(positive) && FLAGS[positive].kind === 'switch') {
			return { name: positive, isNegative: true };
		}
	}
	const candidates = known.flatMap((name) => (FLAGS[name].kind === 'switch' ? [name, `no-${name}`] : [name]));
	const positive = word.replace(/^no-/, '');
	const near = isKnown(positive) ? positive : nearest(word, candidates, 1)[0];
	throw refuse(`unknown option ${rawName}`, near ? `did you mean --${near}?` : 'see --help');
}

interface OptionToken {
	rawName: string;
	value?: string | undefined;
	inlineValue?: boolean | undefined;
}

function readNegative({ rawName, value }: OptionToken): 'false' {
	if (value === undefined) return 'false';
	throw refuse(`${rawName} takes no value`, `write ${rawName} alone`);
}

function readWord({ name, value, inlineValue }: OptionToken & { name: FlagName }): string {
	const flag: Flag = FLAGS[name];
	if (flag.kind === 'switch') return value ?? 'true';
	const isNumber = flag.kind === 'integer' || flag.kind === 'number';
	// A word that begins with a dash is the next flag, whose value was forgotten; but -5 is a number.
	const isNextFlag = !inlineValue && value?.startsWith('-') && !(isNumber && /^-\d/.test(value));
	if (value === undefined || value === '' || isNextFlag) {
		throw refuse(`--${name} needs a value`, `write --${name} ${flag.value}`);
	}
	return value;
}

function parseValue({ flag, word, shownAs }: { flag: Flag; word: string; shownAs: string }): Value {
	switch (flag.kind) {
		case 'switch': {
			if (/^(true|1|on|yes)$/i.test(word)) return true;
			if (/^(false|0|off|no)$/i.test(word)) return false;
			throw refuse(`${shownAs} must be true or false, not "${word}"`, 'mend the value');
		}
		case 'integer':
			if (/^-?\d{1,16}$/.test(word)) return Number(word);
			throw refuse(`${shownAs} must be a whole number, not "${word}"`, 'mend the value');
		case 'number':
			if (/^\d+(\.\d+)?$/.test(word)) return Number(word);
			throw refuse(`${shownAs} must be a number, not "${word}"`, 'mend the value');
		case 'list':
			return [word];
		case 'text': {
			if (!flag.choices || flag.choices.includes(word)) return word;
			const [near] = nearest(word, flag.choices, 1);
			const remedy = near ? `did you mean ${near}?` : 'choose one of them';
			throw refuse(`${shownAs} must be one of ${flag.choices.join(', ')}, not "${word}"`, remedy);
		}
	}
}

function addValue(values: Map<FlagName, Value>, name: FlagName, value: Value): void {
	const before = values.get(name);
	values.set(name, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
