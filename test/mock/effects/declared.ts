// Documents that declare all that they do to the state, made of a line for each operation.

import type { JsonObject, JsonValue } from '../../../spec/index.ts';

/** What a document has of an operation beside its method and path. */
export interface DeclaredOperation {
	effect: JsonValue;
	/** Schema of what is sent, as JSON. */
	sent?: JsonObject;
	/** Content of the request's body, in other types. */
	content?: JsonObject;
	/** Schema of what the success answer shows; absent: it shows nothing. */
	shown?: JsonValue;
	/** Content of the success answer, in other types. */
	answer?: JsonObject;
	/** Documented statuses; the first is the success. Default 200, 400, 404, 409. */
	statuses?: readonly number[];
	/** Headers that it declares. */
	headers?: readonly string[];
	query?: readonly string[];
}

/** `{ 'POST /orders': { effect, sent, shown } }` with the lifecycle at the root. */
export function declare(lifecycle: JsonObject, operations: Readonly<Record<string, DeclaredOperation>>): JsonObject {
	const paths: Record<string, JsonObject> = {};
	for (const [line, operation] of Object.entries(operations)) {
		const [method = '', path = ''] = line.split(' ');
		paths[path] = { ...paths[path], [method.toLowerCase()]: writeOperation(path, operation) };
	}
	return { openapi: '3.1.0', info: { title: 'declared', version: '1' }, 'x-lifecycle': lifecycle, paths };
}

function writeOperation(path: string, operation: DeclaredOperation): JsonObject {
	const { effect, sent, content, shown, answer, headers = [], query = [], statuses = [200, 400, 404, 409] } = operation;
	const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } });
	const body = content ?? (sent && json(sent));
	const success = answer ?? (shown !== undefined ? json(shown) : undefined);
	const schema = { type: 'string' };
	return {
		'x-effect': effect,
		parameters: [
			...Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => ({ name, in: 'path', required: true, schema })),
			...headers.map((name) => ({ name, in: 'header', schema })),
			...query.map((name) => ({ name, in: 'query', schema })),
		],
		...(body && { requestBody: { content: body } }),
		responses: Object.fromEntries(
			statuses.map((status, index) => [
				String(status),
				{ description: '', ...(index === 0 && success && { content: success }) },
			]),
		),
	};
}
