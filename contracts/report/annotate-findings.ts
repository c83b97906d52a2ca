// Findings on the page of a change.

import type { Annotation } from '../../mock/inner.ts';
import type { ContractFinding, Severity } from '../finding.ts';

/** What a CI calls each severity. */
export const ANNOTATION_LEVELS: Readonly<Record<Severity, Annotation['level']>> = {
	error: 'error',
	warning: 'warning',
	info: 'notice',
};

/** Each finding at its line of the document, where that is known; else at its pact, whose lines nobody writes. */
export function annotateFindings(findings: readonly ContractFinding[]): Annotation[] {
	return findings.map(({ severity, code, message, remedy, pact, document }) => {
		const whose = pact.interaction === undefined ? '' : `${pact.interaction}: `;
		return {
			level: ANNOTATION_LEVELS[severity],
			title: code,
			message: `${whose}${message}${remedy === undefined ? '' : `\n${remedy}`}`,
			...(document?.line === undefined ? { file: pact.file } : { file: document.file, line: document.line }),
		};
	});
}
