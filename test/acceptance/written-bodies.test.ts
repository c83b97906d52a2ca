// Bodies that are no JSON, in both directions: XML by its schema, sequences, pictures; and what can't be made is passed over.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const PET: JsonObject = {
	type: 'object',
	required: ['id', 'name'],
	xml: { name: 'pet' },
	properties: {
		id: { type: 'integer', xml: { attribute: true } },
		name: { type: 'string', examples: ['Rex & <Co>'] },
		photos: { type: 'array', xml: { wrapped: true }, items: { type: 'string', xml: { name: 'photo' } } },
		tags: { type: 'array', items: { type: 'object', xml: { name: 'tag' }, properties: { id: { type: 'integer' } } } },
		sold: { type: 'boolean' },
		note: { type: ['string', 'null'] },
		weight: { type: 'number', xml: { name: 'kg', prefix: 'w', namespace: 'https://x.test/w' } },
	},
};
const pet = { $ref: '#/components/schemas/Pet' };
const ITEM = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
const EVENT = {
	type: 'object',
	required: ['data'],
	properties: { event: { type: 'string' }, data: { type: 'string' } },
};
const IMPOSSIBLE = { type: 'integer', minimum: 5, maximum: 1 };

let mock: RunningMock;
beforeAll(async () => {
	const paths: JsonObject = {
		'/check': {
			post: takeBody('check', {
				'application/xml': { schema: pet },
				'text/xml': { schema: pet },
				'application/pet+xml': { schema: pet },
			}),
			put: takeBody('checkText', { 'application/xml': {}, 'text/xml': { schema: { type: 'string', maxLength: 10 } } }),
		},
		'/pets': {
			get: giveBody('list', {
				'application/xml': { schema: { type: 'array', xml: { name: 'pets' }, items: pet } },
				'application/x-ndjson': { itemSchema: pet },
			}),
			post: {
				operationId: 'create',
				requestBody: { required: true, content: { 'application/xml': { schema: pet } } },
				responses: {
					'201': {
						description: 'Made.',
						content: { 'application/xml': { schema: pet }, 'application/json': { schema: pet } },
					},
				},
			},
		},
		'/pets/{id}': {
			get: {
				operationId: 'read',
				parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
				responses: {
					'200': { description: 'Good.', content: { '*/*': { schema: pet }, 'application/xml': { schema: pet } } },
					'404': { description: 'None.' },
				},
			},
		},
		'/both': { get: giveBody('both', { 'application/json': { schema: ITEM }, 'application/xml': { schema: ITEM } }) },
		'/json-only': {
			get: giveBody('jsonOnly', {
				'application/json': { schema: ITEM },
				'application/x-made-up': { schema: ITEM },
				'application/xml': { schema: IMPOSSIBLE },
			}),
		},
		'/made-up': { get: giveBody('madeUp', { 'application/x-made-up': { schema: ITEM } }) },
		'/table': {
			get: giveBody('table', {
				'text/csv': {
					schema: {
						type: 'array',
						items: {
							type: 'object',
							required: ['n', 'text', 'none', 'list'],
							properties: {
								n: { const: 7 },
								text: { const: 'a, "b"' },
								none: { type: 'null' },
								list: { const: [1, 2] },
							},
						},
						minItems: 2,
						maxItems: 2,
					},
				},
				'text/tab-separated-values': {
					schema: {
						type: 'array',
						items: { type: 'array', items: { const: 1 }, minItems: 2, maxItems: 2 },
						maxItems: 1,
					},
				},
			}),
		},
		'/yaml': { get: giveBody('yaml', { 'application/yaml': { schema: ITEM } }) },
		'/text-example': {
			get: giveBody('textExample', { 'application/xml': { schema: pet, example: '<pet><id>1</id></pet>' } }),
			put: giveBody('csvExample', {
				'text/csv': { schema: { type: 'array', items: ITEM }, examples: { one: { value: 'a\n1\n' } } },
			}),
			post: giveBody('formExample', { 'application/x-www-form-urlencoded': { schema: ITEM, example: 'a=1' } }),
		},
		'/events': {
			get: giveBody('events', { 'text/event-stream': { itemSchema: EVENT } }),
			put: giveBody('oldEvents', { 'text/event-stream': { schema: ITEM } }),
			post: giveBody('textEvents', { 'text/event-stream': { schema: { type: 'string' }, example: 'data: x\n\n' } }),
			patch: giveBody('eventExample', {
				'text/event-stream': {
					itemSchema: EVENT,
					example: [{ event: 'e', data: 'one\ntwo', id: '7' }, { data: 'three' }],
				},
			}),
		},
		'/lines': {
			get: giveBody('lines', { 'application/jsonl': { itemSchema: ITEM } }),
			put: giveBody('listOfLines', { 'application/x-ndjson': { schema: { type: 'array', items: ITEM, minItems: 2 } } }),
			post: takeBody('takeLines', {
				'application/jsonl': { itemSchema: ITEM },
				'application/json-seq': { itemSchema: ITEM },
				'text/event-stream': { itemSchema: EVENT },
			}),
			patch: giveBody('records', { 'application/json-seq': { itemSchema: ITEM } }),
		},
		'/told': {
			post: {
				operationId: 'told',
				requestBody: { required: true, content: { 'application/json': { schema: ITEM } } },
				responses: {
					'204': { description: 'Good.' },
					'400': {
						description: 'Bad.',
						content: {
							'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
							'application/xml': {
								schema: { type: 'object', xml: { name: 'error' }, properties: { message: { type: 'string' } } },
							},
							'text/plain': { schema: { type: 'string' } },
							'text/html': { schema: IMPOSSIBLE },
						},
					},
				},
			},
		},
		'/refused': {
			post: {
				operationId: 'refused',
				requestBody: { required: true, content: { 'application/json': { schema: ITEM } } },
				responses: {
					'204': { description: 'Good.' },
					'400': { description: 'Bad.', content: { 'application/json': { schema: IMPOSSIBLE } } },
				},
			},
		},
	};
	for (const type of ['png', 'jpeg', 'gif', 'webp', 'svg+xml', '*']) {
		paths[`/image/${type}`] = {
			get: giveBody(`image ${type}`, { [`image/${type}`]: { schema: { type: 'string', format: 'binary' } } }),
		};
	}
	paths['/pdf'] = { get: giveBody('pdf', { 'application/pdf': {} }) };
	paths['/zip'] = {
		get: giveBody('zip', {
			'application/zip': { schema: { type: 'string', format: 'binary' }, example: 'no archive' },
		}),
	};
	paths['/base64'] = { get: giveBody('base64', { 'image/gif': { example: 'R0lGODlhAQABAAAAACw=' } }) };
	const document = describePaths(paths, { openapi: '3.2.0', components: { schemas: { Pet: PET } } });
	mock = await startTestMock({ documents: [document], seed: 5 });
});

