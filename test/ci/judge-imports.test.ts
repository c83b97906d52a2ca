// The check of circles and of the rooms' order, which `npm run check` runs over the sources.

import { describe, expect, it, test } from 'vitest';
import { checkOrders, findCircles } from '../../.ci/judge-imports.ts';
import { type Import, readSpecifiers } from '../../.ci/read-imports.ts';

const OPTIONS = { entries: ['mock/cli.ts'] };

/** `a/x.ts > b/y.ts` → an import. */
function treeOf(...lines: readonly string[]) {
	const imports: Import[] = lines.map((text, index) => {
		const [from = '', to = ''] = text.split(' > ');
		return { from, to, line: index + 1 };
	});
	return { files: [...new Set(imports.flatMap(({ from, to }) => [from, to]))], imports };
}

describe('what counts as an import', () => {
	test.each([
		['an import', `import { a } from './a.ts';`],
		['an import of types alone', `import type { A } from './a.ts';`],
		['a type among values', `import { type A } from './a.ts';`],
		['an import for what it does', `import './a.ts';`],
		['an export', `export { a } from './a.ts';`],
		['an export of all', `export * from './a.ts';`],
		['an import when needed', `const a = async () => (await import('./a.ts')).a;`],
		['a required file', `const { a } = require('./a.ts');`],
		['the type of a file', `let a: typeof import('./a.ts');`],
		['a type of a file', `let a: import('./a.ts').A;`],
	])('%s', (_name, text) => {
		expect(readSpecifiers('b.ts', `\n${text}`)).toEqual([{ name: './a.ts', line: 2 }]);
	});

	test.each([
		['a comment', `// import { a } from './a.ts';`],
		['a text', 'const text = "import { a } from \'./a.ts\'";'],
		['what is reckoned', 'const a = import(folder + "a.ts");'],
	])('%s is none', (_name, text) => {
		expect(readSpecifiers('b.ts', text)).toEqual([]);
	});

	it('refuses text that does not parse', () => {
		expect(() => readSpecifiers('b.ts', 'import {')).toThrow(/^b\.ts: /);
	});
});

describe('circles', () => {
	test.each<[name: string, lines: string[], circles: string[][]]>([
		['none', ['mock/a.ts > mock/b.ts', 'mock/b.ts > spec/c.ts', 'mock/a.ts > spec/c.ts'], []],
		['two files', ['spec/a.ts > spec/b.ts', 'spec/b.ts > spec/a.ts'], [['spec/a.ts', 'spec/b.ts']]],
		[
			'three files of one folder',
			['spec/read/a.ts > spec/read/b.ts', 'spec/read/b.ts > spec/read/c.ts', 'spec/read/c.ts > spec/read/a.ts'],
			[['spec/read/a.ts', 'spec/read/b.ts', 'spec/read/c.ts']],
		],
		[
			'two rooms, through four files that make none',
			['mock/state/a.ts > mock/http/b.ts', 'mock/http/c.ts > mock/state/d.ts'],
			[['mock/http', 'mock/state']],
		],
		[
			'rooms in a room',
			[
				'contracts/verify/run/a.ts > contracts/verify/read/b.ts',
				'contracts/verify/read/c.ts > contracts/verify/run/d.ts',
			],
			[['contracts/verify/read', 'contracts/verify/run']],
		],
		[
			'a folder and a file beside it',
			['mock/a.ts > mock/http/b.ts', 'mock/http/c.ts > mock/a.ts'],
			[['mock/a.ts', 'mock/http']],
		],
		['the roots', ['spec/a.ts > mock/b.ts', 'mock/c.ts > spec/d.ts'], [['mock', 'spec']]],
		[
			'two at once',
			['spec/a.ts > spec/b.ts', 'spec/b.ts > spec/a.ts', 'spec/c.ts > spec/d.ts', 'spec/d.ts > spec/c.ts'],
			[
				['spec/a.ts', 'spec/b.ts'],
				['spec/c.ts', 'spec/d.ts'],
			],
		],
		[
			'the entry may know all rooms',
			['mock/cli.ts > contracts/a.ts', 'mock/cli.ts > mock/b.ts', 'contracts/a.ts > mock/b.ts'],
			[],
		],
		[
			'nobody may know the entry',
			['mock/cli.ts > contracts/a.ts', 'contracts/a.ts > mock/cli.ts'],
			[['contracts', 'mock/cli.ts']],
		],
	])('%s', (_name, lines, circles) => {
		expect(findCircles(treeOf(...lines), OPTIONS).map(({ members }) => members)).toEqual(circles);
	});

	it('name the imports that make them, and no others', () => {
		const tree = treeOf(
			'mock/a/x.ts > mock/b/y.ts',
			'mock/b/y.ts > mock/a/z.ts',
			'mock/b/y.ts > spec/c.ts',
			'mock/a/x.ts > mock/b/w.ts',
		);
		const [circle] = findCircles(tree, OPTIONS);
		expect(circle?.edges.map(({ from, to, imports }) => [from, to, imports.map(({ line }) => line)])).toEqual([
			['mock/b', 'mock/a', [2]],
			['mock/a', 'mock/b', [1, 4]],
		]);
	});
});

describe('the order of rooms', () => {
	const order = { mock: [['top'], ['left', 'right'], ['types.ts']] };
	const good = ['mock/top/a.ts > mock/left/b.ts', 'mock/left/b.ts > mock/types.ts', 'mock/top/a.ts > mock/right/c.ts'];

	test.each<[name: string, line: string, told: string]>([
		[
			'upwards',
			'mock/left/b.ts > mock/top/a.ts',
			'mock/left may not import mock/top:\n    mock/left/b.ts:4 imports mock/top/a.ts',
		],
		[
			'sideways',
			'mock/left/b.ts > mock/right/c.ts',
			'mock/left may not import mock/right:\n    mock/left/b.ts:4 imports mock/right/c.ts',
		],
		['a room that the order does not have', 'mock/new/d.ts > spec/e.ts', 'mock/new has no place in the order of mock'],
	])('%s', (_name, line, told) => {
		expect(checkOrders(treeOf(...good), order, OPTIONS)).toEqual([]);
		expect(checkOrders(treeOf(...good, line), order, OPTIONS)).toEqual([told]);
	});

	it('names no room that is not there', () => {
		const more = { mock: [...order.mock, ['gone']] };
		expect(checkOrders(treeOf(...good), more, OPTIONS)).toEqual([
			"mock/gone stands in the order of mock, and isn't there",
		]);
	});

	it('of the root has the entry above all', () => {
		const roots = { '': [['mock/cli.ts'], ['contracts'], ['mock'], ['spec']] };
		const lines = ['mock/cli.ts > contracts/a.ts', 'contracts/a.ts > mock/b.ts', 'mock/b.ts > spec/c.ts'];
		expect(checkOrders(treeOf(...lines), roots, OPTIONS)).toEqual([]);
		expect(checkOrders(treeOf(...lines, 'mock/b.ts > contracts/a.ts'), roots, OPTIONS)).toHaveLength(1);
	});

	it('is not judged where none is given', () => {
		expect(checkOrders(treeOf(...good), { mock: [] }, OPTIONS)).toEqual([]);
	});
});
