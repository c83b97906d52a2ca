// Words beside a `$ref`: OpenAPI 3.0 ignores them (3.0.3 §4.7.23), and whoever writes them means them.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Report } from './findings.ts';
import { isObject } from './json.ts';
import { joinPointer } from './pointer.ts';

/** Words of schemas that ask something of a value, or say which way it goes. */
const MEANT =
	/^(?:type|nullable|format|enum|const|pattern|multipleOf|(?:exclusive)?M(?:in|ax)imum|m(?:in|ax)(?:imum|Length|Items|Properties)|uniqueItems|required|properties|additionalProperties|items|allOf|anyOf|oneOf|not|readOnly|writeOnly|default)$/;
/** What stands below them is data. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'value']);

/** One warning for a document of 3.0 or 2.0, `schema.reference.siblings`, at the first such place. */
export function lintReferenceSiblings(root: JsonObject): Report[] {
	let first: { pointer: Pointer; words: string[] } | undefined;
	let count = 0;
	const visit = (value: JsonValue, pointer: Pointer): void => {
		if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) visit(item, joinPointer(pointer, index));
			return;
		}
		if (!isObject(value)) return;
		if (typeof value['$ref'] === 'string') {
			const words = Object.hasOwn(value, 'in') ? [] : Object.keys(value).filter((word) => MEANT.test(word));
			if (words.length > 0) {
				count += 1;
				first ??= { pointer, words };
			}
			return;
		}
		for (const [name, inner] of Object.entries(value)) {
			if (!DATA.has(name) && !name.startsWith('x-') && inner !== undefined) visit(inner, joinPointer(pointer, name));
		}
	};
	visit(root, '');
	if (!first) return [];
	const more = count > 1 ? `; ${count - 1} more of them` : '';
	const message = `${first.words.join(', ')} beside $ref, which OpenAPI 3.0 ignores, counts as it does in 3.1${more}`;
	const remedy = 'put the $ref into allOf beside it, or leave it out';
	return [{ code: 'schema.reference.siblings', severity: 'warning', message, remedy, pointer: first.pointer }];
}
