// The forms that a document allows an answer to take, as a session may ask for them. Types and names only.

import type { JsonValue, Pointer } from '../../spec/index.ts';

/**
 * How full the success answers of a session are:
 * `minimal` only what must be there, null where it may be, arrays as short as they may be; `sparse` without what may be absent,
 * arrays as they are; `nulls` everything there, null where it may be; `maximal` everything there, texts and arrays long;
 * `seeded` generated answers by chance of the seed, entities as they are.
 */
export type AnswerForm = 'minimal' | 'sparse' | 'nulls' | 'maximal' | 'seeded';

// A form, or one value of an enum in its place, e.g. { form: 'enum', pointer: '/lines/*/unit', value: 'BOX' }.
/** A form, or one value of an enum; in its pointer, the token `*` stands for every item of an array. */
export type AnswerVariant = AnswerForm | EnumVariant;

export interface EnumVariant {
	form: 'enum';
	pointer: Pointer;
	value: JsonValue;
}

/** All forms that go by a name alone. */
export const ANSWER_FORMS: readonly AnswerForm[] = ['minimal', 'sparse', 'nulls', 'maximal', 'seeded'];

/** E.g. `minimal`, `enum /unit = "BOX"`. */
export function nameVariant(variant: AnswerVariant): string {
	return typeof variant === 'string' ? variant : `enum ${variant.pointer} = ${JSON.stringify(variant.value)}`;
}
