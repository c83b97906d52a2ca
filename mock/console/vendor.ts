// The framework's modules and the diagram's layout, as the browser gets them: each under a name of ours, its imports turned to such names.

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** By the specifier in an `import`: the name below `vendor/`, the package, and the file in it that browsers need. */
const MODULES: readonly (readonly [specifier: string, name: string, packageName: string, file: string])[] = [
	['lit', 'lit.js', 'lit', 'index.js'],
	['lit/directives/repeat.js', 'repeat.js', 'lit-html', 'directives/repeat.js'],
	['lit/directives/live.js', 'live.js', 'lit-html', 'directives/live.js'],
	['lit-html', 'lit-html.js', 'lit-html', 'lit-html.js'],
	['lit-html/is-server.js', 'is-server.js', 'lit-html', 'is-server.js'],
	['../lit-html.js', 'lit-html.js', 'lit-html', 'lit-html.js'],
	['../directive.js', 'directive.js', 'lit-html', 'directive.js'],
	['../directive-helpers.js', 'directive-helpers.js', 'lit-html', 'directive-helpers.js'],
	['lit-element/lit-element.js', 'lit-element.js', 'lit-element', 'lit-element.js'],
	['@lit/reactive-element', 'reactive-element.js', '@lit/reactive-element', 'reactive-element.js'],
	['@dagrejs/dagre', 'dagre.js', '@dagrejs/dagre', 'dist/dagre.esm.js'],
	['./css-tag.js', 'css-tag.js', '@lit/reactive-element', 'css-tag.js'],
];
const NAMES: ReadonlyMap<string, string> = new Map(MODULES.map(([specifier, name]) => [specifier, name]));
const SPECIFIER = /(\bfrom\s*|\bimport\s*)(["'])([^"'\n]+)\2/g;

/** Where each of them lies, by its name below `vendor/`. */
export function findVendorFiles(): ReadonlyMap<string, string> {
	const folders = findFolders();
	return new Map(MODULES.map(([, name, packageName, file]) => [name, join(folders.get(packageName) as string, file)]));
}

/** Imports of packages at `vendor`, imports of sources as what they are served as; source maps are left out. */
export function rewriteImports(text: string, vendor: string): string {
	return text
		.replace(SPECIFIER, (whole, keyword: string, quote: string, specifier: string) => {
			const name = NAMES.get(specifier);
			if (name !== undefined) return `${keyword}${quote}${vendor}${name}${quote}`;
			const source = specifier.replace(/^\.\.\/\.\.\/types\//, './');
			return source.startsWith('./') ? `${keyword}${quote}${source.replace(/\.ts$/, '.js')}${quote}` : whole;
		})
		.replace(/\n\/\/# sourceMappingURL=.*/, '');
}

/** What a package exports to Node is not what browsers need: its folder is found by that, and the file is taken there. */
function findFolders(): ReadonlyMap<string, string> {
	const own = createRequire(import.meta.url);
	const lit = own.resolve('lit');
	const fromLit = createRequire(lit);
	const dagre = '@dagrejs/dagre';
	const folders = new Map([
		['lit', cutFolder(lit, 'lit')],
		[dagre, cutFolder(own.resolve(dagre), dagre)],
	]);
	for (const name of ['lit-html', 'lit-element', '@lit/reactive-element']) {
		folders.set(name, cutFolder(fromLit.resolve(name), name));
	}
	return folders;
}

function cutFolder(file: string, packageName: string): string {
	const marker = `node_modules/${packageName}/`;
	const path = file.replaceAll('\\', '/');
	return path.slice(0, path.lastIndexOf(marker) + marker.length);
}
