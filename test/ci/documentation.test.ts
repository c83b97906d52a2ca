// ARCHITECTURE.md and CONTRIBUTING.md say what is there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { ROOM_ORDERS } from '../../.ci/room-orders.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const architecture = read('ARCHITECTURE.md');

/** The folders of the tree, from the root, in its order. */
const tree = readTree(architecture);

function read(name: string): string {
	return readFileSync(join(ROOT, name), 'utf8');
}

/** Lines such as `  read/    what it is for`, two blanks for each level. */
function readTree(text: string): string[] {
	const [, block = ''] = /^```\n([\s\S]*?)^```/m.exec(text) ?? [];
	const above: string[] = [];
	return block
		.trimEnd()
		.split('\n')
		.map((line) => {
			const [, indent = '', name = ''] = /^((?: {2})*)(\S+)\/ {2,}\S/.exec(line) ?? [];
			if (name === '') throw new Error(`no folder with what it is for: ${line}`);
			above.length = indent.length / 2;
			above.push(name);
			return above.join('/');
		});
}

/** All folders below one, itself included; what belongs to no commit is left out. */
function listFolders(folder: string): string[] {
	const inner = readdirSync(join(ROOT, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !['dist', 'node_modules', 'pacts', 'broker'].includes(entry.name))
		.flatMap((entry) => listFolders(`${folder}/${entry.name}`));
	return [folder, ...inner];
}

describe('the tree of ARCHITECTURE.md', () => {
	it('names no folder that is not there', () => {
		expect(tree.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
		expect(tree.length).toBeGreaterThan(50);
	});

	it('names every folder of sources, each once', () => {
		const sources = ['spec', 'mock', 'contracts', 'scenarios'].flatMap(listFolders).sort();
		const named = tree.filter((folder) => /^(?:spec|mock|contracts|scenarios)(?:\/|$)/.test(folder)).sort();
		expect(named).toEqual(sources);
	});

	it('has the rooms in the order that the check holds them to', () => {
		for (const [folder, rows] of Object.entries(ROOM_ORDERS)) {
			const rooms = rows.flat().map((room) => (folder === '' ? room : `${folder}/${room}`));
			const told = tree.filter((room) => rooms.includes(room));
			const wanted = rooms.filter((room) => !room.endsWith('.ts'));
			// The order of the roots reads from bottom to top, as a newcomer reads them.
			expect(folder === '' ? told.toReversed() : told).toEqual(wanted);
		}
	});
});

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (name) => {
	const text = read(name);

	it('is short', () => {
		expect(text.split('\n').length).toBeLessThanOrEqual(150);
	});

	it('names no file that is not there', () => {
		const files = [...text.matchAll(/`((?:\.ci|spec|mock|contracts|scenarios|test)\/[^`\s*<>]+)`/g)].map(
			([, file = '']) => file,
		);
		expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
		expect(files.length).toBeGreaterThan(5);
	});

	it('names no npm script that is not there', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const named = [...text.matchAll(/`npm (?:run (?:-s )?)?([\w:-]+)/g)].map(([, script = '']) => script);
		expect(named.filter((script) => !['ci', 'pack'].includes(script) && scripts[script] === undefined)).toEqual([]);
	});
});

test.each([
	['fault kind', 4],
	['start flag', 4],
	['lifecycle verb', 6],
])('CONTRIBUTING.md: a %s opens %i files at most', (what, most) => {
	const [, chapter = ''] = new RegExp(`^### A ${what}\\n([^#]*)`, 'm').exec(read('CONTRIBUTING.md')) ?? [];
	const steps = chapter.split('\n').filter((line) => /^\d+\. /.test(line));
	const files = new Set(steps.flatMap((line) => line.match(/`(?:spec|mock|contracts)\/[^`]+`/g) ?? []));
	expect(files.size).toBeGreaterThan(0);
	expect(files.size).toBeLessThanOrEqual(most);
});