describe('an XML body', () => {
	it.each<[string, number, string]>([
		['<pet id="1"><name>a</name></pet>', 204, ''],
		['<?xml version="1.0"?>\n<pet id="1">\n  <name>a</name>\n</pet>', 204, ''],
		['<pet id="1"><name>a</name><tag><id>1</id></tag><tag><id>2</id></tag></pet>', 204, ''],
		['<pet id="1"><name>a</name><photos><photo>x</photo></photos><sold>true</sold></pet>', 204, ''],
		['<p:pet xmlns:p="u" id="1"><p:name>a</p:name><kg>1.5</kg></p:pet>', 204, ''],
		['<pet id="1"><name><![CDATA[<a>]]></name></pet>', 204, ''],
		['<pet id="x"><name>a</name></pet>', 400, '/id must be an integer'],
		['<pet><name>a</name></pet>', 400, '/id is required'],
		['<pet id="1"/>', 400, '/name is required'],
		['<pet id="1"><name>a</name><tag><id>x</id></tag></pet>', 400, '/tags/0/id must be an integer'],
		['<pet id="1"><name>a</name><sold>maybe</sold></pet>', 400, '/sold must be a boolean'],
		['<pet id="1"><name>a</name>', 400, 'is not XML'],
		['{"id":1,"name":"a"}', 400, 'is not XML'],
		['<!DOCTYPE pet [<!ENTITY x SYSTEM "file:///etc/passwd">]><pet id="1"><name>&x;</name></pet>', 400, 'DOCTYPE'],
		[`${'<a>'.repeat(500)}${'</a>'.repeat(500)}`, 400, 'is not XML'],
	])('is held to its schema: %s → %i', async (body, status, words) => {
		for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/pet+xml']) {
			const reply = await call(mock, 'POST', '/check', { body, headers: { 'content-type': type } });
			expect([reply.status, reply.reason], type).toEqual([status, expect.stringContaining(words)]);
		}
	});

	it.each<[string, string, number]>([
		['application/xml', '<anything/>', 204],
		['text/xml', '<short/>', 204],
		['text/xml', '<much-too-long/>', 400],
	])('is a text where no schema, or one of texts, describes it: %s %s → %i', async (type, body, status) => {
		expect((await call(mock, 'PUT', '/check', { body, headers: { 'content-type': type } })).status).toBe(status);
	});

	it.each([
		['<pet id="1"><name>\xff</name></pet>', 'is not valid UTF-8'],
		['\xff\xfe<\0p\0e\0t\0/\0>\0', '/id is required'],
	])('of a schema is UTF-8, where no byte order mark says UTF-16: %j', async (bytes, words) => {
		const body = Buffer.from(bytes, 'latin1');
		const reply = await call(mock, 'POST', '/check', { body, headers: { 'content-type': 'application/xml' } });
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining(words)]);
	});

	it('creates as JSON does, and is answered as XML or as JSON', async () => {
		const body =
			'<pet id="7"><name>A &amp; &lt;B&gt; &#233;</name><tag><id>1</id></tag><w:kg xmlns:w="u">2</w:kg></pet>';
		const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
		const made = await call(mock, 'POST', '/pets', { body, headers });
		const xml =
			'<?xml version="1.0" encoding="UTF-8"?><pet id="7"><name>A &amp; &lt;B&gt; é</name><tag><id>1</id></tag><w:kg xmlns:w="https://x.test/w">2</w:kg></pet>';
		expect([made.status, made.headers.get('content-type'), made.text], made.reason).toEqual([
			201,
			'application/xml',
			xml,
		]);
		const value = { id: 7, name: 'A & <B> é', tags: [{ id: 1 }], weight: 2 };
		expect((await call(mock, 'GET', '/pets/7')).json).toEqual(value);
		expect((await call(mock, 'GET', '/pets/7', { headers: { accept: 'application/xml' } })).text).toBe(xml);
		expect((await call(mock, 'GET', '/pets', { headers: { accept: 'application/xml' } })).text).toBe(
			xml.replace('<pet', '<pets><pet').replace('</pet>', '</pet></pets>'),
		);
		const lines = await call(mock, 'GET', '/pets', { headers: { accept: 'application/x-ndjson' } });
		expect(lines.text).toBe(`${JSON.stringify(value)}\n`);
	});
});

