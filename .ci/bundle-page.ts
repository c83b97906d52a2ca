// Writes the console's page as the package has it: one script, beside the files that are what they are.

import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinPage } from '../mock/console/join-page.ts';
import { readLicense } from './bundle-sources.ts';

const PAGE = ['mock', 'console', 'page'];
/** What of packages the script holds. */
const JOINED = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@dagrejs/dagre'];

/** Writes the page to `dist`, with the licences of what it holds. `root`: the checkout, absolute. */
export async function bundlePage({ root, dist }: { root: string; dist: string }): Promise<void> {
	const [from, to] = [join(root, ...PAGE), join(dist, ...PAGE)];
	const { script, packages } = await joinPage({ minify: true });
	if (packages.length !== JOINED.length || !JOINED.every((name) => packages.includes(name)))
		throw new Error(`the page holds other packages than their licences: ${packages.join(', ')}`);
	mkdirSync(to, { recursive: true });
	writeFileSync(join(to, 'main.js'), script);
	for (const file of readdirSync(from).filter((one) => /\.(?:html|css|svg)$/.test(one)))
		cpSync(join(from, file), join(to, file));
	writeFileSync(join(to, 'licenses.txt'), JOINED.map((name) => readLicense(root, name)).join('\n'));
}
