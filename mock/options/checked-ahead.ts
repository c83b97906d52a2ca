// Scenarios that ship were held to the documents that ship when they were written: a start that serves them need not do it again.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject, type JsonValue } from '../../spec/index.ts';
import { shippedChecks, shippedDocuments } from './defaults.ts';
import type { MockOptions } from './mock-options.ts';

/** By file name, the SHA-256 of each document, part and scenario that was checked, in hexadecimal. */
export type CheckedFiles = Readonly<Record<string, string>>;

/**
 * Whether a scenario file was held to the schemas of these documents already, and is as it was then. Never for documents that somebody has
 * changed, by an overlay or by hand.
 */
export function findCheckedAhead(
	options: Pick<MockOptions, 'documents' | 'overlays' | 'infer'>,
): (file: string) => boolean {
	const checked = isPlain(options) ? readChecks() : undefined;
	const isSame = (file: string): boolean => checked !== undefined && checked[basename(file)] === hashFile(file);
	return checked && listParts(checked).every(isSame) ? isSame : () => false;
}

/** The documents that ship, and what they refer to. */
function listParts(checked: CheckedFiles): string[] {
	const documents = shippedDocuments();
	const folder = dirname(documents[0] as string);
	return [...documents, ...Object.keys(checked).map((name) => join(folder, name))].filter(existsSync);
}

/** The SHA-256 of a file, in hexadecimal. */
export function hashFile(file: string): string {
	return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function isPlain({ documents, overlays, infer }: Pick<MockOptions, 'documents' | 'overlays' | 'infer'>): boolean {
	const shipped = shippedDocuments();
	const areShipped = documents.length === shipped.length && documents.every((one, index) => one === shipped[index]);
	return areShipped && overlays.length === 0 && infer;
}

function readChecks(): CheckedFiles | undefined {
	const file = shippedChecks();
	if (!existsSync(file)) return undefined;
	const value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
	return isObject(value) ? (value as CheckedFiles) : undefined;
}
