// Regular expressions of documents, in time that grows with the text only.

import { createRequire } from 'node:module';
import { measurePattern, type PatternCost } from './measure-pattern.ts';
import { isFree, searchTimed } from './pattern-limits.ts';
import { writeWithFlag } from './unicode-syntax.ts';

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
/** A step of RE2 takes four times as long as one of V8. */
const LINEAR_WEIGHT = 4;
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
	const cost = measurePattern(source);
	const native = cost?.isLinear ? createNative(source) : undefined;
	if (native) return wrap(source, { engine: 'native', weight: cost?.ways, test: (text) => native.test(text) });
	return createLinear(source) ?? createGuarded(source, cost);
}

/** `weight`: steps for each character of a text, or for each to the power of `degree`; `undefined`: nobody knows. */
function wrap(
	source: string,
	args: {
		engine: CompiledPattern['engine'];
		weight: number | undefined;
		degree?: number | undefined;
		test(text: string): boolean;
		onBroken?: () => void;
	},
): CompiledPattern {
	const { engine, weight, degree = 1, test: run, onBroken } = args;
	const test = (text: string): boolean => {
		const steps = weight && weight * (text.length + 1) ** degree;
		return steps !== undefined && isFree(steps) ? run(text) : searchTimed({ source, text, steps, run, onBroken });
	};
	return { source, engine, test, toString: () => source };
}

function createNative(source: string): RegExp | undefined {
	// Many documents hold escapes that only the older syntax allows, e.g. `\-` outside of a class; it takes `\p{L}` for letters, though.
	return tryNative(source, 'u') ?? tryNative(writeWithFlag(source), 'u') ?? tryNative(source, '');
}

function tryNative(source: string, flags: string): RegExp | undefined {
	try {
		return new RegExp(source, flags);
	} catch {
		return undefined;
	}
}

function createLinear(source: string): CompiledPattern | undefined {
	// RE2 reads `\k<name>` as a letter.
	if (NAMED_REFERENCE.test(source)) return undefined;
	const { RE2JS } = require('re2js') as typeof import('re2js');
	const compile = () => RE2JS.compile(RE2JS.translateRegExp(source));
	try {
		let linear = compile();
		const weight = LINEAR_WEIGHT * linear.programSize();
		return wrap(source, {
			engine: 'linear',
			weight,
			test: (text) => linear.test(text),
			// It keeps what it has found out, of which half is nothing to go on with.
			onBroken() {
				linear = compile();
			},
		});
	} catch {
		return undefined;
	}
}

/** Backreferences, and lookarounds that are not simple, need V8's own engine, which may search for years; of short texts rarely. */
function createGuarded(source: string, cost: PatternCost | undefined): CompiledPattern | undefined {
	const native = createNative(source);
	const test = (text: string) => native?.test(text) ?? false;
	return native && wrap(source, { engine: 'guarded', weight: cost?.ways, degree: cost?.degree, test });
}
