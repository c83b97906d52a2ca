// Two schemas with all that lies inside of them. Schemas may be circles, and many operations share them: each pair is compared once.

import type { Direction, SchemaView } from '../../../spec/index.ts';
import { compareNode } from './compare-node.ts';
import type { ComparedNode } from './compared-node.ts';
import type { SchemaChange } from './schema-changes.ts';

/** Pairs of one comparison; what lies beyond is not looked at. */
const MAX_PAIRS = 20_000;

/** A change with its place in the value: `''` for the value itself, `items[].name`. */
export interface PlacedChange extends SchemaChange {
	path: string;
}

/** How values of the two schemas travel. */
export interface Way {
	direction: Direction;
	/** Written as texts, also what lies inside: parameters, headers, forms. */
	isText?: boolean;
}

/** Compares two schemas; remembers what it has compared. */
export type CompareSchemas = (before: SchemaView, after: SchemaView, way: Way) => PlacedChange[];

/** Makes the comparison of one pair of documents; by `today` it is judged whether a sunset has come. The nearest places come first. */
export function createSchemaComparer({ today }: { today: Date }): CompareSchemas {
	const ids = new WeakMap<SchemaView, number>();
	const nodes = new Map<string, ComparedNode>();
	let count = 0;
	const identify = (view: SchemaView): number => {
		const known = ids.get(view) ?? count++;
		ids.set(view, known);
		return known;
	};
	return (before, after, { direction, isText = false }) => {
		const changes: PlacedChange[] = [];
		const seen = new Set<string>();
		const open = [{ before, after, path: '', isText }];
		for (let at = open.shift(); at && seen.size < MAX_PAIRS; at = open.shift()) {
			const key = `${identify(at.before)} ${identify(at.after)} ${direction} ${at.isText}`;
			if (seen.has(key)) continue;
			seen.add(key);
			const node = nodes.get(key) ?? compareNode({ ...at, direction, today });
			nodes.set(key, node);
			for (const change of node.changes) {
				const { property } = change;
				changes.push({ ...change, path: property === undefined ? at.path : joinPath(at.path, property) });
			}
			for (const child of node.children) open.push({ ...child, path: joinPath(at.path, child.step), isText });
		}
		return changes;
	};
}

function joinPath(path: string, step: string): string {
	if (step === '' || step.startsWith('[')) return `${path}${step}`;
	const name = /^[\p{L}\p{N}_$*-]+$/u.test(step) ? step : JSON.stringify(step);
	return path === '' ? name : `${path}.${name}`;
}
