// The examples of Swagger 2.0's responses, which stand beside the schema by their media types (Response Object, Example Object).

import type { JsonObject, JsonValue } from '../types/json.ts';
import { getList, getObject, isObject, setOwn } from './json.ts';

/**
 * Lets the type of an example be the one that the operation produces, where they differ in their parameters alone: `application/json`
 * beside `application/json; charset=utf-8` is the example of that, and no type of its own. In place.
 */
export function nameExampleTypes(root: JsonObject): void {
	const settle = (holder: JsonObject, operation: JsonObject): void => {
		const types = getList('produces' in operation ? operation : root, 'produces').map(String);
		if (!types.some((type) => type.includes(';'))) return;
		for (const response of Object.values(getObject(holder, 'responses') ?? {})) rename(response, types);
	};
	settle(root, root);
	for (const item of Object.values(getObject(root, 'paths') ?? {}))
		for (const operation of isObject(item) ? Object.values(item) : [])
			if (isObject(operation)) settle(operation, operation);
}

function rename(response: JsonValue, types: readonly string[]): void {
	const examples = getObject(response, 'examples');
	for (const written of Object.keys(examples ?? {})) {
		if (!examples || types.includes(written)) continue;
		const meant = types.find((type) => bareType(type) === bareType(written));
		if (meant === undefined || Object.hasOwn(examples, meant)) continue;
		setOwn(examples, meant, examples[written] ?? null);
		delete examples[written];
	}
}

const bareType = (type: string): string => type.replace(/;.*/s, '').trim().toLowerCase();
