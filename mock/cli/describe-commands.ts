// `help --json`: all commands with their flags, variables and defaults, for programs and agents.

import type { JsonObject } from '../../spec/index.ts';
import { readVersion } from '../options/version.ts';
import type { Command, Flag } from './command.ts';
import { variablesOf } from './flag-names.ts';

/** What an exit code of any command means. */
const EXIT_CODES = { 0: 'good', 1: 'findings', 2: "bad input, or can't start; one line on stderr says what to do" };

/** `{ version, exitCodes, commands: [{ name, summary, operands, flags: [{ name, kind, variables, default }], examples }] }`. */
export function describeCommands(commands: readonly Command[]): JsonObject {
	return {
		name: 'stunt-double',
		version: readVersion(),
		exitCodes: EXIT_CODES,
		commands: commands.map(describeCommand),
	};
}

function describeCommand({ name, aliases = [], summary, notes = [], operands = [], ...command }: Command): JsonObject {
	const { behind, flags, examples } = command;
	return {
		name,
		...(aliases.length > 0 && { aliases: [...aliases] }),
		summary,
		...(notes.length > 0 && { notes: [...notes] }),
		operands: [...operands],
		...(behind !== undefined && { behind }),
		flags: Object.entries(flags).map(([flag, row]) => describeFlag(flag, row)),
		examples: examples.map((line) => `stunt-double ${line}`),
	};
}

/** `default` is a value, `initial` words for what the command decides. */
function describeFlag(name: string, flag: Flag): JsonObject {
	const { kind, help, value, short, choices, min, max, needs, initial } = flag;
	return {
		name: `--${name}`,
		...(short !== undefined && { short: `-${short}` }),
		kind,
		...(value !== undefined && { value }),
		help,
		...(choices && { choices: [...choices] }),
		...(min !== undefined && { min }),
		...(max !== undefined && { max }),
		...(kind === 'list' && { repeatable: true }),
		...(needs && { needs: needs.map((other) => (other === 'operands' ? other : `--${other}`)) }),
		variables: variablesOf(name, flag),
		...(flag.default !== undefined && { default: flag.default }),
		...(initial !== undefined && { initial }),
	};
}
