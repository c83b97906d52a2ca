// Forms by `encoding`: the styles of parameters, in urlencoded and multipart bodies alike; and nested deepObject parameters.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const COLOURS = { type: 'array', items: { type: 'string', enum: ['red', 'green', 'blue'] } };
const RANGE = { type: 'object', properties: { from: { type: 'integer' }, to: { type: 'integer' } } };
const schema = {
	type: 'object',
	properties: {
		plain: COLOURS,
		commas: COLOURS,
		spaces: COLOURS,
		pipes: COLOURS,
		repeated: COLOURS,
		deep: { type: 'object', required: ['at'], properties: { at: RANGE, tags: COLOURS, n: { type: 'integer' } } },
		lines: {
			type: 'array',
			items: { type: 'object', required: ['price'], properties: { price: { type: 'integer' } } },
		},
		pairs: RANGE,
		json: { type: 'object', properties: { a: { type: 'integer' } } },
		free: { type: 'object', properties: { a: { type: 'integer' } } },
		photo: { type: 'string', format: 'binary' },
		count: { type: 'integer' },
		marks: { ...COLOURS, maxItems: 1 },
	},
};
const encoding = {
	commas: { style: 'form', explode: false },
	spaces: { style: 'spaceDelimited', explode: false },
	pipes: { style: 'pipeDelimited', explode: false },
	repeated: { style: 'form', explode: true },
	deep: { style: 'deepObject', explode: true },
	lines: { style: 'deepObject', explode: true },
	pairs: { style: 'form', explode: false },
	json: { contentType: 'application/json' },
	photo: { contentType: 'image/png, image/jpeg' },
	count: { style: 'deepObject', explode: true },
	marks: { style: 'deepObject', explode: true },
};

let mock: RunningMock;
beforeAll(async () => {
	const parameter = { name: 'f', in: 'query', style: 'deepObject', explode: true };
	const filter = {
		type: 'object',
		properties: {
			n: { type: 'integer' },
			tags: { type: 'array', items: { type: 'string' } },
			ids: { type: 'array', items: { type: 'integer' } },
			at: {
				type: 'object',
				properties: { from: { type: 'integer' }, within: { type: 'object', properties: { km: { type: 'number' } } } },
			},
			rows: {
				type: 'array',
				items: { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'integer' } } },
			},
		},
	};
	const document = describePaths({
		'/form': {
			post: takeBody('form', {
				'application/x-www-form-urlencoded': { schema, encoding },
				'multipart/form-data': { schema, encoding },
			}),
		},
		'/required': {
			post: takeBody('required', {
				'application/x-www-form-urlencoded': { schema: { type: 'object', required: ['name'] } },
			}),
		},
		'/files': {
			post: takeBody('files', {
				'multipart/form-data': {
					schema: {
						type: 'object',
						required: ['photos'],
						properties: { photos: { type: 'array', minItems: 2, items: { type: 'string', format: 'binary' } } },
						additionalProperties: false,
					},
				},
			}),
		},
		'/json': { post: takeBody('json', { 'application/json': {} }) },
		'/search': {
			get: {
				operationId: 'search',
				parameters: [{ ...parameter, schema: filter }],
				responses: { '204': { description: 'Good.' }, '400': { description: 'Bad.' } },
			},
		},
	});
	mock = await startTestMock({ documents: [document] });
});

const FIELDS: [field: string, value: string, status: number][] = [
	['plain', 'red', 204],
	['plain', 'red,green', 400],
	['commas', 'red,green', 204],
	['commas', 'red,grey', 400],
	['commas', 'red', 204],
	['spaces', 'red green', 204],
	['spaces', 'red grey', 400],
	['pipes', 'red|green', 204],
	['pipes', 'red|grey', 400],
	['pairs', 'from,1,to,2', 204],
	['pairs', 'from,1,to', 400],
	['pairs', 'from,x', 400],
	['json', '{"a":1}', 204],
	['json', '{"a":"x"}', 400],
	['json', '{"a":', 400],
	['free[a]', '1', 204],
	['free[a]', 'x', 400],
	['free', '{"a":1}', 204],
	// What is no object has nothing to be written deep.
	['count', '3', 204],
	['count', 'x', 400],
	['count[a]', '3', 400],
	['marks', 'red', 204],
	['marks', 'grey', 400],
	['marks[]', 'red', 204],
];

