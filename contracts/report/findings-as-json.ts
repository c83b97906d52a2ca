// Findings for programs.

import { type ContractFinding, countFindings, sortFindings } from '../finding.ts';
import type { ReportSummary } from './findings-as-text.ts';

/**
 * `{ files, interactions, errors, warnings, notes, findings: [{ code, severity, message, remedy?, pact, document? }] }`,
 * indented by two spaces. The same findings give the same text.
 */
export function formatFindingsAsJson(findings: readonly ContractFinding[], summary: ReportSummary): string {
	const { error, warning, info } = countFindings(findings);
	const report = {
		files: summary.files,
		interactions: summary.interactions,
		errors: error,
		warnings: warning,
		notes: info,
		findings: sortFindings(findings),
	};
	return JSON.stringify(report, undefined, 2);
}
