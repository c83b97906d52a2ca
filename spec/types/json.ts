// JSON, and where something stands in it.

/** Any JSON value. Objects may hold an own `__proto__` key: never copy them by assignment onto `{}`. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
	[key: string]: JsonValue;
}

/** A JSON pointer (RFC 6901), e.g. `/paths/~1orders/get`; `""` is the whole. */
export type Pointer = string;
