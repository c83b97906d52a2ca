// The flags of `run`: those of `start`, quiet and on any free port, and what is done with the run.

import type { Flag, Flags } from './command.ts';
import { GATES, type GateName } from './gates.ts';
import { flagsOf } from './start-flags.ts';

const QUIET: Readonly<Record<string, string | number | boolean>> = { port: 0, log: 'silent', watch: false };

/** The flags of `start`, those that are named with the defaults of a mock that is for one program alone. */
export function makeQuiet(names: readonly string[]): Flags {
	return Object.fromEntries(
		Object.entries(flagsOf()).map(([name, flag]) => {
			const value = names.includes(name) ? QUIET[name] : undefined;
			if (value === undefined) return [name, flag];
			const { initial: _, ...rest } = flag;
			return [name, { ...rest, default: value } satisfies Flag];
		}),
	);
}

/** What `run` has beside the flags of `start`. */
export const JUDGING_FLAGS = {
	'fail-on': {
		kind: 'list',
		value: '<what>',
		splits: true,
		choices: Object.keys(GATES) as GateName[],
		help: 'what a good run must not have',
	},
	coverage: {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'write which answers of the documents were given, as JSON',
	},
	bug: {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'where the run is not good, write a snapshot with its requests',
	},
	pact: {
		kind: 'text',
		value: '<consumer>',
		help: "write this consumer's pact from the requests, and check it, as pact write and pact check do",
	},
	junit: {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'report the gates and the pact as JUnit XML',
		needs: ['fail-on', 'pact'],
	},
	json: { kind: 'switch', help: 'report as a line of JSON, the last on stdout', default: false },
} as const satisfies Flags;

export const RUN_FLAGS: Flags = {
	...makeQuiet(['port', 'log', 'watch']),
	...JUDGING_FLAGS,
};
