// Files written whole or not at all: the one way in which anything here writes a file that somebody else may read.

import {
	closeSync,
	fchmodSync,
	fsyncSync,
	linkSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	unlinkSync,
	writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { nameDraft } from './drafts.ts';

/** What is there may be anything, even a file that somebody else writes to at the same time, as `> out.txt` makes of `/dev/stdout`. */
const DEVICES = /^\/(?:dev|proc)\//;

/** How a file is written. */
export interface WholeFileOptions {
	/** True: a file that is there already stays, and `EEXIST` is thrown. Default: it is replaced, and keeps its mode. */
	isNew?: boolean;
	/** False: it outlives the process, whatever ends it, but perhaps no power cut; for what is written often. Default: true. */
	isSynced?: boolean;
}

/**
 * Writes a file so that a reader, a crash or a power cut sees the old text or the new, never a part: a draft in the same folder,
 * fsync, rename, fsync of the folder. A link is followed; what is no file (`/dev/stdout`, a pipe) is written to as it is. The folder
 * must exist. Throws the system's errors (`EACCES`, `ENOSPC`, …); the old file is then untouched and the draft gone.
 */
export function writeWhole(
	file: string,
	text: string,
	{ isNew = false, isSynced = true }: WholeFileOptions = {},
): void {
	const there = isNew ? undefined : statSync(file, { throwIfNoEntry: false });
	if (there && (!there.isFile() || DEVICES.test(file))) {
		writeText(openSync(file, 'w'), text);
		return;
	}
	const target = there ? realpathSync(file) : file;
	const folder = dirname(target);
	const draft = nameDraft(folder);
	try {
		const handle = openSync(draft, 'wx');
		if (there) fchmodSync(handle, there.mode);
		writeText(handle, text, { isSynced });
		if (isNew) linkSync(draft, target);
		else renameSync(draft, target);
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
	if (isNew) rmSync(draft, { force: true });
	if (isSynced) syncFolder(folder);
}

/** Removes a file for good; one that is already gone is no error. */
export function removeFile(file: string): void {
	try {
		unlinkSync(file);
	} catch (error) {
		if (!isMissing(error)) throw error;
		return;
	}
	syncFolder(dirname(file));
}

/** Whether a system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	return code === 'ENOENT' || code === 'ENOTDIR';
}

function writeText(handle: number, text: string, { isSynced = false } = {}): void {
	try {
		const bytes = Buffer.from(text, 'utf8');
		for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
		if (isSynced) fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
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
