// What a broker keeps beside its records and out of git: the secrets of webhooks, and what is still to be sent.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing, removeFile, writeWhole } from '../../../spec/index.ts';
import { encodeFileName } from '../store/encode-file-name.ts';

const PRIVATE = '.private';

/** JSON files of one kind below `.private/` of a broker's folder, readable by their owner alone. */
export class PrivateFiles {
	readonly #root: string;
	readonly #folder: string;

	readonly #isSynced: boolean;

	constructor(folder: string, kind: 'secrets' | 'triggered') {
		this.#root = join(folder, PRIVATE);
		this.#folder = join(this.#root, kind);
		// What is to be sent changes with each attempt, by the hundred after a large publication.
		this.#isSynced = kind === 'secrets';
	}

	/** Undefined: there is none of that name, or it is no JSON object. */
	read(name: string): Record<string, unknown> | undefined {
		return this.#readFile(`${encodeFileName(name)}.json`);
	}

	/** All that can be read. */
	list(): Record<string, unknown>[] {
		let names: string[];
		try {
			names = readdirSync(this.#folder);
		} catch (error) {
			if (isMissing(error)) return [];
			throw error;
		}
		return names
			.filter((name) => name.endsWith('.json'))
			.map((name) => this.#readFile(name))
			.filter((record) => record !== undefined);
	}

	write(name: string, value: object): void {
		mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
		const ignore = join(this.#root, '.gitignore');
		if (!existsSync(ignore)) writeWhole(ignore, '*\n');
		const text = `${JSON.stringify(value, null, 2)}\n`;
		writeWhole(join(this.#folder, `${encodeFileName(name)}.json`), text, { isSynced: this.#isSynced });
	}

	remove(name: string): void {
		removeFile(join(this.#folder, `${encodeFileName(name)}.json`));
	}

	#readFile(file: string): Record<string, unknown> | undefined {
		try {
			const read: unknown = JSON.parse(readFileSync(join(this.#folder, file), 'utf8'));
			return typeof read === 'object' && read !== null && !Array.isArray(read)
				? (read as Record<string, unknown>)
				: undefined;
		} catch (error) {
			if (isMissing(error) || error instanceof SyntaxError) return undefined;
			throw error;
		}
	}
}