describe('an answer in a type that isn’t JSON', () => {
	it.each<[string, string | undefined, number, string, RegExp]>([
		['/both', BROWSER, 200, 'application/xml', /^<\?xml .*<root><a>-?\d+<\/a><\/root>$/],
		['/both', undefined, 200, 'application/json', /^\{"a":/],
		['/json-only', BROWSER, 200, 'application/json', /^\{"a":/],
		['/json-only', 'application/xml, */*;q=0.1', 200, 'application/json', /^\{"a":/],
		['/json-only', 'application/xml', 406, 'application/problem+json', /no application\/xml can be made/],
		['/json-only', 'application/x-made-up, application/json;q=0.5', 200, 'application/json', /^\{"a":/],
		['/made-up', BROWSER, 200, 'application/x-made-up', /./s],
		['/yaml', undefined, 200, 'application/yaml', /^a: -?\d+\n$/],
		['/table', 'text/csv', 200, 'text/csv; charset=utf-8', /^n,text,none,list\r\n(?:7,"a, ""b""",,"\[1,2\]"\r\n){2}$/],
		['/table', 'text/tab-separated-values', 200, 'text/tab-separated-values; charset=utf-8', /^1\t1\r\n$/],
		['/text-example', undefined, 200, 'application/xml', /^<pet><id>1<\/id><\/pet>$/],
	])('%s for %s → %i %s', async (path, accept, status, type, text) => {
		const reply = await call(mock, 'GET', path, { headers: accept === undefined ? {} : { accept } });
		expect([reply.status, reply.headers.get('content-type')], reply.reason).toEqual([status, type]);
		expect(reply.text).toMatch(text);
	});

	it.each([
		['PUT', 'a\n1\n'],
		['POST', 'a=1'],
	])('is the document’s own example, as it stands: %s', async (method, text) => {
		const reply = await call(mock, method, '/text-example');
		expect([reply.status, reply.text], reply.reason).toEqual([200, text]);
	});

	it.each<[string, number[]]>([
		['/image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
		['/image/jpeg', [0xff, 0xd8, 0xff]],
		['/image/gif', [0x47, 0x49, 0x46, 0x38]],
		['/image/webp', [0x52, 0x49, 0x46, 0x46]],
		['/image/svg+xml', [0x3c, 0x73, 0x76, 0x67]],
		['/image/*', [0x89, 0x50, 0x4e, 0x47]],
		['/pdf', [0x25, 0x50, 0x44, 0x46]],
		['/zip', [0x50, 0x4b, 0x05, 0x06]],
		['/base64', [0x47, 0x49, 0x46, 0x38]],
	])('is a real one: %s', async (path, start) => {
		const response = await fetch(mock.url + path);
		const bytes = new Uint8Array(await response.arrayBuffer());
		expect([response.status, [...bytes.slice(0, start.length)]]).toEqual([200, start]);
	});
});

describe('a sequence', () => {
	const EVENTS = /^(?:(?:event: [^\n]*\n)?(?:data: [^\n]*\n)+\n){2,}$/;
	it.each<[string, string, RegExp]>([
		['GET', '/events', EVENTS],
		['PUT', '/events', /^(?:data: \{"a":-?\d+\}\n\n){2,}$/],
		['POST', '/events', /^data: x\n\n$/],
		['PATCH', '/events', /^event: e\nid: 7\ndata: one\ndata: two\n\ndata: three\n\n$/],
		['GET', '/lines', /^(?:\{"a":-?\d+\}\n){2,}$/],
		['PUT', '/lines', /^(?:\{"a":-?\d+\}\n){2,}$/],
		// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 7464 begins each record with it
		['PATCH', '/lines', /^(?:\u001e\{"a":-?\d+\}\n){2,}$/],
	])('has several items in their frames: %s %s', async (method, path, text) => {
		const reply = await call(mock, method, path);
		expect(reply.status, reply.reason).toBe(200);
		expect(reply.text).toMatch(text);
		expect(reply.reason).toBe('');
	});

	it.each<[string, string, number, string]>([
		['application/jsonl', '{"a":1}\n{"a":2}\n', 204, ''],
		['application/jsonl', '{"a":1}\r\n\r\n{"a":2}', 204, ''],
		['application/jsonl', '{"a":1}\n{"a":"x"}\n', 400, '/1/a must be an integer'],
		['application/jsonl', '{"a":1}\n{"a":', 400, '/1 is not JSON'],
		['application/json-seq', '\u001e{"a":1}\n\u001e{"a":2}\n', 204, ''],
		['application/json-seq', '\u001e{}\n', 400, '/0/a is required'],
		['text/event-stream', 'event: e\ndata: x\n\ndata: y\n\n', 204, ''],
		['text/event-stream', 'event: e\n\n', 400, '/0/data is required'],
	])('in a request is held to what its items must be: %s %j → %i', async (type, body, status, words) => {
		const reply = await call(mock, 'POST', '/lines', { body, headers: { 'content-type': type } });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(words)]);
	});
});

describe('a refusal', () => {
	it.each<[string | undefined, string, string]>([
		[undefined, 'application/json', '{"message":"body /a must be an integer"}'],
		['*/*', 'application/json', '{"message":"body /a must be an integer"}'],
		['text/plain', 'text/plain; charset=utf-8', 'body /a must be an integer'],
		['application/json;q=0.5, application/xml', 'application/xml', '<message>body /a must be an integer</message>'],
		[BROWSER, 'application/xml', '<message>body /a must be an integer</message>'],
		['image/png', 'application/json', '{"message":"body /a must be an integer"}'],
	])('comes in the type that the client takes: %s → %s', async (accept, type, text) => {
		const headers = { 'content-type': 'application/json', ...(accept !== undefined && { accept }) };
		const reply = await call(mock, 'POST', '/told', { body: '{"a":"x"}', headers });
		expect([reply.status, reply.headers.get('content-type')], reply.reason).toEqual([400, type]);
		expect(reply.text).toContain(text);
	});
});

describe('a refusal whose documented body can’t be made', () => {
	it('keeps its status and tells its cause', async () => {
		const reply = await call(mock, 'POST', '/refused', { body: { a: 'x' } });
		expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
		expect(reply.reason).toMatch(/^check refused: body \/a must be an integer; the document's answer can't be sent: /);
		expect(reply.json).toMatchObject({ status: 400, findings: [{ pointer: '/a' }] });
	});
});
