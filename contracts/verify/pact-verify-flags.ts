// The flags of `pact verify`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { BROKER_FLAGS } from '../broker-flags.ts';
import { DOCUMENT_FLAGS, REPORT_FLAGS } from '../document-flags.ts';
import { POLICY_FLAGS } from '../policy/policy-flags.ts';

/** Of `pact verify`. */
export const PACT_VERIFY_FLAGS = {
	...DOCUMENT_FLAGS,
	provider: { kind: 'text', value: '<name>', help: 'only pacts with this provider; needed with --broker' },
	variants: { kind: 'switch', help: 'replay the answers in every form that the document allows', default: true },
	'max-variants': {
		kind: 'integer',
		value: '<n>',
		min: 0,
		max: 999_999,
		help: 'variants of one interaction',
		default: 50,
	},
	'provider-url': { kind: 'text', value: '<url>', help: 'a running provider in the place of the mock' },
	'provider-states-url': { kind: 'text', value: '<url>', help: 'where that provider sets up its states' },
	...BROKER_FLAGS,
	selector: { kind: 'list', value: '<json>', help: `which pacts, e.g. '{"mainBranch":true}'` },
	'enable-pending': {
		kind: 'switch',
		help: 'pacts that never passed on this branch do not fail the run',
		default: false,
	},
	publish: { kind: 'switch', help: 'send the result to the broker, and fail if it does not arrive', default: false },
	'provider-version': {
		kind: 'text',
		value: '<version>',
		help: 'the version that was verified (else the commit that is checked out)',
		env: 'GIT_COMMIT',
	},
	'provider-branch': {
		kind: 'text',
		value: '<name>',
		help: 'its branch (else the one that is checked out)',
		env: 'GIT_BRANCH',
	},
	'provider-tag': { kind: 'list', value: '<name>', help: 'tag of the version' },
	'build-url': { kind: 'text', value: '<url>', help: 'the CI run, kept with the result' },
	...POLICY_FLAGS,
	...REPORT_FLAGS,
	verbose: { kind: 'switch', help: 'show what the verifier prints', default: false },
} as const satisfies Flags;

/** What `pact verify` is run with. */
export type PactVerifyArguments = CommandArguments<typeof PACT_VERIFY_FLAGS>;
