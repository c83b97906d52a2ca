// A coverage down to properties and values: printed, written where flags ask for it, judged.

import { judgeCoverage, writeReport } from '../../mock/inner.ts';
import type { CoverageArguments } from './coverage-flags.ts';
import type { ContractCoverage } from './coverage-types.ts';
import { formatCoverageAsHtml } from './report-html.ts';
import { formatCoverage } from './report-text.ts';

/** 1 when less than `--fail-under` was exercised. Throws a StartupError where a file can't be written. */
export function reportPoints(
	coverage: ContractCoverage,
	{ options, terminal }: Pick<CoverageArguments, 'options' | 'terminal'>,
): 0 | 1 {
	writeReport({ flag: 'html', file: options.html, format: () => formatCoverageAsHtml(coverage) });
	terminal.print(options.json ? JSON.stringify(coverage, undefined, 2) : formatCoverage(coverage));
	const operations = coverage.operations.map(({ operationId, method, path, points }) => ({
		name: `${operationId} ${method} ${path}`,
		points: points.map(({ kind, name, count }) => ({ name: `${kind} ${name}`, count })),
	}));
	const { total, exercised } = coverage;
	const { failUnder: least, junit } = options;
	return judgeCoverage({ operations, total, exercised, least, junit, remedy: 'exercise what counts 0', terminal });
}
