// The flags of `pact write`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';

/** Of `pact write`. */
export const PACT_WRITE_FLAGS = {
	consumer: {
		kind: 'text',
		value: '<name>',
		help: 'whose pact it is; of requests with X-Pact-Consumer, those with this name',
	},
	provider: {
		kind: 'text',
		value: '<name>',
		help: 'whom it is with; else what the titles of the documents have in common',
	},
	from: { kind: 'text', value: '<url>', help: 'a running mock', initial: 'http://127.0.0.1:4010' },
	snapshot: {
		kind: 'text',
		value: '<file>',
		help: 'a saved snapshot (…/snapshot?requests=true) rather than a running mock',
	},
	session: { kind: 'list', value: '<name>', help: 'session to take; all takes every one', initial: 'all' },
	out: { kind: 'text', value: '<folder>', help: 'folder for the pact', default: 'pacts' },
	'pact-version': {
		kind: 'text',
		value: '<n>',
		choices: ['3', '4'],
		help: 'which version of the Pact specification',
		default: '4',
	},
	documents: { kind: 'list', value: '<file>', help: 'documents; else those that the mock serves' },
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the documents' },
	scenarios: { kind: 'text', value: '<folder>', help: 'folder of scenario files, for --snapshot' },
	'admin-token': { kind: 'text', value: '<token>', help: "token of the mock's control API" },
	json: { kind: 'switch', help: 'report as JSON', default: false },
} as const satisfies Flags;

/** What `pact write` is run with. */
export type PactWriteArguments = CommandArguments<typeof PACT_WRITE_FLAGS>;
