// Paths to operations: one tree for all documents. Express never sees a template.

import { type Operation, servedTemplate } from '../../spec/index.ts';
import { chooseRoute, type FitsPath, nameValues, type Planned, type Route, type Sent } from './choose-route.ts';
import { findOpen, listEnds, type OpenSegments, readOpen } from './open-segments.ts';
import { decodeSegment, type MixedSegment, matchMixedSegment, parseMixedSegment, splitPath } from './path-segments.ts';

interface Node<Plan> {
	/** What its segment is: `''` a literal, `{}` a parameter, `{}/…` one of several segments, else the shape of a mixed one, e.g. `{}-{}.json`. */
	step: string;
	/** The node of the segment before. `undefined`: the root. */
	parent: Node<Plan> | undefined;
	/** Literal segments, decoded. */
	literals: Map<string, Node<Plan>>;
	/** The same as a list. */
	few: { literal: string; node: Node<Plan> }[];
	/** Segments with text beside the parameters, e.g. `{a}-{b}.json`; by their shape. */
	mixed: Map<string, { pattern: MixedSegment; node: Node<Plan> }>;
	/** A segment that is one parameter. */
	parameter: Node<Plan> | undefined;
	/** One parameter over one segment or more, with the text around it; those with most text first. */
	open: (OpenSegments & { node: Node<Plan> })[];
	/** By upper-case method. Empty: no template ends here. */
	routes: Map<string, Route<Plan>>;
}

/** What a path and a method lead to. `values` are percent-decoded, by the template's names. */
export type RouteMatch<Plan> =
	| { kind: 'found'; plan: Plan; values: ReadonlyMap<string, string> }
	/** The path is known, the method is not; `allow` is the union over all documents, sorted. */
	| { kind: 'method'; allow: readonly string[] }
	| { kind: 'unknown' }
	/** A segment is not valid percent-encoded UTF-8, or holds a NUL; `plan`: the operation that it would have led to. */
	| { kind: 'malformed'; segment: string; plan?: Plan };

export interface Router<Plan extends Planned> {
	/** `sent` tells paths apart that differ in a query alone; without it the first of them is meant. */
	match(method: string, path: string, sent?: Sent): RouteMatch<Plan>;
	readonly plans: readonly Plan[];
}

const FEW = 8;
const LITERAL = '';
const PARAMETER = '{}';
const OPEN = '{}/…';

/**
 * Builds the tree. A literal segment wins over a parameter (OpenAPI 3.1.1 §4.8.8.2, "concrete definitions first"), whatever
 * methods it has and whichever document it is of: those of a template that is the same but for its parameters are not the concrete
 * path's. Of two templates that each are concrete where the other isn't (`/a/{x}` beside `/{y}/b`), only those of one document close
 * each other. Of two operations with the same path shape and method the first is served whose parameters take the path's values
 * (`fits`), else the first. Every template is served below each of its base paths.
 */
export function createRouter<Plan extends Planned>(
	plans: readonly Plan[],
	fits: FitsPath<Plan> = () => true,
): Router<Plan> {
	const root = createNode<Plan>(LITERAL);
	for (const plan of plans) {
		const { operation } = plan;
		const seen = new Set<string>();
		for (const base of operation.document.basePaths) {
			const template = base + servedTemplate(operation);
			if (seen.has(template)) continue;
			seen.add(template);
			insert(root, { template, method: operation.method.toUpperCase(), plan });
		}
	}
	return { plans, match: (method, path, sent) => matchPath(root, { method, path, fits, sent }) };
}

function createNode<Plan>(step: string, parent?: Node<Plan>): Node<Plan> {
	return {
		step,
		parent,
		literals: new Map(),
		few: [],
		mixed: new Map(),
		parameter: undefined,
		open: [],
		routes: new Map(),
	};
}

function insert<Plan extends Planned>(
	root: Node<Plan>,
	{ template, method, plan }: { template: string; method: string; plan: Plan },
): void {
	// One for each template: more of them could be told apart in too many ways.
	let { openNames } = plan.operation;
	let node = root;
	const names: string[] = [];
	for (const segment of splitPath(template)) {
		const whole = /^\{([^{}]+)\}$/.exec(segment);
		const open = findOpen(segment, openNames);
		if (open) {
			names.push(open.name);
			openNames = undefined;
			node = openSegments(node, open);
		} else if (whole?.[1] !== undefined) {
			names.push(whole[1]);
			node.parameter ??= createNode(PARAMETER, node);
			node = node.parameter;
		} else if (/\{[^{}]+\}/.test(segment)) {
			const pattern = parseMixedSegment(segment);
			names.push(...pattern.names);
			const shape = pattern.literals.join(PARAMETER);
			let entry = node.mixed.get(shape);
			if (!entry) {
				entry = { pattern, node: createNode(shape, node) };
				node.mixed.set(shape, entry);
			}
			node = entry.node;
		} else {
			const literal = decodeSegment(segment) ?? segment;
			let next = node.literals.get(literal);
			if (!next) {
				next = createNode(LITERAL, node);
				node.literals.set(literal, next);
				node.few.push({ literal, node: next });
			}
			node = next;
		}
	}
	const first = node.routes.get(method);
	if (!first) node.routes.set(method, { plan, names });
	else {
		first.others ??= [];
		first.others.push({ plan, names });
	}
}

function openSegments<Plan>(node: Node<Plan>, { before, after }: OpenSegments): Node<Plan> {
	const known = node.open.find((one) => one.before === before && one.after === after);
	if (known) return known.node;
	const inner = createNode<Plan>(OPEN, node);
	node.open.push({ before, after, node: inner });
	node.open.sort((one, other) => other.before.length + other.after.length - one.before.length - one.after.length);
	return inner;
}

