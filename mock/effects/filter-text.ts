// Comparisons as text: `title eq "a" and price gt 5`, and OData's `contains(name,'a') or not (price in (1,2))`.

import { type FilterOperator, findOperator, type JsonObject, type JsonValue, readSteps } from '../../spec/index.ts';
import { matchesFilter } from './list-compare.ts';

type Test = (entity: JsonObject) => boolean;
type Steps = readonly string[];

/** What the text asks of an entity; `undefined`: it is no such text, or speaks of what `find` does not know. */
export function parseFilterText(text: string, find: (name: string) => Steps | undefined): Test | undefined {
	const reader = new FilterReader(text, find);
	const test = reader.readAny(0);
	return test && reader.isAtEnd() ? test : undefined;
}

const SIGNS: Readonly<Record<string, FilterOperator>> = {
	'==': 'eq',
	'!=': 'ne',
	'>=': 'gte',
	'<=': 'lte',
	'>': 'gt',
	'<': 'lt',
	'=': 'eq',
	':': 'eq',
};
const FUNCTIONS: Readonly<Record<string, FilterOperator>> = {
	contains: 'like',
	substringof: 'like',
	startswith: 'starts',
	endswith: 'ends',
};
const SPACE = /\s*/y;
const NAME = /[\w./]+/y;
const CALL = /(contains|substringof|startswith|endswith)\s*\(/iy;
const FOLDED = /(?:tolower|toupper)\s*\(\s*([\w./]+)\s*\)/iy;
const SIGN = /==|!=|>=|<=|>|<|=|:|(?:eq|ne|gt|ge|lt|le|co|sw|ew|in)(?=[\s('"])/iy;
const VALUE = /"([^"]*)"|'((?:[^']|'')*)'|([^\s,;()]+)/y;
const AND = /and(?=[\s(])|;/iy;
const OR = /or(?=[\s(])/iy;
const NOT = /not(?=[\s(])/iy;
const TRUTH = /eq\s+(true|false)/iy;
/** How deep brackets may lie. */
const MAX_DEPTH = 16;

/** Reads from left to right; what doesn't fit ends it. */
class FilterReader {
	readonly #text: string;
	readonly #find: (name: string) => Steps | undefined;
	#at = 0;

	constructor(text: string, find: (name: string) => Steps | undefined) {
		this.#text = text;
		this.#find = (name) => find(name.replaceAll('/', '.'));
	}

	isAtEnd(): boolean {
		this.#take(SPACE);
		return this.#at === this.#text.length;
	}

	/** One of several. */
	readAny(depth: number): Test | undefined {
		const tests = this.#readList(OR, () => this.#readAll(depth));
		return tests && (tests.length === 1 ? tests[0] : (entity) => tests.some((test) => test(entity)));
	}

	#readAll(depth: number): Test | undefined {
		const tests = this.#readList(AND, () => this.#readOne(depth));
		return tests && (tests.length === 1 ? tests[0] : (entity) => tests.every((test) => test(entity)));
	}

	#readList(between: RegExp, read: () => Test | undefined): Test[] | undefined {
		const tests: Test[] = [];
		do {
			const test = read();
			if (!test) return undefined;
			tests.push(test);
		} while (this.#take(between));
		return tests;
	}

	#readOne(depth: number): Test | undefined {
		if (depth > MAX_DEPTH) return undefined;
		if (this.#take(NOT)) {
			const test = this.#readOne(depth + 1);
			return test && ((entity) => !test(entity));
		}
		if (this.#takeSign('(')) {
			const inner = this.readAny(depth + 1);
			return inner && this.#takeSign(')') ? inner : undefined;
		}
		const call = this.#take(CALL);
		return call ? this.#readCall((call[1] as string).toLowerCase()) : this.#readComparison();
	}

	/** `contains(name,'a')`, `substringof('a',name)`, and what older clients write behind: `eq true`. */
	#readCall(name: string): Test | undefined {
		const isTurned = name === 'substringof';
		const first = isTurned ? this.#readValue() : this.#readSteps();
		if (first === undefined || !this.#takeSign(',')) return undefined;
		const second = isTurned ? this.#readSteps() : this.#readValue();
		if (second === undefined || !this.#takeSign(')')) return undefined;
		const [steps, wanted] = (isTurned ? [second, first] : [first, second]) as [Steps, string];
		const operator = FUNCTIONS[name] as FilterOperator;
		const isNot = this.#take(TRUTH)?.[1]?.toLowerCase() === 'false';
		return (entity) => matchesFilter(readSteps(entity, steps), operator, wanted) !== isNot;
	}

	#readComparison(): Test | undefined {
		const isFolded = this.#peek(FOLDED);
		const steps = this.#readSteps();
		const sign = steps && this.#take(SIGN)?.[0].toLowerCase();
		if (!steps || sign === undefined) return undefined;
		const operator = SIGNS[sign] ?? findOperator(sign) ?? 'eq';
		const wanted = operator === 'in' ? this.#readValues() : this.#readValue();
		if (wanted === undefined) return undefined;
		if (!isFolded || typeof wanted !== 'string')
			return (entity) => matchesFilter(readSteps(entity, steps), operator, wanted);
		const folded = wanted.toLowerCase();
		return (entity) => matchesFilter(String(readSteps(entity, steps) ?? '').toLowerCase(), operator, folded);
	}

	#readSteps(): Steps | undefined {
		const name = this.#take(FOLDED)?.[1] ?? this.#take(NAME)?.[0];
		return name === undefined ? undefined : this.#find(name);
	}

	/** `(1,2)` */
	#readValues(): JsonValue | undefined {
		if (!this.#takeSign('(')) return this.#readValue();
		const values: string[] = [];
		do {
			const value = this.#readValue();
			if (value === undefined) return undefined;
			values.push(value);
		} while (this.#takeSign(','));
		return this.#takeSign(')') ? values : undefined;
	}

	#readValue(): string | undefined {
		const match = this.#take(VALUE);
		return match?.[1] ?? match?.[2]?.replaceAll("''", "'") ?? match?.[3];
	}

	#takeSign(sign: string): boolean {
		this.#take(SPACE);
		if (this.#text[this.#at] !== sign) return false;
		this.#at += 1;
		return true;
	}

	#peek(pattern: RegExp): boolean {
		const at = this.#at;
		const isThere = this.#take(pattern) !== null;
		this.#at = at;
		return isThere;
	}

	/** What stands next, behind any space. */
	#take(pattern: RegExp): RegExpExecArray | null {
		SPACE.lastIndex = this.#at;
		const start = this.#at + (SPACE.exec(this.#text)?.[0].length ?? 0);
		pattern.lastIndex = start;
		const match = pattern.exec(this.#text);
		if (match) this.#at = start + match[0].length;
		return match;
	}
}
