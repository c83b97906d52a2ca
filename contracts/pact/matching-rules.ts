// Matching rules and generators of a pact, from the forms of V2 and V3/V4 to one.

import { getOwn, getString, isObject, type JsonValue, joinPointer, type Pointer } from '../../spec/index.ts';
import { parseJsonPath } from './json-path.ts';
import { readMatcher } from './matchers.ts';
import type { ArrayVariant, MatchingRule, PactGenerator, PathStep, RulePart } from './pact-types.ts';

/** Rules that were read, and the places of those that couldn't be. */
export interface RulesRead {
	rules: MatchingRule[];
	/** `isFatal`: the Pact verifier can't read the whole file for it; what it passes over isn't. */
	malformed: { pointer: Pointer; reason: string; isFatal: boolean }[];
}

const PARTS: ReadonlyMap<string, RulePart> = new Map([
	['method', 'method'],
	['path', 'path'],
	['query', 'query'],
	['header', 'header'],
	['headers', 'header'],
	['body', 'body'],
	['content', 'body'],
	['status', 'status'],
	['metadata', 'metadata'],
]);

/** Reads `matchingRules` of a request or response, of V2 (`$.body.id`) or of V3 and V4 (`body` → `$.id`). */
export function readRules(value: JsonValue | undefined, pointer: Pointer): RulesRead {
	const read: RulesRead = { rules: [], malformed: [] };
	if (value === undefined || value === null) return read;
	if (!isObject(value)) {
		read.malformed.push({ pointer, reason: 'matchingRules is no object', isFatal: false });
		return read;
	}
	for (const [key, entry] of Object.entries(value)) {
		const at = joinPointer(pointer, key);
		if (key.startsWith('$')) readRuleOfV2({ key, entry, pointer: at, read });
		else readPart({ key, entry, pointer: at, read });
	}
	return read;
}

interface Reading {
	key: string;
	entry: JsonValue;
	pointer: Pointer;
	read: RulesRead;
}

function readRuleOfV2({ key, entry, pointer, read }: Reading): void {
	const [first, ...rest] = parseJsonPath(key) ?? [];
	const part = first?.kind === 'name' ? PARTS.get(first.name) : undefined;
	const [name] = rest;
	// The Pact libraries read the name of a query parameter or a header as a path once more.
	const isUnsayable =
		(part === 'query' || part === 'header') && name?.kind === 'name' && parseJsonPath(name.name) === undefined;
	if (part === undefined) read.malformed.push({ pointer, reason: noPath(key), isFatal: first === undefined });
	else if (isUnsayable) {
		const reason = `the name ${name.name} can't be said in Pact V2: write the pact in V3 or V4`;
		read.malformed.push({ pointer, reason, isFatal: true });
	} else addRule({ part, path: lowerHeader(part, rest), entry, pointer, read });
}

function readPart({ key, entry, pointer, read }: Reading): void {
	const part = PARTS.get(key);
	if (part === undefined) {
		const reason = `${key} is no part of a request or response that rules are for`;
		read.malformed.push({ pointer, reason, isFatal: false });
		return;
	}
	if (!isObject(entry)) {
		read.malformed.push({ pointer, reason: `the rules of ${key} are no object`, isFatal: true });
		return;
	}
	if (part === 'path' || part === 'method' || part === 'status' || Array.isArray(getOwn(entry, 'matchers'))) {
		const own = Array.isArray(getOwn(entry, 'matchers')) ? entry : undefined;
		const inner = own ?? getOwn(entry, '$') ?? getOwn(entry, '');
		if (inner !== undefined) addRule({ part, path: [], entry: inner, pointer, read });
		else if (Object.keys(entry).length > 0)
			read.malformed.push({ pointer, reason: `the rule of ${key} has no matchers`, isFatal: false });
		return;
	}
	for (const [place, rule] of Object.entries(entry)) {
		const at = joinPointer(pointer, place);
		const path = readPlace(part, place);
		if (path === undefined) read.malformed.push({ pointer: at, reason: noPath(place), isFatal: true });
		else addRule({ part, path: lowerHeader(part, path), entry: rule, pointer: at, read });
	}
}

function noPath(text: string): string {
	return `${text} is no path of a matching rule: names of letters and digits stand behind dots, all others as ['a name']`;
}

