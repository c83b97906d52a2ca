// What the comparator says without us, for the table of mutants.

import { compareWithDocument } from '../../../contracts/check/comparator.ts';
import type { Pact } from '../../../contracts/pact/index.ts';
import type { ApiDocument } from '../../../spec/index.ts';

/** The codes of its errors and warnings on one document; the base path is cut off for it. */
export async function askComparatorAlone(pact: Pact, documents: readonly ApiDocument[]): Promise<readonly string[]> {
	const compared = pact.interactions.flatMap((interaction) =>
		interaction.kind === 'http' ? [{ interaction, path: interaction.request.path.replace('/v1', '') }] : [],
	);
	const [document] = documents;
	const results = document ? [...(await compareWithDocument(document, compared)).values()].flat() : [];
	return results.filter(({ type }) => type !== 'info').map(({ code }) => code);
}
