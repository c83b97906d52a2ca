// Values that a request fixes and that are no partition of the store, e.g. the owner in `POST /owners/{ownerId}/pets`.

import { type Binding, getOwn, guessTypes, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { convertScalar } from './birth/fit-value.ts';
import { compileExpression, type ReadValue } from './expressions.ts';

/** A binding, ready to be read. */
export interface CompiledBinding {
	name: string;
	property: string | undefined;
	read: ReadValue;
}

/** The bindings of a request: those that it has a value for. */
export interface BoundValue {
	name: string;
	property: string | undefined;
	value: JsonValue;
	text: string;
}

export function compileBindings(bindings: readonly Binding[]): readonly CompiledBinding[] {
	return bindings.map(({ name, property, from }) => ({ name, property, read: compileExpression(from) }));
}

/** What the request fixes; a binding that it has no value for is left out. */
export function readBindings(bindings: readonly CompiledBinding[], request: CheckedRequest): readonly BoundValue[] {
	const values: BoundValue[] = [];
	for (const { name, property, read } of bindings) {
		const value = read(request);
		const text = toKeyText(value);
		if (value !== undefined && text !== undefined) values.push({ name, property, value, text });
	}
	return values;
}

/** Writes them to the properties that show them, in the property's type; the others are handed back, to be kept beside the entity. */
export function writeBindings(
	entity: JsonObject,
	{ bound, plan }: { bound: readonly BoundValue[]; plan: BirthPlan },
): Record<string, string> | undefined {
	let facts: Record<string, string> | undefined;
	for (const { name, property, value, text } of bound) {
		if (property === undefined) {
			facts ??= Object.create(null) as Record<string, string>;
			facts[name] = text;
		} else setOwn(entity, property, typeAs(value, { plan, property }));
	}
	return facts;
}

/** The value in the type in which answers show the property. */
export function typeAs(value: JsonValue, { plan, property }: { plan: BirthPlan; property: string }): JsonValue {
	const member = plan.membersOf({}).get(property);
	return (member && convertScalar(value, guessTypes(member.view))) ?? value;
}

/** Whether a record is one that the request means; `isStrict`: what it doesn't tell of itself counts as another. */
export function isBound(record: EntityRecord, bound: readonly BoundValue[], isStrict: boolean): boolean {
	return bound.every(({ name, property, text }) => {
		const own = property === undefined ? record.facts?.[name] : toKeyText(getOwn(record.entity, property));
		return own === undefined ? !isStrict : own === text;
	});
}
