// Operations by the names that people give them: their id, or their method and path.

import { nearest, suggest } from '../read/nearest.ts';
import type { Operation } from '../types/document.ts';

/** What a name means: an operation, or what to say of it. */
export type NamedOperation =
	| { operation: Operation }
	| {
			operation?: never;
			/** `no document has the operation "getOrdr"`, or that there are several; with 100 characters of the name. */
			message: string;
			/** `did you mean "getOrder"?` */
			remedy: string;
			/** Ids, the nearest first, at most three; those that a name of several means. */
			near: readonly string[];
	  };

/**
 * The operation that `getOrder` names, or `GET /orders/{id}`: the method in either case, whatever the names in the braces are, with or
 * without a base path of its document. An id counts before a path, names as they are written before others. Never throws.
 */
export function findNamed(name: string, operations: Iterable<Operation>): NamedOperation {
	const all = [...operations];
	const called = all.find(({ id }) => id === name);
	if (called) return { operation: called };
	const wanted = readCall(name);
	const ranked: Operation[][] = [[], [], [], []];
	for (const operation of all) {
		const rank = wanted ? rankPath(operation, wanted) : undefined;
		if (rank !== undefined) ranked[rank]?.push(operation);
	}
	const [best = []] = ranked.filter((one) => one.length > 0);
	const [operation] = best;
	if (best.length === 1 && operation) return { operation };
	const text = JSON.stringify(name.slice(0, 100));
	if (operation) {
		const near = best.slice(0, 3).map(({ id }) => id);
		const places = best.slice(0, 3).map(({ id, document }) => `${JSON.stringify(id)} of ${document.file}`);
		return {
			message: `${text} is the name of ${best.length} operations`,
			remedy: `write ${places.join(' or ')}`,
			near,
		};
	}
	const ids = all.map(({ id }) => id);
	const near = wanted ? findNearCalls(wanted, all) : name.startsWith('/') ? listAt(name, all) : nearest(name, ids, 3);
	return { message: `no document has the operation ${text}`, remedy: suggest(near, ids), near };
}

/** What to say of a name that means no operation, as a sentence: `No document has the operation "getOrdr": did you mean "getOrder"?` */
export function tellUnnamed({ message, remedy }: Exclude<NamedOperation, { operation: Operation }>): string {
	return `${message.slice(0, 1).toUpperCase()}${message.slice(1)}: ${remedy}${remedy.endsWith('?') ? '' : '.'}`;
}

/** A method and a path, as somebody wrote them. */
interface Call {
	method: string;
	path: string;
	shape: string;
}

function readCall(name: string): Call | undefined {
	const [, method, path] = /^\s*([A-Za-z-]+)\s+(\/\S*)\s*$/.exec(name) ?? [];
	if (method === undefined || path === undefined) return undefined;
	return { method: method.toLowerCase(), path, shape: shapeOf(path) };
}

/** A path without a method: what it has, at most three. */
function listAt(path: string, operations: readonly Operation[]): string[] {
	const there = operations.filter((one) => {
		const call = { method: one.method.toLowerCase(), path, shape: shapeOf(path) };
		return rankPath(one, call) !== undefined;
	});
	return there.slice(0, 3).map(({ id }) => id);
}

function shapeOf(path: string): string {
	return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** 0: the path as it is written, 1: below a base path, 2 and 3: the same but for the names in its braces; `undefined`: another one. */
function rankPath(operation: Operation, { method, path, shape }: Call): number | undefined {
	const { pathTemplate, document } = operation;
	if (operation.method.toLowerCase() !== method) return undefined;
	if (pathTemplate === path) return 0;
	if (document.basePaths.some((base) => base + pathTemplate === path)) return 1;
	const own = shapeOf(pathTemplate);
	if (own === shape) return 2;
	return document.basePaths.some((base) => shapeOf(base) + own === shape) ? 3 : undefined;
}

/** Those that would serve the call, else those that look like it. */
function findNearCalls({ method, path, shape }: Call, operations: readonly Operation[]): string[] {
	const ids = new Map<string, string>();
	const serving: string[] = [];
	const steps = path.split('/');
	for (const { id, method: own, pathTemplate } of operations) {
		ids.set(`${own.toUpperCase()} ${shapeOf(pathTemplate)}`, id);
		const parts = pathTemplate.split('/');
		const isServing =
			own.toLowerCase() === method &&
			parts.length === steps.length &&
			parts.every((part, at) => part === steps[at] || part.includes('{'));
		if (isServing) serving.push(id);
	}
	if (serving.length > 0) return serving.slice(0, 3);
	return nearest(`${method.toUpperCase()} ${shape}`, ids.keys(), 3).map((call) => ids.get(call) as string);
}
