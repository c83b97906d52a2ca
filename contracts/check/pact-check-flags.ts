// The flags of `pact check`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { DOCUMENT_FLAGS, REPORT_FLAGS } from '../document-flags.ts';

export const PACT_CHECK_FLAGS = {
	...DOCUMENT_FLAGS,
	'allow-remote-refs': { kind: 'switch', help: 'follow references of the documents to other hosts', default: false },
	strict: { kind: 'switch', help: 'exit with 1 for warnings, too', default: false },
	broker: { kind: 'text', value: '<url>', help: 'whom the credentials below are for', env: 'PACT_BROKER_BASE_URL' },
	'broker-token': {
		kind: 'text',
		value: '<token>',
		help: 'sent to the broker as Bearer token',
		env: 'PACT_BROKER_TOKEN',
	},
	'broker-username': {
		kind: 'text',
		value: '<name>',
		help: 'for a broker with passwords',
		env: 'PACT_BROKER_USERNAME',
	},
	'broker-password': {
		kind: 'text',
		value: '<password>',
		help: 'for a broker with passwords',
		env: 'PACT_BROKER_PASSWORD',
	},
	...REPORT_FLAGS,
} as const satisfies Flags;

/** What `pact check` is run with. */
export type PactCheckArguments = CommandArguments<typeof PACT_CHECK_FLAGS>;
