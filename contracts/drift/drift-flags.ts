// The flags of `drift`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { REPORT_FLAGS } from '../document-flags.ts';

/** Of `drift`. */
export const DRIFT_FLAGS = {
	upstream: { kind: 'text', value: '<address>', help: "the real API's address; nothing else is ever called" },
	from: {
		kind: 'text',
		value: '<source>',
		help: "where the exchanges come from: safe (all safe operations, with ids that the API shows), samples (as the document has them), pacts:FILE, har:FILE, session, or a running mock's address",
		default: 'safe',
	},
	operation: {
		kind: 'list',
		value: '<operation>',
		splits: true,
		help: 'an operation that changes something and is to be asked all the same',
	},
	header: { kind: 'list', value: '<header>', help: "a header for the API alone, e.g. 'Authorization: Bearer …'" },
	session: { kind: 'text', value: '<name>', help: 'session of a running mock', initial: 'default' },
	url: {
		kind: 'text',
		value: '<address>',
		help: 'address of a running mock, for --from session',
		initial: 'http://127.0.0.1:4010',
	},
	'admin-token': { kind: 'text', value: '<token>', help: 'token of the control API' },
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the document' },
	baseline: { kind: 'text', value: '<file>', help: 'findings that are known: only others fail' },
	'update-baseline': {
		kind: 'switch',
		help: 'write what is found now into --baseline',
		default: false,
		needs: ['baseline'],
	},
	'overlay-out': {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'write an overlay that brings the document to what was seen',
	},
	'fail-on': {
		kind: 'list',
		value: '<what>',
		splits: true,
		help: 'what ends with 1: codes, such as enum.wider or mock.*, or error, warning, info, none',
		initial: 'error',
	},
	'max-calls': { kind: 'integer', value: '<n>', min: 1, max: 10_000, help: 'calls of the API at most', default: 300 },
	'max-answer': {
		kind: 'integer',
		value: '<bytes>',
		min: 1024,
		max: 268_435_456,
		help: "longest answer's body that is read",
		default: 1_048_576,
	},
	'upstream-timeout': { kind: 'text', value: '<time>', help: 'so long an answer may take: 500ms, 30s', default: '10s' },
	'upstream-ca': {
		kind: 'text',
		value: '<file>',
		help: 'certificates (PEM) that are trusted for the upstream as well',
	},
	...REPORT_FLAGS,
	html: { kind: 'text', value: '<file>', writes: true, help: 'report as a page, into this file as well' },
} as const satisfies Flags;

/** What `drift` is run with. */
export type DriftArguments = CommandArguments<typeof DRIFT_FLAGS>;
