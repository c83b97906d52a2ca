// `coverage` for the command line: of a running mock by its own count, or of pacts, scenarios and traffic down to properties and values.

import type { Command } from '../../mock/inner.ts';
import { COVERAGE_FLAGS, type CoverageArguments } from './coverage-flags.ts';

/** Prints what a running mock says of its own coverage; 1 when that is less than `--fail-under`. */
export type AskCoverage = (args: CoverageArguments) => Promise<0 | 1>;

/** The command; `askCoverage` is how it does without pacts, scenarios and traffic. */
export const createCoverageCommand = (askCoverage: AskCoverage): Command<typeof COVERAGE_FLAGS> => ({
	name: 'coverage',
	aliases: ['contracts coverage'],
	summary:
		'tell which answers a running mock has given, or what pacts, scenarios and traffic exercise of the documents',
	notes: [
		'By itself it asks a running mock (--url) which documented answers it has given.',
		'Files that it has written by --json, or run by --coverage, are added up: the shards of one test run.',
		'With pacts, --by-scenarios, --traffic or --snapshot it counts those instead, together, down to properties and enum values.',
	],
	operands: ['[files...]'],
	flags: COVERAGE_FLAGS,
	examples: [
		'coverage',
		'coverage --url http://127.0.0.1:4010 --fail-under 80',
		'coverage pacts/ --html coverage.html',
		'coverage pacts/ --by-scenarios --scenarios scenarios/ --fail-under 60',
		'coverage shard-1.json shard-2.json --fail-under 80 --junit coverage.xml',
		'coverage --traffic --session checkout-test --json',
	],
	async run(args) {
		const { positionals, options } = args;
		const { byScenarios, traffic, snapshot } = options;
		if (positionals.length > 0) {
			const shards = (await import('./read-coverage.ts')).readShards(positionals);
			if (shards) return (await import('./report-shards.ts')).reportShards(shards, args);
		}
		if (positionals.length > 0 || byScenarios || traffic || (snapshot ?? []).length > 0) {
			return (await import('./measure-sources.ts')).measureSources(args);
		}
		return askCoverage(args);
	},
});
