// The paths of a document as a tree: a collection is the parent of its items, an item of what stands below it.

import type { OutlinedOperation } from '../../operations/operations.ts';
import type { Method } from '../../types/document.ts';
import type { Expression } from '../../types/effect.ts';
import { asksForOne } from './asks-for-one.ts';
import { readCallPaths } from './call-paths.ts';
import { type PlainPath, readVerbPath, type Step, type VerbPath } from './verb-paths.ts';
import { plainWord, toSingular } from './words.ts';

/** An operation on its path. */
export interface PathOperation extends OutlinedOperation {
	/** The parameters of its path by the steps at which they stand: `[undefined, 'id']` for `/todos/{id}`. */
	names: readonly (string | undefined)[];
	node: PathNode;
	/** Where its request has the key that its path has not: `POST /users.get` with `{ id }`. */
	sentKey?: Expression;
	/** What it does on its path; not its own method where a verb in the path says it: `POST /todos/{id}/delete`. */
	method: Method;
}

/** A path of the document, or one that only leads to some; names in braces don't count, nor a slash or `.json` at the end. */
export interface PathNode {
	steps: readonly Step[];
	parent: PathNode | undefined;
	/** By their last step; the one in braces under `''`. */
	children: Map<string, PathNode>;
	operations: PathOperation[];
}

/** The tree's root, and all paths that have operations, in the document's order. */
export interface PathTree {
	root: PathNode;
	nodes: readonly PathNode[];
}

/** Paths that can't be told apart into words and names (`/{id}.{format}`) are left out. */
export function growPathTree(operations: readonly OutlinedOperation[]): PathTree {
	const root: PathNode = { steps: [], parent: undefined, children: new Map(), operations: [] };
	const nodes = new Set<PathNode>();
	const split = new Map<string, ReturnType<typeof splitTemplate>>();
	const plain = operations.map((entry): PlainPath | undefined => {
		const { template, method } = entry.outline;
		if (!split.has(template)) split.set(template, namesAnything(entry.outline) ? undefined : splitTemplate(template));
		const own = split.get(template);
		return own && { ...own, method };
	});
	const calls = readCallPaths(operations, plain);
	const meant = dropVerbs(
		plain.map((path, index) => calls[index] ?? path),
		operations,
	);
	for (const [index, entry] of operations.entries()) {
		const place = meant[index];
		if (!place) continue;
		const node = plant(root, place.steps);
		const { names, method } = place;
		const sentKey = calls[index]?.sentKey;
		node.operations.push({ ...entry, names, node, method, ...(sentKey && { sentKey }) });
		nodes.add(node);
	}
	return { root, nodes: [...nodes] };
}

/** `/v1/{name}` with a name of several segments, as `projects/a/things/b`: what it is of stands in the name. */
function namesAnything({ template, open }: OutlinedOperation['outline']): boolean {
	const last = open && /^(?:\/v\d[\w.]*)?\/\{([^{}]+)\}(?::[^{}/]+)?$/.exec(template)?.[1];
	return last !== undefined && open?.has(last) === true;
}

/**
 * Paths without the verbs in them, where at least two operations come together so, and no other one stands there; a word on which something
 * else is done than its verb says is no verb (`POST /show-times`).
 */
function dropVerbs(
	paths: readonly (PlainPath | undefined)[],
	operations: readonly OutlinedOperation[],
): readonly (PlainPath | undefined)[] {
	const found = paths.map((path) => path && readVerbPath(path));
	if (found.every((path) => path === undefined)) return paths;
	const nouns = new Set(
		paths.map((path, index) => (path && !found[index] ? nameMethod({ ...path, method: 'get' }) : '')),
	);
	const isNoun = (path: PlainPath, { joined }: VerbPath): boolean =>
		joined !== undefined &&
		[path.steps.slice(0, joined), [...path.steps.slice(0, joined), undefined]].some((steps) =>
			nouns.has(nameMethod({ ...path, steps, method: 'get' })),
		);
	const read = found.map((verb, index) => {
		const path = paths[index];
		return verb && path && isNoun(path, verb) ? undefined : verb;
	});
	const taken = new Map(paths.map((path, index) => [path && !read[index] ? nameMethod(path) : '', index]));
	const counts = new Map<string, number>();
	const count = (path: VerbPath): void => {
		const family = nameFamily(path);
		counts.set(family, (counts.get(family) ?? 0) + 1);
	};
	for (const [index, path] of paths.entries()) if (path) count(read[index] ?? path);
	return paths.map((path, index) => {
		const verb = read[index];
		if (!verb || (counts.get(nameFamily(verb)) ?? 0) < 2) return path;
		const one = operations[taken.get(nameMethod(verb)) ?? -1]?.operation;
		const plain = verb.isList && one && asksForOne(one, lastStep(verb)) ? putBeside(verb) : verb;
		if (taken.has(nameMethod(plain))) return path;
		taken.set(nameMethod(plain), index);
		return plain;
	});
}