describe('a property of a form', () => {
	it.each(FIELDS)('urlencoded: %s=%s → %i', async (field, value, status) => {
		const response = await fetch(`${mock.url}/form`, { method: 'POST', body: new URLSearchParams([[field, value]]) });
		expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
	});

	it.each(FIELDS)('multipart: %s=%s → %i', async (field, value, status) => {
		const form = new FormData();
		form.set(field, value);
		const response = await fetch(`${mock.url}/form`, { method: 'POST', body: form });
		expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
	});

	it.each<[string, [string, string][], number]>([
		[
			'repeated',
			[
				['repeated', 'red'],
				['repeated', 'green'],
			],
			204,
		],
		[
			'repeated, one of them wrong',
			[
				['repeated', 'red'],
				['repeated', 'grey'],
			],
			400,
		],
		[
			'repeated without an encoding',
			[
				['plain', 'red'],
				['plain', 'blue'],
			],
			204,
		],
		[
			'repeated with brackets',
			[
				['repeated[]', 'red'],
				['repeated[]', 'blue'],
			],
			204,
		],
		[
			'deep',
			[
				['deep[at][from]', '1'],
				['deep[tags][]', 'red'],
			],
			204,
		],
		['deep, and wrong', [['deep[at][from]', 'x']], 400],
		['deep, with something missing', [['deep[n]', '1']], 400],
		[
			'a list of objects',
			[
				['lines[0][price]', '1'],
				['lines[1][price]', '2'],
			],
			204,
		],
		[
			'a list of objects, one of them wrong',
			[
				['lines[0][price]', '1'],
				['lines[1][price]', 'x'],
			],
			400,
		],
	])('%s', async (_name, pairs, status) => {
		const form = new FormData();
		for (const [name, value] of pairs) form.append(name, value);
		for (const body of [form, new URLSearchParams(pairs)]) {
			const response = await fetch(`${mock.url}/form`, { method: 'POST', body });
			expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
		}
	});

	it.each([
		['application/x-www-form-urlencoded', 'note=%FF'],
		['application/x-www-form-urlencoded', 'note=\xff'],
		['application/x-www-form-urlencoded', '\xff=1'],
		['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="note"\r\n\r\n\xff\r\n--b--\r\n'],
	])('of bytes that are not UTF-8 is refused: %s %j', async (type, text) => {
		const body = Buffer.from(text, 'latin1');
		const reply = await call(mock, 'POST', '/form', { body, headers: { 'content-type': type } });
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining('is not valid UTF-8')]);
	});

	it('may hold the character that stands for what could not be read', async () => {
		const form = new FormData();
		form.set('note', '\ufffd');
		for (const body of [form, new URLSearchParams([['note', '\ufffd']])])
			expect((await fetch(`${mock.url}/form`, { method: 'POST', body })).status).toBe(204);
	});

	it.each<[string, number]>([
		['image/png', 204],
		['application/octet-stream', 204],
		['text/plain', 400],
	])('a file of %s where the document wants a picture → %i', async (type, status) => {
		const form = new FormData();
		form.set('photo', new Blob(['x'], { type }), 'photo');
		const response = await fetch(`${mock.url}/form`, { method: 'POST', body: form });
		expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
	});
});

it.each<[names: string[], status: number]>([
	[['photos', 'photos'], 204],
	[['photos[]', 'photos[]'], 204],
	[['photos[0]', 'photos[1]'], 204],
	[['photos[]'], 400],
	[['pictures[]', 'pictures[]'], 400],
])('files of a list by the names %j → %i', async (names, status) => {
	const form = new FormData();
	for (const name of names) form.append(name, new Blob(['x'], { type: 'image/png' }), 'x.png');
	const response = await fetch(`${mock.url}/files`, { method: 'POST', body: form });
	expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
});

