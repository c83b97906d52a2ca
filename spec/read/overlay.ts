// OpenAPI Overlay 1.0 and 1.1: changes to a document that its user doesn't own.

import type { JSONPathQuery } from 'json-p3';
import { StartupError } from '../errors.ts';
import { limitPatterns } from '../regex/pattern-limits.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Report } from './findings.ts';
import { copyJson, getOwn, isObject, setOwn } from './json.ts';
import type { Overlay, OverlayAction } from './overlay-file.ts';
import type { OverlayOrigins } from './overlay-origins.ts';
import { formatPointer, joinPointer } from './pointer.ts';

type Location = readonly (string | number)[];
type Fail = (message: string) => StartupError;
/** Hears that `container[key]` is now what the overlay has at `pointer`. */
type Note = (container: object, key: string | number, pointer: Pointer) => void;

/**
 * Changes the document itself; the overlay's values are copied. The answer holds a warning for each action that finds nothing
 * (pointers into the overlay); `origins` learns what has come from it. Throws a StartupError (`overlay.invalid`) for a change that
 * does not fit.
 */
export function changeByOverlay(root: JsonObject, overlay: Overlay, origins?: OverlayOrigins): Report[] {
	const reports: Report[] = [];
	const { source } = overlay;
	for (const action of overlay.actions) {
		const fail: Fail = (message) =>
			new StartupError({
				code: 'overlay.invalid',
				message,
				remedy: 'let the change be of the same kind as its target',
				place: overlay.source.locate(action.pointer),
			});
		const isSpelledOut = action.change.kind === 'update';
		const note: Note = (container, key, pointer) => origins?.note(container, key, { source, pointer, isSpelledOut });
		const nodes = findNodes(action.target, { root, fail });
		if (nodes.length > 0) applyAction(action, { root, nodes, fail, note });
		else {
			reports.push({
				code: 'overlay.no-match',
				severity: 'warning',
				message: 'the target of this action is not in the document',
				remedy: 'check the target',
				pointer: joinPointer(action.pointer, 'target'),
			});
		}
	}
	return reports;
}

function applyAction(
	action: OverlayAction,
	args: { root: JsonObject; nodes: readonly Location[]; fail: Fail; note: Note },
): void {
	const { root, nodes, fail, note } = args;
	const { change } = action;
	if (change.kind === 'none') return;
	if (change.kind === 'remove') {
		removeNodes(root, { nodes, fail });
		return;
	}
	const from = joinPointer(action.pointer, change.kind);
	const update = change.kind === 'update' ? change.value : findOne(change.from, { root, fail });
	for (const location of nodes) {
		const target = lookUp(root, location);
		const entries = Array.isArray(target) && !Array.isArray(update) ? [update] : update;
		const merged = merge({ target, update: entries, at: formatPointer(location), from, fail, note });
		const parent = lookUp(root, location.slice(0, -1));
		const last = location.at(-1);
		// The root itself is an object and was merged in place.
		if (last === undefined) continue;
		if (Array.isArray(parent)) parent[Number(last)] = merged;
		else if (isObject(parent)) setOwn(parent, String(last), merged);
		if (typeof parent === 'object' && parent !== null && merged !== target) note(parent, last, from);
	}
}

/** What the patterns of one target may take, in ms. */
const SEARCH_MS = 1000;

function findNodes(query: JSONPathQuery, args: { root: JsonObject; fail: Fail }): Location[] {
	try {
		const found = limitPatterns(() => query.query(args.root).locations(), { allMs: SEARCH_MS });
		return [...new Map(found.map((location) => [formatPointer(location), location])).values()];
	} catch (error) {
		throw args.fail(`the target can't be looked up: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function findOne(query: JSONPathQuery, args: { root: JsonObject; fail: Fail }): JsonValue {
	const found = findNodes(query, args);
	if (found.length !== 1) throw args.fail(`copy must name one place, and it names ${found.length}`);
	return copyJson(lookUp(args.root, found[0] as Location));
}

/** From the last to the first, so that the places in a list stay true. */
function removeNodes(root: JsonObject, args: { nodes: readonly Location[]; fail: Fail }): void {
	for (const location of [...args.nodes].sort(compareLocations).reverse()) {
		const last = location.at(-1);
		if (last === undefined) throw args.fail("the whole document can't be removed");
		const parent = lookUp(root, location.slice(0, -1));
		if (Array.isArray(parent)) parent.splice(Number(last), 1);
		else if (isObject(parent)) delete parent[String(last)];
	}
}

function compareLocations(a: Location, b: Location): number {
	for (let index = 0; index < Math.min(a.length, b.length); index++) {
		const [left, right] = [a[index], b[index]];
		if (left === right) continue;
		if (typeof left === 'number' && typeof right === 'number') return left - right;
		return String(left) < String(right) ? -1 : 1;
	}
	return a.length - b.length;
}

function lookUp(root: JsonValue, location: Location): JsonValue {
	let value: JsonValue | undefined = root;
	for (const step of location) value = Array.isArray(value) ? value[Number(step)] : getOwn(value, String(step));
	return value ?? null;
}

/** Objects deeply, lists one after the other, primitives replaced; anything else does not fit (Overlay 1.1 §4.4.3). */
function merge(args: {
	target: JsonValue;
	update: JsonValue;
	at: Pointer;
	/** Where the update stands in the overlay. */
	from: Pointer;
	fail: Fail;
	note: Note;
}): JsonValue {
	const { target, update, at, from, fail, note } = args;
	if (kindOf(target) !== kindOf(update) && target !== null) {
		throw fail(`${at === '' ? 'the document' : at} is ${kindOf(target)}, and the change is ${kindOf(update)}`);
	}
	if (Array.isArray(target)) {
		for (const [index, entry] of (Array.isArray(update) ? update : [update]).entries()) {
			note(target, target.length, joinPointer(from, index));
			target.push(copyJson(entry));
		}
		return target;
	}
	if (!isObject(target) || !isObject(update)) return copyJson(update);
	for (const [key, value] of Object.entries(update)) {
		const own = getOwn(target, key);
		const inner = joinPointer(from, key);
		const merged =
			own === undefined
				? copyJson(value)
				: merge({ target: own, update: value, at: joinPointer(at, key), from: inner, fail, note });
		if (merged !== own || typeof merged !== 'object') note(target, key, inner);
		setOwn(target, key, merged);
	}
	return target;
}

function kindOf(value: JsonValue): 'a list' | 'an object' | 'a plain value' {
	if (Array.isArray(value)) return 'a list';
	return isObject(value) ? 'an object' : 'a plain value';
}
