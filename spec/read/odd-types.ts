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
	map: ['object'],
	dict: ['object'],
	dictionary: ['object'],
	json: ['object'],
	jsonb: ['object'],
};
/** Longer words name no type. */
const MAX_LENGTH = 60;
const LISTS: readonly RegExp[] = [/^(.+)\[\]$/, /^(?:array|list|set)\s*<(.+)>$/i, /^(?:array|list) of (.+?)s?$/i];

/**
 * What a word says as a schema, whatever its case: `String` → `{ type: 'string' }`, `date` → that with its format, `any` → `{}`, `string[]`,
 * `Array<string>` and `array of strings` → a list of them; `undefined`: it is no type.
 */
export function readTypeWord(word: string): JsonObject | undefined {
	const plain = word.trim().toLowerCase();
	if (plain === 'any') return {};
	if (TYPES.has(plain)) return { type: plain };
	if (Object.hasOwn(MEANT, plain)) {
		const [type = 'string', format] = MEANT[plain] ?? [];
		return { type, ...(format !== undefined && { format }) };
	}
	const inner = plain.length > MAX_LENGTH ? undefined : LISTS.map((form) => form.exec(plain)?.[1]).find(Boolean);
	if (inner === undefined) return undefined;
	const items = readTypeWord(inner);
	return { type: 'array', ...(items && { items }) };
}
