// The flags of `pact verify`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { BROKER_FLAGS } from '../broker-flags.ts';
import { AUTH_FLAG, DOCUMENT_FLAGS, REPORT_FLAGS } from '../document-flags.ts';
import { POLICY_FLAGS } from '../policy/policy-flags.ts';
import { CHOICE_FLAGS, RESULT_FLAGS } from './provider-flags.ts';

/** Of `pact verify`. */
export const PACT_VERIFY_FLAGS = {
	...DOCUMENT_FLAGS,
	...AUTH_FLAG,
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
	header: {
		kind: 'list',
		value: '<header>',
		help: "a header for that provider, in the place of the pact's own, e.g. 'Authorization: Bearer …'",
		needs: ['provider-url'],
	},
	...BROKER_FLAGS,
	...CHOICE_FLAGS,
	'enable-pending': {
		kind: 'switch',
		help: 'pacts that never passed on this branch do not fail the run',
		default: false,
	},
	'include-wip-pacts-since': {
		kind: 'text',
		value: '<date>',
		help: 'also the newest pacts of other branches that were made since, e.g. 2026-01-15; they are pending',
	},
	...RESULT_FLAGS,
	...POLICY_FLAGS,
	...REPORT_FLAGS,
	verbose: { kind: 'switch', help: 'show what the verifier prints', default: false },
} as const satisfies Flags;

/** What `pact verify` is run with. */
export type PactVerifyArguments = CommandArguments<typeof PACT_VERIFY_FLAGS>;
