// Shapes of maps and lists of any length.

import { isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { compileFit } from './fit.ts';
import { choose, createShape, type Shape, type Spot, type Traits, text } from './shape.ts';

/** A sentence, and what to do. */
export interface Words {
	message: string;
	remedy?: string;
}

/** What to do with a name that YAML has nothing behind. */
const FILL = 'put something below it, or leave it out';

/** Names that begin with `x-` have any value. */
export const EXTENSIONS: JsonObject = { '^x-': true };

/** A map with names that are the user's own. */
export function map(
	args: Traits & {
		values: Shape;
		/** What a message calls the value of a name; absent: its name. */
		member?(name: string): string;
		/** What names must be like. */
		names?: { pattern: string; message(name: string): string; remedy: string };
		what?: string;
		mustBe?: string;
		filled?: Words;
		/** Names that begin with `x-` have any value. */
		extensible?: boolean;
	},
): Shape {
	const { values, names, filled, extensible } = args;
	const isName = compileFit(names ? { pattern: names.pattern } : {});
	return createShape(args, {
		schema: {
			type: 'object',
			...(names && { propertyNames: { pattern: names.pattern } }),
			...(extensible && { patternProperties: EXTENSIONS }),
			...(Object.keys(values.schema).length > 0 && { additionalProperties: values.schema }),
			...(filled && { minProperties: 1 }),
		},
		check(value, outer) {
			const spot = args.what === undefined ? outer : { ...outer, what: args.what };
			const { pointer, code, report } = spot;
			const object = readMap(value, spot, args);
			if (!object) return;
			if (filled && Object.keys(object).length === 0) report({ kind: 'required', code, pointer, ...filled });
			for (const [name, member] of Object.entries(object)) {
				const at = joinPointer(pointer, name);
				if (names && !isName(name)) {
					report({ kind: 'value', code, pointer: at, message: names.message(name), remedy: names.remedy });
				}
				if (extensible && name.startsWith('x-')) continue;
				values.check(member, { ...spot, pointer: at, what: args.member?.(name) ?? name });
			}
		},
	});
}

/** A list. `each`: what a message calls an item. */
export function list(
	args: Traits & {
		items: Shape;
		each: string;
		/** What it must be, in the message for what is no list. */
		mustBe?: string;
		/** Each item once; only for items without parts. */
		unique?: boolean;
		/** At least one. */
		filled?: boolean;
		/** The most there may be; further ones are not looked at. */
		max?: number;
	},
): Shape {
	const { items, each, mustBe = 'a list', unique, filled, max } = args;
	return createShape(args, {
		names: items.names,
		schema: {
			type: 'array',
			...(Object.keys(items.schema).length > 0 && { items: items.schema }),
			...(filled && { minItems: 1 }),
			...(max !== undefined && { maxItems: max }),
			...(unique && { uniqueItems: true }),
		},
		check(value, spot) {
			const { pointer, what, code, report } = spot;
			if (!Array.isArray(value)) {
				const remedy = value === null ? FILL : 'begin each item with "- ", or put all in brackets: [ ]';
				report({ kind: 'type', code, pointer, message: `${what} must be ${mustBe}`, remedy });
				return;
			}
			if (filled && value.length === 0) {
				report({ kind: 'value', code, pointer, message: `the list ${what} is empty` });
			}
			const seen = new Set<JsonValue>();
			for (const [index, item] of value.slice(0, max).entries()) {
				const at: Pointer = `${pointer}/${index}`;
				items.check(item, { ...spot, pointer: at, what: `each ${each}` });
				if (unique && seen.has(item)) {
					const message = `the ${each} ${JSON.stringify(item)} is given twice`;
					report({ kind: 'value', code, pointer: at, message, remedy: 'remove one of the two' });
				}
				seen.add(item);
			}
			if (max !== undefined && value.length > max) {
				const message = `${value.length} ${each}s are more than the limit of ${max}`;
				report({ kind: 'too-many', code, pointer: `${pointer}/${max}`, message });
			}
		},
	});
}

/** A name, or a list of names that has at least one, each once. */
export function oneOrMore({ each, ...traits }: Traits & { each: string }): Shape {
	const names = list({ items: text(), each, unique: true, filled: true });
	return choose({ ...traits, cases: [{ if: { type: 'array' }, take: names }], otherwise: text() });
}

/** The value as a map; `undefined`, and a misfit, for what is none. */
export function readMap(
	value: JsonValue,
	spot: Spot,
	{ mustBe = 'a map of names to values', examples = [] }: { mustBe?: string; examples?: readonly JsonValue[] },
): JsonObject | undefined {
	if (isObject(value)) return value;
	const { what, code, pointer, report } = spot;
	const [example] = examples;
	const remedy =
		value === null && pointer !== ''
			? FILL
			: example === undefined
				? undefined
				: `write it like ${JSON.stringify(example)}`;
	report({
		kind: 'type',
		code,
		pointer,
		message: `${what} must be ${mustBe}`,
		...(remedy !== undefined && { remedy }),
	});
	return undefined;
}
