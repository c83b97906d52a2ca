// Values that a request fixes and that are no partition of the store, e.g. the owner in `POST /owners/{ownerId}/pets`.

import { type Binding, getOwn, guessTypes, type JsonObject, type JsonValue, setOwn } from '../../../spec/index.ts';
import type { EntityRecord } from '../../store/entity-store.ts';
import { toKeyText } from '../../store/key-text.ts';
import type { CheckedRequest } from '../../types/request.ts';
import { compileExpression, type ReadValue } from '../expressions.ts';
import type { BirthPlan } from './birth-plan.ts';
import { convertScalar, fitsView } from './fit-value.ts';

/** A binding, ready to be read. */
export interface CompiledBinding {
	name: string;
	property: string | undefined;
	/** What in the property, where that is an object. */
	inside: string | undefined;
	/** What nobody has said it of is there for all. */
	isOpen: boolean;
	read: ReadValue;
}

/** The bindings of a request: those that it has a value for. */
export interface BoundValue {
	name: string;
	property: string | undefined;
	inside: string | undefined;
	isOpen: boolean;
	value: JsonValue;
	text: string;
}

export function compileBindings(bindings: readonly Binding[]): readonly CompiledBinding[] {
	return bindings.map(({ name, property, inside, from, isTold = false }) => ({
		name,
		property,
		inside,
		isOpen: isTold,
		read: compileExpression(from),
	}));
}

/** What the request fixes; a binding that it has no value for is left out. */
export function readBindings(bindings: readonly CompiledBinding[], request: CheckedRequest): readonly BoundValue[] {
	const values: BoundValue[] = [];
	for (const { name, property, inside, isOpen, read } of bindings) {
		const value = read(request);
		const text = toKeyText(value);
		if (value !== undefined && text !== undefined) values.push({ name, property, inside, isOpen, value, text });
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
		const shown = property === undefined ? undefined : typeAs(value, { plan, property });
		if (property !== undefined && shown !== undefined) setOwn(entity, property, shown);
		else {
			facts ??= Object.create(null) as Record<string, string>;
			facts[name] = text;
		}
	}
	return facts;
}

/** The value in the type in which answers show the property; `undefined`: they can't show it. */
export function typeAs(
	value: JsonValue,
	{ plan, property }: { plan: BirthPlan; property: string },
): JsonValue | undefined {
	const member = plan.membersOf({}).get(property);
	if (!member) return value;
	const typed = convertScalar(value, guessTypes(member.view)) ?? value;
	return fitsView(member.view, typed) ? typed : undefined;
}

/** Whether a record is one that the request means; `isStrict`: what it doesn't tell of itself counts as another. */
export function isBound(record: EntityRecord, bound: readonly BoundValue[], isStrict: boolean): boolean {
	return bound.every(({ name, property, inside, isOpen, text }) => {
		const shown = property === undefined ? undefined : getOwn(record.entity, property);
		const told = record.facts?.[name] ?? toKeyText(inside === undefined ? shown : getOwn(shown, inside));
		const own = isOpen && told === record.facts?.[nameMadeUp(name)] ? undefined : told;
		return own === undefined ? isOpen || !isStrict : own === text;
	});
}

/** Beside the entity: the value that was made up, as nobody said it. */
export function nameMadeUp(name: string): string {
	return `${name}?`;
}

export function isMadeUp(name: string): boolean {
	return name.endsWith('?');
}
