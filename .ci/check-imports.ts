// Part of `npm run check`: the sources hold no circle, types included, and each room imports only from those below it.

import { fileURLToPath } from 'node:url';
import { checkOrders, findCircles, formatImports, type RoomOrders } from './judge-imports.ts';
import { readImports } from './read-imports.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['spec', 'mock', 'contracts'];
const OPTIONS = { entries: ['mock/cli.ts'] };
/** ARCHITECTURE.md tells what each is for. */
const ORDERS: RoomOrders = {
	'': [['mock/cli.ts'], ['contracts'], ['mock'], ['spec']],
	mock: [
		['inner.ts'],
		['index.ts'],
		['cli'],
		['library'],
		['control'],
		['console'],
		['http'],
		['log'],
		['pipeline'],
		['scenarios'],
		['fixtures'],
		['answer'],
		['effects'],
		['request'],
		['sample'],
		['session'],
		['journal'],
		['store'],
		['chance'],
		['time'],
		['files'],
		['options'],
		['text'],
		['types'],
	],
};

const tree = readImports(ROOT, FOLDERS);
const circles = findCircles(tree, OPTIONS);
for (const { folder, members, edges } of circles) {
	console.error(`a circle in ${folder || 'the root'}: ${members.join(', ')}`);
	for (const edge of edges)
		console.error(`  ${edge.from} → ${edge.to} (${edge.imports.length})\n${formatImports(edge)}`);
}
const faults = checkOrders(tree, ORDERS, OPTIONS);
for (const fault of faults) console.error(fault);
console.log(
	`${tree.files.length} files, ${tree.imports.length} imports: ${circles.length} circles, ${faults.length} against the order`,
);
if (tree.imports.length === 0 || circles.length + faults.length > 0) process.exitCode = 1;
