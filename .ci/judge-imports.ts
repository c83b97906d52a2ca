// Which imports make a circle, and which go against the order of the rooms. Type imports count: whoever reads one file of a
// circle has to read them all.

import { posix } from 'node:path';
import type { Import, SourceTree } from './read-imports.ts';

/** All imports of one room (or file) by another. */
export interface RoomImport {
	from: string;
	to: string;
	imports: readonly Import[];
}

/** Rooms, or files, that all lead to each other. */
export interface Circle {
	/** The folder that they lie in; `''` for the root. */
	folder: string;
	members: readonly string[];
	/** What leads from one member to another; what takes the fewest imports to cut stands first. */
	edges: readonly RoomImport[];
}

/**
 * From top to bottom: a room imports only from rooms in lower rows, rooms of one row nothing from each other. Names are folders and files of
 * the folder that the order is of: `[['cli', 'cli.ts'], ['library'], ['types']]`.
 */
export type RoomOrder = readonly (readonly string[])[];

/** The order of the rooms of each folder, by the folder's path; `''` for the root. */
export type RoomOrders = Readonly<Record<string, RoomOrder>>;

/** What the tree can't be judged without. */
export interface JudgeOptions {
	/** Files that stand beside the rooms of the root, as an entry that knows them all: `mock/cli.ts`. */
	entries: readonly string[];
}

/**
 * The circles of a tree, at every depth: the files and folders that lie in one folder are the members, with all that is in them. So a
 * circle of files is found as well as one that goes through several files of each folder.
 */
export function findCircles(tree: SourceTree, options: JudgeOptions): Circle[] {
	return [...groupByFolder(tree, options)]
		.flatMap(([folder, edges]) =>
			findComponents(edges).map((members) => ({
				folder,
				members,
				edges: edges
					.filter(({ from, to }) => members.includes(from) && members.includes(to))
					.sort((a, b) => a.imports.length - b.imports.length || compare(a.from, b.from) || compare(a.to, b.to)),
			})),
		)
		.sort((a, b) => compare(a.folder, b.folder) || compare(a.members.join(), b.members.join()));
}

/** What goes against an order, in sentences; empty where nothing does. An empty order judges nothing. */
export function checkOrders(tree: SourceTree, orders: RoomOrders, options: JudgeOptions): string[] {
	const groups = groupByFolder(tree, options);
	return Object.entries(orders)
		.filter(([, order]) => order.length > 0)
		.flatMap(([folder, order]) => {
			const rows = new Map(
				order.flatMap((row, index) => row.map((room) => [posix.join(folder, room), index] as const)),
			);
			const members = new Set(tree.files.map((file) => memberOf(file, folder, options)).filter(isNamed));
			const where = folder === '' ? 'the root' : folder;
			return [
				...[...members]
					.filter((room) => !rows.has(room))
					.map((room) => `${room} has no place in the order of ${where}`),
				...[...rows.keys()]
					.filter((room) => !members.has(room))
					.map((room) => `${room} stands in the order of ${where}, and isn't there`),
				...(groups.get(folder) ?? [])
					.filter(({ from, to }) => (rows.get(from) ?? -1) >= (rows.get(to) ?? Number.POSITIVE_INFINITY))
					.map((edge) => `${edge.from} may not import ${edge.to}:\n${formatImports(edge)}`),
			];
		});
}

/** The first imports of an edge, a line each: `    mock/http/send.ts:3 imports mock/journal/record.ts`. */
export function formatImports({ imports }: RoomImport, limit = 5): string {
	const lines = imports.slice(0, limit).map(({ from, to, line }) => `    ${from}:${line} imports ${to}`);
	if (imports.length > limit) lines.push(`    and ${imports.length - limit} more`);
	return lines.join('\n');
}

/** For each folder, what leads from one of its members to another. */
function groupByFolder({ imports }: SourceTree, options: JudgeOptions): Map<string, RoomImport[]> {
	const found = new Map<string, Map<string, Import[]>>();
	for (const one of imports) {
		if (one.from === one.to) continue;
		const folder = findCommonFolder(one, options);
		const [from, to] = [memberOf(one.from, folder, options), memberOf(one.to, folder, options)];
		const edges = found.get(folder) ?? new Map<string, Import[]>();
		found.set(folder, edges);
		edges.set(`${from} ${to}`, [...(edges.get(`${from} ${to}`) ?? []), one]);
	}
	const entries = [...found].map(([folder, edges]): [string, RoomImport[]] => [
		folder,
		[...edges].map(([key, of]) => {
			const [from = '', to = ''] = key.split(' ');
			return { from, to, imports: of };
		}),
	]);
	return new Map(entries);
}

/** The deepest folder that has both files, in two of its members. */
function findCommonFolder({ from, to }: Import, { entries }: JudgeOptions): string {
	if (entries.includes(from) || entries.includes(to)) return '';
	const [one, other] = [from.split('/'), to.split('/')];
	const index = one.findIndex((part, at) => part !== other[at]);
	return one.slice(0, index).join('/');
}

/** The file or folder of `folder` that a file is or lies in; `undefined` for one that lies elsewhere. */
function memberOf(file: string, folder: string, { entries }: JudgeOptions): string | undefined {
	if (entries.includes(file)) return folder === '' ? file : undefined;
	const [inside, depth] = folder === '' ? [true, 0] : [file.startsWith(`${folder}/`), folder.split('/').length];
	return inside
		? file
				.split('/')
				.slice(0, depth + 1)
				.join('/')
		: undefined;
}

/** The strongly connected components of more than one member (Tarjan 1972), each with its names in order. */
function findComponents(edges: readonly RoomImport[]): string[][] {
	const next = new Map<string, string[]>();
	for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
	const indexes = new Map<string, number>();
	const lowest = new Map<string, number>();
	const stack: string[] = [];
	const components: string[][] = [];
	const lower = (name: string, index: number): void => {
		lowest.set(name, Math.min(lowest.get(name) ?? index, index));
	};
	const visit = (name: string): void => {
		const index = indexes.size;
		indexes.set(name, index);
		lower(name, index);
		stack.push(name);
		for (const other of next.get(name) ?? []) {
			if (!indexes.has(other)) visit(other);
			if (stack.includes(other)) lower(name, lowest.get(other) ?? index);
		}
		if (lowest.get(name) !== index) return;
		const component = stack.splice(stack.indexOf(name));
		if (component.length > 1) components.push(component.sort());
	};
	for (const name of next.keys()) if (!indexes.has(name)) visit(name);
	return components;
}

function isNamed(name: string | undefined): name is string {
	return name !== undefined;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
