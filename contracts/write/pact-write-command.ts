// `pact write` for the command line.

import type { Command } from '../../mock/inner.ts';
import { PACT_WRITE_FLAGS } from './pact-write-flags.ts';

/** `pact write`; its code loads when it is run. */
export const PACT_WRITE: Command<typeof PACT_WRITE_FLAGS> = {
	name: 'pact write',
	summary: "write a consumer's pact from the requests that its tests have made to the mock",
	flags: PACT_WRITE_FLAGS,
	examples: [
		'pact write --consumer checkout-web',
		'pact write --consumer checkout-web --from http://127.0.0.1:4010 --session checkout-test --out pacts',
		'pact write --consumer checkout-web --make-scenarios scenarios',
		'pact write --consumer checkout-web --snapshot saved.json --pact-version 3',
	],
	run: async (args) => (await import('./run-write.ts')).runWrite(args),
};
