// `record` for the command line.

import type { Command } from '../../mock/inner.ts';
import { RECORD_FLAGS } from './record-flags.ts';

/** `record`; its code loads when it is run. */
export const RECORD: Command<typeof RECORD_FLAGS> = {
	name: 'record',
	summary: 'make scenarios of what a real API has answered: its entities as state, a script for the rest',
	notes: [
		'The exchanges are those that a running mock has forwarded (start --upstream), or that a HAR holds.',
		'Personal values, tokens and cookies are replaced, the same value by the same one in all files. Each scenario was played before it is written.',
		'Documents are those of the mock; with --har, those that are named, else those that ship.',
	],
	operands: ['[documents...]'],
	flags: RECORD_FLAGS,
	examples: [
		'record --session checkout',
		'record --session checkout --session refunds --out scenarios --force',
		'record api.yaml --har checkout.har --out scenarios --name checkout-flow',
	],
	run: async (args) => (await import('./run-record.ts')).runRecord(args),
};
