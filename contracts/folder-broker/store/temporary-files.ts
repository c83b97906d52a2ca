// Files written whole or not at all.

import { randomBytes } from 'node:crypto';
import {
	closeSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	unlinkSync,
	writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What a temporary file is called: `.tmp-<process>-<random>`; no record begins with a dot. */
const TEMPORARY = /^\.tmp-\d+-[0-9a-f]+$/;
/** A temporary file older than this belongs to nobody who still writes. */
const ABANDONED_MS = 60_000;

/**
 * Writes a file so that a reader, a crash or a power cut sees the old text or the new, never a part: temporary file in the same
 * folder, fsync, rename, fsync of the folder. Missing folders are made. Throws the system's errors (`EACCES`, `ENOSPC`, …); the
 * old file is then untouched and the temporary one gone.
 */
export function writeWhole(path: string, text: string): void {
	const folder = dirname(path);
	mkdirSync(folder, { recursive: true });
	const temporary = join(folder, `.tmp-${process.pid}-${randomBytes(6).toString('hex')}`);
	try {
		const file = openSync(temporary, 'wx', 0o644);
		try {
			const bytes = Buffer.from(text, 'utf8');
			for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(temporary, path);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw error;
	}
	syncFolder(folder);
}

/** Removes a file; one that is already gone is no error. */
export function removeFile(path: string): void {
	try {
		unlinkSync(path);
	} catch (error) {
		if (!isMissing(error)) throw error;
		return;
	}
	syncFolder(dirname(path));
}

/** Removes what a killed writer left behind below a folder; never what somebody may still be writing. Never throws. */
export function sweepTemporaryFiles(folder: string): void {
	let entries: { name: string; isDirectory(): boolean }[];
	try {
		entries = readdirSync(folder, { withFileTypes: true });
	} catch {
		return;
	}
	for (const entry of entries) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) sweepTemporaryFiles(path);
		else if (TEMPORARY.test(entry.name) && isAbandoned(path, entry.name)) rmSync(path, { force: true });
	}
}

function isAbandoned(path: string, name: string): boolean {
	const writer = Number(name.split('-')[1]);
	try {
		return !isAlive(writer) || Date.now() - statSync(path).mtimeMs > ABANDONED_MS;
	} catch {
		return false;
	}
}

/** Whether a process of this machine runs; one that may not be asked counts as running. */
export function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

/** Whether a system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	return code === 'ENOENT' || code === 'ENOTDIR';
}

function syncFolder(folder: string): void {
	let handle: number | undefined;
	try {
		handle = openSync(folder, 'r');
		fsyncSync(handle);
	} catch {
		// Windows has no handles of folders; the rename itself is what keeps the file whole.
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}