/** `/todos`, where `/todo` is of one; and the other way round. */
function putBeside(path: VerbPath): PlainPath {
	const noun = lastStep(path);
	const one = toSingular(noun);
	return { ...path, steps: path.steps.with(-1, one === noun ? `${noun}s` : one) };
}

function lastStep({ steps }: PlainPath): string {
	return steps.at(-1) ?? '';
}

function nameMethod({ steps, method }: PlainPath): string {
	return `${method} ${formatSteps(steps)}`;
}

/** Collections and their items, in either number, with what is changed of one. */
function nameFamily({ steps: all, isPart }: VerbPath): string {
	const steps = isPart ? all.slice(0, -1) : all;
	const words = steps.at(-1) === undefined ? steps.slice(0, -1) : steps;
	const noun = words.at(-1);
	// `/` and `/{slug}` have none.
	return noun === undefined ? formatSteps(words) : formatSteps(words.with(-1, plainWord(toSingular(noun))));
}

/** The path's operation of this method; of several the first. */
export function findMethod(node: PathNode | undefined, method: Method): PathOperation | undefined {
	return node?.operations.find((entry) => entry.method === method);
}

/** The last step is a name in braces. */
export function endsInName(node: PathNode): boolean {
	return node.steps.length > 0 && node.steps.at(-1) === undefined;
}

/** The last word of a path: `orders` of `/shops/{shop}/orders/{id}`; `''`: it has none. */
export function lastWord(node: PathNode): string {
	return node.steps.findLast((step) => step !== undefined) ?? '';
}

/** The names in an operation's path with the words before them, from the left: `{ name: 'shop', noun: 'shops' }`. */
export function listNames({ names, node }: PathOperation): { name: string; noun: string; at: number }[] {
	return names.flatMap((name, at) => {
		if (name === undefined) return [];
		const noun = node.steps.slice(0, at).findLast((step) => step !== undefined) ?? '';
		return [{ name, noun, at }];
	});
}

/** Paths that differ in names alone are the same: `/shops/{}/orders`. */
export function formatSteps(steps: readonly Step[]): string {
	let text = '';
	for (const step of steps) text += `/${step ?? '{}'}`;
	return text;
}

/** The steps of a path template with its names; `undefined`: one of its segments is neither a word nor a name. */
export function splitTemplate(template: string): { steps: Step[]; names: (string | undefined)[] } | undefined {
	const steps: Step[] = [];
	const names: (string | undefined)[] = [];
	const add = (step: Step, name: string | undefined): void => {
		steps.push(step);
		names.push(name);
	};
	const trimmed = template.replace(/\/+$/, '').replace(/\.(?:json|xml|ya?ml)$/i, '');
	for (const segment of trimmed.split('/').slice(1)) {
		if (!segment.includes('{')) {
			// Custom methods, `/todos:batchDelete`.
			for (const word of segment.split(':')) if (word !== '') add(word, undefined);
			continue;
		}
		// `{id}`, `{id}:ship`, and OData's `Orders({id})` and `Orders('{id}')`.
		const match = /^(?:([^{}():]+)\('?(?=.*\)))?\{([^{}=*+]+)[*+]?\}(?:'?\))?(?::([^{}:]+))?$/.exec(segment);
		if (!match) return undefined;
		const before = match[1];
		const after = match[3];
		if (before !== undefined) add(before, undefined);
		add(undefined, match[2]);
		if (after !== undefined) add(after, undefined);
	}
	return { steps, names };
}

function plant(root: PathNode, steps: readonly Step[]): PathNode {
	let node = root;
	for (const step of steps) {
		const next = node.children.get(step ?? '') ?? {
			steps: [...node.steps, step],
			parent: node,
			children: new Map<string, PathNode>(),
			operations: [],
		};
		node.children.set(step ?? '', next);
		node = next;
	}
	return node;
}
