// Findings as people read them on a terminal.

import { makeSafe } from '../../mock/inner.ts';
import { formatCount } from '../../spec/index.ts';
import { type ContractFinding, countFindings, sortFindings } from '../finding.ts';

/** What was looked at, for the closing line. */
export interface ReportSummary {
	files: number;
	interactions: number;
}

const MAX_LINE = 2000;

/**
 * Findings by file and interaction, each with its two places, and one closing line. Control characters of files are made
 * visible. Lines without a closing line break.
 */
export function formatFindings(findings: readonly ContractFinding[], summary?: ReportSummary): string {
	const lines: string[] = [];
	let heading: string | undefined;
	for (const finding of sortFindings(findings)) {
		const { file, interaction, pointer } = finding.pact;
		const next = interaction === undefined ? file : `${file}: ${interaction}`;
		if (next !== heading) lines.push(...(heading === undefined ? [] : ['']), makeSafe(next, MAX_LINE));
		heading = next;
		lines.push(makeSafe(`  ${finding.severity} ${finding.message} [${finding.code}]`, MAX_LINE));
		if (finding.remedy !== undefined) lines.push(makeSafe(`    → ${finding.remedy}`, MAX_LINE));
		lines.push(makeSafe(`    pact ${pointer === '' ? '(the whole file)' : pointer}${placeOf(finding)}`, MAX_LINE));
	}
	if (summary) lines.push(...(lines.length > 0 ? [''] : []), formatSummary(findings, summary));
	return lines.join('\n');
}

function placeOf({ document }: ContractFinding): string {
	if (!document) return '';
	const line = document.line === undefined ? '' : `:${document.line}`;
	return `, document ${document.file}${line} ${document.pointer}`;
}

/** `2 pacts, 14 interactions: 1 error, 3 warnings`. */
function formatSummary(findings: readonly ContractFinding[], { files, interactions }: ReportSummary): string {
	const { error, warning, info } = countFindings(findings);
	const found = [
		formatCount(error, 'error'),
		formatCount(warning, 'warning'),
		...(info > 0 ? [formatCount(info, 'note')] : []),
	];
	return `${formatCount(files, 'pact')}, ${formatCount(interactions, 'interaction')}: ${found.join(', ')}`;
}
