// What the sources import from each other: `import`, `import type`, `export … from`, `import()`, `import('…').Name`, `require()`.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** One import of a file of the tree by another; paths are from the root: `spec/read/source.ts`. */
export interface Import {
	from: string;
	to: string;
	/** The line that it stands in, from 1. */
	line: number;
}

/** The sources of a tree and their imports of each other; imports of packages are left out. */
export interface SourceTree {
	files: readonly string[];
	imports: readonly Import[];
}

/** Reads every `.ts` file below the folders named. Throws for a file that doesn't parse, and for an import of one that isn't there. */
export function readImports(root: string, folders: readonly string[]): SourceTree {
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => posix.join(folder, name.replaceAll(sep, '/'))),
	);
	files.sort();
	const known = new Set(files);
	const imports: Import[] = [];
	for (const from of files) {
		for (const { name, line } of readSpecifiers(from, readFileSync(join(root, from), 'utf8'))) {
			if (!name.startsWith('.') || !name.endsWith('.ts')) continue;
			const to = posix.join(posix.dirname(from), name);
			if (!known.has(to)) throw new Error(`${from}:${line} imports ${name}, which is none of the sources read`);
			imports.push({ from, to, line });
		}
	}
	return { files, imports };
}

/** The names that a file imports from, in the order of the text, each with its line. Throws for text that doesn't parse. */
export function readSpecifiers(file: string, text: string): { name: string; line: number }[] {
	const { program, errors } = parseSync(file, text);
	const [error] = errors;
	if (error) throw new Error(`${file}: ${error.message}`);
	const found: { name: string; start: number }[] = [];
	const note = (node: { type: string; start: number } | null): void => {
		if (node?.type !== 'Literal') return;
		const { value } = node as { type: string; start: number; value?: unknown };
		if (typeof value === 'string') found.push({ name: value, start: node.start });
	};
	new Visitor({
		ImportDeclaration: (node) => note(node.source),
		ExportNamedDeclaration: (node) => note(node.source),
		ExportAllDeclaration: (node) => note(node.source),
		ImportExpression: (node) => note(node.source),
		TSImportType: (node) => note(node.source),
		CallExpression(node) {
			const [argument] = node.arguments;
			if (node.callee.type === 'Identifier' && node.callee.name === 'require' && argument) note(argument);
		},
	}).visit(program);
	found.sort((a, b) => a.start - b.start);
	return found.map(({ name, start }) => ({ name, line: text.slice(0, start).split('\n').length }));
}
