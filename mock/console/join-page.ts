// The console's page as one script, as the package has it from its build and a checkout from its first call: each file that a browser asks for is
// a way to the mock and back.

import { fileURLToPath } from 'node:url';

/** The page as it is sent. */
export interface JoinedPage {
	/** Without its types, its comments and, minified, its names. */
	script: string;
	/** From places in it to those in the sources, by their ways from the page's folder (ECMA-426). */
	map: string;
	/** The packages of which it holds modules, e.g. `lit-html`. */
	packages: string[];
}

const FOLDER = fileURLToPath(new URL('./page/', import.meta.url));

/** Joins the sources of the page and what they import. Throws where something can't be read, or would stay outside. */
export async function joinPage({ minify }: { minify: boolean }): Promise<JoinedPage> {
	const { rolldown } = await import('rolldown');
	const bundle = await rolldown({ cwd: FOLDER, input: './main.ts', platform: 'browser' });
	const { output } = await bundle.generate({ dir: FOLDER, sourcemap: 'hidden', minify, comments: false });
	await bundle.close();
	const [main] = output;
	const strangers = output.flatMap((file) => (file.type === 'chunk' ? file.imports : []));
	if (output.some((file) => file.type === 'chunk' && file !== main) || strangers.length > 0 || main.map === null)
		throw new Error(`the page is not one script: ${strangers.join(', ')}`);
	return { script: main.code, map: main.map.toString(), packages: [...new Set(readPackages(main.moduleIds))] };
}

/** Of which packages these modules are. */
function readPackages(ids: readonly string[]): string[] {
	return ids.flatMap(
		(id) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replaceAll('\\', '/') ?? [],
	);
}
