// The flags of `pact check`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { BROKER_FLAGS } from '../broker-flags.ts';
import { AUTH_FLAG, DOCUMENT_FLAGS, REPORT_FLAGS } from '../document-flags.ts';
import { POLICY_FLAGS } from '../policy/policy-flags.ts';
import { CHOICE_FLAGS, RESULT_FLAGS } from '../verify/provider-flags.ts';

/** Of `pact check`. */
export const PACT_CHECK_FLAGS = {
	...DOCUMENT_FLAGS,
	...AUTH_FLAG,
	strict: { kind: 'switch', help: 'exit with 1 for warnings, too', default: false },
	...BROKER_FLAGS,
	provider: { kind: 'text', value: '<name>', help: "only pacts with this provider; needed to have a broker's" },
	...CHOICE_FLAGS,
	...RESULT_FLAGS,
	...POLICY_FLAGS,
	...REPORT_FLAGS,
} as const satisfies Flags;

/** What `pact check` is run with. */
export type PactCheckArguments = CommandArguments<typeof PACT_CHECK_FLAGS>;
