#!/usr/bin/env node
// The command line: the one file that knows the mock and the contracts, and hands their commands to one parser. Everything else loads
// after the compile cache is on, so that it is found there the next time; the contracts load when one of their commands, or the list of
// all, is asked for.

// By name, what an old Node or Deno doesn't have would stop the program before its first line.
import * as nodeModule from 'node:module';
import type { LoadTable } from './cli/run-command.ts';

/** `engines` of package.json. */
const [OLDEST_MAJOR, OLDEST_MINOR] = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
	const remedy = `install ${OLDEST_MAJOR}.${OLDEST_MINOR} or later`;
	process.stderr.write(`stunt-double: Node ${process.versions.node} is too old (${remedy})\n`);
	process.exit(2);
}
nodeModule.enableCompileCache?.();
const [{ runCommandLine }, { listMockCommands }, { exceptMachine }, { failOnLoss }, { openTerminal }] =
	await Promise.all([
		import('./cli/run-command-line.ts'),
		import('./cli/mock-commands.ts'),
		import('./cli/keep-direct.ts'),
		import('./cli/signals.ts'),
		import('./log/terminal.ts'),
	]);
// Node's fetch looks there at each call, and whatever is started from here inherits it.
Object.assign(process.env, exceptMachine(process.env));
const ROOMS: readonly LoadTable[] = [
	async () =>
		listMockCommands({
			judgePact: async (wish) => (await import('../contracts/commands.ts')).judgePact(wish),
			listCommands: async () => (await Promise.all(ROOMS.map((load) => load()))).flatMap(({ commands }) => commands),
			loadPactReader: async (places) => (await import('../contracts/commands.ts')).loadPactReader(places),
		}),
	async () =>
		(await import('../contracts/commands.ts')).listContractCommands({
			askCoverage: async (args) => (await import('./cli/coverage.ts')).askCoverage(args),
		}),
];
const code = await runCommandLine({
	words: process.argv.slice(2),
	terminal: openTerminal(process, failOnLoss),
	rooms: ROOMS,
});
if (code !== undefined) process.exitCode = code;
