// What a file is that is no OpenAPI document: said in its own name, where it can be known.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { nearest } from './nearest.ts';

/** What is no object: nothing, or a page where a document was expected, as a proxy or a login answers; e.g. `is empty`. */
export function describeOther(value: JsonValue): string {
	if (value === null) return 'is empty';
	return typeof value === 'string' && value.trimStart().startsWith('<')
		? 'is HTML or XML, no OpenAPI document'
		: 'is no OpenAPI document';
}

/** Documents of other kinds, by what they begin with. */
const OTHER_KINDS: readonly [string, string][] = [
	['asyncapi', 'is an AsyncAPI document'],
	['arazzo', 'is an Arazzo document'],
	['overlay', 'is an overlay, which --overlay puts on a document'],
	['item', 'is a Postman collection'],
	['log', 'is a HAR, which record reads'],
	['interactions', 'is a pact'],
	['given', 'is a scenario, which --scenarios names the folder of'],
	['script', 'is a scenario, which --scenarios names the folder of'],
];

/** What a document without a version may be, or which word of it is misspelt, e.g. `is an AsyncAPI document`. */
export function describeUnknown(value: JsonObject): string {
	const [, other] = OTHER_KINDS.find(([key]) => Object.hasOwn(value, key)) ?? [];
	const [near] = Object.keys(value).flatMap((key) =>
		nearest(key, ['openapi', 'swagger'], 1).map((name) => [key, name]),
	);
	const meant = near && `; "${near[0]}" may be meant for ${near[1]}`;
	return other ?? `has neither openapi nor swagger with a version${meant ?? ''}`;
}
