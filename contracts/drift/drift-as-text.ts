// A drift as people read it on a terminal.

import { alignColumns, makeSafe } from '../../mock/inner.ts';
import { formatCount } from '../../spec/index.ts';
import type { DriftFinding } from './drift-finding.ts';
import { countDrift, type DriftReport } from './drift-report.ts';

const MAX_LINE = 500;
/** Rows and notices that are told one by one. */
const MAX_ROWS = 200;
const MAX_NOTICES = 20;

/** The three-way table, what was found by operation, one closing line. Control characters are made visible. */
export function formatDrift(report: DriftReport): string {
	const { rows, findings, notes, gone } = report;
	const lines: string[] = [nameSides(report), ''];
	if (rows.length > 0) {
		const table = rows.slice(0, MAX_ROWS).map(({ operation, status, document, reality, mock }) => {
			return [`  ${operation}`, status, document ? 'yes' : 'no', count(reality), count(mock)];
		});
		lines.push(...alignColumns([['  operation', 'status', 'document', 'reality', 'mock'], ...table]), '');
		if (rows.length > MAX_ROWS) lines.push(`  and ${formatCount(rows.length - MAX_ROWS, 'more row')}`, '');
	}
	const loud = findings.filter(({ severity, isKnown }) => severity !== 'info' && !isKnown);
	for (const [where, own] of Map.groupBy(loud, ({ operations }) => operations[0] ?? '')) {
		lines.push(where, ...own.flatMap(formatFinding), '');
	}
	const quiet = findings.filter(({ severity, isKnown }) => severity === 'info' && !isKnown);
	if (quiet.length > 0) {
		lines.push('Documented, and not seen so:');
		for (const { operations, message, code } of quiet.slice(0, MAX_NOTICES))
			lines.push(`  ${operations[0] ?? ''}: ${message} [${code}]`);
		if (quiet.length > MAX_NOTICES) lines.push(`  and ${quiet.length - MAX_NOTICES} more (--json has all)`);
		lines.push('');
	}
	lines.push(...notes.map((note) => `Note: ${note}.`));
	lines.push(formatTally(report));
	if (gone.length > 0)
		lines.push(
			`${gone.length} of the baseline ${gone.length === 1 ? 'was' : 'were'} not found again: --update-baseline takes out what is gone.`,
		);
	return lines.map((line) => makeSafe(line, MAX_LINE)).join('\n');
}

/** `Orders 1.0.0 (api.yaml) beside http://localhost:8000/, 24 exchanges (safe)` */
export function nameSides({ documents, upstream, exchanges, from }: DriftReport): string {
	const names = documents.map(({ title, version, file }) => `${title} ${version} (${file})`).join(', ');
	return `${names} beside ${upstream ?? 'its API'}, ${formatCount(exchanges, 'exchange')} (${from})`;
}

/** `8 errors, 1 warning, 20 notices; 3 known` */
export function formatTally({ findings }: DriftReport): string {
	const { error, warning, info, known } = countDrift(findings);
	const told = [several(error, 'error'), several(warning, 'warning'), several(info, 'notice')].join(', ');
	return known > 0 ? `${told}; ${known} known` : told;
}

function several(number: number, word: string): string {
	return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function count(number: number): string {
	return number === 0 ? '-' : String(number);
}

function formatFinding(finding: DriftFinding): string[] {
	const { severity, message, code, remedy, operations, seen, example } = finding;
	const others = operations.slice(1, 10);
	return [
		`  ${severity} ${message} [${code}]`,
		...(remedy === undefined ? [] : [`    → ${remedy}`]),
		...(others.length > 0 ? [`    also in ${others.join(', ')}`] : []),
		`    ${[formatPlace(finding), `seen ${several(seen, 'time')}`, example].filter((one) => one).join(', ')}`,
	];
}

/** `api.yaml:12 /components/schemas/Order, in the body at /status` */
export function formatPlace({ document, body }: DriftFinding): string {
	const place =
		document && `${document.file}${document.line === undefined ? '' : `:${document.line}`} ${document.pointer}`;
	return [place ?? '', body === undefined || body === '' ? '' : `in the body at ${body}`]
		.filter((one) => one !== '')
		.join(', ');
}
