// The flags of `mcp`: those of `start` for a mock of its own, quiet and on any free port, or the address of one that runs.

import { CALLING_FLAGS } from '../calling-flags.ts';
import type { Flags } from '../command.ts';
import { makeQuiet } from '../run-flags.ts';

/** Of `mcp`, beside the flags of `start`. */
export const JOINING_FLAGS = {
	url: {
		...CALLING_FLAGS.url,
		help: 'join the mock that runs at this address, rather than start one',
		initial: 'one of its own',
	},
} as const satisfies Flags;

export const MCP_FLAGS: Flags = { ...makeQuiet(['port', 'log']), ...JOINING_FLAGS };
