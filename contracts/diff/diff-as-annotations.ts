// A diff on the page of a change: what breaks consumers, or may, where the new document says it.

import type { Annotation } from '../../mock/inner.ts';
import { ANNOTATION_LEVELS, annotateFindings } from '../report/annotate-findings.ts';
import { type DiffReport, nameOperations } from './diff-report.ts';

/** What breaks and what may, at its line of the new document, or of the old one for what is gone; harmless changes are left out. */
export function annotateDiff({ changes, consumers }: DiffReport): Annotation[] {
	const own = changes
		.filter(({ severity }) => severity !== 'info')
		.map(({ severity, code, message, remedy, operations, old, new: now }) => {
			const place = now ?? old;
			return {
				level: ANNOTATION_LEVELS[severity],
				title: code,
				message: `${nameOperations(operations)}: ${message}${remedy === undefined ? '' : `\n${remedy}`}`,
				file: place?.file,
				line: place?.line,
			};
		});
	return [...own, ...(consumers ?? []).flatMap(({ findings }) => annotateFindings(findings))];
}
