// The schemas of schemas, which documents refer to by their addresses: they are the same everywhere, so that none is fetched.

import { createRequire } from 'node:module';
import type { JsonValue } from '../types/json.ts';
import { isObject } from './json.ts';

/** Of draft 4 the next one takes all but flags in the place of limits (`exclusiveMinimum: true`). */
const DRAFTS: Readonly<Record<string, string>> = {
	'http://json-schema.org/draft-04/schema': 'json-schema-draft-06.json',
	'http://json-schema.org/draft-06/schema': 'json-schema-draft-06.json',
	'http://json-schema.org/draft-07/schema': 'json-schema-draft-07.json',
};
const VOCABULARY = /^https:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/(schema|meta\/[a-z-]+)$/;

const require = createRequire(import.meta.url);

/**
 * The schema of schemas at an address without its fragment, e.g. `http://json-schema.org/draft-07/schema`, as a value that may be changed;
 * `undefined`: none is known by it.
 */
export function readMetaSchema(address: string): JsonValue | undefined {
	const url = address.replace(/^https?:(?=\/\/json-schema\.org\/draft-0)/, 'http:');
	const [, draft, part] = VOCABULARY.exec(url) ?? [];
	const file = draft === undefined ? DRAFTS[url] : `json-schema-${draft}/${part}.json`;
	if (file === undefined) return undefined;
	try {
		const schema = structuredClone(require(`ajv/dist/refs/${file}`) as JsonValue);
		settle(schema, { whole: `https://json-schema.org/draft/${draft}/schema`, hasFlags: url.includes('draft-04') });
		return schema;
	} catch {
		// Such a vocabulary there is not.
		return undefined;
	}
}

/** What a schema inside of one must be is the whole, as nobody here has a vocabulary of their own (core §8.2.3.2). */
function settle(schema: JsonValue, args: { whole: string; hasFlags: boolean }): void {
	if (typeof schema !== 'object' || schema === null) return;
	if (isObject(schema)) {
		for (const keyword of ['$dynamicRef', '$recursiveRef']) {
			if (typeof schema[keyword] !== 'string') continue;
			delete schema[keyword];
			schema['$ref'] = args.whole;
		}
		for (const keyword of ['$dynamicAnchor', '$recursiveAnchor'])
			if (typeof schema[keyword] !== 'object') delete schema[keyword];
		if (args.hasFlags) {
			for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum'])
				if (isObject(schema[keyword] ?? null)) schema[keyword] = { type: ['number', 'boolean'] };
		}
	}
	for (const part of Object.values(schema)) settle(part, args);
}
