// What every command of the contracts is: a name, its flags in words, and a function that runs it.
// Types only; index.ts of this folder collects the commands, mock/cli.ts runs them.

/** One flag of a command. */
export interface ContractOption {
	/**
	 * As in the help, e.g. `--out <dir>` (wants a value), `--verbose` (wants none), `--tag <names...>` (may be
	 * repeated), `--latest [tag]` (`true` without a value).
	 */
	flags: string;
	/** One line for the help, without a closing full stop. */
	description: string;
	/** An environment variable beside `STUNT_…`, e.g. `PACT_BROKER_BASE_URL`; the flag wins over it. */
	env?: string;
	/** What holds without the flag. */
	default?: string;
}

/** What the shell gives to a command. */
export interface CommandArguments {
	positionals: string[];
	/**
	 * By the flag's name in camel case, e.g. `--pact-version 3` is `pactVersion: '3'`; a flag without a value is `true`, one that
	 * may be repeated a list; not given and without a default: `undefined`.
	 */
	options: Record<string, string | boolean | string[] | undefined>;
	/** `out` and `err` write their text as it is: the caller ends its lines. */
	io: { out(text: string): void; err(text: string): void; isTerminal: boolean };
}

/** A command of the contracts, as the command line shows and runs it. */
export interface ContractCommand {
	/** E.g. `pact write`, `broker`, `contracts coverage`. */
	name: string;
	/** One line for the list of commands. */
	summary: string;
	/** Whole command lines that work as they stand. */
	examples: readonly string[];
	/** The positionals for the help, e.g. `[files...]`; absent: the command takes none. */
	arguments?: string;
	options: readonly ContractOption[];
	/** Exit codes: 0 good, 1 findings, 2 bad input or it couldn't begin. A thrown `StartupError` becomes a 2 with its line. */
	run(args: CommandArguments): Promise<0 | 1 | 2>;
}
