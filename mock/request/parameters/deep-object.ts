// Style deepObject (OpenAPI 3.1.1 §4.8.12.6), nested as qs, Rails and PHP write it: `filter[at][from]=1&filter[tags][]=a`.

import { guessTypes, type JsonObject, type JsonValue, type SchemaView, setOwn } from '../../../spec/index.ts';

import { buildRepeated, coerceText, viewMember } from '../coerce-text.ts';
import type { RawPairs } from './raw-query.ts';

/** What the pairs came to; `malformed` says why they can't be read. */
export type DeepRead =
	| { kind: 'value'; value: JsonValue }
	| { kind: 'absent' }
	| { kind: 'malformed'; message: string };

/** Pairs of brackets in one name. */
const MAX_DEPTH = 20;
const BRACKETS = /^(?:\[[^[\]]*\])+$/;
const INDEX = /^\d{1,6}$/;

/** What stands below one name: texts of its own, or members by the text between the brackets. */
interface Node {
	texts: string[];
	members: Map<string, Node>;
}

/** Whether a pair's name is `name` with brackets behind it. */
export function isDeepName(pairName: string, name: string): boolean {
	return pairName.startsWith(`${name}[`) && BRACKETS.test(pairName.slice(name.length));
}

/** The value of all pairs `name[…]…`, lists and objects as the schema has them; `decode` answers `undefined` for broken UTF-8. */
export function readDeepObject(
	pairs: RawPairs,
	name: string,
	{ view, decode }: { view: SchemaView; decode: (text: string) => string | undefined },
): DeepRead {
	const root = createNode();
	let isFound = false;
	for (const [pairName, raw] of pairs) {
		if (pairName === name) {
			// Without members, it is what alternatives may have: a plain value.
			if (raw.every((text) => text === '')) continue;
			const texts = raw.map(decode);
			if (texts.includes(undefined)) return malformed('is not valid percent-encoded UTF-8');
			root.texts.push(...(texts as string[]));
			isFound = true;
			continue;
		}
		if (!pairName.startsWith(`${name}[`)) continue;
		const rest = pairName.slice(name.length);
		if (!BRACKETS.test(rest)) return malformed(`${pairName} is not written as ${name}[a][b] (style deepObject)`);
		const path = rest.slice(1, -1).split('][');
		if (path.length > MAX_DEPTH) return malformed(`nests deeper than ${MAX_DEPTH} levels (style deepObject)`);
		const texts = raw.map(decode);
		if (texts.includes(undefined)) return malformed('is not valid percent-encoded UTF-8');
		put(root, path, texts as string[]);
		isFound = true;
	}
	if (!isFound) return { kind: 'absent' };
	const built = build(root, { view, at: '' });
	return 'message' in built ? malformed(built.message) : { kind: 'value', value: built.value };
}

function malformed(message: string): DeepRead {
	return { kind: 'malformed', message };
}

function createNode(): Node {
	return { texts: [], members: new Map() };
}

/** `[]` before another name is a list of objects: the first text of each name belongs to the first of them, and so on. */
function put(root: Node, path: readonly string[], texts: readonly string[]): void {
	const list = path.indexOf('');
	if (list >= 0 && list < path.length - 1) {
		for (const [index, text] of texts.entries()) put(root, path.with(list, String(index)), [text]);
		return;
	}
	let node = root;
	for (const part of path) {
		let next = node.members.get(part);
		if (!next) {
			next = createNode();
			node.members.set(part, next);
		}
		node = next;
	}
	node.texts.push(...texts);
}

type Built = { value: JsonValue } | { message: string };

function build(node: Node, { view, at }: { view: SchemaView; at: string }): Built {
	const { texts, members } = node;
	const types = guessTypes(view);
	const isList = types.has('array');
	const wantsObject = types.has('object') && !isList;
	if (members.size === 0) {
		const value = buildRepeated(texts, view);
		return value === undefined ? { message: `${at} was given more than once`.trimStart() } : { value };
	}
	if (texts.length > 0) return { message: `${at} was given with and without members`.trimStart() };
	if (!isList && !wantsObject && types.size > 0)
		return { message: `${at} nests deeper than its schema (style deepObject)`.trimStart() };
	const names = [...members.keys()];
	if (!wantsObject && names.every((one) => one === '' || INDEX.test(one))) return buildList(members, { view, at });
	const object: JsonObject = {};
	for (const [name, member] of members) {
		const built = build(member, { view: viewMember(view, name), at: `${at}[${name}]` });
		if ('message' in built) return built;
		setOwn(object, name, built.value);
	}
	return { value: object };
}

/** By their indexes, close together: an index says the order, not how much room to take. */
function buildList(members: ReadonlyMap<string, Node>, { view, at }: { view: SchemaView; at: string }): Built {
	const values: JsonValue[] = [];
	const sorted = [...members].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : Number(a) - Number(b)));
	const items = viewMember(view, 0);
	for (const [name, member] of sorted) {
		if (name === '') {
			values.push(...member.texts.map((text) => coerceText(text, items)));
			continue;
		}
		const built = build(member, { view: items, at: `${at}[${name}]` });
		if ('message' in built) return built;
		values.push(built.value);
	}
	return { value: values };
}
