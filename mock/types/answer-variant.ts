// The forms that a document allows an answer to take, as a session may ask for them. Types and names only.

import type { JsonValue, Pointer } from '../../spec/index.ts';

/**
 * How full the success answers of a session are:
 * `minimal` only what must be there, null where it may be, arrays as short as they may be; `sparse` without what may be absent,
 * arrays as they are; `nulls` everything there, null where it may be; `maximal` everything there, texts and arrays long;
 * `seeded` generated answers by chance of the seed, entities as they are.
 */
export type AnswerForm = 'minimal' | 'sparse' | 'nulls' | 'maximal' | 'seeded';

// One value in its place, e.g. { form: 'enum', pointer: '/lines/*/unit', value: 'BOX' }.
/** A form, or one value in its place; in the pointer, the token `*` stands for every item of an array. */
export type AnswerVariant = AnswerForm | EnumVariant;

/** One value of an enum, or (`alternative`) of a union or of another type. */
export interface EnumVariant {
	form: 'enum' | 'alternative';
	pointer: Pointer;
	value: JsonValue;
}

/** Longer values are cut off in names. */
const MAX_NAMED = 80;

/** E.g. `minimal`, `enum /unit = "BOX"`. */
export function nameVariant(variant: AnswerVariant): string {
	if (typeof variant === 'string') return variant;
	const value = JSON.stringify(variant.value);
	return `${variant.form} ${variant.pointer} = ${value.length > MAX_NAMED ? `${value.slice(0, MAX_NAMED)}…` : value}`;
}
