// The lines to try go together: the sample of a list finds what the sample of its create makes, on the first page.

import { expect, it } from 'vitest';
import { startMock } from '../../../mock/index.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { drawSketch } from '../../spec/effects/infer/sketch.ts';

const text: JsonObject = { type: 'string' };
const LOCK: JsonObject = {
	type: 'object',
	required: ['folder'],
	properties: {
		id: { ...text, readOnly: true },
		folder: { type: 'object', required: ['id'], properties: { id: text } },
	},
};
const of = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

function describeLocks(query: JsonObject[], answer = LOCK, lock = LOCK, type = 'application/json'): JsonObject {
	return {
		openapi: '3.1.0',
		info: { title: 'Locks', version: '1' },
		paths: {
			'/locks': {
				post: {
					requestBody: { required: true, content: { [type]: { schema: lock } } },
					responses: { 201: { description: 'made', content: of(answer) } },
				},
				get: {
					parameters: query,
					responses: { 200: { description: 'all', content: of({ type: 'array', items: lock }) } },
				},
			},
			'/locks/{lock_id}': {
				parameters: [{ name: 'lock_id', in: 'path', required: true, schema: text }],
				get: { responses: { 200: { description: 'one', content: of(lock) }, 400: { description: 'bad' } } },
			},
		},
	};
}

async function tryAll(document: JsonObject) {
	await using mock = await startMock({ documents: [document], port: 0 });
	const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
		operations: {
			method: string;
			path: string;
			sample: { target: string; headers: [string, string][]; body?: string };
		}[];
	};
	const send = async (method: string, path: string) => {
		const { target, headers, body } = operations.find((one) => one.method === method && one.path === path)?.sample ?? {
			target: '',
			headers: [],
		};
		return fetch(mock.url + target, { method, headers, ...(body !== undefined && { body }) });
	};
	const made = await send('POST', '/locks');
	const listed = (await (await send('GET', '/locks')).json()) as JsonObject[];
	const missing = await fetch(`${mock.url}/locks/nobody`);
	return { made, listed, missing };
}

const ASKED: JsonObject = {
	...LOCK,
	required: [],
	properties: { id: { ...text, readOnly: true }, name: text, folder: { type: 'object', properties: { id: text } } },
};

it.each<[string, JsonObject[]]>([
	['what is only sent because it is asked for', [{ name: 'folder_id', in: 'query', required: true, schema: text }]],
	['a search that must be asked', [{ name: 'q', in: 'query', required: true, schema: text }]],
])('%s', async (_name, query) => {
	const { made, listed } = await tryAll(describeLocks(query, ASKED, ASKED));
	expect(made.status).toBe(201);
	expect(listed.map(({ id }) => id)).toEqual([((await made.json()) as JsonObject)['id']]);
});

it.each<[string, JsonObject[]]>([
	['a required filter by the id of another entity', [{ name: 'folder_id', in: 'query', required: true, schema: text }]],
	[
		'required pages',
		['page', 'size'].map((name) => ({
			name,
			in: 'query',
			required: true,
			schema: { type: 'integer', minimum: name === 'size' ? 1 : 0, maximum: 100 },
		})),
	],
	[
		'pages in an object',
		[
			{
				name: 'pageable',
				in: 'query',
				required: true,
				schema: { type: 'object', properties: { page: { type: 'integer' }, size: { type: 'integer' } } },
			},
		],
	],
])('%s', async (_name, query) => {
	const { made, listed } = await tryAll(describeLocks(query));
	expect(made.status).toBe(201);
	expect(listed.map(({ id }) => id)).toEqual([((await made.json()) as JsonObject)['id']]);
});

it.each(['application/x-www-form-urlencoded', 'multipart/form-data'])('what %s sends', async (type) => {
	const uuid = { ...text, format: 'uuid' };
	const lock = {
		type: 'object',
		required: ['owner_id'],
		properties: { id: { ...uuid, readOnly: true }, owner_id: uuid },
	};
	const query = [{ name: 'owner_id', in: 'query', required: true, schema: uuid }];
	const { made, listed } = await tryAll(describeLocks(query, lock, lock, type));
	expect(made.status).toBe(201);
	expect(listed.map(({ id }) => id)).toEqual([((await made.json()) as JsonObject)['id']]);
});

it('a create whose answer shows no key says where its entity is, and who asks for another one made no bad request', async () => {
	const { made, missing } = await tryAll(
		describeLocks([], { type: 'object', properties: { folder: { type: 'object' } }, additionalProperties: false }),
	);
	expect(made.headers.get('location')).toMatch(/^\/locks\/[\da-f-]{36}$/);
	expect(missing.status).toBe(404);
});

it('writes a key that is made up as paths are written', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /instances <{name,note} >201 +Location => create instance unseen',
			'GET /instances/{instance_name} >{name,note} => read instance',
		],
	});
	await using mock = await startMock({ documents: [document], port: 0 });
	const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
		operations: { method: string; sample: { body?: string } }[];
	};
	const [create] = operations.filter(({ method }) => method === 'POST');
	expect(JSON.parse(create?.sample.body ?? '')).toEqual({ name: 'example-name', note: 'Example note' });
});
