// The small checks that the form of a scenario is made of. Each reports what doesn't fit and never throws.

import { isObject, type JsonObject, type JsonValue, joinPointer, type Pointer } from '../../spec/index.ts';
import { nearest } from '../text/nearest.ts';
import { type Report, suggest } from './mistake.ts';

/** A value of the file, and what to call it in a message. */
export interface Expected {
	value: JsonValue | undefined;
	pointer: Pointer;
	what: string;
	report: Report;
}

/** The value as an object; `undefined`, and a mistake, for what is none. */
export function expectObject({ value, pointer, what, report }: Expected): JsonObject | undefined {
	if (isObject(value)) return value;
	report({ code: 'scenario.type', pointer, message: `${what} must be a map of names to values` });
	return undefined;
}

/** The value as a list; absent is fine. */
export function expectList({ value, pointer, what, report }: Expected): readonly JsonValue[] | undefined {
	if (Array.isArray(value)) return value;
	if (value !== undefined) report({ code: 'scenario.type', pointer, message: `${what} must be a list` });
	return undefined;
}

/** A string of at least one character; absent is fine. */
export function expectText({ value, pointer, what, report }: Expected): void {
	if (value === undefined) return;
	if (typeof value !== 'string') report({ code: 'scenario.type', pointer, message: `${what} must be a string` });
	else if (value === '') report({ code: 'scenario.value', pointer, message: `${what} must not be empty` });
}

/** Strings of at least one character, each once. */
export function expectTexts(args: {
	list: readonly JsonValue[];
	pointer: Pointer;
	what: string;
	report: Report;
}): void {
	const seen = new Set<JsonValue>();
	for (const [index, value] of args.list.entries()) {
		const pointer = `${args.pointer}/${index}`;
		expectText({ value, pointer, what: `each ${args.what}`, report: args.report });
		if (seen.has(value)) {
			const message = `the ${args.what} ${JSON.stringify(value)} is given twice`;
			args.report({ code: 'scenario.value', pointer, message, remedy: 'remove one of the two' });
		}
		seen.add(value);
	}
}

/** A string, a number, a boolean or null. */
export function expectScalar({ value, pointer, what, report }: Expected): void {
	if (typeof value !== 'object' || value === null) return;
	const message = `${what} must be a string, a number, true, false or null`;
	report({ code: 'scenario.type', pointer, message });
}

/** A whole number from 1 to `max`; absent is fine. False: it is none. */
export function expectInteger({
	value,
	pointer,
	what,
	report,
	...bounds
}: Expected & { min?: number; max?: number }): boolean {
	if (value === undefined) return false;
	const { min = 1, max = Number.POSITIVE_INFINITY } = bounds;
	if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return true;
	const range = Number.isFinite(max) ? `from ${min} to ${max}` : `of at least ${min}`;
	report({ code: 'scenario.value', pointer, message: `${what} must be a whole number ${range}` });
	return false;
}

/** Names that a map may not have, and those that it lacks. `x-…` is allowed where `extensible`. */
export function checkProperties(args: {
	object: JsonObject;
	pointer: Pointer;
	known: readonly string[];
	required?: readonly string[];
	extensible?: boolean;
	report: Report;
}): void {
	const { object, pointer, known, report } = args;
	for (const name of Object.keys(object)) {
		if (known.includes(name) || (args.extensible && name.startsWith('x-'))) continue;
		const remedy = suggest(nearest(name, known, 1), known);
		const at = joinPointer(pointer, name);
		report({ code: 'scenario.unknown-property', pointer: at, message: `unknown property "${name}"`, remedy });
	}
	for (const name of args.required ?? []) {
		if (Object.hasOwn(object, name)) continue;
		report({ code: 'scenario.required', pointer, message: `${name} is missing`, remedy: `add "${name}:"` });
	}
}
