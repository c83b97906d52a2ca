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

/** A value on the way, and where it was found. */
interface Visited {
	value: JsonValue;
	above: Visited | undefined;
	name: string | number;
}

/** One warning for a document of 3.0 or 2.0, `schema.reference.siblings`, at the first such place. */
export function lintReferenceSiblings(root: JsonObject): Report[] {
	const found: { place: Visited; words: string[] }[] = [];
	// Each value once, without recursion: a document may nest as deep as it likes, and hold one thing in many places.
	const seen = new Set<object>();
	const open: Visited[] = [{ value: root, above: undefined, name: '' }];
	for (let place = open.pop(); place; place = open.pop()) {
		const { value } = place;
		if (typeof value !== 'object' || value === null || seen.has(value)) continue;
		seen.add(value);
		const words = isObject(value) && typeof value['$ref'] === 'string' ? listMeant(value) : undefined;
		if (words) {
			if (words.length > 0) found.push({ place, words });
			continue;
		}
		const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value).filter(([name]) => !isData(name));
		for (const [name, member] of inner.reverse()) {
			if (typeof member === 'object') open.push({ value: member, above: place, name });
		}
	}
	const [first] = found;
	if (!first) return [];
	const more = found.length > 1 ? `; ${found.length - 1} more of them` : '';
	const message = `${first.words.join(', ')} beside $ref, which OpenAPI 3.0 ignores, counts as it does in 3.1${more}`;
	const remedy = 'put the $ref into allOf beside it, or leave it out';
	return [{ code: 'schema.reference.siblings', severity: 'warning', message, remedy, pointer: pointTo(first.place) }];
}

function listMeant(reference: JsonObject): string[] {
	return Object.hasOwn(reference, 'in') ? [] : Object.keys(reference).filter((word) => MEANT.test(word));
}

function isData(name: string): boolean {
	return DATA.has(name) || name.startsWith('x-');
}

function pointTo({ above, name }: Visited): Pointer {
	return above ? joinPointer(pointTo(above), name) : '';
}
