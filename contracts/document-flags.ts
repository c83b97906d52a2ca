// The flags that commands of several rooms share: which documents, which mock, and how they report.

import type { Flags } from '../mock/inner.ts';

/** Of every command that a file of settings may speak to. */
export const CONFIG_FLAGS = {
	config: { kind: 'text', value: '<file>', help: "settings; else this folder's stunt-double.yaml, or package.json's" },
} as const satisfies Flags;

/** Whether documents may refer to other hosts. */
export const REMOTE_REFS = {
	'allow-remote-refs': { kind: 'switch', help: 'follow references of the documents to other hosts', default: false },
} as const satisfies Flags;

/** Which documents pacts are about, and the scenarios that serve their provider states. */
export const DOCUMENT_FLAGS = {
	documents: {
		kind: 'list',
		value: '<file>',
		help: "the OpenAPI documents; else this folder's openapi.yaml, as start takes it, or those that ship",
	},
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the documents' },
	scenarios: { kind: 'text', value: '<folder>', help: 'the scenarios that serve the provider states' },
	...REMOTE_REFS,
	...CONFIG_FLAGS,
} as const satisfies Flags;

/** Whether credentials are part of the contract. */
export const AUTH_FLAG = {
	auth: {
		kind: 'text',
		value: '<mode>',
		choices: ['present', 'off', 'verify'],
		help: 'requests must have the credentials that the document asks for; off: somebody else adds them, as with start --auth off',
		default: 'present',
	},
} as const satisfies Flags;

/** The mode of `--auth`; `verify` is of a mock alone, and a pact holds placeholders. */
export function readAuth(mode: string): 'present' | 'off' {
	return mode === 'off' ? 'off' : 'present';
}

/** How findings are reported to programs. */
export const REPORT_FLAGS = {
	json: { kind: 'switch', help: 'report as JSON', default: false },
	junit: { kind: 'text', value: '<file>', writes: true, help: 'report as JUnit XML, into this file as well' },
} as const satisfies Flags;
