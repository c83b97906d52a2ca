// Part of `npm run check`: the sources hold no circle, types included, and each room imports only from those below it.

import { fileURLToPath } from 'node:url';
import { checkOrders, findCircles, formatImports } from './judge-imports.ts';
import { readImports } from './read-imports.ts';
import { ENTRIES, ROOM_ORDERS, ROOTS } from './room-orders.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OPTIONS = { entries: ENTRIES };

const tree = readImports(ROOT, ROOTS);
const circles = findCircles(tree, OPTIONS);
for (const { folder, members, edges } of circles) {
	console.error(`a circle in ${folder || 'the root'}: ${members.join(', ')}`);
	for (const edge of edges)
		console.error(`  ${edge.from} → ${edge.to} (${edge.imports.length})\n${formatImports(edge)}`);
}
const faults = checkOrders(tree, ROOM_ORDERS, OPTIONS);
for (const fault of faults) console.error(fault);
console.log(
	`${tree.files.length} files, ${tree.imports.length} imports: ${circles.length} circles, ${faults.length} against the order`,
);
if (tree.imports.length === 0 || circles.length + faults.length > 0) process.exitCode = 1;
