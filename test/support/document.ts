// The smallest documents, written as their paths alone.

import type { JsonObject } from '../../spec/index.ts';

/** An OpenAPI document with these paths; `version` of the specification. */
export function describePaths(paths: JsonObject, more: JsonObject = {}): JsonObject {
	return { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths, ...more };
}

/** An operation that takes a body of these media types and answers 204, or 400 and 415 without a body. */
export function takeBody(operationId: string, content: JsonObject): JsonObject {
	return {
		operationId,
		requestBody: { required: true, content },
		responses: { '204': { description: 'Good.' }, '400': { description: 'Bad.' }, '415': { description: 'Other.' } },
	};
}

/** An operation that answers 200 with these media types. */
export function giveBody(operationId: string, content: JsonObject, more: JsonObject = {}): JsonObject {
	return { operationId, responses: { '200': { description: 'Good.', content, ...more } } };
}
