// What no two entities may have alike, as a document tells it: the second is refused, by the document's own answer, and nothing else is.

import { expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { startTestMock } from '../support/mock.ts';
import { playDocument } from './play-sketch.ts';

const USER = { email: { type: 'string' }, username: { type: 'string' }, name: { type: 'string' } };
const REFERENCE = { $ref: '#/components/schemas/User' };
const PROBLEM = { type: 'object', properties: { message: { type: 'string' }, field: { type: 'string' } } };

/** Users of these properties; what the create and the change answer besides, by status: a description, or an answer. */
function drawUsers(args: {
	properties?: JsonObject;
	create?: Record<string, JsonValue>;
	change?: Record<string, JsonValue>;
	about?: string;
}): JsonObject {
	const { properties = USER, create = {}, change = {}, about } = args;
	const body = { required: true, content: { 'application/json': { schema: { type: 'object', properties } } } };
	const content = { 'application/json': { schema: REFERENCE } };
	const refusals = (of: Record<string, JsonValue>): JsonObject =>
		Object.fromEntries(
			Object.entries(of).map(([status, told]) => [
				status,
				typeof told === 'string'
					? { description: told, content: { 'application/json': { schema: PROBLEM } } }
					: { description: '', content: { 'application/json': { schema: PROBLEM, ...(told as JsonObject) } } },
			]),
		);
	const shown = (status: string): JsonObject => ({ [status]: { description: 'ok', content } });
	return makeDocument(
		{
			'/users': {
				get: {
					responses: {
						200: {
							description: 'ok',
							content: { 'application/json': { schema: { type: 'array', items: REFERENCE } } },
						},
					},
				},
				post: {
					...(about !== undefined && { description: about }),
					requestBody: body,
					responses: { ...shown('201'), ...refusals(create) },
				},
			},
			'/users/{id}': {
				get: { responses: { ...shown('200'), 404: { description: 'none' } } },
				put: { requestBody: body, responses: { ...shown('200'), ...refusals(change) } },
				patch: { requestBody: body, responses: { ...shown('200'), ...refusals(change) } },
				delete: { responses: { 204: { description: 'gone' } } },
			},
		},
		{
			components: {
				schemas: { User: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, ...properties } } },
			},
		},
	);
}

const A = '{"email":"a@x.io","username":"a","name":"n"}';
const TWICE = [`POST /users ${A} > 201 {"id":1}`, `POST /users ${A} > 409`];

it.each<[string, Parameters<typeof drawUsers>[0], string[]]>([
	[
		'a conflict names it',
		{ create: { 409: 'A user with this email already exists' } },
		[
			...TWICE,
			'POST /users {"email":"b@x.io","username":"a"} > 201 {"id":2}',
			'GET /users > 200 [{"id":1},{"id":2}]',
			'DELETE /users/1 > 204',
			`POST /users ${A} > 201 {"id":3}`,
		],
	],
	['and says it by a code', { create: { 409: 'EMAIL_TAKEN.' } }, TWICE],
	[
		'or one of two',
		{ create: { 409: 'Username or email is already taken' } },
		[
			...TWICE,
			'POST /users {"email":"b@x.io","username":"a"} > 409',
			'POST /users {"email":"a@x.io","username":"b"} > 409',
			'POST /users {"email":"b@x.io","username":"b"} > 201',
		],
	],
	[
		'or two together',
		{ create: { 409: 'The combination of username and name already exists' } },
		[...TWICE, 'POST /users {"username":"a","name":"m"} > 201', 'POST /users {"username":"b","name":"n"} > 201'],
	],
	[
		'it says no more than that, and the key is none of what is sent',
		{
			properties: { id: { type: 'integer', readOnly: true }, ...USER },
			create: { 409: 'User already exists' },
		},
		TWICE,
	],
	['an example says it', { create: { 409: { example: { message: 'Email already in use', field: 'email' } } } }, TWICE],
	[
		'by the field',
		{ create: { 409: { example: { field: 'username', message: 'already exists' } } } },
		[...TWICE, 'POST /users {"username":"b","email":"a@x.io"} > 201'],
	],
	[
		'a 422 says it',
		{ create: { 422: 'The email has already been taken' } },
		[`POST /users ${A} > 201`, `POST /users ${A} > 422`],
	],
	[
		'a 400 says it',
		{ create: { 400: 'Invalid input, or duplicate username' } },
		[`POST /users ${A} > 201`, `POST /users ${A} > 400`, 'POST /users {"username":"b","email":"a@x.io"} > 201'],
	],
	[
		'the property says it',
		{ properties: { ...USER, email: { type: 'string', description: 'Must be unique.' } }, create: { 409: 'Conflict' } },
		TWICE,
	],
	[
		'the property begins with it',
		{
			properties: { ...USER, username: { type: 'string', description: 'Unique handle of the user' } },
			create: { 409: 'Conflict' },
		},
		[...TWICE, 'POST /users {"username":"b","email":"a@x.io"} > 201'],
	],
	[
		'an extension says it',
		{ properties: { ...USER, name: { type: 'string', 'x-unique': true } }, create: { 409: 'Conflict' } },
		[...TWICE, 'POST /users {"name":"m","email":"a@x.io"} > 201'],
	],
	['the operation says it', { about: 'Creates a user. The email must be unique.', create: { 409: 'Conflict' } }, TWICE],
	[
		"it is there already, by all that is one's own",
		{ create: { 409: 'User already exists' } },
		[...TWICE, 'POST /users {"email":"b@x.io","username":"a"} > 201'],
	],
	[
		'within another property',
		{
			properties: { name: { type: 'string' }, parent_id: { type: 'integer' } },
			create: { 409: '`name_in_use`: Returned if a user with the name\nalready exists in the parent.' },
		},
		[
			'POST /users {"name":"a","parent_id":1} > 201',
			'POST /users {"name":"a","parent_id":2} > 201',
			'POST /users {"name":"a","parent_id":1} > 409',
			'POST /users {"name":"a"} > 201',
			'POST /users {"name":"a"} > 409',
		],
	],
	[
		'a change to what another has',
		{ create: { 409: 'A user with this email already exists' }, change: { 409: 'Conflict' } },
		[
			`POST /users ${A} > 201 {"id":1}`,
			'POST /users {"email":"b@x.io","username":"a"} > 201 {"id":2}',
			'PATCH /users/2 {"email":"a@x.io"} > 409',
			'PUT /users/2 {"email":"a@x.io"} > 409',
			'GET /users/2 > 200 {"email":"b@x.io"}',
			'PATCH /users/1 {"email":"a@x.io"} > 200',
			'PUT /users/1 {"email":"a@x.io"} > 200',
			'PATCH /users/2 {"email":"c@x.io"} > 200',
			'PATCH /users/1 {"email":"b@x.io"} > 200',
		],
	],
])('%s', async (_name, sketch, calls) => {
	await playDocument(drawUsers(sketch), calls);
});

