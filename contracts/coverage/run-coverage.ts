// What `contracts coverage` does: gather exercises, measure, report.

import { completeOptions, keepLocal, loadScenarios } from '../../mock/inner.ts';
import { type ApiDocument, loadDocuments, messageOf, StartupError, writeWhole } from '../../spec/index.ts';
import type { CommandArguments } from '../cli/command.ts';
import { loadPacts } from '../pact/index.ts';
import { formatCount } from '../report/format-count.ts';
import { readFromFile, readFromMock, type Source } from '../write/exchange-sources.ts';
import { type Exercises, exercisesOfPacts, exercisesOfScenarios, exercisesOfTraffic } from './exercises.ts';
import { measureCoverage } from './measure-coverage.ts';
import { formatCoverageAsHtml } from './report-html.ts';
import { formatCoverage } from './report-text.ts';

type Options = CommandArguments['options'];

/** 1 when less than `--fail-under` was exercised, or a pact couldn't be read. Throws StartupError. */
export async function runCoverage({ positionals, options, io }: CommandArguments): Promise<0 | 1 | 2> {
	const least = readPercent(text(options['failUnder']));
	const traffic = await readTraffic(options);
	const named = list(options['documents']);
	const files = {
		...(named.length > 0 && { documents: named }),
		...(list(options['overlay']).length > 0 && { overlays: list(options['overlay']) }),
		...(text(options['scenarios']) !== undefined && { scenarios: text(options['scenarios']) }),
	};
	const complete = completeOptions(files);
	const loaded =
		traffic && named.length === 0
			? undefined
			: await loadDocuments(complete.documents.map(keepLocal), { overlays: complete.overlays });
	const documents = loaded?.documents ?? traffic?.documents ?? [];
	const parts: Exercises[] = [];
	const sources: string[] = [];
	const broken: string[] = [];
	if (positionals.length > 0) {
		const pacts = await loadPacts(positionals);
		parts.push(
			exercisesOfPacts(
				pacts.sources.map(({ pact }) => pact),
				documents,
			),
		);
		sources.push(formatCount(pacts.sources.length, 'pact'));
		broken.push(
			...pacts.findings
				.filter(({ severity }) => severity === 'error')
				.map(({ pact, message }) => `${pact.file}: ${message}`),
		);
	}
	if (options['byScenarios'] === true) {
		const scenarios = readScenarios(complete.scenarios, documents);
		parts.push(exercisesOfScenarios(scenarios, documents));
		sources.push(formatCount(scenarios.length, 'scenario'));
	}
	if (traffic) {
		parts.push(exercisesOfTraffic(traffic.exchanges, documents));
		sources.push(formatCount(traffic.exchanges.length, 'exchange'));
	}
	if (parts.length === 0) {
		throw refuse(
			'contracts coverage needs something to count',
			'name pacts, or give --by-scenarios, --traffic or --snapshot',
		);
	}
	const coverage = measureCoverage({
		documents,
		exercises: parts.flatMap(({ exercises }) => exercises),
		sources,
		unmatched: parts.reduce((sum, { unmatched }) => sum + unmatched, 0),
	});
	const html = text(options['html']);
	if (html !== undefined) writePage(html, formatCoverageAsHtml(coverage));
	io.out(`${options['json'] === true ? JSON.stringify(coverage, undefined, 2) : formatCoverage(coverage)}\n`);
	for (const line of broken) io.err(`stunt-double: ${line}\n`);
	const isLow =
		least !== undefined && (100 * coverage.exercised) / Math.max(coverage.total, 1) < least && coverage.total > 0;
	if (isLow) io.err(`stunt-double: ${coverage.percent} % is less than ${least} % (exercise what counts 0)\n`);
	return isLow || broken.length > 0 ? 1 : 0;
}

async function readTraffic(options: Options): Promise<Source | undefined> {
	const sessions = list(options['session']);
	const files = {
		documents: list(options['documents']),
		overlays: list(options['overlay']),
		scenarios: text(options['scenarios']),
	};
	const snapshot = text(options['snapshot']);
	if (snapshot !== undefined) return readFromFile(snapshot, sessions, files);
	if (options['traffic'] !== true) return undefined;
	const url = text(options['url']) ?? 'http://127.0.0.1:4010';
	return readFromMock({ url, token: text(options['adminToken']), sessions }, files);
}

function readScenarios(directory: string | undefined, documents: readonly ApiDocument[]) {
	if (directory === undefined) {
		throw refuse('--by-scenarios needs scenarios', 'name their folder with --scenarios <dir>');
	}
	const operations = documents.flatMap((document) => document.operations);
	const resources = new Map(documents.flatMap((document) => [...document.resources]));
	return loadScenarios({ directory, operations, resources }).list();
}

function writePage(file: string, page: string): void {
	try {
		writeWhole(file, page);
	} catch (cause) {
		throw refuse(`--html: ${file} can't be written (${messageOf(cause)})`, 'name a file in a folder that exists');
	}
}

function readPercent(word: string | undefined): number | undefined {
	if (word === undefined) return undefined;
	const percent = Number(word);
	if (word.trim() !== '' && percent >= 0 && percent <= 100) return percent;
	throw refuse(`--fail-under must be a number from 0 to 100, not "${word}"`, 'write it like --fail-under 80');
}

function text(value: string | boolean | string[] | undefined): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(value: string | boolean | string[] | undefined): string[] {
	return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '') as string[];
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
