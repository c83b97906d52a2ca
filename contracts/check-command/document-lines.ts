// Where in their documents findings stand, for people.

import type { ApiDocument } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';

/** Lines of documents are looked up for this many findings: each takes reading the file again. */
const MAX_LOCATED = 50;

/** The findings with the line of each one's place in its document; beyond so many places they stay as they are. A new list. */
export function addDocumentLines(
	findings: readonly ContractFinding[],
	documents: readonly ApiDocument[],
): ContractFinding[] {
	const lines = new Map<string, number | undefined>();
	return findings.map((finding) => {
		const place = finding.document;
		const document = documents.find(({ file }) => file === place?.file);
		if (!place || !document) return finding;
		const key = `${place.file} ${place.pointer}`;
		if (!lines.has(key) && lines.size < MAX_LOCATED) lines.set(key, document.locate(place.pointer).line);
		const line = lines.get(key);
		return line === undefined ? finding : { ...finding, document: { ...place, line } };
	});
}
