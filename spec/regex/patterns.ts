// Regular expressions of documents, in time that grows with the text only.

import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** A pattern, ready to be tried on texts (unanchored, as JSON Schema 2020-12 validation §6.3.3 has it). */
export interface CompiledPattern {
	source: string;
	/** `native`: its structure rules out long searches; `linear`: RE2; `guarded`: neither, so every test has a time limit. */
	engine: 'native' | 'linear' | 'guarded';
	test(text: string): boolean;
	/** The source: what AJV tells patterns apart by. */
	toString(): string;
}

const require = createRequire(import.meta.url);
/** What a guarded pattern may take on one text. */
const GUARD_MS = 50;
/** So many of them may run out of that before something else gets its turn; those after them are not begun. */
const MAX_OVERRUNS = 3;
let overruns = 0;
/** Ways through a pattern at one position of the text; beyond, RE2 takes over. */
const MAX_WAYS = 256;
const NAMED_REFERENCE = /(?:^|[^\\])(?:\\\\)*\\k</;
const MAX_CACHED = 10_000;
const cache = new Map<string, CompiledPattern>();

/**
 * Compiles a pattern of a document, e.g. `^(a+)+$`; the same source gives the same object. `undefined` for what neither
 * ECMA-262 nor RE2 understands.
 */
export function compilePattern(source: string): CompiledPattern | undefined {
	const known = cache.get(source);
	if (known) return known;
	const compiled = choosePattern(source);
	if (cache.size >= MAX_CACHED) cache.clear();
	if (compiled) cache.set(source, compiled);
	return compiled;
}

function choosePattern(source: string): CompiledPattern | undefined {
	if (isBounded(source)) {
		const native = createNative(source);
		if (native) return wrap(source, 'native', (text) => native.test(text));
	}
	// RE2 reads `\k<name>` as a letter.
	const linear = NAMED_REFERENCE.test(source) ? undefined : createLinear(source);
	if (linear) return wrap(source, 'linear', (text) => linear.test(text));
	const native = createNative(source);
	return native && wrap(source, 'guarded', createGuarded(native));
}

function wrap(source: string, engine: CompiledPattern['engine'], test: (text: string) => boolean): CompiledPattern {
	return { source, engine, test, toString: () => source };
}

function createNative(source: string): RegExp | undefined {
	// Many documents hold escapes that only the older syntax allows, e.g. `\-` outside of a class.
	for (const flags of ['u', '']) {
		try {
			return new RegExp(source, flags);
		} catch {}
	}
	return undefined;
}

function createLinear(source: string): { test(text: string): boolean } | undefined {
	const { RE2JS } = require('re2js') as typeof import('re2js');
	try {
		return RE2JS.compile(RE2JS.translateRegExp(source));
	} catch {
		return undefined;
	}
}

/** Lookarounds and backreferences need V8's own engine, which may search for years: the time limit of `vm` ends that. */
function createGuarded(pattern: RegExp): (text: string) => boolean {
	const context = createContext({ pattern, text: '' });
	const script = new Script('pattern.test(text)');
	return (text) => {
		if (overruns >= MAX_OVERRUNS) return false;
		context['text'] = text;
		try {
			return script.runInContext(context, { timeout: GUARD_MS }) as boolean;
		} catch {
			// A request is checked in one go: with a budget for each text, forty texts would hold everybody up for seconds.
			if (overruns === 0) setImmediate(forgetOverruns);
			overruns += 1;
			// Not known to fit, so it doesn't.
			return false;
		}
	};
}

function forgetOverruns(): void {
	overruns = 0;
}

/**
 * True where the structure alone shows that a search takes time in proportion to the text: at most one unbounded
 * repetition, of single characters and behind `^`, and few ways through all else. False says nothing.
 */
export function isBounded(source: string): boolean {
	const node = parseRegex(source);
	if (!node) return false;
	const options = node.kind === 'choice' ? node.options : [node];
	let ways = 0;
	for (const option of options) {
		const cost = measure(option);
		if (!cost || (cost.unbounded > 0 && !isAnchored(option))) return false;
		ways += cost.ways;
	}
	return ways <= MAX_WAYS;
}

interface Cost {
	ways: number;
	unbounded: number;
}

function isAnchored(node: RegexNode): boolean {
	const first = node.kind === 'sequence' ? node.items[0] : node;
	return first?.kind === 'anchor' && first.at === 'start';
}

function measure(node: RegexNode): Cost | undefined {
	switch (node.kind) {
		case 'characters':
		case 'anchor':
			return { ways: 1, unbounded: 0 };
		case 'look':
		case 'backreference':
			return undefined;
		case 'sequence':
			return combine(node.items, (a, b) => a * b);
		case 'choice':
			return combine(node.options, (a, b) => a + b);
		case 'repeat':
			return measureRepeat(node);
	}
}

function combine(nodes: readonly RegexNode[], join: (a: number, b: number) => number): Cost | undefined {
	let total: Cost | undefined;
	for (const node of nodes) {
		const cost = measure(node);
		if (!cost) return undefined;
		total = total
			? { ways: join(total.ways, cost.ways), unbounded: total.unbounded + cost.unbounded }
			: { ways: cost.ways, unbounded: cost.unbounded };
		if (total.ways > MAX_WAYS || total.unbounded > 1) return undefined;
	}
	return total ?? { ways: 1, unbounded: 0 };
}

function measureRepeat({ of, min, max }: Extract<RegexNode, { kind: 'repeat' }>): Cost | undefined {
	const inner = measure(of);
	if (!inner) return undefined;
	// Up to thousands of single characters behave like an unbounded repetition.
	if (max > MAX_WAYS && max !== min) return of.kind === 'characters' ? { ways: 1, unbounded: 1 } : undefined;
	if (inner.unbounded > 0) return max <= 1 ? { ways: inner.ways + 1, unbounded: 1 } : undefined;
	const ways = inner.ways === 1 ? max - min + 1 : inner.ways ** max + (max - min);
	return ways <= MAX_WAYS ? { ways, unbounded: 0 } : undefined;
}
