// YAML 1.2 text to a JSON value, with the bounds that a file from elsewhere needs, and places in the text.

import type * as Yaml from 'yaml';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { composeYaml, listSlips, loadYaml, type YamlFault } from './compose-yaml.ts';
import { isObject, setOwn } from './json.ts';
import { describeEndless } from './json-slips.ts';
import type { YamlSlip } from './yaml-slips.ts';

/** A key that is given twice in one map; offsets count from 0. */
export interface RepeatedKey {
	key: string;
	offset: number;
	/** Where the same key stood before. */
	before: number;
}

/** A parsed text. Of a key that is given twice, the last counts. */
export type YamlResult =
	| { ok: true; value: JsonValue; repeats: readonly RepeatedKey[]; slips?: readonly YamlSlip[] }
	| { ok: false; fault: YamlFault };

/** Nodes that aliases may stand for, all together: far above any real document, far below a bomb. */
const MAX_ALIASED = 1_000_000;

/** A value as YAML, without a line break at its end; long texts stay on their line. */
export function writeYaml(value: JsonValue): string {
	return loadYaml().stringify(value, { lineWidth: 0 }).trimEnd();
}

/**
 * Text to value; what is no JSON value in the end (`.nan`, a map as key) is a fault, or with `takesEndless` a slip where it is a number.
 * Never throws.
 */
export function parseYaml(
	text: string,
	maxDepth: number,
	{ takesEndless = false }: { takesEndless?: boolean } = {},
): YamlResult {
	const document = composeYaml(text);
	if ('fault' in document) return { ok: false, fault: document.fault };
	const endless: YamlSlip[] = [];
	const read = convert(document, { maxDepth, endless: takesEndless ? endless : undefined });
	const found = [...(listSlips(document) ?? []), ...endless];
	return read.ok && found.length > 0 ? { ...read, slips: found } : read;
}

/**
 * Parses again, for places: the function gives the offset of what a path leads to, else of its nearest existing parent;
 * for a member that of its key.
 */
export function indexYaml(text: string): (path: readonly string[]) => number {
	const document = composeYaml(text);
	if ('fault' in document) return () => 0;
	const yaml = loadYaml();
	return (path) => {
		let node: unknown = document.contents;
		let offset = offsetOf(node);
		for (const segment of path) {
			if (yaml.isAlias(node)) node = node.resolve(document);
			if (yaml.isMap(node)) {
				const pair = findPair(node, segment, document);
				if (!pair) break;
				offset = offsetOf(pair.key);
				node = pair.value;
			} else if (yaml.isSeq(node)) {
				const item: unknown = node.items[Number(segment)];
				if (item === undefined) break;
				offset = offsetOf(item);
				node = item;
			} else break;
		}
		return offset;
	};
}

/** The first number, as it is written, that `isWanted`, and where it stands. JSON is YAML here. */
export function findNumber(
	text: string,
	isWanted: (written: string) => boolean,
): { written: string; offset: number } | undefined {
	const document = composeYaml(text);
	if ('fault' in document) return undefined;
	const yaml = loadYaml();
	let found: { written: string; offset: number } | undefined;
	yaml.visit(document, {
		Scalar(_key, node) {
			const { value, source = '' } = node;
			if (typeof value !== 'number' || !isWanted(source)) return undefined;
			found = { written: source, offset: offsetOf(node) };
			return yaml.visit.BREAK;
		},
	});
	return found;
}

function findPair(
	map: Yaml.YAMLMap<unknown, unknown>,
	key: string,
	document: Yaml.Document,
): Yaml.Pair<unknown, unknown> | undefined {
	const own = map.items.findLast((pair) => keyText(pair.key) === key);
	if (own) return own;
	const yaml = loadYaml();
	for (const pair of map.items.filter(isMergePair)) {
		const merged = yaml.isSeq(pair.value) ? pair.value.items : [pair.value];
		for (const item of merged) {
			const source: unknown = yaml.isAlias(item) ? item.resolve(document) : item;
			const found = yaml.isMap(source) ? findPair(source, key, document) : undefined;
			if (found) return found;
		}
	}
	return undefined;
}

