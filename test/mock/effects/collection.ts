// Documents of one collection, made by a few words, served in this process without a socket's detours.

import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { call, type Reply, startTestMock } from '../../support/mock.ts';

export const text = { type: 'string' };
export const whole = { type: 'integer' };

/** An object schema; names that end in `!` are required. */
export function objectOf(properties: Record<string, JsonValue>): JsonObject {
	const names = Object.keys(properties);
	const required = names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1));
	return {
		type: 'object',
		...(required.length > 0 && { required }),
		properties: Object.fromEntries(names.map((name) => [name.replace(/!$/, ''), properties[name] as JsonValue])),
	};
}

/** What a collection `/todos` and its items are described by. */
export interface CollectionParts {
	/** What answers show. */
	shown: JsonObject;
	/** What creates and changes send. */
	sent: JsonObject;
	/** Of `{id}`; default integer. */
	key?: JsonValue;
	/** The media type of answers. */
	type?: string;
	/** The query parameters of the list. */
	query?: Record<string, JsonValue>;
	/** What PATCH sends, by media type. */
	patch?: Record<string, JsonValue>;
	/** Further paths. */
	paths?: JsonObject;
	/** The answer of the create; default 201 with what answers show. */
	created?: JsonObject;
	root?: JsonObject;
}

/** `/todos` with list and create, `/todos/{id}` with read, replace, patch and delete. */
export function collection(parts: CollectionParts): JsonObject {
	const { shown, sent, key = whole, type = 'application/json', query = {}, patch, paths, root } = parts;
	const answer = (schema: JsonValue): JsonObject => ({ description: '', content: { [type]: { schema } } });
	const body = (content: JsonObject): JsonObject => ({ required: true, content });
	const json = { 'application/json': { schema: sent } };
	const missing = { '404': { description: '' } };
	const one = { '200': answer(shown), ...missing };
	return {
		openapi: '3.1.0',
		info: { title: 'todos', version: '1' },
		...root,
		paths: {
			'/todos': {
				get: {
					operationId: 'list',
					parameters: Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema })),
					responses: { '200': answer({ type: 'array', items: shown }) },
				},
				post: {
					operationId: 'create',
					requestBody: body(json),
					responses: parts.created ?? { '201': answer(shown), '400': { description: '' } },
				},
			},
			'/todos/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: key }],
				get: { operationId: 'read', responses: one },
				put: { operationId: 'replace', requestBody: body(json), responses: { ...one, '400': { description: '' } } },
				patch: {
					operationId: 'change',
					requestBody: body(
						Object.fromEntries(
							Object.entries(patch ?? { 'application/json': { type: 'object' } }).map(([name, schema]) => [
								name,
								{ schema },
							]),
						),
					),
					responses: { ...one, '400': { description: '' }, '409': { description: '' } },
				},
				delete: { operationId: 'remove', responses: { '204': { description: '' } } },
			},
			...paths,
		},
	};
}

/** A mock of a document with the seed 1; calls answer the status and the body. */
export async function serve(document: JsonObject, options: Partial<MockOptions> = {}) {
	const mock: RunningMock = await startTestMock({ documents: [document], seed: 1, ...options });
	const send = (method: string, path: string, body?: JsonValue, headers?: Record<string, string>): Promise<Reply> =>
		call(mock, method, path, { ...(body !== undefined && { body }), ...(headers && { headers }) });
	const read = async (path: string): Promise<JsonObject> => (await send('GET', path)).json as JsonObject;
	return { mock, send, read };
}
