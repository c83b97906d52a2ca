// The files of the console, each read once. Its modules are one script: in the package from the build, in a checkout joined when first asked for.

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file as it is served. */
export interface Asset {
	type: string;
	bytes: Buffer;
	gzipped: Buffer;
	/** A strong validator (RFC 9110 §8.8.3), in its quotes. */
	etag: string;
}

/** Every file there is, by its address below `/__admin/`; the page itself is `''`. Nothing else is ever served. */
export interface Assets {
	names(): readonly string[];
	/** Reads a file with the first call. Rejects with what reading it throws; the next call tries anew. */
	get(name: string): Promise<Asset> | undefined;
}

/** What the package has no use for is no part of its code. */
const require = createRequire(import.meta.url);
const FOLDER = new URL('./page/', import.meta.url);
const SCRIPT = 'main.js';
const TYPES: ReadonlyMap<string, string> = new Map([
	['.css', 'text/css; charset=utf-8'],
	['.svg', 'image/svg+xml'],
]);

/** Finds out which files there are. */
export function openAssets(): Assets {
	const makers = new Map<string, () => Promise<Asset>>();
	const files = readdirSync(FOLDER);
	const add = (name: string, type: string, read: () => Promise<string | Buffer>): void => {
		makers.set(name, async () => createAsset(type, await read()));
	};
	const readOwn = (file: string) => (): Promise<Buffer> => readFile(new URL(file, FOLDER));
	add('', 'text/html; charset=utf-8', readOwn('index.html'));
	for (const file of files) {
		const type = TYPES.get(extname(file));
		if (type !== undefined) add(`console/${file}`, type, readOwn(file));
	}
	const join = async (): Promise<string> => {
		const { joinPage } = require('./join-page.ts') as typeof import('./join-page.ts');
		return (await joinPage({ minify: false })).script;
	};
	add(`console/${SCRIPT}`, 'text/javascript; charset=utf-8', files.includes(SCRIPT) ? readOwn(SCRIPT) : join);
	const made = new Map<string, Promise<Asset>>();
	return {
		names: () => [...makers.keys()],
		get(name) {
			const known = made.get(name) ?? makers.get(name)?.();
			if (!known || made.has(name)) return known;
			made.set(name, known);
			known.catch(() => made.delete(name));
			return known;
		},
	};
}

function createAsset(type: string, content: string | Buffer): Asset {
	const bytes = Buffer.from(content);
	const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
	return { type, bytes, gzipped: gzipSync(bytes), etag };
}
