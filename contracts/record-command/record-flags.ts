// The flags of `record`.

import type { CommandArguments, Flags } from '../../mock/inner.ts';

/** Of `record`. */
export const RECORD_FLAGS = {
	session: {
		kind: 'list',
		value: '<name>',
		help: 'session of a running mock; a scenario is made of each',
		splits: true,
	},
	har: {
		kind: 'list',
		value: '<file>',
		help: 'HAR of a browser, Postman or Playwright, in the place of a running mock',
	},
	out: { kind: 'text', value: '<folder>', help: 'folder for the scenario files', default: 'scenarios' },
	name: { kind: 'text', value: '<name>', help: "the scenario's name; else that of the session or the HAR" },
	url: { kind: 'text', value: '<address>', help: 'address of a running mock', initial: 'http://127.0.0.1:4010' },
	'admin-token': { kind: 'text', value: '<token>', help: 'token of the control API' },
	upstream: {
		kind: 'text',
		value: '<address>',
		help: "the API's address in a HAR; else the host that the documents know",
	},
	overlay: { kind: 'list', value: '<file>', help: 'overlay for the documents' },
	force: { kind: 'switch', help: 'write over files that are there', default: false },
	json: { kind: 'switch', help: 'report as JSON', default: false },
} as const satisfies Flags;

/** What `record` is run with. */
export type RecordArguments = CommandArguments<typeof RECORD_FLAGS>;
