// Which keys a file of settings has: the flags' own names. Nothing is listed twice: tables of flags say all of it.

import type { Command, Flag, Flags } from './command.ts';
import { SERVING_FLAGS } from './serving-flags.ts';
import { flagsOf } from './start-flags.ts';

/** The commands that have a section of their own, for flags that they alone have, or have otherwise. */
export const SECTIONS: readonly string[] = ['start', 'run', 'lint'];

/** The key that has several mocks by name, each with the keys that hold for all. */
export const MOCKS = 'mocks';

/** The documents stand behind a command rather than behind a flag. */
const DOCUMENTS: Flag = { kind: 'list', value: '<file>', help: 'the OpenAPI documents: files or addresses' };

/** What holds for every command that serves or reads documents. */
export const SHARED_KEYS: Flags = { documents: DOCUMENTS, ...flagsOf(), pacts: SERVING_FLAGS.pacts };

/** Commands that serve or read documents as `start` does take all that they have a flag for; `run` is quiet, and on a port of its own. */
const TAKERS: Readonly<Record<string, readonly string[]>> = {
	start: [],
	run: ['port', 'log', 'watch'],
	mcp: ['port', 'log'],
	lint: [],
	'scenario list': [],
	'scenario show': [],
};
/** What of it others take: those that hold something to the documents, and to how the mock was told to see it. */
const OF_OTHERS: readonly string[] = ['documents', 'overlay', 'scenarios', 'allow-remote-refs', 'auth'];

/** Whether a command takes a key that holds for all. */
export function takesShared({ name, flags }: Command, key: string): boolean {
	if (key !== 'documents' && !Object.hasOwn(flags, key)) return false;
	const left = TAKERS[name];
	return left ? !left.includes(key) : OF_OTHERS.includes(key);
}

/** The keys of a command's section. */
export function listSectionKeys({ flags }: Pick<Command, 'flags'>): Flags {
	return Object.fromEntries(Object.entries(flags).filter(([name]) => name !== 'config'));
}