describe('an empty urlencoded form', () => {
	it.each<[string, Record<string, string>, number]>([
		['/form', { 'content-type': 'application/x-www-form-urlencoded' }, 204],
		['/form', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
		['/form', {}, 400],
		['/json', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
		['/required', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
	])('%s with %j → %i', async (path, headers, status) => {
		const response = await fetch(`${mock.url}${path}`, { method: 'POST', headers });
		expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
		if (path === '/required') expect(response.headers.get('x-mock-reason')).toContain('body /name is required');
	});
});

describe('a whole number of a form', () => {
	it.each<[fields: string, query: string, status: number, reason: string]>([
		['k=9007199254740992', '', 201, ''],
		['k=9007199254740993', '', 400, '9007199254740993, which can'],
		['all=1&all=9007199254740993', '', 400, '9007199254740993, which can'],
		['text=9007199254740993', '', 201, ''],
		['k=9223372036854775807', '', 400, 'exact up to 2^53'],
		['k=9223372036854775808', '', 400, 'int64'],
		['k=1', 'from=9223372036854775807', 201, ''],
		['k=1', 'from=9223372036854775808', 400, 'int64'],
	])('is kept as it was sent, or refused: %s, ?%s → %i', async (body, query, status, reason) => {
		const long: JsonObject = { type: 'integer', format: 'int64' };
		const note: JsonObject = {
			type: 'object',
			properties: { id: { type: 'integer' }, k: long, text: { type: 'string' }, all: { type: 'array', items: long } },
		};
		const post: JsonObject = {
			operationId: 'create',
			parameters: [{ name: 'from', in: 'query', schema: long }],
			requestBody: { content: { 'application/x-www-form-urlencoded': { schema: note } } },
			responses: { 201: { description: 'Made.', content: { 'application/json': { schema: note } } } },
		};
		const get = giveBody('read', { 'application/json': { schema: note } });
		const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
		const paths: JsonObject = { '/notes': { post }, '/notes/{id}': { parameters, get } };
		const notes = await startTestMock({ documents: [describePaths(paths)] });
		const answer = await fetch(`${notes.url}/notes?${query}`, { method: 'POST', body: new URLSearchParams(body) });
		expect(answer.status, answer.headers.get('x-mock-reason') ?? '').toBe(status);
		expect(answer.headers.get('x-mock-reason') ?? '').toContain(reason);
	});
});

describe('a deepObject parameter', () => {
	it.each<[string, number]>([
		['f[n]=1', 204],
		['f[n]=x', 400],
		['f[at][from]=1', 204],
		['f[at][from]=x', 400],
		['f[at][within][km]=1.5', 204],
		['f[at][within][km]=far', 400],
		['f[tags]=a&f[tags]=b', 204],
		['f[tags][]=a&f[tags][]=b', 204],
		['f[tags][0]=a', 204],
		['f[tags][1]=b&f[tags][0]=a', 204],
		['f[tags][999999]=b', 204],
		['f[ids][]=x', 400],
		['f[ids][0]=1&f[ids][1]=x', 400],
		['f[rows][0][a]=1&f[rows][0][b]=2&f[rows][1][a]=3', 204],
		['f[rows][0][b]=2', 400],
		['f[rows][][a]=1&f[rows][][a]=2', 204],
		['f[n]=1&f[n]=2', 400],
		['f[n]]=1', 400],
		[`f${'[a]'.repeat(30)}=1`, 400],
		['f%5Bat%5D%5Bfrom%5D=1', 204],
		['f[__proto__][x]=1', 204],
	])('%s → %i', async (query, status) => {
		const reply = await call(mock, 'GET', `/search?${query}`);
		expect(reply.status, reply.reason).toBe(status);
	});
});

describe('a form of which the document says no more than a single value, or a list', () => {
	it.each([
		['multipart/form-data', { type: 'string' }],
		['multipart/form-data', { type: 'string', format: 'binary' }],
		['application/x-www-form-urlencoded', { type: 'integer' }],
		['multipart/form-data', { type: 'array', items: { type: 'string', format: 'binary' } }],
		['application/x-www-form-urlencoded', { type: 'array', items: { type: 'object' } }],
	])('takes any fields, as its sample does: %s %j', async (type, said) => {
		const document = describePaths({ '/tickets': { post: takeBody('open', { [type]: { schema: said } }) } });
		const other = await startTestMock({ documents: [document] });
		const fields = { title: 'a', count: '1' };
		const body = type.startsWith('multipart/') ? new FormData() : new URLSearchParams(fields);
		if (body instanceof FormData) for (const [name, value] of Object.entries(fields)) body.set(name, value);
		expect((await fetch(`${other.url}/tickets`, { method: 'POST', body })).status).toBe(204);
		const { operations } = (await (await fetch(`${other.url}/__admin/operations`)).json()) as {
			operations: { sample: { target: string; headers: [string, string][]; body: string } }[];
		};
		const { target = '', headers, body: text } = operations[0]?.sample ?? {};
		const reply = await fetch(`${other.url}${target}`, {
			method: 'POST',
			...(headers && { headers }),
			...(text && { body: text }),
		});
		expect(reply.status, reply.headers.get('x-mock-reason') ?? '').toBe(204);
		await other.close();
	});
});
