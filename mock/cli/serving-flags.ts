// What `start` has beside the options of a mock.

import type { Flags } from './command.ts';

/** Of `start` alone. */
export const SERVING_FLAGS = {
	pacts: {
		kind: 'list',
		value: '<path>',
		help: 'files or folders of pacts that the coverage shows; else pacts/, if there is one',
	},
	'ready-file': {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'write the address into this file once the mock listens; it is gone when the mock is',
	},
	json: { kind: 'switch', help: 'tell the address, and log, as lines of JSON', default: false },
} as const satisfies Flags;