const FREE = [`POST /users ${A} > 201`, `POST /users ${A} > 201`];

it.each<[string, Parameters<typeof drawUsers>[0], string[]]>([
	['no answer has it', { properties: { ...USER, email: { type: 'string', description: 'Must be unique' } } }, FREE],
	['a conflict alone', { create: { 409: 'Conflict' } }, FREE],
	['another conflict', { create: { 409: 'The order was already shipped' } }, FREE],
	['what must exist', { create: { 422: 'The given username does not exist', 400: 'email must exist' } }, FREE],
	['what is no property', { create: { 409: 'A user with this nickname already exists' } }, FREE],
	['within what nobody tells', { create: { 409: 'A user with this name already exists in the folder' } }, FREE],
	[
		'a thing without a name of its own',
		{ properties: { name: { type: 'string' } }, create: { 409: 'User already exists' } },
		FREE,
	],
	[
		'unique identifiers of others',
		{
			properties: { ...USER, name: { type: 'string', description: 'Unique identifier of the customer' } },
			create: { 409: 'Conflict' },
		},
		FREE,
	],
	[
		'what need not be',
		{
			properties: { ...USER, name: { type: 'string', description: 'Does not need to be unique' } },
			create: { 409: 'Conflict' },
		},
		FREE,
	],
	[
		'a seat that is taken, by itself',
		{ properties: { seat: { type: 'string' }, ...USER }, create: { 409: 'The seat is already taken' } },
		['POST /users {"seat":"1"} > 201', 'POST /users {"seat":"1"} > 201'],
	],
	[
		'all of what is together is not there',
		{ create: { 409: 'The combination of email, tenant and plan already exists' } },
		FREE,
	],
	[
		'nothing was sent',
		{ create: { 409: 'A user with this email already exists' } },
		[
			'POST /users {"name":"a"} > 201',
			'POST /users {"name":"a"} > 201',
			'POST /users {"name":"a","email":""} > 201',
			'POST /users {"name":"a","email":""} > 201',
		],
	],
	[
		'a change has no answer for it',
		{ create: { 409: 'A user with this email already exists' }, change: { 400: 'Bad', 409: 'The version is stale' } },
		[
			`POST /users ${A} > 201`,
			'POST /users {"email":"b@x.io"} > 201 {"id":2}',
			'PATCH /users/2 {"email":"a@x.io"} > 200',
		],
	],
])('nothing is refused: %s', async (_name, sketch, calls) => {
	await playDocument(drawUsers(sketch), calls);
});

it('the answer names what it was', async () => {
	const document = drawUsers({ create: { 409: 'A user with this email already exists' } });
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const create = () =>
		fetch(`${mock.url}/users`, { method: 'POST', body: A, headers: { 'Content-Type': 'application/json' } });
	await create();
	const again = await create();
	expect(again.headers.get('X-Mock-Reason')).toContain('user 1 has the same email; body /email must be unique');
	expect(await again.json()).toEqual({ message: 'body /email must be unique', field: 'email' });
});
