// The files of a folder as records: read again whenever they changed, whoever changed them.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../../../spec/index.ts';
import type { Records } from './broker-records.ts';
import { isJsonObject } from './exact-json.ts';
import { FOLDERS } from './record-paths.ts';

/** A file of the folder that holds no record; nothing is answered until somebody mends it. */
export interface BrokenFile {
	path: string;
	reason: string;
}

interface CachedFile {
	stamp: string;
	record: Record<string, unknown> | undefined;
	reason: string;
}

/** What each kind must have at least, and as which type; a file without is broken. */
const SHAPES: Record<keyof Records, Record<string, 'string' | 'number' | 'boolean' | 'list' | 'object'>> = {
	participants: { name: 'string' },
	versions: {
		participant: 'string',
		number: 'string',
		order: 'number',
		createdAt: 'string',
		branches: 'list',
		tags: 'list',
		pacts: 'list',
	},
	verifications: {
		number: 'number',
		consumer: 'string',
		provider: 'string',
		sha: 'string',
		consumerVersion: 'string',
		providerVersion: 'string',
		success: 'boolean',
		wip: 'boolean',
		verifiedAt: 'string',
	},
	environments: { uuid: 'string', name: 'string', displayName: 'string', production: 'boolean', order: 'number' },
	deployments: { uuid: 'string', participant: 'string', version: 'string', environment: 'string', order: 'number' },
	releases: { uuid: 'string', participant: 'string', version: 'string', environment: 'string', order: 'number' },
	webhooks: {
		uuid: 'string',
		enabled: 'boolean',
		events: 'list',
		request: 'object',
		order: 'number',
		createdAt: 'string',
	},
};

/** Reads a folder as often as one likes; files that didn't change since the last time are not read again. */
export class RecordReader {
	readonly #folder: string;
	#files = new Map<string, CachedFile>();
	#last: { records: Records; broken: BrokenFile[] } | undefined;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** The same object as the last time, when no file changed. A folder that isn't there holds nothing. Throws the system's errors. */
	read(): { records: Records; broken: BrokenFile[] } {
		const files = new Map<string, CachedFile>();
		let changed = this.#last === undefined;
		for (const path of listFiles(this.#folder)) {
			const known = this.#files.get(path);
			const stamp = stampOf(join(this.#folder, path));
			if (stamp === undefined) continue;
			if (known?.stamp === stamp) files.set(path, known);
			else {
				changed = true;
				files.set(path, { stamp, ...readRecord(join(this.#folder, path), kindOf(path)) });
			}
		}
		if (!changed && files.size === this.#files.size && this.#last) return this.#last;
		this.#files = files;
		this.#last = sortOut(files);
		return this.#last;
	}
}

function listFiles(folder: string): string[] {
	const found: string[] = [];
	const visit = (path: string, deeper: boolean): void => {
		for (const entry of readFolder(join(folder, path))) {
			if (entry.name.startsWith('.')) continue;
			if (entry.isDirectory()) {
				if (deeper) visit(`${path}/${entry.name}`, false);
			} else if (entry.name.endsWith('.json')) found.push(`${path}/${entry.name}`);
		}
	};
	for (const kind of Object.values(FOLDERS)) visit(kind, true);
	return found;
}

function readFolder(path: string): { name: string; isDirectory(): boolean }[] {
	try {
		return readdirSync(path, { withFileTypes: true });
	} catch (error) {
		if (isMissing(error)) return [];
		throw error;
	}
}

/** Undefined: removed in the meantime. A renamed file has another inode, so that two writes in one tick of the clock differ. */
function stampOf(path: string): string | undefined {
	try {
		const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
		return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}

function kindOf(path: string): keyof Records {
	return path.slice(0, path.indexOf('/')) as keyof Records;
}

function readRecord(path: string, kind: keyof Records): Pick<CachedFile, 'record' | 'reason'> {
	let read: unknown;
	try {
		read = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		return { record: undefined, reason: `is not JSON (${(error as Error).message})` };
	}
	if (typeof read !== 'object' || read === null || Array.isArray(read))
		return { record: undefined, reason: 'is not a JSON object' };
	const record = read as Record<string, unknown>;
	for (const [key, type] of Object.entries(SHAPES[kind])) {
		const value = Object.hasOwn(record, key) ? record[key] : undefined;
		const fits =
			type === 'list' ? Array.isArray(value) : type === 'object' ? isJsonObject(value) : typeof value === type;
		if (!fits) return { record: undefined, reason: `has no ${key}, or not as a ${type}` };
	}
	return { record, reason: '' };
}

function sortOut(files: ReadonlyMap<string, CachedFile>): { records: Records; broken: BrokenFile[] } {
	const lists: Record<keyof Records, unknown[]> = {
		participants: [],
		versions: [],
		verifications: [],
		environments: [],
		deployments: [],
		releases: [],
		webhooks: [],
	};
	const broken: BrokenFile[] = [];
	for (const [path, file] of files)
		if (file.record === undefined) broken.push({ path, reason: file.reason });
		else lists[kindOf(path)].push(file.record);
	// Each record was held to the shape of its kind as it was read.
	return { records: lists as unknown as Records, broken };
}
