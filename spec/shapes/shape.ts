// The form of a value, said once: a shape checks values with messages for people, and is its own JSON Schema.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { compileFit, type FitSchema } from './fit.ts';

/** Something that is not of its shape. */
export interface Misfit {
	kind: 'type' | 'required' | 'unknown-property' | 'apart' | 'value' | 'too-many';
	/** The code of the innermost shape around it that has one. */
	code: string | undefined;
	pointer: Pointer;
	/** One sentence without a closing full stop. */
	message: string;
	remedy?: string;
}

/** Where a value stands, and what a message calls it, e.g. `each state`. */
export interface Spot {
	pointer: Pointer;
	what: string;
	code: string | undefined;
	report(misfit: Misfit): void;
	/** The names of the record that it is in, and what it is called there. */
	around?: { names: readonly string[]; what: string };
}

/** The form of a value. */
export interface Shape {
	/** The same in JSON Schema 2020-12, with titles, descriptions and examples for editors. */
	readonly schema: JsonObject;
	/** What to do where a property of this shape is missing; absent: to add it. */
	readonly missing: string | undefined;
	/** The code of misfits of this property, also of a missing one. */
	readonly code: string | undefined;
	/** The names of its properties, or of those of its items: what stands beside it may belong below it. */
	readonly names: readonly string[];
	/** Reports everything in the value that is not of the shape. Never throws. */
	check(value: JsonValue, spot: Spot): void;
}

/** What every shape may have: words for editors, a code of its own for its misfits, what to do where it is missing. */
export interface Traits {
	title?: string;
	description?: string;
	default?: JsonValue;
	examples?: JsonValue[];
	code?: string;
	missing?: string;
}

/** Everything in a value that is not of its shape; empty: it is. `what`: what messages call it, e.g. `a scenario`. */
export function findMisfits(shape: Shape, args: { value: JsonValue; pointer: Pointer; what: string }): Misfit[] {
	const misfits: Misfit[] = [];
	const { value, ...spot } = args;
	shape.check(value, { ...spot, code: undefined, report: (misfit) => misfits.push(misfit) });
	return misfits;
}

/** A shape of its two sides, with traits. */
export function createShape(
	traits: Traits,
	{ schema, names = [], check }: Pick<Shape, 'schema' | 'check'> & Partial<Pick<Shape, 'names'>>,
): Shape {
	const { code, missing } = traits;
	const words: JsonObject = {};
	for (const name of ['title', 'description', 'default', 'examples'] as const) {
		const word = traits[name];
		if (word !== undefined) words[name] = word;
	}
	return {
		// Once for their place in front, and once more for their text.
		schema: { ...words, ...schema, ...words },
		code,
		missing,
		names,
		check: code === undefined ? check : (value, spot) => check(value, { ...spot, code }),
	};
}

/** Any value. */
export function anything(traits: Traits = {}): Shape {
	return createShape(traits, { schema: {}, check: () => undefined });
}

/**
 * A value without parts that the keywords of `schema` decide on; `also` decides on what they can't say. A message that is
 * a text goes on after what the value is called: `must be a list`.
 */
export function leaf(
	args: Traits & {
		schema: FitSchema;
		kind?: 'type' | 'value';
		message: string | ((value: JsonValue, what: string) => string);
		remedy?: string | ((value: JsonValue) => string | undefined) | undefined;
		also?(value: JsonValue): boolean;
	},
): Shape {
	const { schema, kind = 'value', message, remedy, also } = args;
	const fits = compileFit(schema);
	return createShape(args, {
		schema: schema as JsonObject,
		check(value, { pointer, what, code, report }) {
			if (fits(value) && (also?.(value) ?? true)) return;
			const text = typeof message === 'string' ? `${what} ${message}` : message(value, what);
			const advice = (typeof remedy === 'function' ? remedy(value) : remedy) ?? adviseOnSwitch(schema, value);
			report({ kind, code, pointer, message: text, ...(advice !== undefined && { remedy: advice }) });
		},
	});
}

/** What YAML 1.1 took for true and false, and YAML 1.2 takes for texts. */
const SWITCHES: ReadonlyMap<string, boolean> = new Map([
	...['y', 'yes', 'on', 'true'].map((word) => [word, true] as const),
	...['n', 'no', 'off', 'false'].map((word) => [word, false] as const),
]);

function adviseOnSwitch({ type, const: only }: FitSchema, value: JsonValue): string | undefined {
	const meant = typeof value === 'string' ? SWITCHES.get(value.toLowerCase()) : undefined;
	if (meant === undefined || !(type === 'boolean' || only === meant)) return undefined;
	return `write ${meant}: "${value}" is a text`;
}

/** A string that is not empty, or where a pattern is given, one that is like that. */
export function text(
	args: Traits & {
		like?: { pattern: string; maxLength?: number };
		/** What it must be, in the message for what is no string or empty, e.g. `the name of a property`. */
		mustBe?: string;
		message?(value: JsonValue): string;
		remedy?: string;
	} = {},
): Shape {
	const { like = { minLength: 1 }, mustBe, remedy } = args;
	const { message = mustBe === undefined ? 'must not be empty' : `must be ${mustBe}` } = args;
	const string = leaf({
		schema: { type: 'string' },
		kind: 'type',
		message: `must be ${mustBe ?? 'a string'}`,
		remedy: (value) => (value === null || typeof value === 'object' ? remedy : 'put it in quotes'),
	});
	const good = leaf({ schema: { type: 'string', ...like }, message, remedy });
	return createShape(args, {
		schema: good.schema,
		check: (value, spot) => (typeof value === 'string' ? good : string).check(value, spot),
	});
}

/** A whole number within bounds. */
export function whole(args: Traits & { min: number; max?: number; mustBe?: string; remedy?: string }): Shape {
	const { min, max, mustBe = 'a whole number', remedy, ...traits } = args;
	const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
	const schema = { type: 'integer', minimum: min, ...(max !== undefined && { maximum: max }) };
	return leaf({
		...traits,
		schema,
		message: `must be ${mustBe} ${range}`,
		remedy: (value) => (typeof value === 'string' && /^\d+$/.test(value) ? 'write it without quotes' : remedy),
	});
}

/** The shape of the first case whose `if` the value fits, else `otherwise`. */
export function choose(args: Traits & { cases: readonly { if: FitSchema; take: Shape }[]; otherwise: Shape }): Shape {
	const cases = args.cases.map((one) => ({ ...one, fits: compileFit(one.if) }));
	const schema = cases.reduceRight<JsonObject>((rest, one) => {
		const isLast = Object.keys(rest).length === 0;
		// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
		return { if: one.if as JsonObject, then: one.take.schema, ...(!isLast && { else: rest }) };
	}, args.otherwise.schema);
	return createShape(args, {
		schema,
		check(value, spot) {
			const take = cases.find(({ fits }) => fits(value))?.take ?? args.otherwise;
			take.check(value, spot);
		},
	});
}
