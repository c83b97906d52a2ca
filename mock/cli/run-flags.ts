// The flags of `run`: those of `start`, quiet and on any free port, and what is done with the run.

import type { Flag, Flags } from './command.ts';
import { flagsOf } from './start-flags.ts';

const start = flagsOf();
const quiet = (name: string, value: string | number | boolean): Flag => ({ ...(start[name] as Flag), default: value });

/** What `run` has beside the flags of `start`. */
export const JUDGING_FLAGS = {
	'fail-on': {
		kind: 'list',
		value: '<what>',
		splits: true,
		help: 'what a good run must not have: invalid, unmatched, undocumented, unused-cues',
	},
	coverage: { kind: 'text', value: '<file>', help: 'write which answers of the documents were given, as JSON' },
	bug: { kind: 'text', value: '<file>', help: 'where the run is not good, write a snapshot with its requests' },
	pact: {
		kind: 'text',
		value: '<consumer>',
		help: "write this consumer's pact from the requests, and check it, as pact write and pact check do",
	},
	junit: {
		kind: 'text',
		value: '<file>',
		help: 'report the gates and the pact as JUnit XML',
		needs: ['fail-on', 'pact'],
	},
} as const satisfies Flags;

export const RUN_FLAGS: Flags = {
	...start,
	port: quiet('port', 0),
	log: quiet('log', 'silent'),
	watch: quiet('watch', false),
	...JUDGING_FLAGS,
};
