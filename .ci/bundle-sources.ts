// Joins the sources into a few files of JavaScript: a start that reads hundreds of small ones takes a third longer.

import { globSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** What is run or imported from outside: the command line, the doors of `exports`, the processes of their own. */
const ENTRIES = [
	'mock/cli',
	'mock/index',
	'mock/hosts/vite',
	'mock/hosts/vitest',
	'mock/hosts/playwright',
	'contracts/index',
	'contracts/reads/index',
	'contracts/verify/verifier-child',
];
/** A file of ours that is required when it is first needed. */
const LAZY = /\brequire\('(\.{1,2}\/[^']+)\.ts'\)/g;
/** In the code: the address of `dist/`, as seen from whichever file the code has come to. */
const DIST_URL = '__DIST_URL__';

/** Writes the bundle of the sources below `root` to `dist`: each entry and each lazy file by its name, what they share in `chunks/`. */
export async function bundleSources(root: string, dist: string): Promise<void> {
	const bundle = await rolldown({
		cwd: root,
		input: Object.fromEntries([...ENTRIES, ...findLazyFiles(root)].map((name) => [name, join(root, `${name}.ts`)])),
		external: /^(?!\.{0,2}\/)/,
		platform: 'node',
		plugins: [keepPlaces(root)],
	});
	await bundle.write({
		dir: dist,
		format: 'esm',
		sourcemap: true,
		entryFileNames: '[name].js',
		chunkFileNames: 'chunks/[name].js',
		minify: false,
	});
	await bundle.close();
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
function keepPlaces(root: string): Plugin {
	return {
		name: 'keep-places',
		transform(code, id) {
			if (!code.includes('import.meta.url') && !LAZY.test(code)) return null;
			const path = relative(root, id).split(sep).join('/').replace(/\.ts$/, '.js');
			const placed = code
				.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, ${DIST_URL}).href`)
				.replace(LAZY, "require('$1.js')");
			// All lines stay where they are, so the map does.
			return { code: placed, map: null };
		},
		renderChunk(code, { fileName }) {
			if (!code.includes(DIST_URL)) return null;
			const up = '../'.repeat(fileName.split('/').length - 1) || './';
			return { code: code.replaceAll(DIST_URL, `new URL(${JSON.stringify(up)}, import.meta.url)`), map: null };
		},
	};
}
