// Where the parts of a check put their findings: each is kept once, with its two places filled in.

import type { Pointer } from '../../spec/index.ts';
import type { ContractCode, ContractFinding, Severity } from '../finding.ts';
import type { HttpInteraction } from '../pact/index.ts';

/** A finding, less what is the same for the whole interaction. */
export interface NewFinding {
	code: ContractCode;
	severity: Severity;
	message: string;
	remedy?: string | undefined;
	/** In the pact file. */
	pointer: Pointer;
	/** In the document. */
	at?: { document: { file: string }; pointer: Pointer } | undefined;
	layer: NonNullable<ContractFinding['layer']>;
}

/** The findings of one interaction. */
export interface FindingCollector {
	/** The pact's. */
	readonly file: string;
	readonly interaction: HttpInteraction;
	readonly findings: readonly ContractFinding[];
	add(finding: NewFinding): void;
}

/** Collects for one interaction; the same code at the same place is kept once. */
export function createFindingCollector(file: string, interaction: HttpInteraction): FindingCollector {
	const findings: ContractFinding[] = [];
	const seen = new Set<string>();
	return {
		file,
		interaction,
		findings,
		add({ code, severity, message, remedy, pointer, at, layer }) {
			const id = `${code} ${pointer}`;
			if (seen.has(id)) return;
			seen.add(id);
			findings.push({
				code,
				severity,
				message,
				...(remedy !== undefined && { remedy }),
				pact: { file, interaction: interaction.description, pointer },
				...(at && { document: { file: at.document.file, pointer: at.pointer } }),
				layer,
			});
		},
	};
}
