// A file that is there as a whole or not at all.

import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes beside the file, makes sure that it is on the disk, then puts it in its place; what was there stays until then. */
export async function writeWhole(file: string, text: string): Promise<void> {
	const folder = dirname(file);
	await mkdir(folder, { recursive: true });
	const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
	try {
		const handle = await open(draft, 'wx');
		try {
			await handle.writeFile(text, 'utf8');
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(draft, file);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
	await syncFolder(folder);
}

/** Some systems can't open a folder; the file is there all the same. */
async function syncFolder(folder: string): Promise<void> {
	try {
		const handle = await open(folder, 'r');
		await handle.sync().finally(() => handle.close());
	} catch {
		return;
	}
}
