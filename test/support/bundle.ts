// The sources in a few files, for the processes that tests start: to read hundreds of small ones is half of what most of them do.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundleSources } from '../../.ci/bundle-sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Below the packages, so that what is bundled finds them. */
const FOLDER = join(ROOT, 'node_modules', '.cache', 'bundles');
/** What tests start besides the command line. */
const MORE = ['test/contracts/folder-broker/publisher-child'];
/** Older bundles of other sources are nobody's any more, in ms. */
const MAX_AGE_MS = 60 * 60 * 1000;

/** Called by Vitest before the tests: makes the bundle where there is none of these sources, and names its folder in `TESTED_BUNDLE`. */
export async function setup({ vitest }: TestProject): Promise<void> {
	// Coverage counts the sources themselves.
	if (vitest.config.coverage.enabled) return;
	const place = join(FOLDER, nameSources());
	process.env['TESTED_BUNDLE'] = place;
	if (existsSync(place)) return;
	mkdirSync(FOLDER, { recursive: true });
	for (const name of readdirSync(FOLDER)) {
		const path = join(FOLDER, name);
		if (Date.now() - statSync(path).mtimeMs > MAX_AGE_MS) rmSync(path, { recursive: true, force: true });
	}
	const made = mkdtempSync(join(FOLDER, 'made-'));
	await bundleSources({ root: ROOT, dist: made, more: MORE, readsSources: true });
	try {
		renameSync(made, place);
	} catch {
		// Another run was faster.
		rmSync(made, { recursive: true });
	}
}

/** A name for the sources as they are now. */
function nameSources(): string {
	const hash = createHash('sha256').update(ROOT);
	const files = [
		'{spec,mock,contracts}/**/*.ts',
		...MORE.map((entry) => `${entry}.ts`),
		'.ci/bundle-sources.ts',
		'package-lock.json',
	];
	for (const file of globSync(files, { cwd: ROOT }).sort()) {
		const { size, mtimeMs } = statSync(join(ROOT, file));
		hash.update(`${file} ${size} ${mtimeMs}\n`);
	}
	return hash.digest('hex').slice(0, 16);
}
