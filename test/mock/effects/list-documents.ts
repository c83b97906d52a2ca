// Documents of one collection whose list is described by a few words, and a client that follows its pages.

import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { call, type Reply, startTestMock } from '../../support/mock.ts';

export const text = { type: 'string' };
export const whole = { type: 'integer' };
export const flag = { type: 'boolean' };
export const moment = { type: 'string', format: 'date-time' };
export const link = { type: ['string', 'null'], format: 'uri' };

const ITEM: JsonObject = {
	type: 'object',
	required: ['id', 'title'],
	properties: {
		id: whole,
		title: text,
		done: flag,
		price: { type: 'number' },
		created_at: moment,
		due: { type: 'string', format: 'date' },
		status: { type: 'string', enum: ['open', 'paid', 'closed'] },
		tags: { type: 'array', items: text },
		owner: { type: 'object', properties: { name: text, age: whole } },
		fee: text,
		cost: { type: 'object', properties: { amount: text, currency: text } },
		note: { type: ['string', 'null'] },
	},
};

export interface ListParts {
	/** Query parameters by name: a schema, or a whole parameter. */
	query?: Record<string, JsonObject>;
	/** What the list answers; default a bare list. `items` and the like refer to `#/components/schemas/Todo`. */
	answer?: JsonObject;
	/** Documented headers by name: schemas. */
	headers?: Record<string, JsonObject>;
	/** What an item looks like. */
	item?: JsonObject;
	/** Further answers of the list. */
	responses?: JsonObject;
}

export const TASKS: JsonObject = { type: 'array', items: { $ref: '#/components/schemas/Todo' } };

/** An object schema; its properties are optional unless they are named in `required`. */
export function objectOf(properties: Record<string, JsonValue>, required: string[] = []): JsonObject {
	return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

/** `/todos` with a list and a create, `/todos/{id}` with a read and a delete. */
export function describeTodos({
	query = {},
	answer = TASKS,
	headers = {},
	item = ITEM,
	responses,
}: ListParts): JsonObject {
	const json = (schema: JsonValue): JsonObject => ({ description: '', content: { 'application/json': { schema } } });
	// Whatever a row lacks stays away: it may be sent, and no answer requires it.
	const sent = { ...item, required: [] };
	const todo = { $ref: '#/components/schemas/Todo' };
	const parameters = Object.entries(query).map(([name, schema]) => ({
		...{ name, in: 'query' },
		...('schema' in schema ? schema : { schema }),
	}));
	const told = Object.fromEntries(Object.entries(headers).map(([name, schema]) => [name, { schema }]));
	return {
		openapi: '3.1.0',
		info: { title: 'todos', version: '1' },
		paths: {
			'/todos': {
				get: {
					operationId: 'list',
					parameters,
					responses: {
						'200': { ...json(answer), ...(Object.keys(told).length > 0 && { headers: told }) },
						...responses,
					},
				},
				post: {
					operationId: 'create',
					requestBody: { required: true, content: { 'application/json': { schema: sent } } },
					responses: { '201': json(todo) },
				},
			},
			'/todos/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: whole }],
				get: { operationId: 'read', responses: { '200': json(todo), '404': { description: '' } } },
				delete: { operationId: 'remove', responses: { '204': { description: '' } } },
			},
		},
		components: { schemas: { Todo: item } },
	};
}

/** A mock of such a document. */
export async function serveTodos(parts: ListParts) {
	const mock = await startTestMock({ documents: [describeTodos(parts)], seed: 1 });
	const get = (path: string): Promise<Reply> => call(mock, 'GET', path);
	const remove = (id: number): Promise<Reply> => call(mock, 'DELETE', `/todos/${id}`);
	const add = async (...entities: JsonObject[]): Promise<void> => {
		for (const body of entities) await call(mock, 'POST', '/todos', { body });
	};
	/** Entities `a`, `b`, `c` … with ids from 1. */
	const addMany = async (count: number): Promise<void> => {
		for (let index = 0; index < count; index++) await add({ title: String.fromCharCode(97 + index) });
	};
	const empty = (): Promise<Reply> => call(mock, 'POST', '/__admin/sessions/default/reset');
	return { mock, get, add, addMany, remove, empty };
}

/** The titles of a list, wherever in the answer it stands. */
export function titlesOf(body: unknown): string {
	return findList(body)
		.map((one) => String(one['title'] ?? (one['attributes'] as JsonObject | undefined)?.['title']))
		.join('');
}

function findList(body: unknown): JsonObject[] {
	if (Array.isArray(body)) return body as JsonObject[];
	if (typeof body !== 'object' || body === null) throw new Error(`no list: ${String(body)}`);
	for (const value of Object.values(body)) {
		if (
			Array.isArray(value) &&
			value.every((one) => typeof one === 'object' && ('title' in one || 'attributes' in one))
		)
			return value;
	}
	const inner = Object.values(body).filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
	for (const one of inner) {
		try {
			return findList(one);
		} catch {}
	}
	throw new Error(`no list: ${JSON.stringify(body)}`);
}
