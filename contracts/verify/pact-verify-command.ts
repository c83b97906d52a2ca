// `pact verify` for the command line.

import type { Command } from '../../mock/inner.ts';
import { PACT_VERIFY_FLAGS } from './pact-verify-flags.ts';

/** `pact verify`; its code, and the verifier, load when it is run. */
export const PACT_VERIFY: Command<typeof PACT_VERIFY_FLAGS> = {
	name: 'pact verify',
	summary: 'verify pacts with the real Pact verifier, against the mock or a running provider',
	operands: ['[pacts...]'],
	flags: PACT_VERIFY_FLAGS,
	examples: [
		'pact verify pacts/',
		'pact verify pacts/ --documents orders.yaml --scenarios scenarios/',
		'pact verify --provider orders --publish --provider-version 1.4.0',
		'pact verify --broker http://127.0.0.1:9292 --provider orders --enable-pending --publish',
		'pact verify pacts/ --provider-url http://127.0.0.1:8080 --provider-states-url http://127.0.0.1:8080/states',
	],
	run: async (args) => (await import('./run-verify.ts')).runVerify(args),
};
