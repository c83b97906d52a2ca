// The flags by which a team says how much findings count.

import type { Flags } from '../../mock/inner.ts';

/** Of `pact check` and `pact verify`. */
export const POLICY_FLAGS = {
	severity: {
		kind: 'list',
		value: '<code=level>',
		help: 'how much a finding counts: error, warning or info, e.g. state.unknown=warning or matcher.narrower.*=info',
	},
	policy: {
		kind: 'text',
		value: '<file>',
		help: 'the same and more in a file: severities, and what is allowed for which reason',
	},
} as const satisfies Flags;
