// The flags of `coverage`: what counts, and for what of it each other flag stands.

import type { CommandArguments, Flags } from '../../mock/inner.ts';
import { CONFIG_FLAGS, REPORT_FLAGS } from '../document-flags.ts';

/** What a count down to properties and values is made of. */
const SOURCES = ['operands', 'by-scenarios', 'traffic', 'snapshot'] as const;

/** Of `coverage`. */
export const COVERAGE_FLAGS = {
	'by-scenarios': { kind: 'switch', help: 'count what the scenarios script and give', default: false },
	traffic: { kind: 'switch', help: 'count the journal of a running mock, exchange by exchange', default: false },
	snapshot: {
		kind: 'list',
		value: '<file>',
		help: 'count the journal in a saved snapshot (…/snapshot?requests=true), or in those of a folder',
	},
	session: {
		kind: 'list',
		value: '<name>',
		help: 'only this session; with --traffic or --snapshot',
		needs: ['traffic', 'snapshot'],
	},
	documents: {
		kind: 'list',
		value: '<file>',
		help: "the OpenAPI documents; else those of the mock, this folder's openapi.yaml, or those that ship",
		needs: SOURCES,
	},
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the documents', needs: SOURCES },
	scenarios: { kind: 'text', value: '<folder>', help: 'folder of scenario files', needs: SOURCES },
	html: {
		kind: 'text',
		value: '<file>',
		writes: true,
		help: 'report as one HTML page, into this file as well',
		needs: SOURCES,
	},
	url: { kind: 'text', value: '<address>', help: 'address of a running mock', initial: 'http://127.0.0.1:4010' },
	'admin-token': { kind: 'text', value: '<token>', help: "token of the mock's control API" },
	'fail-under': {
		kind: 'number',
		value: '<percent>',
		min: 0,
		max: 100,
		help: 'exit with 1 when less was exercised',
	},
	...CONFIG_FLAGS,
	...REPORT_FLAGS,
} as const satisfies Flags;

/** What `coverage` is run with. */
export type CoverageArguments = CommandArguments<typeof COVERAGE_FLAGS>;
