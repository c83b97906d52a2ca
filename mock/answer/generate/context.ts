// What the parts of one generation share.

import type { Faker } from '@faker-js/faker';
import type { Direction, JsonValue, Pointer, SchemaView } from '../../../spec/index.ts';
import type { Numbers } from './numbers.ts';

/** How full a generated value is: required properties alone, everything, or as the seed has it; absent: every property, a few items. */
export type Variant = 'minimal' | 'maximal' | 'seeded';

/** The same for a request that people try: what it must have, and something plain beside it where that is little. */
export type Fullness = Variant | 'sample';

/** One attempt at a value. */
export interface Generation {
	numbers: Numbers;
	nowMs: number;
	direction: Direction;
	variant: Fullness | undefined;
	/** Take the examples and defaults of the schemas. */
	useExamples: boolean;
	/** Places in the document where an example turned out not to fit, e.g. `/components/schemas/Pet/properties/tag/pattern`. */
	distrusted: readonly Pointer[];
	/** Always the first branch of a union, until it has been seen not to do. */
	isFixed: boolean;
	/** How much is done to be outside the other branches of a union: nothing, leave properties out, add properties. */
	caution: 'none' | 'leave-out' | 'estrange';
	/** Loaded on first use. */
	faker(): Faker;
	/** The language that was asked for, as Faker has its name; `undefined`: none was. */
	locale: string | undefined;
	/** What the object is that is being made, e.g. `bus_station`; empty: nothing says it. */
	noun: string;
	/** How often each schema is being generated, one inside the other. */
	active: Map<Pointer, number>;
	depth: number;
	/** Values that may still be made. */
	room: number;
	/** Where less room is left than this, nothing more is made than must be there. */
	leanBelow: number;
	/** What could not be generated, the innermost first. */
	failure: { pointer: Pointer; reason: string } | undefined;
	/** Makes a value that fits a view; `undefined` where that failed (`failure` says why). `name`: the property it is for. */
	make(view: SchemaView, name: string): JsonValue | undefined;
}

/** Notes why a value could not be made. */
export function giveUp(generation: Generation, pointer: Pointer, reason: string): undefined {
	generation.failure ??= { pointer, reason };
	return undefined;
}

/** True where making a value of this view would lead back into one that is being made. */
export function isRecursive(generation: Generation, { parts }: SchemaView): boolean {
	return parts.some(({ pointer }) => generation.active.has(pointer));
}
