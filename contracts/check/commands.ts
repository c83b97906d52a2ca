// `pact check` for the command line.

import type { ContractCommand } from '../cli/command.ts';

/** The commands of this folder. */
export function checkCommands(): readonly ContractCommand[] {
	return [CHECK];
}

const CHECK: ContractCommand = {
	name: 'pact check',
	summary: 'hold pacts to the documents: examples, matchers, provider states; no server needed',
	examples: [
		'stunt-double pact check pacts/',
		'stunt-double pact check pacts/web-orders.json --documents orders.yaml --scenarios scenarios/ --junit check.xml',
		'stunt-double pact check https://broker.example.com/pacts/provider/orders/consumer/web/latest --json',
	],
	arguments: '[pacts...]',
	options: [
		{ flags: '--documents <files...>', description: 'the OpenAPI documents; else those that ship' },
		{ flags: '--overlay <files...>', description: 'overlays for the documents; may be repeated' },
		{ flags: '--scenarios <dir>', description: 'the scenarios that serve the provider states' },
		{ flags: '--allow-remote-refs', description: 'follow references of the documents to other hosts' },
		{ flags: '--strict', description: 'exit with 1 for warnings, too' },
		{ flags: '--broker <url>', description: 'whom the credentials below are for', env: 'PACT_BROKER_BASE_URL' },
		{ flags: '--broker-token <token>', description: 'sent to the broker as Bearer token', env: 'PACT_BROKER_TOKEN' },
		{ flags: '--broker-username <name>', description: 'for a broker with passwords', env: 'PACT_BROKER_USERNAME' },
		{ flags: '--broker-password <password>', description: 'for a broker with passwords', env: 'PACT_BROKER_PASSWORD' },
		{ flags: '--json', description: 'the findings as JSON' },
		{ flags: '--junit <file>', description: 'the findings as JUnit XML, into this file as well' },
	],
	run: async (args) => (await import('./run-check.ts')).runCheck(args),
};
