// The flags that commands share which judge pacts for a provider: which pacts of a broker, and under which version the result is sent to it.

import type { Flags } from '../../mock/inner.ts';

/** Which pacts of a broker. */
export const CHOICE_FLAGS = {
	selector: { kind: 'list', value: '<json>', help: `which pacts of a broker, e.g. '{"mainBranch":true}'` },
} as const satisfies Flags;

/** Whether and how the result is sent. */
export const RESULT_FLAGS = {
	publish: { kind: 'switch', help: 'send the result to the broker, and fail if it does not arrive', default: false },
	'provider-version': {
		kind: 'text',
		value: '<version>',
		help: 'the version that was judged (else the commit that is checked out)',
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
} as const satisfies Flags;
