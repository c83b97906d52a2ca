// Bodies that are no JSON: judged by a reader of their own kind, or told as not judged; never as JSON.

import { expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { loadDocuments } from '../../../spec/index.ts';

const LIST: JsonObject = { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } };
const ITEM: JsonObject = { type: 'object', properties: { n: { type: 'integer' } } };

const ORDER: JsonObject = {
	type: 'object',
	xml: { name: 'order' },
	properties: {
		id: { type: 'integer', xml: { attribute: true } },
		price: { type: 'number' },
		tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } } },
	},
};

async function check(
	part: 'request' | 'response',
	type: string,
	schema: JsonObject,
	{ rules, ...body }: JsonObject,
): Promise<string[]> {
	const content = { [type]: { schema } };
	const sends = part === 'request';
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'case', version: '1' },
		paths: {
			'/a': {
				post: {
					...(sends && { requestBody: { required: true, content } }),
					responses: sends ? { 204: { description: 'ok' } } : { 200: { description: 'ok', content } },
				},
			},
		},
	};
	const message = {
		headers: { 'Content-Type': [type] },
		body: { contentType: type, encoded: false, ...body },
		...(rules !== undefined && { matchingRules: { body: rules } }),
	};
	const read = readPact(
		{
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [
				{
					type: 'Synchronous/HTTP',
					description: 'x',
					request: { method: 'POST', path: '/a', ...(sends && message) },
					response: sends ? { status: 204 } : { status: 200, ...message },
				},
			],
			metadata: { pactSpecification: { version: '4.0' } },
		},
		'pact.json',
	);
	if (!read.ok) throw new Error('no pact');
	const { documents } = await loadDocuments([document], { infer: false });
	return (await checkPacts({ pacts: [read.pact], documents })).map(({ severity, code }) => `${severity} ${code}`);
}

it.each<[string, ...Parameters<typeof check>, string[]]>([
	['CSV that is sent and fits', 'request', 'text/csv', LIST, { content: 'n\n1\n' }, []],
	['CSV that is sent and does not', 'request', 'text/csv', LIST, { content: 'n\nb\n' }, ['error request.body.invalid']],
	['a table of another kind', 'request', 'text/x-table', LIST, { content: 'n|1' }, ['warning request.body.unread']],
	['bytes that are sent', 'request', 'application/x-table', LIST, { content: 'n|1' }, ['warning request.body.unread']],
	['CSV that is expected', 'response', 'text/csv', LIST, { content: 'n\n1\n' }, ['warning response.body.unread']],
	['XML that is sent and fits', 'request', 'application/xml', ITEM, { content: '<a><n>1</n></a>' }, []],
	[
		'XML that is sent and does not',
		'request',
		'application/xml',
		ITEM,
		{ content: '<a><n>b</n></a>' },
		['error request.body.invalid'],
	],
	[
		'XML that is expected',
		'response',
		'application/xml',
		ITEM,
		{ content: '<a><n>1</n></a>' },
		['warning response.body.unread'],
	],
	...(
		[
			['of another type', ORDER, '<order id="1"><price>cheap</price></order>', ['error response.body.invalid']],
			[
				'that fits',
				ORDER,
				'<?xml version="1.0"?><order id="1"><price>1.50</price><tag>a</tag><tag>b</tag></order>',
				[],
			],
			[
				'in a namespace',
				ORDER,
				'<o:order xmlns:o="urn:o" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:o o.xsd" id="1"><o:price>1</o:price></o:order>',
				[],
			],
			[
				'with what the document has no more',
				ORDER,
				'<order><cost>1</cost></order>',
				['error response.body.unknown-property'],
			],
			['whose root is another', ORDER, '<bill id="1"><price>1</price></bill>', ['error response.body.invalid']],
			['that is cut off', ORDER, '<order><price>1</price>', ['error response.body.invalid']],
			['whose schema is a text', { type: 'string' } as JsonObject, '<order', []],
		] as const
	).map(([title, schema, content, told]): [string, ...Parameters<typeof check>, string[]] => [
		`XML that is expected, ${title}`,
		'response',
		'application/xml',
		schema,
		{ content },
		[...told, 'warning response.body.unread'],
	]),
	[
		'a text whose schema is one',
		'response',
		'text/plain',
		{ type: 'string' },
		{ content: 'hello' },
		['info matcher.narrower.value'],
	],
	[
		'a text that is matched: nothing but texts can come',
		'response',
		'text/plain',
		{ type: 'string' },
		{ content: 'hello', rules: { $: { matchers: [{ match: 'regex', regex: '.*' }] } } },
		[],
	],
	[
		'bytes',
		'response',
		'application/octet-stream',
		{ type: 'string' },
		{ content: 'AAEC', encoded: 'base64' },
		['info response.body.unread'],
	],
	// As pact-js writes a file; seen with the real verifier, which looks at the bytes alone.
	...(
		[
			['text/csv', 'response', ['error matcher.disjoint']],
			['application/problem+json', 'response', ['error matcher.disjoint']],
			['image/svg+xml', 'response', ['error matcher.disjoint']],
			['application/yaml; charset=utf-8', 'response', ['error matcher.disjoint']],
			['application/xml', 'response', ['warning matcher.disjoint']],
			['image/png', 'response', []],
			['text/plain', 'response', []],
			['text/csv', 'request', []],
		] as const
	).map(([type, part, told]): [string, ...Parameters<typeof check>, string[]] => [
		`a file that is held to ${type} by its bytes, in the ${part}`,
		part,
		type,
		{ type: 'string', format: 'binary' },
		{
			content: 'aGVsbG8=',
			contentType: '*/*',
			encoded: 'base64',
			rules: { $: { matchers: [{ match: 'contentType', value: type }] } },
		},
		[...told, ...(part === 'response' ? ['info response.body.unread'] : [])],
	]),
])('%s', async (_title, part, type, schema, body, told) => {
	expect(await check(part, type, schema, body)).toEqual(told);
});

it('the comparator is not heard on bodies that are sent and are no JSON', async () => {
	const boundary = 'multipart/form-data; boundary=b';
	const content = '--b\r\ncontent-disposition: form-data; name="n"\r\n\r\n1\r\n--b--\r\n';
	const base64 = Buffer.from(content).toString('base64');
	expect(await check('request', boundary, ITEM, { content: base64, encoded: 'base64' })).toEqual([]);
});
