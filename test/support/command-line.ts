// The command line in this process, for commands that end at once: the same rooms as those of mock/cli.ts.

import { judgePact, listContractCommands, loadPactReader } from '../../contracts/commands.ts';
import type { Command } from '../../mock/cli/command.ts';
import { askCoverage } from '../../mock/cli/coverage.ts';
import { listMockCommands } from '../../mock/cli/mock-commands.ts';
import { runCommandLine } from '../../mock/cli/run-command-line.ts';
import type { CliResult } from './cli.ts';

const MOCK_COMMANDS = listMockCommands({ loadPactReader, judgePact, listCommands: async () => COMMANDS });
const CONTRACT_COMMANDS = listContractCommands({ askCoverage });

/** Every command of every room. */
export const COMMANDS: readonly Command[] = [...MOCK_COMMANDS.commands, ...CONTRACT_COMMANDS.commands];

/** The command of a name. Throws when there is none. */
export function findCommand(name: string): Command {
	const command = COMMANDS.find((one) => one.name === name);
	if (!command) throw new Error(`no command ${name}`);
	return command;
}

export interface WordsResult {
	code: number | undefined;
	/** Without the last line's end. */
	stdout: string;
	stderr: string;
}

/** The same with what a process would have given, each line with its end; the folder is that of the tests. */
export async function runHere(
	words: readonly string[],
	{ env = {} }: { env?: Record<string, string> } = {},
): Promise<CliResult> {
	const { code, stdout, stderr } = await runWords(words, env);
	const end = (text: string): string => (text === '' ? '' : `${text}\n`);
	return { code: code ?? null, stdout: end(stdout), stderr: end(stderr) };
}

/** Runs a command line to its end. */
export async function runWords(words: readonly string[], env: Record<string, string> = {}): Promise<WordsResult> {
	const stdout: string[] = [];
	const stderr: string[] = [];
	const code = await runCommandLine({
		words,
		terminal: {
			print: (text) => void stdout.push(text),
			warn: (text) => void stderr.push(text),
			hasColor: false,
			env,
		},
		rooms: [async () => MOCK_COMMANDS, async () => CONTRACT_COMMANDS],
	});
	return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}
