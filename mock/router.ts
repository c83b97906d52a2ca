// Paths to operations: one tree for all documents. Express never sees a template.

import type { Operation } from '../spec/index.ts';
import type { OperationPlan } from './model.ts';

/** An operation at a path, with the names of the path's parameters in the order of its segments. */
interface Route {
	plan: OperationPlan;
	names: readonly string[];
}

interface Node {
	/** Literal segments, decoded. */
	literals: Map<string, Node>;
	/** Segments with text beside the parameters, e.g. `{a}-{b}.json`; by their shape. */
	mixed: Map<string, { pattern: MixedSegment; node: Node }>;
	/** A segment that is one parameter. */
	parameter: Node | undefined;
	/** By upper-case method. Empty: no template ends here. */
	routes: Map<string, Route>;
}

/** What a path and a method lead to. `values` are percent-decoded, by the template's names. */
export type RouteMatch =
	| { kind: 'found'; plan: OperationPlan; values: ReadonlyMap<string, string> }
	/** The path is known, the method is not; `allow` is the union over all documents, sorted. */
	| { kind: 'method'; allow: readonly string[] }
	| { kind: 'unknown' }
	/** A segment is not valid percent-encoded UTF-8, or holds a NUL. */
	| { kind: 'malformed'; segment: string };

