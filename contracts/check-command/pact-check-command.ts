// `pact check` for the command line.

import type { Command } from '../../mock/inner.ts';
import { PACT_CHECK_FLAGS } from './pact-check-flags.ts';

/** `pact check`; its code loads when it is run. */
export const PACT_CHECK: Command<typeof PACT_CHECK_FLAGS> = {
	name: 'pact check',
	summary: 'hold pacts to the documents: examples, matchers, provider states; no server needed',
	notes: [
		'Without pacts those are taken that the broker has for --provider (--broker, else the folder contracts/broker).',
		'--publish sends what the comparison of each has come to, as can-i-deploy counts it.',
	],
	operands: ['[pacts...]'],
	flags: PACT_CHECK_FLAGS,
	examples: [
		'pact check pacts/',
		'pact check pacts/web-orders.json --documents orders.yaml --scenarios scenarios/ --junit check.xml',
		'pact check --provider orders --documents orders.yaml --publish --provider-version 2.0.1 --provider-branch main',
		'pact check https://broker.example.com/pacts/provider/orders/consumer/web/latest --json',
	],
	run: async (args) => (await import('./run-check.ts')).runCheck(args),
};
