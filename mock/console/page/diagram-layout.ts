// Where the states of a resource stand in its diagram, and the lines between them.

import type { Resource } from './control-types.ts';

export interface Node {
	state: string;
	x: number;
	y: number;
}
export interface Edge {
	from: string;
	to: string;
	/** What leads along it, e.g. `payOrder`, `time`. */
	labels: readonly string[];
	/** An SVG path. */
	path: string;
	labelX: number;
	labelY: number;
}
export interface Diagram {
	width: number;
	height: number;
	nodes: readonly Node[];
	edges: readonly Edge[];
}

export const NODE_WIDTH = 132;
export const NODE_HEIGHT = 40;
const COLUMN = 330;
const ROW = 78;
const MARGIN = 16;
/** Of the narrow form. */
const STEP = 40;
const NARROW_ROW = 52;
const LABEL_WIDTH = 130;

/**
 * Columns by the number of moves from the initial state; states that nothing leads to stand below it. `isNarrow`: one state a
 * row, each a step to the right of the one that leads to it.
 */
export function layOut(resource: Resource, { isNarrow = false }: { isNarrow?: boolean } = {}): Diagram {
	const columns = arrange(resource);
	if (isNarrow) return layOutRows(resource, columns);
	const nodes = columns.flatMap((states, column) =>
		states.map((state, row) => ({ state, x: MARGIN + column * COLUMN, y: MARGIN + row * ROW })),
	);
	const byState = new Map(nodes.map((node) => [node.state, node]));
	const edges = join(resource).flatMap(({ from, to, labels }) => {
		const start = byState.get(from);
		const end = byState.get(to);
		return start && end ? [draw({ from, to, labels }, { start, end })] : [];
	});
	const rows = Math.max(1, ...columns.map((states) => states.length));
	const hasReturn = edges.some(({ from, to }) => (byState.get(to)?.x ?? 0) <= (byState.get(from)?.x ?? 0));
	return {
		width: 2 * MARGIN + (columns.length - 1) * COLUMN + NODE_WIDTH + (hasReturn ? 60 : 0),
		height: 2 * MARGIN + (rows - 1) * ROW + NODE_HEIGHT + (hasReturn ? 34 : 0),
		nodes,
		edges,
	};
}

function layOutRows(resource: Resource, columns: readonly string[][]): Diagram {
	const nodes = columns.flatMap((states, column) => states.map((state) => ({ state, x: MARGIN + column * STEP })));
	const placed = nodes.map((node, row) => ({ ...node, y: MARGIN + row * NARROW_ROW }));
	const byState = new Map(placed.map((node) => [node.state, node]));
	const edges = join(resource).flatMap(({ from, to, labels }) => {
		const start = byState.get(from);
		const end = byState.get(to);
		return start && end && start.y < end.y ? [drawDown({ from, to, labels }, { start, end })] : [];
	});
	const width = MARGIN * 2 + (columns.length - 1) * STEP + NODE_WIDTH + LABEL_WIDTH;
	return { width, height: 2 * MARGIN + (placed.length - 1) * NARROW_ROW + NODE_HEIGHT, nodes: placed, edges };
}

/** Down from the left part of the one, and into the other's side; the label stands behind it. */
function drawDown(edge: Pick<Edge, 'from' | 'to' | 'labels'>, { start, end }: { start: Node; end: Node }): Edge {
	const x = start.x + STEP / 2;
	const y = end.y + NODE_HEIGHT / 2;
	return {
		...edge,
		path: `M${x} ${start.y + NODE_HEIGHT} L${x} ${y - 8} Q${x} ${y} ${x + 8} ${y} L${end.x - 8} ${y}`,
		labelX: end.x + NODE_WIDTH + LABEL_WIDTH / 2,
		labelY: y + 4,
	};
}

function arrange({ states, initial, moves }: Resource): string[][] {
	const columns: string[][] = [];
	const placed = new Set<string>();
	let next = [initial ?? states[0] ?? ''].filter((state) => states.includes(state));
	while (next.length > 0) {
		columns.push(next);
		for (const state of next) placed.add(state);
		const reached = moves.filter(({ from }) => from.some((state) => placed.has(state))).map(({ to }) => to);
		next = states.filter((state) => reached.includes(state) && !placed.has(state));
	}
	const alone = states.filter((state) => !placed.has(state));
	const first = columns[0];
	if (first) first.push(...alone);
	else columns.push(alone);
	return columns;
}

/** Moves with the same ends become one line. */
function join({ moves }: Resource): { from: string; to: string; labels: string[] }[] {
	const joined = new Map<string, { from: string; to: string; labels: string[] }>();
	for (const { from, to, operationId } of moves) {
		for (const state of from) {
			const key = JSON.stringify([state, to]);
			const edge = joined.get(key) ?? { from: state, to, labels: [] };
			edge.labels.push(operationId ?? 'time');
			joined.set(key, edge);
		}
	}
	return [...joined.values()];
}

function draw(edge: Pick<Edge, 'from' | 'to' | 'labels'>, { start, end }: { start: Node; end: Node }): Edge {
	if (end.x > start.x) {
		const x1 = start.x + NODE_WIDTH;
		const y1 = start.y + NODE_HEIGHT / 2;
		const x2 = end.x - 8;
		const y2 = end.y + NODE_HEIGHT / 2;
		const bend = x1 + 36;
		// The last part is level: there the label stands.
		return {
			...edge,
			path: `M${x1} ${y1} C${bend} ${y1} ${x1 + 4} ${y2} ${x1 + 44} ${y2} L${x2} ${y2}`,
			labelX: (x1 + 44 + x2) / 2,
			labelY: y2 - 6,
		};
	}
	// Back, or to itself: around the right and from below.
	const x1 = start.x + NODE_WIDTH * 0.75;
	const x2 = end.x + NODE_WIDTH * 0.25;
	const low = Math.max(start.y, end.y) + NODE_HEIGHT + 26;
	return {
		...edge,
		path: `M${x1} ${start.y + NODE_HEIGHT} C${x1} ${low} ${x2} ${low} ${x2} ${end.y + NODE_HEIGHT + 8}`,
		labelX: (x1 + x2) / 2,
		labelY: low - 2,
	};
}
