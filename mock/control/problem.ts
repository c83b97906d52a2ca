// The problems of the control API (RFC 9457).

import type { FileFinding, JsonObject } from '../../spec/index.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { ToldFinding } from './told-finding.ts';

/** Where Node still has the name of an older RFC (RFC 9110 §15.5). */
const TITLES: Readonly<Record<number, string>> = { 413: 'Content Too Large', 422: 'Unprocessable Content' };

/** The problem as JSON; `findings` only where there are some. */
export function renderProblem(args: {
	status: number;
	detail: string;
	findings?: readonly ToldFinding[] | undefined;
}): JsonObject {
	const { status, detail, findings } = args;
	return {
		type: 'about:blank',
		title: TITLES[status] ?? STATUS_CODES[status] ?? 'Error',
		status,
		detail,
		...(findings && findings.length > 0 && { findings: renderFindings(findings) }),
	};
}

/** Findings as JSON; one without a pointer is about the whole. */
export function renderFindings(findings: readonly ToldFinding[]): JsonObject[] {
	return findings.map(({ code, message, pointer, in: place, file, line, column, remedy }) => ({
		code,
		message,
		pointer: pointer ?? '',
		...(place !== undefined && { in: place }),
		...(file !== undefined && { file }),
		...(line !== undefined && { line }),
		...(column !== undefined && { column }),
		...(remedy !== undefined && { remedy }),
	}));
}

/** What is wrong in a file, with its line. Looks the places up, which reads the file again. */
export function tellFileFindings(findings: readonly FileFinding[]): ToldFinding[] {
	return findings.map(({ code, message, remedy, place }) => ({
		code,
		message,
		pointer: place.pointer ?? '',
		file: place.file,
		line: place.line,
		column: place.column,
		...(remedy !== undefined && { remedy }),
	}));
}
