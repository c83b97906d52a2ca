// Where the states of a resource stand in its diagram, and the lines between them: layers, by dagre.

import { Graph, layout } from '@dagrejs/dagre';
import type { Resource } from './control-types.ts';

export interface Node {
	state: string;
	/** Its upper left corner. */
	x: number;
	y: number;
	width: number;
}
export interface Edge {
	from: string;
	to: string;
	/** What leads along it, e.g. `payOrder`, `time`. */
	labels: readonly string[];
	/** The same, as much as there is room for. */
	lines: readonly string[];
	/** An SVG path. */
	path: string;
	/** The middle of the first of the lines. */
	labelX: number;
	labelY: number;
}
export interface Diagram {
	width: number;
	height: number;
	nodes: readonly Node[];
	edges: readonly Edge[];
}

export const NODE_HEIGHT = 40;
export const LINE_HEIGHT = 14;
const MARGIN = 10;
/** Of a letter of the two sizes of text, on average and not too little. */
const LETTER = 7.6;
const SMALL_LETTER = 6.4;
const MAX_STATE = 18;
const MAX_LABEL = 22;
/** Lines of one label. */
const MAX_LINES = 3;
/** Wider than high is what one reads from left to right; higher than this is not seen at once. */
const MAX_HEIGHT = 460;
const SPACES = { wide: { nodesep: 22, ranksep: 26, edgesep: 14 }, narrow: { nodesep: 14, ranksep: 18, edgesep: 8 } };

/** Lays it out for a box of that width: from left to right where that fits, else from the top down. */
export function layOut(resource: Resource, { width = 1000 }: { width?: number } = {}): Diagram {
	const spaces = width < 500 ? SPACES.narrow : SPACES.wide;
	const across = arrange(resource, { rankdir: 'LR', ...spaces });
	if (across.width <= width && across.height <= MAX_HEIGHT) return across;
	const down = arrange(resource, { rankdir: 'TB', ...spaces });
	return down.width <= width || down.width < across.width ? down : across;
}

/** Its beginning and end, where all of it is too long. */
export function shorten(text: string, length: number): string {
	if (text.length <= length) return text;
	const end = Math.floor(length * 0.4);
	return `${text.slice(0, length - end - 1)}…${text.slice(-end)}`;
}

function arrange(
	resource: Resource,
	options: { rankdir: 'LR' | 'TB'; nodesep: number; ranksep: number; edgesep: number },
): Diagram {
	const graph = new Graph({ multigraph: true });
	graph.setGraph({ ...options, marginx: MARGIN, marginy: MARGIN });
	// The initial state is the first, and what is told first stands first.
	const states = [...resource.states].sort((a, b) => Number(b === resource.initial) - Number(a === resource.initial));
	for (const state of states) graph.setNode(state, { width: widthOf(state), height: NODE_HEIGHT });
	const moves = join(resource);
	for (const [index, { from, to, labels }] of moves.entries()) {
		const lines = breakLabels(labels);
		const width = 8 + SMALL_LETTER * Math.max(...lines.map((line) => line.length));
		graph.setEdge(from, to, { width, height: LINE_HEIGHT * lines.length + 4, labelpos: 'c' }, String(index));
	}
	layout(graph);
	const nodes = resource.states.map((state) => {
		const { x, y, width } = graph.node(state) as { x: number; y: number; width: number };
		return { state, x: x - width / 2, y: y - NODE_HEIGHT / 2, width };
	});
	const edges = moves.map(({ from, to, labels }, index) => {
		const { points, x, y } = graph.edge(from, to, String(index)) as { points: Point[]; x: number; y: number };
		const lines = breakLabels(labels);
		const labelY = y - ((lines.length - 1) * LINE_HEIGHT) / 2 + 4;
		return { from, to, labels, lines, path: drawPath(points), labelX: x, labelY };
	});
	const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
	return { width: Math.max(width, 2 * MARGIN), height: Math.max(height, 2 * MARGIN), nodes, edges };
}

function widthOf(state: string): number {
	return Math.max(84, 24 + LETTER * Math.min(state.length, MAX_STATE));
}

function breakLabels(labels: readonly string[]): string[] {
	const some = labels.slice(0, labels.length > MAX_LINES ? MAX_LINES - 1 : MAX_LINES);
	const rest = labels.length - some.length;
	return [...some.map((label) => shorten(label, MAX_LABEL)), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** Moves with the same ends become one line. */
function join({ moves, states }: Resource): { from: string; to: string; labels: string[] }[] {
	const joined = new Map<string, { from: string; to: string; labels: string[] }>();
	for (const { from, to, operationId } of moves) {
		for (const state of from) {
			if (!states.includes(state) || !states.includes(to)) continue;
			const key = JSON.stringify([state, to]);
			const edge = joined.get(key) ?? { from: state, to, labels: [] };
			edge.labels.push(operationId ?? 'time');
			joined.set(key, edge);
		}
	}
	return [...joined.values()];
}

interface Point {
	x: number;
	y: number;
}

/** Through the middles of the ways between the points, bent at each: it never leaves the way that was made for it. */
function drawPath(points: readonly Point[]): string {
	const [first, ...rest] = points;
	const last = rest.at(-1);
	if (!first || !last) return '';
	const write = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
	const bends = rest.slice(0, -1).map((point, index) => {
		const next = rest[index + 1] as Point;
		return ` Q${write(point)} ${write({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
	});
	return `M${write(first)}${bends.join('')} L${write(last)}`;
}
