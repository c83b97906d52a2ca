// What ships was read, and held together, when it was written: a start that serves it as it was then need not do it again.

import { hash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
	isObject,
	type JsonValue,
	type KeptDocument,
	type LoadedDocuments,
	reopenDocuments,
} from '../../spec/index.ts';
import { shippedChecks, shippedDocuments, shippedKept } from './defaults.ts';
import type { MockOptions } from './mock-options.ts';

/** By file name, the SHA-256 of each document, part and scenario that was checked, in hexadecimal. */
type CheckedFiles = Readonly<Record<string, string>>;

/** The documents that ship, as they were when they were checked. */
export interface CheckedAhead {
	/** Known by what was kept of them; each is read with its first use. */
	documents: LoadedDocuments;
	/** Whether a scenario file was held to them already, and is as it was then. */
	isChecked(file: string): boolean;
}

interface AheadArgs {
	/** Hears of each file before it is read, by its absolute path. */
	onFile?: (path: string) => void;
	/** Default: the files that ship. */
	checks?: string;
	keeps?: string;
}

/**
 * The documents that these options name, if they were checked ahead: those that ship, all of them, which nobody has changed, by an
 * overlay or by hand; else `undefined`. Never throws.
 */
export function findCheckedAhead(
	options: Pick<MockOptions, 'documents' | 'overlays' | 'infer'>,
	{ onFile, checks = shippedChecks(), keeps = shippedKept() }: AheadArgs = {},
): CheckedAhead | undefined {
	if (!isPlain(options)) return undefined;
	try {
		const checked = readChecks(checks);
		const kept = readKept(keeps);
		const directory = dirname(shippedDocuments()[0] as string);
		const files = new Map<string, Uint8Array>();
		for (const name of new Set(kept.flatMap(({ files }) => files))) {
			const path = join(directory, name);
			onFile?.(path);
			const bytes = readFileSync(path);
			if (checked[name] !== hashBytes(bytes) || realpathSync.native(path) !== path) return undefined;
			files.set(path, bytes);
		}
		return {
			documents: reopenDocuments(kept, { directory, files }),
			isChecked: (file) => checked[basename(file)] === hashFile(file),
		};
	} catch {
		// Whatever can't be read is told by who reads it as ever.
		return undefined;
	}
}

/** The SHA-256 of a file, in hexadecimal. Throws where there is none. */
export function hashFile(file: string): string {
	return hashBytes(readFileSync(file));
}

function hashBytes(bytes: Uint8Array): string {
	return hash('sha256', bytes);
}

function isPlain({ documents, overlays, infer }: Pick<MockOptions, 'documents' | 'overlays' | 'infer'>): boolean {
	const shipped = shippedDocuments();
	const areShipped = documents.length === shipped.length && documents.every((one, index) => one === shipped[index]);
	return areShipped && overlays.length === 0 && infer;
}

function readChecks(file: string): CheckedFiles {
	const value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
	return isObject(value) ? (value as CheckedFiles) : {};
}

function readKept(file: string): KeptDocument[] {
	const lines = readFileSync(file, 'latin1').trimEnd();
	return JSON.parse(`[${lines.replaceAll('\n', ',')}]`) as KeptDocument[];
}
