// The words by which schemas elsewhere name their types.

import type { JsonObject, JsonValue } from '../types/json.ts';

/** The types of JSON Schema, and `file` of Swagger 2.0, which is read where it may stand. */
export const TYPES: ReadonlySet<JsonValue> = new Set<JsonValue>([
	...['null', 'boolean', 'number', 'integer', 'string', 'array', 'object', 'file'],
]);
/** What types of programming languages and databases are in JSON. */
const MEANT: Readonly<Record<string, readonly [type: string, format?: string]>> = {
	bool: ['boolean'],
	int: ['integer'],
	int32: ['integer', 'int32'],
	int64: ['integer', 'int64'],
	long: ['integer', 'int64'],
	bigint: ['integer', 'int64'],
	biginteger: ['integer'],
	smallint: ['integer'],
	tinyint: ['integer'],
	short: ['integer'],
	float: ['number'],
	double: ['number'],
	decimal: ['number'],
	bigdecimal: ['number'],
	numeric: ['number'],
	real: ['number'],
	text: ['string'],
	longtext: ['string'],
	mediumtext: ['string'],
	richtext: ['string'],
	slug: ['string'],
	uid: ['string'],
	ulid: ['string'],
	cuid: ['string'],
	enumeration: ['string'],
	str: ['string'],
	char: ['string'],
	varchar: ['string'],
	enum: ['string'],
	objectid: ['string'],
	password: ['string', 'password'],
	email: ['string', 'email'],
	url: ['string', 'uri'],
	uri: ['string', 'uri'],
	uuid: ['string', 'uuid'],
	guid: ['string', 'uuid'],
	binary: ['string', 'binary'],
	blob: ['string', 'binary'],
	date: ['string', 'date'],
	dateonly: ['string', 'date'],
	localdate: ['string', 'date'],
	datetime: ['string', 'date-time'],
	'date-time': ['string', 'date-time'],
	timestamp: ['string', 'date-time'],
	instant: ['string', 'date-time'],
	// Without its zone it is none of the formats.
	localdatetime: ['string'],
	time: ['string'],
	timeonly: ['string'],
	list: ['array'],
	set: ['array'],
	collection: ['array'],
	map: ['object'],
	dict: ['object'],
	dictionary: ['object'],
	json: ['object'],
	jsonb: ['object'],
};
/** Longer words name no type. */
const MAX_LENGTH = 60;
const LISTS: readonly RegExp[] = [/^(.+)\[\]$/, /^(?:array|list|set)\s*<(.+)>$/i, /^(?:array|list) of (.+?)s?$/i];

/** The reference to a schema of the document by its name, `#/components/schemas/Pet`; `undefined`: there is none. */
export type Refer = (name: string) => string | undefined;

/**
 * What a word says as a schema, whatever its case: `String` → `{ type: 'string' }`, `date` → that with its format, `any` and `mixed` → `{}`, `string[]`,
 * `Array<string>` and `array of strings` → a list of them, `string | null` and `string?` → both types, or one of either schema; a reference, or the name of a schema that
 * `refer` knows → that. `undefined`: it is nothing of this.
 */
export function readTypeWord(word: string, refer?: Refer): JsonObject | undefined {
	const text = word.trim().replace(/[;,.]$/, '');
	const plain = text.toLowerCase();
	if (plain === 'any' || plain === 'mixed') return {};
	if (TYPES.has(plain)) return { type: plain };
	// The document's own `Email` or `Map` is what is meant where there is one.
	const reference = text.startsWith('#/') ? text : refer?.(text);
	if (reference !== undefined) return { $ref: reference };
	if (Object.hasOwn(MEANT, plain)) {
		const [type = 'string', format] = MEANT[plain] ?? [];
		return { type, ...(format !== undefined && { format }) };
	}
	if (text.length > MAX_LENGTH) return undefined;
	if (/^[^<>]*[|,?][^<>]*$/.test(text)) return readTypes(text, refer);
	const inner = LISTS.map((form) => form.exec(text)?.[1]).find((one) => one !== undefined);
	if (inner === undefined) return undefined;
	const items = readTypeWord(inner, refer);
	return { type: 'array', ...(items && { items }) };
}

/** `string | null`, `string,null`, `string?`; `Pet | null` is one of either. */
function readTypes(text: string, refer: Refer | undefined): JsonObject | undefined {
	const words = text.replace(/\?$/, '|null').split(/[|,]/);
	const read = words.map((one) => readTypeWord(one, refer)).filter((one) => one !== undefined);
	if (read.length < words.length) return undefined;
	if (read.some((one) => typeof one['$ref'] === 'string')) return { anyOf: read };
	const types = read.map((one) => one['type']).filter((type) => typeof type === 'string');
	return types.length < read.length ? undefined : { ...read[0], type: [...new Set(types)] };
}
