// A folder broker in this process, asked as over HTTP, and what is looked at in its folder.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiResponse, createBrokerApi, openBrokerFolder } from '../../../contracts/folder-broker/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { createPact, createPublication, createTemporaryFolder } from './broker-fixtures.ts';

const folders: { remove(): void }[] = [];
atFileEnd(() => {
	for (const folder of folders.splice(0)) folder.remove();
});

/** A place for a broker's folder, which is not there yet; gone after the test file. */
export function createFolder(): string {
	const folder = createTemporaryFolder();
	folders.push(folder);
	return join(folder.path, 'broker');
}

/** Asks a broker; `failures`: what it reported. */
export interface Caller {
	(method: string, path: string, body?: unknown): Promise<ApiResponse>;
	failures: unknown[];
}

/** A broker on a folder. */
export function createCaller(folder: string, now?: () => Date): Caller {
	const failures: unknown[] = [];
	const api = createBrokerApi({
		folder: openBrokerFolder(folder, now === undefined ? {} : { now }),
		report: (error) => failures.push(error),
	});
	const call = (method: string, target: string, body?: unknown): Promise<ApiResponse> => {
		const [path = '', query = ''] = target.split('?');
		return api({ method, path, query, body }, '');
	};
	return Object.assign(call, { failures });
}

/** A small pact. */
export const PACT = createPact({ expects: { '/orders/1': 'OPEN' } });
/** The call that publishes a version. */
export const publish = (
	version: string,
	more: Partial<Parameters<typeof createPublication>[0]> = {},
): [string, string, unknown] => ['POST', '/contracts/publish', createPublication({ pact: PACT, version, ...more })];

/** Every file below a folder, with its path. */
export function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

/** How many publications a folder has. */
export async function countPacts(folder: string): Promise<number> {
	const { body } = await createCaller(folder)('GET', '/metrics');
	return (body as { pactPublications: { count: number } }).pactPublications.count;
}
