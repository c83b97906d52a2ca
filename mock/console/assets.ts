// The files of the console, read once: types stripped where they run from the sources, imports turned to their addresses.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { findVendorFiles, rewriteImports } from './vendor.ts';

/** A file as it is served. */
export interface Asset {
	type: string;
	bytes: Buffer;
	gzipped: Buffer;
	/** A strong validator (RFC 9110 §8.8.3), in its quotes. */
	etag: string;
}

/** Every file there is, by its address below `/__admin/`; the page itself is `''`. Nothing else is ever served. */
export type Assets = ReadonlyMap<string, Asset>;

const FOLDER = new URL('./page/', import.meta.url);
const TYPES: ReadonlyMap<string, string> = new Map([
	['.css', 'text/css; charset=utf-8'],
	['.svg', 'image/svg+xml'],
]);
const SCRIPT = 'text/javascript; charset=utf-8';

/** Reads all of them. */
export function loadAssets(): Assets {
	const assets = new Map<string, Asset>();
	const modules: string[] = [];
	for (const file of readdirSync(FOLDER)) {
		const source = /^(.+)\.(ts|js)$/.exec(file);
		if (source && !file.endsWith('.d.ts')) {
			const name = `console/${source[1]}.js`;
			const text = readFileSync(new URL(file, FOLDER), 'utf8');
			assets.set(name, createAsset(SCRIPT, rewriteImports(source[2] === 'ts' ? stripTypes(text) : text, './vendor/')));
			modules.push(name);
			continue;
		}
		const type = TYPES.get(file.slice(file.lastIndexOf('.')));
		if (type !== undefined) assets.set(`console/${file}`, createAsset(type, readFileSync(new URL(file, FOLDER))));
	}
	for (const [name, file] of findVendorFiles()) {
		const address = `console/vendor/${name}`;
		assets.set(address, createAsset(SCRIPT, rewriteImports(readFileSync(file, 'utf8'), './')));
		modules.push(address);
	}
	assets.set(
		'',
		createAsset('text/html; charset=utf-8', preload(readFileSync(new URL('index.html', FOLDER), 'utf8'), modules)),
	);
	return assets;
}

/** Names every module in the page, so that the browser asks for all of them at once. */
function preload(page: string, modules: readonly string[]): string {
	const links = modules.map((name) => `<link rel="modulepreload" href="${name}">`);
	return page.replace('</head>', `${links.join('\n')}\n</head>`);
}

function createAsset(type: string, content: string | Buffer): Asset {
	const bytes = Buffer.from(content);
	const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
	return { type, bytes, gzipped: gzipSync(bytes), etag };
}

/** Node says with the first call that the function may still change: nobody who opens a page can do anything about that. */
function stripTypes(text: string): string {
	const { stripTypeScriptTypes } = createRequire(import.meta.url)('node:module') as typeof import('node:module');
	const { emitWarning } = process;
	process.emitWarning = () => undefined;
	try {
		return stripTypeScriptTypes(text);
	} finally {
		process.emitWarning = emitWarning;
	}
}
