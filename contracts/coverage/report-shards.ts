// What `coverage` does with the coverages of several shards: add them up, report.

import { reportAnswerCoverage } from '../../mock/inner.ts';
import { refuseOption } from '../broker-flags.ts';
import type { CoverageArguments } from './coverage-flags.ts';
import { mergeAnswers, mergePoints } from './merge-coverage.ts';
import type { Shards } from './read-coverage.ts';
import { reportPoints } from './report-points.ts';

/** 1 when less than `--fail-under` was exercised. Throws StartupError. */
export function reportShards(shards: Shards, { options, told = options, terminal }: CoverageArguments): 0 | 1 {
	// What the settings say is for other commands as well.
	for (const name of ['documents', 'overlay', 'scenarios'] as const) {
		if (told[name] !== undefined) refuse(name, 'a coverage that was written knows its documents');
	}
	if (options.byScenarios || options.traffic || options.snapshot !== undefined) {
		throw refuseOption('a coverage that was written goes with no other source', 'write that one as --json first');
	}
	if (shards.kind === 'points') return reportPoints(mergePoints(shards.shards), { options, terminal });
	if (options.html !== undefined) refuse('html', 'it shows properties and values, which these do not count');
	return reportAnswerCoverage(mergeAnswers(shards.shards), { options, terminal });
}

function refuse(flag: string, why: string): never {
	throw refuseOption(`--${flag} says nothing here: ${why}`, 'leave it out');
}
