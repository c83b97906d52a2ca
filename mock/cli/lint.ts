// `lint`: all that is wrong or doubtful in documents and scenarios, before they are served.

import { type FileFinding, formatOverlay, type LintResult, lintDocuments } from '../../spec/index.ts';
import { createFakerLint } from '../answer/lint-faker.ts';
import { keepLocal } from '../files/local-path.ts';
import { paint, type Terminal } from '../log/terminal.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { TriedCreates } from '../pipeline/try-creates.ts';
import { annotate } from '../report/annotations.ts';
import { writeJUnit, writeReport } from '../report/write-report.ts';
import { loadScenarios } from '../scenarios/library.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { LINT_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { formatFinding } from './failure.ts';
import { annotateLint, formatCodeQuality, groupLint } from './lint-reports.ts';
import { readMockOptions } from './start-flags.ts';

/** Operations without effect that are told one by one. */
const MAX_STATELESS = 20;

/** Reports; 1 for at least one mistake. Throws a StartupError for what can't be read at all. */
export async function runLint(args: CommandArguments<typeof LINT_FLAGS>): Promise<0 | 1> {
	const { terminal } = args;
	const options = readMockOptions(args);
	const { documents, overlays, allowRemoteRefs, infer, scenarios: directory } = options;
	const linted = await lintDocuments(documents.map(keepLocal), {
		overlays,
		allowRemoteRefs,
		infer,
		strict: args.options.strict ?? false,
		lintMore: createFakerLint(),
	});
	const { operations, resources } = linted.loaded;
	const library = loadScenarios({ directory: directory && keepLocal(directory), operations, resources });
	library.checkSchemas();
	const tried = await tryAll(linted, options);
	const findings = [...linted.findings, ...tried.findings, ...library.findings];
	const count = { documents: documents.length, operations: operations.length, scenarios: library.names().length };
	const { left } = tried;
	const { json, junit, codeQuality } = args.options;
	writeJUnit(junit, () =>
		groupLint(
			findings,
			linted.loaded.documents.map(({ file }) => file),
		),
	);
	writeReport({
		flag: 'code-quality',
		file: codeQuality,
		format: () => formatCodeQuality(findings, terminal.env['CI_PROJECT_DIR']),
	});
	annotate(annotateLint(findings), terminal);
	if (json) terminal.print(formatJson({ findings, linted, count, left }));
	else tell({ findings, linted, count, left, terminal });
	return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** What can't be served isn't tried. */
async function tryAll({ loaded, findings }: LintResult, options: MockOptions): Promise<TriedCreates> {
	if (findings.some(({ severity }) => severity === 'error')) return { findings: [], left: 0 };
	const { tryCreates } = await import('../pipeline/try-creates.ts');
	return tryCreates(loaded, options);
}

interface Count {
	documents: number;
	operations: number;
	scenarios: number;
}

function tell(args: {
	findings: readonly FileFinding[];
	linted: LintResult;
	count: Count;
	left: number;
	terminal: Terminal;
}): void {
	const { findings, linted, count, left, terminal } = args;
	const lines = findings.map((finding) => {
		const { severity, code } = finding;
		const shown = paint(severity, severity === 'error' ? 'red' : 'yellow', terminal.hasColor);
		return `${formatFinding(finding)} ${shown} ${code}`;
	});
	for (const note of linted.notes) lines.push(makeSafe(note, 2000));
	lines.push(...describeStateless(linted));
	if (left > 0) lines.push(`${say(left, 'create')} not tried, for want of time`);
	const mistakes = findings.filter(({ severity }) => severity === 'error').length;
	const of = [say(count.documents, 'document'), say(count.operations, 'operation'), say(count.scenarios, 'scenario')];
	lines.push(`${of.join(', ')}: ${say(mistakes, 'mistake')}, ${say(findings.length - mistakes, 'warning')}`);
	terminal.print(lines.join('\n'));
}

/** `GET /health has no effect: its answer has no JSON schema`; beyond so many they are counted. */
function describeStateless({ stateless }: LintResult): string[] {
	const lines = stateless
		.slice(0, MAX_STATELESS)
		.map(({ operation: { method, pathTemplate }, reason }) =>
			makeSafe(`${method.toUpperCase()} ${pathTemplate} has no effect: ${reason}`, 2000),
		);
	const rest = stateless.length - lines.length;
	return rest > 0 ? [...lines, `… and ${rest} more without effect (--json has all, with the lines to write)`] : lines;
}

function formatJson(args: {
	findings: readonly FileFinding[];
	linted: LintResult;
	count: Count;
	left: number;
}): string {
	const findings = args.findings.map(({ code, severity, message, remedy, place }) => ({
		code,
		severity,
		message,
		...(remedy !== undefined && { remedy }),
		...place,
	}));
	const { notes } = args.linted;
	const stateless = args.linted.stateless.map(({ operation: { id, method, pathTemplate }, reason, lines }) => ({
		operationId: id,
		method: method.toUpperCase(),
		path: pathTemplate,
		reason,
		lines,
		overlay: formatOverlay(lines),
	}));
	const untried = args.left > 0 ? { untried: args.left } : {};
	return JSON.stringify({ ...args.count, findings, notes, stateless, ...untried }, undefined, 2);
}

function say(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}
