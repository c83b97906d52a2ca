// Joins the sources into a few files of JavaScript: a start that reads hundreds of small ones takes a third longer.

import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

/** What is run or imported from outside: the command line, the doors of `exports`, the processes of their own. */
const ENTRIES = [
	'mock/cli',
	'mock/index',
	'mock/hosts/vite',
	'mock/hosts/vitest',
	'mock/hosts/playwright',
	'mock/hosts/cypress',
	'contracts/index',
	'contracts/reads/index',
	'contracts/verify/verifier-child',
];
/** Packages that become part of ours: to read their many small files takes a start longer than all else. */
const JOINED = [
	...['ajv', 'ajv-formats', 'commander', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'],
	// And this one brings six others along.
	...['fast-xml-parser', 'fast-xml-builder', 'is-unsafe', 'path-expression-matcher', 'strnum', 'anynum', 'xml-naming'],
];
const isJoined = (id: string): boolean => JOINED.some((name) => id === name || id.startsWith(`${name}/`));
/** A file of ours that is required when it is first needed. */
const LAZY = /\brequire\('(\.{1,2}\/[^']+)\.ts'\)/g;
/** A line of the bundle that imports from Node. */
const NODE_IMPORT = /^import (?:\{ ([^}]*) \}|(?:\* as )?(\w+)) from "(node:[\w/]+)";$/gm;
/** In the code: the address of `dist/`, as seen from whichever file the code has come to. */
const DIST_URL = '__DIST_URL__';

/** What is read together stands in one file; what a browser may read stands apart. */
const GROUPS = [
	{ name: 'reads', test: /contracts[\\/]reads[\\/]index\.ts$/, priority: 5 },
	{
		name: 'xml',
		test: /node_modules[\\/](?:fast-xml-|is-unsafe|path-expression-matcher|strnum|anynum|xml-naming)/,
		priority: 4,
	},
	{ name: 'commander', test: /node_modules[\\/]commander[\\/]/, priority: 4 },
	{ name: 'formats', test: /node_modules[\\/]ajv-formats/, priority: 4 },
	{ name: 'ajv', test: /node_modules[\\/]/, priority: 3 },
	{ name: 'start', test: /mock[\\/]cli[\\/]start\.ts$/, priority: 2 },
	{ name: 'command-line', test: /mock[\\/]cli[\\/]run-command-line\.ts$/, priority: 1 },
];

/** What a bundle is for. */
export interface BundleOptions {
	/** The checkout, absolute. */
	root: string;
	/** Where the bundle goes. */
	dist: string;
	/** Entries besides those of the package, without their ending, e.g. `test/bench/target`. */
	more?: readonly string[];
	/** Whether what the code reads beside itself, such as documents, is read from among the sources rather than from `dist`. */
	readsSources?: boolean;
}

/** Writes the bundle of the sources: each entry and each lazy file by its name, what they share in `chunks/`. */
export async function bundleSources({ root, dist, more = [], readsSources = false }: BundleOptions): Promise<void> {
	const bundle = await rolldown({
		cwd: root,
		input: Object.fromEntries(
			[...ENTRIES, ...more, ...findLazyFiles(root)].map((name) => [name, join(root, `${name}.ts`)]),
		),
		external: (id) => !/^\.{0,2}\//.test(id) && !isJoined(id),
		platform: 'node',
		plugins: [keepPlaces(root, readsSources), dropForeignMaps()],
	});
	await bundle.write({
		dir: dist,
		format: 'esm',
		sourcemap: true,
		entryFileNames: '[name].js',
		chunkFileNames: 'chunks/[name].js',
		codeSplitting: { groups: GROUPS },
		comments: { legal: true, annotation: true, jsdoc: false },
		minify: false,
	});
	await bundle.close();
	writeFileSync(join(dist, 'licenses.txt'), JOINED.map((name) => readLicense(root, name)).join('\n'));
}

/** The licences of what is joined go with it. */
export function readLicense(root: string, name: string): string {
	const folder = join(root, 'node_modules', name);
	const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
	if (file === undefined) throw new Error(`${name} has no licence`);
	return `${name}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}

/** A map leads to sources that are in the package: not for files of other packages alone. */
function dropForeignMaps(): Plugin {
	return {
		name: 'drop-foreign-maps',
		generateBundle(_options, files) {
			for (const [name, file] of Object.entries(files)) {
				if (file.type !== 'chunk' || !file.moduleIds.every((id) => id.includes('node_modules'))) continue;
				file.code = file.code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
				delete files[`${name}.map`];
			}
		},
	};
}

/** Without their ending, e.g. `mock/answer/generate`. */
function findLazyFiles(root: string): string[] {
	const found = new Set<string>();
	for (const file of globSync(['spec/**/*.ts', 'mock/**/*.ts', 'contracts/**/*.ts'], { cwd: root })) {
		const folder = posix.dirname(file.split(sep).join('/'));
		for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(LAZY)) {
			found.add(posix.join(folder, path));
		}
	}
	return [...found].sort();
}

/** `import.meta.url` stays the address that the file would have by itself, so that what lies beside it is found. */
function keepPlaces(root: string, readsSources: boolean): Plugin {
	return {
		name: 'keep-places',
		transform(code, id) {
			if (!code.includes('import.meta.url') && !LAZY.test(code)) return null;
			const path = relative(root, id).split(sep).join('/').replace(/\.ts$/, '.js');
			const place = `new URL(${JSON.stringify(path)}, ${DIST_URL}).href`;
			const placed = code
				.replaceAll('createRequire(import.meta.url)', `createRequire(${place})`)
				.replaceAll('import.meta.url', readsSources ? JSON.stringify(pathToFileURL(id).href) : place)
				.replace(LAZY, "require('$1.js')");
			// All lines stay where they are, so the map does.
			return { code: placed, map: null };
		},
		renderChunk(code, { fileName }) {
			const up = '../'.repeat(fileName.split('/').length - 1) || './';
			const placed = code.replaceAll(DIST_URL, `new URL(${JSON.stringify(up)}, import.meta.url)`);
			const taken = placed.replace(NODE_IMPORT, takeModule);
			// V8 reads a file of ASCII in half the time, from half the memory.
			return { code: taken.replace(/[^\0-\x7f]/g, escapeUnit), map: null };
		},
	};
}

/** To import a module of Node reads all that it has, and may load, such as the streams of `node:fs`; to take some of it doesn't. */
function takeModule(_line: string, names: string | undefined, whole: string | undefined, module: string): string {
	const wanted = names === undefined ? whole : `{ ${names.replaceAll(/ as /g, ': ')} }`;
	return `const ${wanted} = globalThis.process.getBuiltinModule("${module}");`;
}

/** As it may stand in any text or expression of JavaScript. */
function escapeUnit(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
