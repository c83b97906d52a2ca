// Drafts of files: what is written beside a file before it takes its place, and what a killed writer leaves behind.

import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { machine } from '../machine.ts';

/** What a draft is called: `.tmp-<process>-<random>`. */
const DRAFT = /^\.tmp-\d+-[0-9a-f]+$/;
/** A draft older than this belongs to nobody who still writes. */
const ABANDONED_MS = 60_000;

/** A path for a draft in a folder, e.g. `pacts/.tmp-4711-9f86d081884c`; no two calls give the same. */
export function nameDraft(folder: string): string {
	return join(folder, `.tmp-${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Removes the drafts of killed writers below a folder; never what somebody may still be writing. Never throws. */
export function sweepDrafts(folder: string): void {
	let entries: { name: string; isDirectory(): boolean }[];
	try {
		entries = readdirSync(folder, { withFileTypes: true });
	} catch {
		return;
	}
	for (const entry of entries) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) sweepDrafts(path);
		else if (DRAFT.test(entry.name) && isAbandoned(path, entry.name)) rmSync(path, { force: true });
	}
}

function isAbandoned(path: string, name: string): boolean {
	const writer = Number(name.split('-')[1]);
	try {
		return !isAlive(writer) || machine.dateMs() - statSync(path).mtimeMs > ABANDONED_MS;
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
