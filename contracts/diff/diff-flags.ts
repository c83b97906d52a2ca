// The flags of `diff`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { BROKER_FLAGS } from '../broker-flags.ts';
import { REPORT_FLAGS } from '../document-flags.ts';
import { POLICY_FLAGS } from '../policy/policy-flags.ts';

/** What can fail a diff. */
const DIFF_GATES = {
	breaking: 'a change that breaks consumers in general',
	doubtful: 'a change that may break them',
	any: 'any change',
	consumers: 'a pact that the new document contradicts, and the old one did not',
	none: 'nothing',
} as const;
export type DiffGate = keyof typeof DIFF_GATES;

/** Of `diff`. */
export const DIFF_FLAGS = {
	pacts: { kind: 'list', value: '<place>', help: 'pacts of consumers: files, folders, URLs' },
	...BROKER_FLAGS,
	provider: { kind: 'text', value: '<name>', help: "only pacts with this provider; needed to have a broker's" },
	environment: { kind: 'list', value: '<name>', help: "of a broker's pacts those that are deployed there" },
	selector: {
		kind: 'list',
		value: '<json>',
		help: `which of a broker's pacts, e.g. '{"mainBranch":true}' (else those that are deployed or released)`,
	},
	'fail-on': {
		kind: 'list',
		value: '<what>',
		splits: true,
		choices: Object.keys(DIFF_GATES) as DiffGate[],
		help: 'what ends with 1',
		initial: 'breaking, consumers',
	},
	overlay: { kind: 'list', value: '<file>', help: 'overlay for both documents' },
	'allow-remote-refs': { kind: 'switch', help: 'follow references of the documents to other hosts', default: false },
	...POLICY_FLAGS,
	...REPORT_FLAGS,
	markdown: {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'report as Markdown for a pull request, into this file as well',
	},
} as const satisfies Flags;

/** What `diff` is run with. */
export type DiffArguments = CommandArguments<typeof DIFF_FLAGS>;
