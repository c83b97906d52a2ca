// One writer at a time on a folder, across processes.

import { randomUUID } from 'node:crypto';
import {
	closeSync,
	linkSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	unlinkSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive, nameDraft } from '../../../spec/index.ts';

const LOCK = '.lock';
/** Held by whoever removes a lock that its owner can't remove any more. */
const TAKEOVER = '.lock-takeover';
/** A write takes milliseconds: a lock of this age belongs to nobody, whatever its process id says (containers share ids). */
const STALE_MS = 30_000;
const PATIENCE_MS = 15_000;

interface Ticket {
	pid: number;
	host: string;
	/** Tells this lock from the next one of the same process. */
	id: string;
}

/** The lock could not be had in time; thrown by `lockFolder` and turned into an answer by whoever asked for the change. */
export class FolderBusy extends Error {
	override readonly name = 'FolderBusy';
}

/**
 * Waits for the folder's lock, 15 seconds at most, and returns the function that gives it back. The lock of a process that died is
 * taken over. The folder must exist. Throws `FolderBusy`, or the system's errors.
 */
export async function lockFolder(folder: string, patienceMs = PATIENCE_MS): Promise<() => void> {
	const ticket: Ticket = { pid: process.pid, host: hostname(), id: randomUUID() };
	const path = join(folder, LOCK);
	const until = performance.now() + patienceMs;
	for (let pause = 1; ; pause = Math.min(pause * 1.5, 25)) {
		if (claim(folder, path, ticket)) return () => release(path, ticket);
		if (takeOver(folder, path)) continue;
		if (performance.now() > until) throw new FolderBusy(describeHolder(path));
		// Everybody waits a little differently, so that they don't come back all at once.
		await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
	}
}

/** The lock appears with its content or not at all: a link to a file that is already written. */
function claim(folder: string, path: string, ticket: Ticket): boolean {
	const draft = nameDraft(folder);
	writeFileSync(draft, JSON.stringify(ticket));
	try {
		linkSync(draft, path);
		return true;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') return false;
		// File systems without links: the content follows the file, which takeOver() allows for by its age.
		if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return create(path, ticket);
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}

function create(path: string, ticket: Ticket): boolean {
	try {
		const file = openSync(path, 'wx');
		writeSync(file, JSON.stringify(ticket));
		closeSync(file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function release(path: string, ticket: Ticket): void {
	if (readTicket(path)?.id === ticket.id) rmSync(path, { force: true });
}

/** Removes a lock whose owner is gone. True: it is worth trying again at once. */
function takeOver(folder: string, path: string): boolean {
	const seen = readTicket(path);
	if (!isStale(path, seen)) return false;
	const guard = join(folder, TAKEOVER);
	try {
		closeSync(openSync(guard, 'wx'));
	} catch {
		if (ageOf(guard) > STALE_MS) rmSync(guard, { force: true });
		return false;
	}
	try {
		// Looked at again under the guard: between the first look and now somebody else may have taken over and locked.
		const now = readTicket(path);
		if (now?.id !== seen?.id || !isStale(path, now)) return true;
		unlinkSync(path);
		return true;
	} catch {
		return true;
	} finally {
		rmSync(guard, { force: true });
	}
}

function isStale(path: string, ticket: Ticket | undefined): boolean {
	const age = ageOf(path);
	if (age > STALE_MS) return true;
	return ticket !== undefined && ticket.host === hostname() && !isAlive(ticket.pid);
}

/** Milliseconds since the last change; a file that isn't there is not old. */
function ageOf(path: string): number {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function readTicket(path: string): Ticket | undefined {
	try {
		const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
		if (typeof read !== 'object' || read === null) return undefined;
		const { pid, host, id } = read as Partial<Ticket>;
		return typeof pid === 'number' && typeof host === 'string' && typeof id === 'string'
			? { pid, host, id }
			: undefined;
	} catch {
		return undefined;
	}
}

function describeHolder(path: string): string {
	const ticket = readTicket(path);
	const holder = ticket === undefined ? 'somebody' : `process ${ticket.pid} on ${ticket.host}`;
	return `the folder is being written by ${holder}; if nobody is, remove ${path}`;
}
