// `drift` for the command line.

import type { Command } from '../../mock/inner.ts';
import { DRIFT_FLAGS } from './drift-flags.ts';

/** `drift`; its code loads when it is run. */
export const DRIFT: Command<typeof DRIFT_FLAGS> = {
	name: 'drift',
	summary: 'tell where a real API, its document and the mock have parted',
	notes: [
		'Only operations that change nothing are asked, unless --operation names others.',
		'What was documented and never seen is a notice: an API that keeps to its document is exit code 0.',
		'The report (--json) is evidence for pact publish-provider-contract --verification-results.',
	],
	operands: ['<document>'],
	flags: DRIFT_FLAGS,
	examples: [
		"drift api.yaml --upstream http://localhost:8000 --header 'Authorization: Bearer …'",
		'drift api.yaml --from har:checkout.har --overlay-out seen.overlay.yaml',
		'drift api.yaml --upstream http://localhost:8000 --operation createOrder,cancelOrder --junit drift.xml',
		"drift api.yaml --from session --session qa --baseline drift.json --fail-on error,'mock.*'",
	],
	run: async (args) => (await import('./run-drift.ts')).runDrift(args),
};