/** Body rules are JSON paths; headers and query parameters are names, sometimes with an index (`tag[0]`) or as a path. */
function readPlace(part: RulePart, place: string): PathStep[] | undefined {
	if (part === 'body' || place.startsWith('$')) return parseJsonPath(place);
	const found = /^(.*?)\[(\d{1,9}|\*)\]$/.exec(place);
	if (found === null) return [{ kind: 'name', name: place }];
	const name: PathStep = { kind: 'name', name: found[1] ?? '' };
	return [name, found[2] === '*' ? { kind: 'any-index' } : { kind: 'index', index: Number(found[2]) }];
}

function lowerHeader(part: RulePart, path: readonly PathStep[]): PathStep[] {
	return path.map((step, index) =>
		part === 'header' && index === 0 && step.kind === 'name' ? { kind: 'name', name: step.name.toLowerCase() } : step,
	);
}

function addRule(rule: {
	part: RulePart;
	path: readonly PathStep[];
	entry: JsonValue;
	pointer: Pointer;
	read: RulesRead;
}): void {
	const { part, path, entry, pointer, read } = rule;
	const listed = getOwn(entry, 'matchers');
	const values = Array.isArray(listed)
		? dropRepeated(listed)
		: isObject(entry) && Object.keys(entry).length > 0
			? [entry]
			: [];
	if (values.length === 0) {
		read.malformed.push({ pointer, reason: 'a rule without matchers', isFatal: false });
		return;
	}
	const combine = getString(entry, 'combine') === 'OR' ? 'OR' : 'AND';
	const matchers = values.map((value) => readMatcher(value, (inner) => readVariant(inner, { pointer, read })));
	const broken = matchers.find((matcher) => matcher.kind === 'unknown' && matcher.isBroken);
	if (broken?.kind === 'unknown') read.malformed.push({ pointer, reason: broken.name, isFatal: true });
	else read.rules.push({ part, path, matchers, combine, pointer });
}

/** pact-js writes a matcher once for each example of `eachLike(…, 2)`. */
function dropRepeated(matchers: readonly JsonValue[]): JsonValue[] {
	return [...new Map(matchers.map((one) => [JSON.stringify(one), one])).values()];
}

/** One variant of `arrayContains`: its rules are written as those of a body are, and one that can't be read is told as theirs. */
function readVariant(value: JsonValue, { pointer, read }: { pointer: Pointer; read: RulesRead }): ArrayVariant {
	const index = getOwn(value, 'index');
	const inner: RulesRead = { rules: [], malformed: read.malformed };
	const rules = getOwn(value, 'rules');
	if (isObject(rules)) {
		for (const [place, entry] of Object.entries(rules)) {
			const path = parseJsonPath(place);
			if (path === undefined) read.malformed.push({ pointer, reason: noPath(place), isFatal: true });
			else addRule({ part: 'body', path, entry, pointer, read: inner });
		}
	}
	return { index: typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : 0, rules: inner.rules };
}

/** Reads `generators`; what isn't one is left out, for nothing is compared with them. */
export function readGenerators(value: JsonValue | undefined, pointer: Pointer): PactGenerator[] {
	if (!isObject(value)) return [];
	const found: PactGenerator[] = [];
	for (const [key, entry] of Object.entries(value)) {
		const part = PARTS.get(key.startsWith('$') ? (key.slice(2).split(/[.[]/)[0] ?? '') : key);
		if (part === undefined || !isObject(entry)) continue;
		const at = joinPointer(pointer, key);
		const type = getString(entry, 'type');
		if (type !== undefined) {
			const path = key.startsWith('$') ? (parseJsonPath(key) ?? []).slice(1) : [];
			found.push({ part, path: lowerHeader(part, path), type, value: entry, pointer: at });
			continue;
		}
		for (const [place, inner] of Object.entries(entry)) {
			const path = readPlace(part, place);
			const innerType = getString(inner, 'type');
			if (path === undefined || innerType === undefined || !isObject(inner)) continue;
			found.push({
				part,
				path: lowerHeader(part, path),
				type: innerType,
				value: inner,
				pointer: joinPointer(at, place),
			});
		}
	}
	return found;
}
