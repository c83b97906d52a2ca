// Whether a coverage is enough, and all of it as tests of a CI.

import type { Terminal } from '../log/terminal.ts';
import { annotate } from './annotations.ts';
import type { JUnitSuite } from './junit.ts';
import { writeJUnit } from './write-report.ts';

/** What there is to exercise of an operation. */
export interface CountedOperation {
	/** E.g. `payOrder POST /orders/{id}/payment`. */
	name: string;
	points: readonly { name: string; count: number }[];
}

interface Judging {
	operations: readonly CountedOperation[];
	total: number;
	exercised: number;
	/** `--fail-under`: percent, 0 to 100; `undefined`: all is enough. */
	least: number | undefined;
	/** `--junit`: the file. */
	junit: string | undefined;
	/** What to do where it is too little, e.g. `exercise what counts 0`. */
	remedy: string;
	terminal: Terminal;
}

/**
 * 1 where less was exercised than is wanted; that is then told. As JUnit, an operation is a suite, and what nothing has exercised a test
 * that was skipped: only too little of all is a failure. Throws a StartupError where the file can't be written.
 */
export function judgeCoverage({ operations, total, exercised, least, junit, remedy, terminal }: Judging): 0 | 1 {
	const percent = total === 0 ? 100 : (100 * exercised) / total;
	const isLow = least !== undefined && percent < least;
	const words = `${Math.floor(percent * 10) / 10} % is less than ${least} %`;
	writeJUnit(junit, () => [
		...(least === undefined
			? []
			: [
					{
						name: 'coverage',
						cases: [
							{
								name: `--fail-under ${least}`,
								failures: isLow ? [{ type: 'coverage.low', message: words, details: `${words}\n→ ${remedy}` }] : [],
							},
						],
					},
				]),
		...operations.map(groupOperation),
	]);
	if (!isLow) return 0;
	terminal.warn(`stunt-double: ${words} (${remedy})`);
	annotate([{ level: 'error', title: `coverage --fail-under ${least}`, message: `${words}\n${remedy}` }], terminal);
	return 1;
}

function groupOperation({ name, points }: CountedOperation): JUnitSuite {
	return {
		name,
		cases: points.map((point) => ({
			name: point.name,
			failures: [],
			...(point.count === 0 && { skipped: 'nothing has exercised it' }),
		})),
	};
}