function matchPath<Plan extends Planned>(
	root: Node<Plan>,
	{ method, path, fits, sent }: { method: string; path: string; fits: FitsPath<Plan>; sent: Sent | undefined },
): RouteMatch<Plan> {
	const state: Walk<Plan> = { text: path, separator: '/', method, values: [], met: undefined };
	let broken: string | undefined;
	if (path.includes('%')) {
		const segments = splitPath(path);
		for (let index = 0; index < segments.length; index++) {
			const decoded = decodeSegment(segments[index] as string);
			// As it stands it may still tell whose 400 it is.
			if (decoded === undefined) broken ??= segments[index] as string;
			else segments[index] = decoded;
		}
		// A decoded segment may hold a slash; a NUL it can't.
		state.separator = '\0';
		state.text = `\0${segments.join('\0')}`;
	}
	const found = walk(root, state, state.text.startsWith(state.separator) ? 1 : 0);
	if (broken !== undefined) return { kind: 'malformed', segment: broken, ...(found && { plan: found.plan }) };
	if (found?.others) return chooseRoute([found, ...found.others], { texts: state.values, fits, sent });
	if (found) return { kind: 'found', plan: found.plan, values: nameValues(found.names, state.values) };
	if (state.met) return { kind: 'method', allow: completeAllow(state.met) };
	return { kind: 'unknown' };
}

interface Walk<Plan> {
	/** The path, its segments decoded. */
	text: string;
	separator: '/' | '\0';
	method: string;
	values: string[];
	/** Templates that fit the path and lack the method, with the methods of theirs that count; `undefined`: none yet. */
	met: { node: Node<Plan>; methods: readonly string[]; documents: ReadonlySet<Operation['document']> }[] | undefined;
}

/**
 * Depth first, literals before mixed before parameters; `start` is where the node's segment begins. A node stands at one
 * depth, so each is visited once at most, and a path goes no deeper than the tree.
 */
function walk<Plan extends Planned>(node: Node<Plan>, state: Walk<Plan>, start: number): Route<Plan> | undefined {
	const { text } = state;
	if (start > text.length) return findRoute(node, state);
	const next = text.indexOf(state.separator, start);
	const end = next < 0 ? text.length : next;
	const literal = findLiteral(node, { text, start, end });
	if (literal) {
		const found = walk(literal, state, end + 1);
		if (found) return found;
	}
	const kept = state.values.length;
	if (node.mixed.size > 0) {
		const segment = text.slice(start, end);
		for (const { pattern, node: inner } of node.mixed.values()) {
			if (!matchMixedSegment(pattern, segment, state.values)) continue;
			const found = walk(inner, state, end + 1);
			if (found) return found;
			state.values.length = kept;
		}
	}
	if (node.parameter && end > start) {
		state.values.push(text.slice(start, end));
		const found = walk(node.parameter, state, end + 1);
		if (found) return found;
		state.values.length = kept;
	}
	return node.open.length > 0 ? walkOpen(node, state, start) : undefined;
}

/** As many segments as there may be. */
function walkOpen<Plan extends Planned>(node: Node<Plan>, state: Walk<Plan>, start: number): Route<Plan> | undefined {
	const { text, separator, values } = state;
	const ends = listEnds(text, { separator, start });
	for (const open of node.open)
		for (const end of ends) {
			const value = readOpen(text.slice(start, end), open);
			if (value === undefined) continue;
			values.push(value.replaceAll(separator, '/'));
			const found = walk(open.node, state, end + 1);
			if (found) return found;
			values.pop();
		}
	return undefined;
}

/** Few literals are compared where they stand in the path, which cuts no text out of it. */
function findLiteral<Plan>(
	node: Node<Plan>,
	{ text, start, end }: { text: string; start: number; end: number },
): Node<Plan> | undefined {
	if (node.literals.size > FEW) return node.literals.get(text.slice(start, end));
	for (const { literal, node: inner } of node.few) {
		if (literal.length === end - start && text.startsWith(literal, start)) return inner;
	}
	return undefined;
}

function findRoute<Plan extends Planned>(node: Node<Plan>, state: Walk<Plan>): Route<Plan> | undefined {
	const route = node.routes.get(state.method) ?? (state.method === 'HEAD' ? node.routes.get('GET') : undefined);
	const { met } = state;
	if (!met && route) return route;
	if (node.routes.size === 0 || met?.some((one) => isMoreConcrete(one.node, node))) return undefined;
	const isOpen = ({ plan }: Route<Plan>) => !met?.some(({ documents }) => documents.has(plan.operation.document));
	if (route && isOpen(route)) return route;
	const open = [...node.routes].filter(([, one]) => isOpen(one));
	const documents = new Set(open.map(([, { plan }]) => plan.operation.document));
	state.met = [...(met ?? []), { node, methods: open.map(([method]) => method), documents }];
	return undefined;
}

/** Whether the first of two templates that fit one path is nowhere less concrete than the second. */
function isMoreConcrete<Plan>(one: Node<Plan>, other: Node<Plan>): boolean {
	let [first, second]: (Node<Plan> | undefined)[] = [one, other];
	for (; first && second; first = first.parent, second = second.parent) {
		const isWide = second.step === PARAMETER || second.step === OPEN;
		if (first.step !== second.step && first.step !== LITERAL && !isWide) return false;
	}
	return true;
}

/** GET brings HEAD; OPTIONS is always answered. */
function completeAllow<Plan>(met: NonNullable<Walk<Plan>['met']>): string[] {
	const methods = new Set(met.flatMap((one) => one.methods));
	if (methods.has('GET')) methods.add('HEAD');
	methods.add('OPTIONS');
	return [...methods].sort();
}
