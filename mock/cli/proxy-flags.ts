// The flags of `proxy`: those of `start`, with the letter that Prism's proxy has for the host.

import { CONFIG_FLAGS } from './calling-flags.ts';
import type { Flag, Flags } from './command.ts';
import { SERVING_FLAGS } from './serving-flags.ts';
import { flagsOf } from './start-flags.ts';

/** None waits for `--upstream`: a proxy has one, and it mostly stands behind the document. */
const start: Flags = Object.fromEntries(Object.entries(flagsOf()).map(([name, { needs: _, ...flag }]) => [name, flag]));

export const PROXY_FLAGS: Flags = {
	...start,
	host: { ...(start['host'] as Flag), short: 'h' },
	forward: { ...(start['forward'] as Flag), initial: 'all' },
	...SERVING_FLAGS,
	...CONFIG_FLAGS,
};
