// What ships, held together: the scenarios to the documents, and which files these were.

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hashFile } from '../mock/options/checked-ahead.ts';
import { loadScenarios } from '../mock/scenarios/library.ts';
import { type LoadedDocuments, loadDocuments } from '../spec/index.ts';
import { keepDocuments } from './keep-documents.ts';

/**
 * Checks the scenarios of a folder against documents and writes to `checked` which files these were, by their digests, with those that the
 * documents refer to, and to `kept` what a start needs of the documents. Throws for the first mistake.
 */
export async function checkShipped(args: {
	documents: readonly string[];
	directory: string;
	checked: string;
	kept: string;
}): Promise<void> {
	const { documents, directory } = args;
	const loaded = await loadDocuments(documents);
	const library = loadScenarios({ directory, ...loaded });
	library.checkSchemas();
	const [first] = library.findings;
	if (first) throw new Error(`${first.place.file}: ${first.message}`);
	const parts = loaded.documents.flatMap(({ files }) => files);
	const files = [...parts, ...library.list().map(({ file }) => file)].filter((file) => file !== undefined);
	const digests = Object.fromEntries(files.map((file) => [basename(file), hashFile(file)]));
	writeFileSync(args.checked, `${JSON.stringify(digests, undefined, '\t')}\n`);
	writeFileSync(args.kept, writeKept(loaded));
}

/** The lines of the documents, as `mock/options/checked-ahead.ts` reads them: in ASCII, which is read in half the time. */
export function writeKept(loaded: LoadedDocuments): string {
	const lines = keepDocuments(loaded).map((one) => `${JSON.stringify(one)}\n`);
	return lines.join('').replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
