// The files of the console, each read once. In the package its modules are one script; from the sources each is its own: types stripped,
// imports turned to their addresses.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
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
export interface Assets {
	names(): readonly string[];
	/** Reads a file with the first call, so that the page is seen before all of its modules are ready. */
	get(name: string): Asset | undefined;
}

const FOLDER = new URL('./page/', import.meta.url);
/** The mock's own list, which the page offers. */
const FAULTS = new URL('../types/faults.ts', import.meta.url);
/** The script of the package. */
const BUNDLE = 'main.js';
/** Where modules of the page find those of packages. */
const OWN = './vendor/';
/** Lines that are comments: a browser has no use for them. The lines themselves stay, so that places are those of the sources. */
const COMMENT = /^[ \t]*(\/\/|\/\*\*|\*\/|\* |\*$).*$/gm;
const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES: ReadonlyMap<string, string> = new Map([
	['.css', 'text/css; charset=utf-8'],
	['.svg', 'image/svg+xml'],
]);

/** Finds out which files there are. */
export function openAssets(): Assets {
	const makers = new Map<string, () => Asset>();
	const files = readdirSync(FOLDER);
	for (const file of files) {
		const type = TYPES.get(extname(file));
		if (type !== undefined) makers.set(`console/${file}`, () => createAsset(type, readFileSync(new URL(file, FOLDER))));
	}
	if (files.includes(BUNDLE))
		makers.set(`console/${BUNDLE}`, () => createAsset(SCRIPT, readFileSync(new URL(BUNDLE, FOLDER))));
	else for (const [name, make] of listModules(files)) makers.set(`console/${name}`, make);
	const modules = [...makers.keys()].filter((name) => name.endsWith('.js'));
	makers.set('', () => {
		const page = readFileSync(new URL('index.html', FOLDER), 'utf8');
		return createAsset('text/html; charset=utf-8', preload(page, modules));
	});
	const made = new Map<string, Asset>();
	return {
		names: () => [...makers.keys()],
		get(name) {
			const asset = made.get(name) ?? makers.get(name)?.();
			if (asset) made.set(name, asset);
			return asset;
		},
	};
}

/** Each module of the sources by its address, and those of packages that they need. */
function* listModules(files: readonly string[]): Generator<[name: string, make: () => Asset]> {
	const sources = files.filter((file) => file.endsWith('.ts')).map((file) => new URL(file, FOLDER));
	for (const source of [...sources, FAULTS]) {
		yield [`${basename(source.pathname, '.ts')}.js`, () => createModule(source, { isTyped: true, vendor: OWN })];
	}
	for (const [name, file] of findVendorFiles()) {
		yield [`vendor/${name}`, () => createModule(file, { isTyped: false, vendor: './' })];
	}
}

function createModule(file: URL | string, { isTyped, vendor }: { isTyped: boolean; vendor: string }): Asset {
	// A browser that asked for the map would find none: the sources are not served.
	const text = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
	const script = rewriteImports(isTyped ? stripTypes(text) : text, vendor);
	return createAsset(SCRIPT, vendor === OWN ? script.replace(COMMENT, '') : script);
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
