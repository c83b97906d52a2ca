// Why a file could not be read or written, for people.

import { type Stats, statSync } from 'node:fs';
import { messageOf } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	ENOTDIR: 'there is no such file',
	EISDIR: 'it is a folder',
	EACCES: 'its permissions do not allow it',
	EPERM: 'its permissions do not allow it',
	ENAMETOOLONG: 'its name is too long',
	ELOOP: 'its links lead in a circle',
};

/** What the system says otherwise of a file that is to be written. */
const UNWRITTEN: Readonly<Record<string, string>> = {
	...REASONS,
	ENOENT: 'there is no such folder',
	ENOTDIR: 'it would lie below a file',
	EEXIST: 'it is there already',
	EROFS: 'what is there is read-only',
	ENOSPC: 'no room is left',
	EDQUOT: 'no room is left',
};

/** In words, without the file's name, e.g. `there is no such file`; what no system error says (`it is not UTF-8 text`) as it stands. Never throws. */
export function tellUnread(error: unknown): string {
	return say(REASONS, error);
}

/** The same of a file that is to be written, whose draft and whose system call are nobody's business. */
export function tellUnwritten(error: unknown): string {
	return say(UNWRITTEN, error);
}

function say(reasons: Readonly<Record<string, string>>, error: unknown): string {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	return (typeof code === 'string' && Object.hasOwn(reasons, code) && reasons[code]) || messageOf(error);
}

/** What is at a path, through its links; `undefined`: nothing, or nothing that may be looked at: who reads it tells why. Never throws. */
export function findStats(path: string): Stats | undefined {
	try {
		return statSync(path);
	} catch {
		return undefined;
	}
}
