// What a command is: a row of a table that a room hands to the command line. Types only.

import type { Terminal } from '../log/terminal.ts';

/** One flag. Its name is its key in the table, e.g. `max-body`: `--max-body <bytes>`, `STUNT_MAX_BODY`, `options.maxBody`. */
export interface Flag {
	/** `switch`: `--x`, `--no-x`, `--x=false`. `list`: may be repeated; its variable is parted by commas. */
	kind: 'text' | 'integer' | 'number' | 'switch' | 'list';
	/** One line for the help, without a closing full stop. */
	help: string;
	/** What stands for the value in the help, e.g. `<n>`; in brackets (`[tag]`) the flag may stand alone, and is `true` then. */
	value?: string;
	/** One letter, e.g. `a` for `-a`. */
	short?: string;
	/** The only values there are; of a list, those of its items. */
	choices?: readonly string[];
	/** Bounds of a number, both good themselves. */
	min?: number;
	max?: number;
	/** A list whose values may be parted by commas on the command line as well. */
	splits?: boolean;
	/** An environment variable beside `STUNT_…`, which wins over it, e.g. `PACT_BROKER_BASE_URL`. */
	env?: string;
	/** A variable `env` that is set and empty is an empty text, and not as if it were not there: whoever set it meant something. */
	keepsBlank?: boolean;
	/** What holds without flag and variable. */
	default?: string | number | boolean;
	/** What holds without the flag, in words for the help, where the command itself decides it. */
	initial?: string;
	/** Its value is a file that the command writes, so that it must be no other's. */
	writes?: true;
	/** Flags without which this one says nothing, so that it is refused; `operands`: words behind the command do as well. */
	needs?: readonly string[];
}

/** Flags by their names, without the dashes. */
export type Flags = Readonly<Record<string, Flag>>;

/** A flag's value as it is read. */
export type FlagValue = string | number | boolean | readonly string[];

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
	? `${Head}${Capitalize<Camel<Tail>>}`
	: Name;
type TextOf<One extends Flag> = One['choices'] extends readonly (infer Choice)[] ? Choice : string;
type ValueOf<One extends Flag> = One['kind'] extends 'switch'
	? boolean
	: One['kind'] extends 'integer' | 'number'
		? number
		: One['kind'] extends 'list'
			? readonly TextOf<One>[]
			: One['value'] extends `[${string}`
				? TextOf<One> | true
				: TextOf<One>;

/** The values of flags by their names in camel case, e.g. `maxBody`; `undefined`: not given, and without a default. */
export type OptionsOf<Some extends Flags> = string extends keyof Some
	? Readonly<Record<string, FlagValue | undefined>>
	: {
			readonly [Name in keyof Some & string as Camel<Name>]: Some[Name] extends { default: string | number | boolean }
				? ValueOf<Some[Name]>
				: ValueOf<Some[Name]> | undefined;
		};

/** One mock of several: what a command is told for it alone. */
export interface NamedMock {
	/** E.g. `billing`. */
	name: string;
	/** Its documents. */
	positionals: readonly string[];
	options: OptionsOf<Flags>;
}

/** What a command is run with. */
export interface CommandArguments<Some extends Flags = Flags> {
	/** The words that are no flags. */
	positionals: readonly string[];
	options: OptionsOf<Some>;
	/** What flags and variables say, without the file of settings; absent: there is none. */
	told?: OptionsOf<Some>;
	/** The words behind `--`, for commands that take another program's. */
	behind?: readonly string[];
	/** The mocks that the settings name, where the command takes several and is told no document; at least one. */
	mocks?: readonly NamedMock[];
	terminal: Terminal;
}

/** One command. */
export interface Command<Some extends Flags = Flags> {
	/** One to three words, e.g. `start`, `pact environments list`. */
	name: string;
	/** Other names that do the same, e.g. those that it had. */
	aliases?: readonly string[];
	/** One line for the list of commands, without a closing full stop. */
	summary: string;
	/** Sentences on what is not plain from the summary. */
	notes?: readonly string[];
	/** What stands behind the name, e.g. `<name>`, `[documents...]`; absent: nothing. */
	operands?: readonly string[];
	/** It serves several mocks, where the settings name them under `mocks`. */
	takesMocks?: true;
	/** What stands behind `--` there, e.g. `<program>`; it must not be missing. */
	behind?: string;
	flags: Some;
	/** Lines to try; each begins behind `stunt-double `. */
	examples: readonly string[];
	/**
	 * Carries it out; its code loads only then. Exit codes: 0 good, 1 findings, 2 bad input; `undefined`: it stays until a signal ends
	 * it. A thrown `StartupError` is a 2 with its line.
	 */
	run(args: CommandArguments<Some>): Promise<number | undefined>;
}

/** What a room has for the command line. */
export interface CommandTable {
	/** In the order of the help. */
	commands: readonly Command[];
	/** First words whose commands the overview tells in one line, e.g. `pact` with what it is for. */
	groups: Readonly<Record<string, string>>;
}
