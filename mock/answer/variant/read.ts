// What a schema says about the forms of its values, over all that it is made of.

import type { JsonValue } from '../../../spec/index.ts';
import { compileSchema, getList, getOwn, listConjuncts, type SchemaRef, stepInto } from '../../../spec/index.ts';
import type { Shape } from '../../request/shape.ts';

/** Schemas that one is made of; more is no schema that anybody reads. */
const MAX_PARTS = 200;
/** Keywords after which a text is no free text. */
const BINDING = ['enum', 'const', 'format', 'pattern', 'contentEncoding', 'contentMediaType'] as const;

/** Null is among the values; the schema itself decides. */
export function isNullable({ schema, types }: Shape): boolean {
	return schema !== undefined && types.has('null') && compileSchema(schema, 'response')(null).length === 0;
}

/** The narrowest `minItems` and `maxItems`, or `…Length`; 0 and Infinity where there are none. */
export function readLimits({ schema }: Shape, what: 'Items' | 'Length'): { min: number; max: number } {
	const limits = { min: 0, max: Number.POSITIVE_INFINITY };
	for (const { value } of schema ? joinParts(schema, false) : []) {
		const min = getOwn(value, `min${what}`);
		const max = getOwn(value, `max${what}`);
		if (typeof min === 'number') limits.min = Math.max(limits.min, min);
		if (typeof max === 'number') limits.max = Math.min(limits.max, max);
	}
	return limits;
}

/** A text that says nothing but itself: no enum, format or pattern. */
export function isFreeText({ schema, types }: Shape): boolean {
	if (!schema || !types.has('string')) return false;
	return joinParts(schema, true).every(({ value }) => BINDING.every((keyword) => getOwn(value, keyword) === undefined));
}

/** The values of an enum that the schema accepts as a whole, null aside; empty: it has none. In the document's order. */
export function listEnumValues({ schema }: Shape): JsonValue[] {
	if (!schema) return [];
	const values = new Map<string, JsonValue>();
	for (const { value } of joinParts(schema, true)) {
		for (const one of getList(value, 'enum')) if (one !== null) values.set(JSON.stringify(one), one);
	}
	if (values.size === 0) return [];
	const validate = compileSchema(schema, 'response');
	return [...values.values()].filter((one) => validate(one).length === 0);
}

/** A schema with what `$ref` and `allOf` add, and, where wanted, the alternatives. */
export function joinParts(schema: SchemaRef, withAlternatives: boolean): SchemaRef[] {
	const joined = new Map<string, SchemaRef>();
	const open = [schema];
	for (let next = open.shift(); next && joined.size < MAX_PARTS; next = open.shift()) {
		if (joined.has(next.pointer)) continue;
		joined.set(next.pointer, next);
		open.push(...listConjuncts(next));
		if (!withAlternatives) continue;
		for (const keyword of ['oneOf', 'anyOf']) {
			for (const index of getList(next.value, keyword).keys()) open.push(stepInto(next, keyword, index));
		}
	}
	return [...joined.values()];
}