export interface Router {
	match(method: string, path: string): RouteMatch;
	readonly plans: readonly OperationPlan[];
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();
/** Longer paths match nothing: bounds the walk whatever the documents hold. */
const MAX_SEGMENTS = 256;

/**
 * Builds the tree. A literal segment wins over a parameter (OpenAPI 3.1.1 §4.8.8.2, "concrete definitions first");
 * of two operations with the same path shape and method the first document's is served.
 * Every template is served below each of its base paths.
 */
export function createRouter(operations: readonly Operation[]): Router {
	const root = createNode();
	const plans: OperationPlan[] = [];
	for (const operation of operations) {
		const plan: OperationPlan = { operation, index: plans.length, exercised: new Map() };
		plans.push(plan);
		const seen = new Set<string>();
		for (const base of operation.document.basePaths) {
			const template = base + operation.pathTemplate;
			if (seen.has(template)) continue;
			seen.add(template);
			insert(root, template, operation.method.toUpperCase(), plan);
		}
	}
	return { plans, match: (method, path) => matchPath(root, method, path) };
}

function createNode(): Node {
	return { literals: new Map(), mixed: new Map(), parameter: undefined, routes: new Map() };
}

function insert(root: Node, template: string, method: string, plan: OperationPlan): void {
	let node = root;
	const names: string[] = [];
	for (const segment of splitPath(template)) {
		const whole = /^\{([^{}]+)\}$/.exec(segment);
		if (whole?.[1] !== undefined) {
			names.push(whole[1]);
			node.parameter ??= createNode();
			node = node.parameter;
		} else if (/\{[^{}]+\}/.test(segment)) {
			const pattern = parseMixedSegment(segment);
			names.push(...pattern.names);
			const shape = pattern.literals.join('{}');
			let entry = node.mixed.get(shape);
			if (!entry) {
				entry = { pattern, node: createNode() };
				node.mixed.set(shape, entry);
			}
			node = entry.node;
		} else {
			const literal = decodeSegment(segment) ?? segment;
			let next = node.literals.get(literal);
			if (!next) {
				next = createNode();
				node.literals.set(literal, next);
			}
			node = next;
		}
	}
	if (!node.routes.has(method)) node.routes.set(method, { plan, names });
}

function splitPath(path: string): string[] {
	const segments: string[] = [];
	let start = path.startsWith('/') ? 1 : 0;
	// By hand: `split` leaves the fast lane of the engine for texts that it has not seen before.
	for (let end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
		segments.push(path.slice(start, end));
		start = end + 1;
	}
	segments.push(path.slice(start));
	return segments;
}

/** Percent-decoded, or `undefined` for what is not UTF-8 or holds a NUL. */
function decodeSegment(segment: string): string | undefined {
	if (!segment.includes('%')) return segment;
	try {
		const decoded = decodeURIComponent(segment);
		return decoded.includes('\0') ? undefined : decoded;
	} catch {
		return undefined;
	}
}

function matchPath(root: Node, method: string, path: string): RouteMatch {
	const segments = splitPath(path);
	if (segments.length > MAX_SEGMENTS) return { kind: 'unknown' };
	const isEncoded = path.includes('%');
	for (let index = 0; isEncoded && index < segments.length; index++) {
		const decoded = decodeSegment(segments[index] as string);
		if (decoded === undefined) return { kind: 'malformed', segment: segments[index] as string };
		segments[index] = decoded;
	}
	const state: Walk = { segments, method, values: [], allow: undefined };
	const found = walk(root, state, 0);
	if (found) return { kind: 'found', plan: found.plan, values: nameValues(found.names, state.values) };
	if (state.allow) return { kind: 'method', allow: completeAllow(state.allow) };
	return { kind: 'unknown' };
}

interface Walk {
	segments: readonly string[];
	method: string;
	values: string[];
	/** Methods of the templates that fit the path; `undefined`: none yet. */
	allow: Set<string> | undefined;
}

/** Depth first, literals before mixed before parameters. A node stands at one depth, so each is visited once at most. */
function walk(node: Node, state: Walk, depth: number): Route | undefined {
	if (depth === state.segments.length) {
		const route = node.routes.get(state.method) ?? (state.method === 'HEAD' ? node.routes.get('GET') : undefined);
		if (!route) {
			for (const method of node.routes.keys()) {
				state.allow ??= new Set();
				state.allow.add(method);
			}
		}
		return route;
	}
	const segment = state.segments[depth] as string;
	const literal = node.literals.get(segment);
	if (literal) {
		const found = walk(literal, state, depth + 1);
		if (found) return found;
	}
	const kept = state.values.length;
	if (node.mixed.size > 0) {
		for (const { pattern, node: next } of node.mixed.values()) {
			if (!matchMixedSegment(pattern, segment, state.values)) continue;
			const found = walk(next, state, depth + 1);
			if (found) return found;
			state.values.length = kept;
		}
	}
	if (node.parameter && segment !== '') {
		state.values.push(segment);
		const found = walk(node.parameter, state, depth + 1);
		if (found) return found;
		state.values.length = kept;
	}
	return undefined;
}

function nameValues(names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
	if (names.length === 0) return NO_VALUES;
	const named = new Map<string, string>();
	for (let index = 0; index < names.length; index++) named.set(names[index] as string, values[index] as string);
	return named;
}

/** GET brings HEAD; OPTIONS is always answered. */
function completeAllow(methods: Set<string>): string[] {
	if (methods.has('GET')) methods.add('HEAD');
	methods.add('OPTIONS');
	return [...methods].sort();
}

/** `{a}-{b}.json` → literals `['', '-', '.json']`, names `['a', 'b']`. */
interface MixedSegment {
	literals: readonly string[];
	names: readonly string[];
}

function parseMixedSegment(segment: string): MixedSegment {
	const parts = segment.split(/\{([^{}]+)\}/);
	return {
		literals: parts.filter((_, index) => index % 2 === 0).map((part) => decodeSegment(part) ?? part),
		names: parts.filter((_, index) => index % 2 === 1),
	};
}

/** Each parameter takes as little as it can, and at least one character; linear, no regular expression. */
function matchMixedSegment({ literals, names }: MixedSegment, segment: string, values: string[]): boolean {
	const last = literals[literals.length - 1] as string;
	const first = literals[0] as string;
	if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
	const end = segment.length - last.length;
	const found: string[] = [];
	let at = first.length;
	for (let index = 0; index < names.length; index++) {
		const isLast = index === names.length - 1;
		const next = literals[index + 1] as string;
		const stop = isLast ? end : next === '' ? at + 1 : segment.indexOf(next, at + 1);
		if (stop <= at || stop > end) return false;
		found.push(segment.slice(at, stop));
		at = stop + (isLast ? 0 : next.length);
	}
	values.push(...found);
	return true;
}

/** The operations nearest to a path that none has, best first, e.g. `['GET /orders/{id}']`; looks at 2,000 at most. */
export function nearestOperations(plans: readonly OperationPlan[], method: string, path: string): string[] {
	const wanted = splitPath(path);
	const scored: { label: string; score: number }[] = [];
	for (const { operation } of plans.slice(0, 2000)) {
		let best = 0;
		for (const base of operation.document.basePaths) {
			best = Math.max(best, scoreSegments(wanted, splitPath(base + operation.pathTemplate)));
		}
		if (best <= 0) continue;
		const sameMethod = operation.method.toUpperCase() === method ? 0.1 : 0;
		scored.push({ label: `${operation.method.toUpperCase()} ${operation.pathTemplate}`, score: best + sameMethod });
	}
	scored.sort((a, b) => b.score - a.score);
	return [...new Set(scored.map(({ label }) => label))].slice(0, 3);
}

/** Share of segments that agree, from 0 to 1; a parameter counts for less than a literal, a misspelt literal for something. */
function scoreSegments(wanted: readonly string[], template: readonly string[]): number {
	let score = 0;
	for (let index = 0; index < Math.min(wanted.length, template.length); index++) {
		const segment = template[index] as string;
		const given = wanted[index] as string;
		if (segment === given) score += 1;
		else if (segment.startsWith('{')) score += 0.5;
		else if (given.length > 2 && (segment.startsWith(given.slice(0, 3)) || segment.endsWith(given.slice(-3))))
			score += 0.6;
	}
	const literalHit = score > 0.5;
	return literalHit ? score / Math.max(wanted.length, template.length) : 0;
}
