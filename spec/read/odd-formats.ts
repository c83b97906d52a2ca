// Formats in another case than they have: `UUID`, `eMail`, `Binary`.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Tell } from './odd-values.ts';

/** Those that mean one thing in any case. What calls itself `Date` or `DateTime` is written in many ways. */
const PLAIN: ReadonlySet<string> = new Set([
	...['uuid', 'uri', 'email', 'hostname', 'ipv4', 'ipv6', 'binary', 'password'],
	...['int32', 'int64', 'float', 'double'],
]);

/** Whether a format is known but for its case. Asked of each: nearly all have no capital. */
export function isOddFormat(format: JsonValue): boolean {
	return typeof format === 'string' && /[A-Z]/.test(format) && PLAIN.has(format.toLowerCase());
}

/** Writes the format of a schema as it is known, in place. */
export function mendFormat(schema: JsonObject, tell: Tell): void {
	const { format } = schema;
	if (typeof format !== 'string' || !isOddFormat(format)) return;
	const meant = format.toLowerCase();
	schema['format'] = meant;
	tell('/format', `no format is called ${format}: it is read as ${meant}`, `write ${meant}`);
}
