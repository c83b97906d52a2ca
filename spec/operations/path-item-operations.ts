// The operations of a path item: those of its fixed fields, and those under `additionalOperations` (OpenAPI 3.2 §4.9.1).

import { getObject, getOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Located } from '../read/reference.ts';
import type { Method } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';

/** One entry of a path item that stands for a method. `pointer` is where it stands, `value` as it is written, perhaps a reference. */
interface PathItemEntry {
	method: Method;
	value: JsonValue;
	pointer: Pointer;
}

const FIXED: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
/** The other methods that Node's parser knows (`http.METHODS`); a request with any other is refused before it is one. */
const OTHERS: ReadonlySet<string> = new Set(
	(
		'ACL BIND CHECKOUT COPY LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY PROPFIND PROPPATCH PURGE ' +
		'REBIND REPORT SEARCH SOURCE SUBSCRIBE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
	).split(' '),
);

/** Where a method stands in its path item: `['get']`, `['additionalOperations', 'COPY']`. */
export function placeMethod(method: Method): string[] {
	return FIXED.includes(method) ? [method] : ['additionalOperations', method.toUpperCase()];
}

/** Entries in the order of the document; `refuse` hears why one of `additionalOperations` is left out. */
export function listPathItemEntries(
	{ value: pathItem, pointer }: Located<JsonObject>,
	refuse: (message: string, pointer: Pointer) => void,
): PathItemEntry[] {
	const entries: PathItemEntry[] = [];
	for (const key of Object.keys(pathItem)) {
		const fixed = FIXED.find((known) => known === key);
		if (fixed)
			entries.push({ method: fixed, value: getOwn(pathItem, key) ?? null, pointer: joinPointer(pointer, key) });
		if (key !== 'additionalOperations') continue;
		for (const [name, value] of Object.entries(getObject(pathItem, key) ?? {})) {
			const at = joinPointer(pointer, key, name);
			const reason = judgeName(name);
			if (reason === undefined) entries.push({ method: name.toLowerCase(), value, pointer: at });
			else refuse(reason, at);
		}
	}
	return entries;
}

/** Methods are case-sensitive (RFC 9110 §9.1). */
function judgeName(name: string): string | undefined {
	if (OTHERS.has(name)) return undefined;
	if (FIXED.includes(name.toLowerCase())) return `${name} has a field of its own in a path item: ${name.toLowerCase()}`;
	const upper = name.toUpperCase();
	if (OTHERS.has(upper)) return `${name} is no method, which are case-sensitive: ${upper} would be one`;
	return `${name} is no method that the server's parser knows (${[...OTHERS].slice(0, 5).join(', ')} and so on are)`;
}
