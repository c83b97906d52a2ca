// Made-up answers with a list: what they tell of its page agrees with it.

import {
	countsFromZero,
	isObject,
	type JsonObject,
	type JsonValue,
	readPageMetadata,
	setOwn,
} from '../../spec/index.ts';
import type { LazySchema } from './answer-plan.ts';
import { pageOfAll } from './list-envelope.ts';
import { fillPage } from './page-values.ts';

/** The value with totals, pages and flags as its only list has them; the value itself where it has none, or is an entity with one. */
export function agreeTotals(value: JsonValue, schema: LazySchema): JsonValue {
	if (!isObject(value) || Object.hasOwn(value, 'id')) return value;
	const [name, ...others] = Object.keys(value).filter((one) => Array.isArray(value[one]));
	if (name === undefined || others.length > 0) return value;
	const { length } = value[name] as JsonValue[];
	const told: JsonObject = {};
	const page = pageOfAll(length, length);
	if (countsFromZero(schema.view)) page.paging = { firstPage: 0 };
	fillPage(told, readPageMetadata(schema.view, [name]), { page, isStrict: true });
	const agreed = replace(value, told);
	return schema.fits(agreed) ? agreed : value;
}

/** What is there already as it is told; nothing comes that wasn't there. */
function replace(value: JsonObject, told: JsonObject): JsonObject {
	const replaced: JsonObject = {};
	for (const [name, own] of Object.entries(value)) {
		const one = Object.hasOwn(told, name) ? told[name] : undefined;
		const isPart = isObject(own) && isObject(one);
		setOwn(replaced, name, isPart ? replace(own, one) : (one ?? (own as JsonValue)));
	}
	return replaced;
}
