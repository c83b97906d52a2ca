// Why a file could not be read, for people.

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

/** In words, without the file's name, e.g. `there is no such file`; what no system error says (`it is not UTF-8 text`) as it stands. Never throws. */
export function tellUnread(error: unknown): string {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	return (typeof code === 'string' && Object.hasOwn(REASONS, code) && REASONS[code]) || messageOf(error);
}
