// `--ready-file`: how another program learns that a mock listens, and where.

import { readFileSync } from 'node:fs';
import { isMissing, removeFile } from '../../spec/index.ts';
import { writeReport } from '../report/write-report.ts';

/** The file of one mock. */
export interface ReadyFile {
	/** Writes the address, whole, as one line. Throws a StartupError where it can't be written. */
	write(url: string): void;
	/** Removes it, unless another mock has written it since. Never throws. */
	remove(): void;
}

/** Removes what an earlier mock has left there, so that who waits for the file never reads an old address. `undefined`: no file is wanted. */
export function openReadyFile(file: string | undefined): ReadyFile {
	if (file === undefined) return { write() {}, remove() {} };
	let own: string | undefined;
	tryRemove(file);
	return {
		write(url) {
			own = `${url}\n`;
			writeReport({ flag: 'ready-file', file, format: () => `${url}\n` });
		},
		remove() {
			if (own !== undefined && readIfThere(file) === own) tryRemove(file);
			own = undefined;
		},
	};
}

/** What can't be removed can't be written either, and that is told. */
function tryRemove(file: string): void {
	try {
		removeFile(file);
	} catch {}
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		return isMissing(error) ? undefined : '';
	}
}
