// What `coverage` does with pacts, scenarios or traffic: gather exercises, measure, report.

import {
	annotate,
	completeOptions,
	keepLocal,
	loadScenarios,
	refuseErrors,
	takeOwnDocuments,
} from '../../mock/inner.ts';
import { type ApiDocument, formatCount, loadDocuments, StartupError } from '../../spec/index.ts';
import { loadPacts } from '../pact/index.ts';
import { readFromFiles, readFromMock, type Source } from '../write/exchange-sources.ts';
import type { CoverageArguments } from './coverage-flags.ts';
import { type Exercises, exercisesOfPacts, exercisesOfScenarios, exercisesOfTraffic } from './exercises.ts';
import { measureCoverage } from './measure-coverage.ts';
import { reportPoints } from './report-points.ts';

type Options = CoverageArguments['options'];

/** 1 when less than `--fail-under` was exercised, 2 when a pact couldn't be read. Throws StartupError. */
export async function measureSources({ positionals, options, terminal }: CoverageArguments): Promise<0 | 1 | 2> {
	const { documents: named } = options;
	const traffic = await readTraffic(options);
	const chosen = named ?? (traffic ? undefined : takeOwnDocuments(terminal));
	const files = {
		...(chosen && { documents: chosen }),
		...(options.overlay && { overlays: options.overlay }),
		...(options.scenarios !== undefined && { scenarios: options.scenarios }),
	};
	const complete = completeOptions(files);
	const loaded =
		traffic && !named
			? undefined
			: await loadDocuments(complete.documents.map(keepLocal), { overlays: complete.overlays });
	const documents = loaded?.documents ?? traffic?.documents ?? [];
	const parts: Exercises[] = [];
	const sources: string[] = [];
	const broken: string[] = [];
	let isCounted = options.byScenarios || traffic !== undefined;
	if (positionals.length > 0) {
		const pacts = await loadPacts(positionals);
		parts.push(
			exercisesOfPacts(
				pacts.sources.map(({ pact }) => pact),
				documents,
			),
		);
		sources.push(formatCount(pacts.sources.length, 'pact'));
		isCounted ||= pacts.sources.length > 0;
		broken.push(
			...pacts.findings
				.filter(({ severity }) => severity === 'error')
				.map(({ pact, message }) => `${pact.file}: ${message}`),
		);
	}
	if (options.byScenarios) {
		const scenarios = readScenarios(complete.scenarios, documents);
		parts.push(exercisesOfScenarios(scenarios, documents));
		sources.push(formatCount(scenarios.length, 'scenario'));
	}
	if (traffic) {
		parts.push(exercisesOfTraffic(traffic.exchanges, documents));
		sources.push(formatCount(traffic.exchanges.length, 'exchange'));
	}
	for (const line of broken) terminal.warn(`stunt-double: ${line}`);
	annotate(
		broken.map((message) => ({ level: 'error', title: 'coverage', message })),
		terminal,
	);
	// A report of nothing would be read as one of an API that nobody uses.
	if (broken.length > 0 && !isCounted) return 2;
	const coverage = measureCoverage({
		documents,
		exercises: parts.flatMap(({ exercises }) => exercises),
		sources,
		unmatched: parts.reduce((sum, { unmatched }) => sum + unmatched, 0),
	});
	const code = reportPoints(coverage, { options, terminal });
	return broken.length > 0 ? 2 : code;
}

async function readTraffic(options: Options): Promise<Source | undefined> {
	const { session: sessions = [], snapshot = [] } = options;
	const files = {
		documents: options.documents ?? (snapshot.length > 0 ? takeOwnDocuments() : undefined) ?? [],
		overlays: options.overlay ?? [],
		scenarios: options.scenarios,
	};
	if (snapshot.length > 0) return readFromFiles(snapshot, sessions, files);
	return options.traffic ? readFromMock({ ...options, sessions }, files) : undefined;
}

function readScenarios(directory: string | undefined, documents: readonly ApiDocument[]) {
	if (directory === undefined) {
		throw refuse('--by-scenarios needs scenarios', 'name their folder with --scenarios <dir>');
	}
	const operations = documents.flatMap((document) => document.operations);
	const resources = new Map(documents.flatMap((document) => [...document.resources]));
	const scenarios = loadScenarios({ directory, operations, resources });
	refuseErrors(scenarios.findings);
	return scenarios.list();
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
