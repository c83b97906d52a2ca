// Creates that say that they change what is there: by its key, or by what is one's alone.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playDocument } from './play-sketch.ts';

const SCHEMAS = {
	Contact: '{id:int,email!,name,phone,externalId}',
	NewContact: '{email!,name,phone,externalId}',
	Keyed: '{id:int,email,name}',
};
const LINES = [
	'GET /contacts >[Contact] => list contact',
	'GET /contacts/{id} >Contact => read contact',
	'POST /contacts/upsert <NewContact >Contact => create contact',
	'PUT /contacts/bulk-upsert <{contacts:[NewContact]} >204 => create contact unseen',
];
const A = '{"email":"a@x.io","name":"a","phone":"1"}';
const B = '{"email":"a@x.io","name":"b"}';

it.each<[string, string, { create: string; said: JsonObject; more?: JsonObject }, Call[]]>([
	[
		'by what one alone has, with a status for each',
		'<NewContact >201 Contact',
		{
			create: 'post',
			said: { summary: 'Upsert a contact' },
			more: {
				'200': {
					description: '',
					content: { 'application/json': { schema: { $ref: '#/components/schemas/Contact' } } },
				},
			},
		},
		[
			`POST /contacts ${A} > 201 {"id":1,"name":"a"}`,
			`POST /contacts ${B} > 200 {"id":1,"name":"b","phone":"1"}`,
			'POST /contacts {"email":"b@x.io"} > 201 {"id":2}',
			'GET /contacts > 200 [{"id":1,"name":"b"},{"id":2}]',
		],
	],
	[
		'by what the description names',
		'<NewContact >Contact',
		{
			create: 'post',
			said: { description: 'Creates a new contact or updates the existing one with the same external id.' },
		},
		[
			'POST /contacts {"email":"a@x.io","externalId":"e1"} > 200 {"id":1}',
			'POST /contacts {"email":"a@x.io","externalId":"e2"} > 200 {"id":2}',
			'POST /contacts {"email":"c@x.io","externalId":"e1"} > 200 {"id":1,"email":"c@x.io"}',
			'GET /contacts > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'by PUT, as a whole',
		'<NewContact >Contact',
		{ create: 'put', said: { summary: 'Create or update a contact by email' } },
		[
			`PUT /contacts ${A} > 200 {"id":1,"name":"a"}`,
			`PUT /contacts ${B} > 200 {"id":1,"name":"b"}`,
			'GET /contacts > 200 [{"id":1,"name":"b"}]',
		],
	],
	[
		'by the key',
		'<Keyed >Contact',
		{ create: 'post', said: { operationId: 'createOrUpdateContact' } },
		[
			'POST /contacts {"id":7,"email":"a@x.io","name":"a"} > 200 {"id":7}',
			'POST /contacts {"id":7,"name":"b"} > 200 {"id":7,"email":"a@x.io","name":"b"}',
			'GET /contacts > 200 [{"id":7,"name":"b"}]',
		],
	],
	[
		'several at once',
		'<[NewContact] >[Contact]',
		{ create: 'put', said: { summary: 'Inserts or updates contacts' } },
		[
			`PUT /contacts [${A}] > 200 [{"id":1}]`,
			`PUT /contacts [{"email":"b@x.io","name":"c"},${B}] > 200 [{"id":2},{"id":1,"name":"b","phone":"1"}]`,
			'GET /contacts > 200 [{"id":1,"name":"b"},{"id":2}]',
		],
	],
	[
		'unless it says that it does not',
		'<NewContact >201 Contact',
		{
			create: 'post',
			said: { description: 'Adds a contact. If one with this email exists, it is not updated or replaced.' },
		},
		[`POST /contacts ${A} > 201 {"id":1}`, `POST /contacts ${B} > 201 {"id":2}`],
	],
	[
		'unless it says so in short',
		'<NewContact >201 Contact',
		{ create: 'post', said: { description: "Adds a contact. It doesn't create or update others." } },
		[`POST /contacts ${A} > 201 {"id":1}`, `POST /contacts ${B} > 201 {"id":2}`],
	],
	[
		'on a path of its own',
		'<NewContact >201 Contact',
		{ create: 'post', said: {} },
		[
			`POST /contacts ${A} > 201 {"id":1}`,
			`POST /contacts/upsert ${B} > 200 {"id":1,"name":"b","phone":"1"}`,
			'PUT /contacts/bulk-upsert {"contacts":[{"email":"a@x.io","name":"c"},{"email":"c@x.io"}]} > 204',
			'GET /contacts > 200 [{"id":1,"name":"c"},{"id":2,"email":"c@x.io"}]',
			`POST /contacts ${A} > 201 {"id":3}`,
		],
	],
])('changes what is there %s', async (_name, line, { create, said, more = {} }, calls) => {
	const { document } = drawSketch({
		lines: [...LINES, `${create.toUpperCase()} /contacts ${line} => create contact`],
		schemas: SCHEMAS,
	});
	const { paths } = document as { paths: Record<string, Record<string, JsonObject>> };
	const operation = paths['/contacts']?.[create] as JsonObject;
	Object.assign(operation, said, { responses: { ...(operation['responses'] as JsonObject), ...more } });
	await playDocument(document, calls);
});
