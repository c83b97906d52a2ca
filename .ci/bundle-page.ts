// Joins the console's page into one script: each file that a browser asks for is a way to the mock and back.

import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { readLicense } from './bundle-sources.ts';

const PAGE = ['mock', 'console', 'page'];
/** What of packages the script holds. */
const JOINED = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@dagrejs/dagre'];

/** Writes the page to `dist`, with the licences of what it holds. `root`: the checkout, absolute. */
export async function bundlePage({ root, dist }: { root: string; dist: string }): Promise<void> {
	const [from, to] = [join(root, ...PAGE), join(dist, ...PAGE)];
	const bundle = await rolldown({ cwd: root, input: join(from, 'main.ts'), platform: 'browser' });
	const { output } = await bundle.write({ dir: to, format: 'esm', entryFileNames: '[name].js', minify: true });
	await bundle.close();
	const strangers = output.flatMap((file) => (file.type === 'chunk' ? file.imports : [file.fileName]));
	if (output.length !== 1 || strangers.length > 0)
		throw new Error(`the page is not one script: ${strangers.join(', ')}`);
	const held = new Set(readPackages(output[0].moduleIds));
	if (held.size !== JOINED.length || !JOINED.every((name) => held.has(name)))
		throw new Error(`the page holds other packages than their licences: ${[...held].join(', ')}`);
	for (const file of readdirSync(from).filter((one) => /\.(?:html|css|svg)$/.test(one)))
		cpSync(join(from, file), join(to, file));
	writeFileSync(join(to, 'licenses.txt'), JOINED.map((name) => readLicense(root, name)).join('\n'));
}

/** Of which packages these modules are. */
function readPackages(ids: readonly string[]): string[] {
	return ids.flatMap(
		(id) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replaceAll('\\', '/') ?? [],
	);
}
