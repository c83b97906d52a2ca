// What `coverage` does by itself: ask a running mock which answers of the documents it has given.

import { StartupError } from '../../spec/index.ts';
import {
	type AnswerCoverage,
	countAnswers,
	formatAnswerCoverage,
	readAnswerCoverage,
	writeAnswerCoverage,
} from '../report/answer-coverage.ts';
import { judgeCoverage } from '../report/judge-coverage.ts';
import type { CALLING_FLAGS, JUNIT_FLAGS, REPORTING_FLAGS } from './calling-flags.ts';
import type { CommandArguments, OptionsOf } from './command.ts';
import { connectControl } from './control-client.ts';

/** What of `coverage` is for the report. */
type ReportOptions = OptionsOf<typeof REPORTING_FLAGS & typeof JUNIT_FLAGS> & { failUnder?: number | undefined };
interface Reporting extends Pick<CommandArguments, 'terminal'> {
	options: ReportOptions;
}
interface Asking extends Reporting {
	options: ReportOptions & OptionsOf<typeof CALLING_FLAGS>;
}

/** Prints the coverage; 1 when less than `--fail-under` percent was exercised. Throws StartupError. */
export async function askCoverage(args: Asking): Promise<0 | 1> {
	const coverage = readAnswerCoverage(await connectControl(args.options).call({ path: '/coverage' }));
	if (coverage) return reportAnswerCoverage(coverage, args);
	throw new StartupError({
		code: 'mock.unreachable',
		message: 'what answers is no coverage',
		remedy: 'name a mock of this version by --url',
	});
}

/** Prints a coverage by answers, and judges it. Throws StartupError. */
export function reportAnswerCoverage(coverage: AnswerCoverage, { options, terminal }: Reporting): 0 | 1 {
	terminal.print(options.json ? writeAnswerCoverage(coverage) : formatAnswerCoverage(coverage));
	const { total, exercised } = coverage;
	const { failUnder: least, junit } = options;
	const remedy = 'exercise the answers that count 0';
	return judgeCoverage({ operations: countAnswers(coverage), total, exercised, least, junit, remedy, terminal });
}
