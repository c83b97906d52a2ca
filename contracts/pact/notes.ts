// What reading a pact file finds wrong with it.

import type { Pointer } from '../../spec/index.ts';
import type { ContractFinding, PactFileCode } from '../finding.ts';

/** The findings of one file. */
export interface Notes {
	file: string;
	findings: ContractFinding[];
}

/** Adds an error. */
export function refuse(
	notes: Notes,
	finding: { code: PactFileCode; message: string; remedy?: string; pointer?: Pointer; interaction?: string },
): void {
	const { code, message, remedy, pointer, interaction } = finding;
	notes.findings.push({
		code,
		severity: 'error',
		message,
		...(remedy === undefined ? {} : { remedy }),
		pact: {
			file: notes.file,
			...(interaction === undefined ? {} : { interaction }),
			pointer: pointer ?? '',
		},
	});
}
