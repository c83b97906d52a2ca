// The findings of one pact file, as they are collected while it is read.

import type { Pointer } from '../../spec/index.ts';
import type { ContractFinding, PactFileCode } from '../finding.ts';

/** The findings of one file. */
export interface FileFindings {
	file: string;
	findings: ContractFinding[];
}

/** Adds an error; without a pointer it is about the whole file. */
export function addError(
	to: FileFindings,
	finding: { code: PactFileCode; message: string; remedy?: string; pointer?: Pointer; interaction?: string },
): void {
	const { code, message, remedy, pointer, interaction } = finding;
	to.findings.push({
		code,
		severity: 'error',
		message,
		...(remedy === undefined ? {} : { remedy }),
		pact: {
			file: to.file,
			...(interaction === undefined ? {} : { interaction }),
			pointer: pointer ?? '',
		},
	});
}