function convert(
	document: Yaml.Document,
	{ maxDepth, endless }: { maxDepth: number; endless: YamlSlip[] | undefined },
): YamlResult {
	const yaml = loadYaml();
	const anchors = new Map<string, JsonValue>();
	const measures = new WeakMap<object, Measure>();
	let aliased = 0;
	const repeats: RepeatedKey[] = [];
	let fault: YamlFault | undefined;
	const fail = (node: unknown, message: string, remedy?: string): null => {
		fault ??= { offset: offsetOf(node), message, ...(remedy && { remedy }) };
		return null;
	};

	const toValue = (node: unknown, depth: number): JsonValue => {
		if (fault) return null;
		if (depth > maxDepth) return fail(node, `nested more than ${maxDepth} deep`);
		if (node === null || node === undefined) return null;
		if (yaml.isAlias(node)) return toAliased(node, depth);
		let value: JsonValue;
		if (yaml.isScalar(node)) value = toScalar(node);
		else if (yaml.isMap(node)) value = toObject(node, depth);
		else if (yaml.isSeq(node)) value = node.items.map((item) => toValue(item, depth + 1));
		else return fail(node, 'expected a value');
		const anchor = (node as { anchor?: string }).anchor;
		if (anchor !== undefined) anchors.set(anchor, value);
		return value;
	};
	const toScalar = (node: Yaml.Scalar): JsonValue => {
		const value = node.value;
		if (value === null || value === undefined) return null;
		if (typeof value === 'number') {
			if (Number.isFinite(value)) return value;
			if (!endless) return fail(node, 'this number has no form in JSON', 'write it as a string');
			endless.push({ offset: offsetOf(node), ...describeEndless(node.source ?? String(value)) });
			return null;
		}
		if (typeof value === 'string' || typeof value === 'boolean') return value;
		// Bytes (`!!binary`, as PHP writes what is no UTF-8): in JSON they are their Base64.
		if (node.source !== undefined) return node.source;
		return fail(node, 'this value has no form in JSON', 'write it as a string');
	};
	const toAliased = (node: Yaml.Alias, depth: number): JsonValue => {
		const value = anchors.get(node.source);
		if (value === undefined) return fail(node, `the alias *${node.source} has no anchor before it, or holds itself`);
		const measure = measureValue(value, measures);
		aliased += measure.nodes;
		if (aliased > MAX_ALIASED) return fail(node, 'its aliases grow beyond all measure', 'use $ref for shared parts');
		return depth + measure.height > maxDepth ? fail(node, `nested more than ${maxDepth} deep`) : value;
	};
	const toObject = (node: Yaml.YAMLMap, depth: number): JsonObject => {
		const object: JsonObject = {};
		const merges: JsonValue[] = [];
		const offsets = new Map<string, number>();
		for (const pair of node.items) {
			if (fault) break;
			if (isMergePair(pair)) {
				const merged = toValue(pair.value, depth);
				merges.push(...(Array.isArray(merged) ? merged : [merged]));
				if (!merges.every(isObject)) fail(pair.key, 'a merge key << takes a map or a list of maps');
				continue;
			}
			const key = keyText(pair.key);
			if (key === undefined) {
				fail(pair.key, 'a key must be a plain value', 'put it in quotes if it is text');
				continue;
			}
			const before = offsets.get(key);
			if (before !== undefined) repeats.push({ key, offset: offsetOf(pair.key), before });
			offsets.set(key, offsetOf(pair.key));
			setOwn(object, key, toValue(pair.value, depth + 1));
		}
		// Own keys win over merged ones, and earlier merges over later ones.
		for (const merged of merges) {
			for (const [key, value] of isObject(merged) ? Object.entries(merged) : []) {
				if (!Object.hasOwn(object, key)) setOwn(object, key, value);
			}
		}
		return object;
	};

	const value = toValue(document.contents, 0);
	return fault ? { ok: false, fault } : { ok: true, value, repeats };
}

interface Measure {
	nodes: number;
	height: number;
}

function measureValue(value: JsonValue, known: WeakMap<object, Measure>): Measure {
	if (typeof value !== 'object' || value === null) return { nodes: 1, height: 0 };
	const before = known.get(value);
	if (before) return before;
	const measure = { nodes: 1, height: 0 };
	for (const child of Object.values(value)) {
		const { nodes, height } = measureValue(child, known);
		measure.nodes += nodes;
		measure.height = Math.max(measure.height, height + 1);
	}
	known.set(value, measure);
	return measure;
}

function keyText(key: unknown): string | undefined {
	const yaml = loadYaml();
	if (!yaml.isScalar(key)) return key === null || key === undefined ? '' : undefined;
	// `200:` and `1.10:` are keys as they are written, not as the numbers they look like.
	return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value ?? ''));
}

function isMergePair(pair: Yaml.Pair<unknown, unknown>): boolean {
	const key = pair.key;
	return loadYaml().isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function offsetOf(node: unknown): number {
	return (node as { range?: [number, number, number] } | null | undefined)?.range?.[0] ?? 0;
}
