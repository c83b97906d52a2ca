// The tree of the tests mirrors that of the sources, so that the tests of a file, or of a folder from outside, are found by their path.

import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What holds for the whole, or is of no room: ARCHITECTURE.md says what each is for. */
const ACROSS = ['acceptance', 'bench', 'ci', 'package', 'referee', 'support', 'sweeps'];

/** The test files whose folder is neither one of the sources nor one of those, e.g. `test/mock/answr/compose.test.ts`. */
function findStrays(files: readonly string[]): string[] {
	return files.filter((file) => {
		const [, folder = '', room] = /^test\/(([^/]+).*)\/[^/]+\.test\.ts$/.exec(file) ?? [];
		return !ACROSS.includes(room ?? '') && !(/^(?:spec|mock|contracts)(?:\/|$)/.test(folder) && isFolder(folder));
	});
}

const isFolder = (path: string): boolean => existsSync(`${ROOT}/${path}/`);

describe('a test file', () => {
	it('stands where the sources have a folder, or in one of the folders for the whole', () => {
		const files = globSync('test/**/*.test.ts', { cwd: ROOT });
		expect(files.length).toBeGreaterThan(100);
		expect(findStrays(files)).toEqual([]);
	});

	it.each([
		['test/mock/answer/compose.test.ts', []],
		['test/contracts/verify/plain.process.test.ts', []],
		['test/sweeps/moves.test.ts', []],
		['test/mock/nowhere/compose.test.ts', ['test/mock/nowhere/compose.test.ts']],
		['test/state/clock.test.ts', ['test/state/clock.test.ts']],
		['test/node_modules/clock.test.ts', ['test/node_modules/clock.test.ts']],
		['test/clock.test.ts', ['test/clock.test.ts']],
	])('at %s is a stray, or not', (file, strays) => {
		expect(findStrays([file])).toEqual(strays);
	});
});
