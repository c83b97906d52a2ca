// `coverage` for the command line, beside the mock's own: with pacts, scenarios or traffic, down to properties and values.

import type { ContractCommand } from '../cli/command.ts';

/** The commands of this folder. */
export function coverageCommands(): readonly ContractCommand[] {
	return [COVERAGE];
}

const COVERAGE: ContractCommand = {
	name: 'contracts coverage',
	summary: 'tell what pacts, scenarios and traffic exercise of the documents, down to properties and enum values',
	examples: [
		'stunt-double contracts coverage pacts/ --html coverage.html',
		'stunt-double contracts coverage pacts/ --by-scenarios --fail-under 60',
		'stunt-double contracts coverage --traffic --session checkout-test --json',
	],
	arguments: '[pacts...]',
	options: [
		{ flags: '--by-scenarios', description: 'count what the scenarios script and give' },
		{ flags: '--traffic', description: 'count the journal of a running mock (--url)' },
		{ flags: '--snapshot <file>', description: 'count the journal in a saved snapshot (…/snapshot?requests=true)' },
		{ flags: '--session <name...>', description: 'sessions whose traffic counts; else all' },
		{ flags: '--url <address>', description: 'a running mock', default: 'http://127.0.0.1:4010' },
		{ flags: '--admin-token <token>', description: "token of the mock's control API" },
		{
			flags: '--documents <files...>',
			description: 'the OpenAPI documents; else those of the mock, or those that ship',
		},
		{ flags: '--overlay <files...>', description: 'overlays for the documents; may be repeated' },
		{ flags: '--scenarios <dir>', description: 'folder of scenario files' },
		{ flags: '--json', description: 'report as JSON' },
		{ flags: '--html <file>', description: 'report as one HTML page, into this file as well' },
		{ flags: '--fail-under <percent>', description: 'exit with 1 when less was exercised' },
	],
	run: async (args) => (await import('./run-coverage.ts')).runCoverage(args),
};
