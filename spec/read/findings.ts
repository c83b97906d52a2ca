// How the reader says that something in a document is wrong.

import type { FileFinding, Place } from '../types/finding.ts';
import type { Pointer } from '../types/json.ts';

/** A mistake as the reader reports it; its place is looked up only when somebody asks. */
export interface Report {
	code: string;
	severity: 'error' | 'warning';
	message: string;
	remedy?: string;
	pointer: Pointer;
}

/** The remedy for what is of no known shape: the rest of its operation is served without it. */
export const MEND_SHAPE = 'mend it: until then it is left out';

/** Takes a mistake. */
export type Reporter = (report: Report) => void;

/** A finding whose `place` is found on first use: parsing a large file again for each one would take seconds. */
export function createFinding(report: Report, locate: (pointer: Pointer) => Place): FileFinding {
	let place: Place | undefined;
	return {
		code: report.code,
		severity: report.severity,
		message: report.message,
		...(report.remedy !== undefined && { remedy: report.remedy }),
		get place() {
			place ??= { ...locate(report.pointer), pointer: report.pointer };
			return place;
		},
	};
}
