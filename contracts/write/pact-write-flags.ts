// The flags of `pact write`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { CONFIG_FLAGS, REMOTE_REFS } from '../document-flags.ts';

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
	from: {
		kind: 'text',
		value: '<url>',
		help: "where the exchanges come from: a running mock's address",
		initial: 'http://127.0.0.1:4010',
	},
	snapshot: {
		kind: 'list',
		value: '<file>',
		help: 'a saved snapshot (…/snapshot?requests=true), or a folder of them, rather than a running mock',
	},
	session: { kind: 'list', value: '<name>', help: 'session to take; all takes every one', initial: 'all' },
	out: { kind: 'text', value: '<folder>', help: 'folder for the pact', default: 'pacts' },
	expect: {
		kind: 'text',
		value: '<what>',
		choices: ['required', 'listed', 'read'],
		help: 'what is expected of answers: what the document requires, all that it lists, or only what trackReads has seen',
		initial: 'read where known; else required; listed of what requires nothing',
	},
	'make-scenarios': {
		kind: 'text',
		value: '<folder>',
		help: 'write a scenario into this folder (that of --scenarios will do) for each provider state that none serves; no file is written over',
	},
	strict: { kind: 'switch', help: 'exit with 1 where nothing is expected of an answer', default: false },
	'pact-version': {
		kind: 'text',
		value: '<n>',
		choices: ['3', '4'],
		help: 'which version of the Pact specification',
		default: '4',
	},
	documents: { kind: 'list', value: '<file>', help: 'documents; else those that the mock serves' },
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the documents' },
	...REMOTE_REFS,
	scenarios: {
		kind: 'text',
		value: '<folder>',
		help: 'folder of scenario files, for --snapshot; it is read alone: --make-scenarios writes those that are missing',
	},
	'admin-token': { kind: 'text', value: '<token>', help: "token of the mock's control API" },
	...CONFIG_FLAGS,
	json: { kind: 'switch', help: 'report as JSON', default: false },
} as const satisfies Flags;

/** What `pact write` is run with. */
export type PactWriteArguments = CommandArguments<typeof PACT_WRITE_FLAGS>;
