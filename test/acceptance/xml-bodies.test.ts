// XML bodies as XML 1.0 has them: every name, the encodings that they name themselves, and what is not well-formed told in a line.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const text = { type: 'string' };
const schema: JsonObject = {
	type: 'object',
	properties: {
		name: text,
		constructor: text,
		prototype: { type: 'object', properties: { valueOf: text } },
		toString: { ...text, xml: { attribute: true } },
		code: { type: 'integer', xml: { name: '__proto__' } },
	},
};

const lists: JsonObject = {
	type: 'object',
	properties: {
		tags: { type: 'array', xml: { wrapped: true }, items: { ...text, xml: { name: 'tag' } } },
		size: {
			type: 'object',
			properties: {
				value: { type: 'integer', xml: { nodeType: 'text' } },
				unit: { ...text, xml: { attribute: true } },
			},
		},
	},
};

let mock: RunningMock;
beforeAll(async () => {
	const content = { 'application/xml': { schema }, 'application/soap+xml': { schema } };
	const responses = { 201: { description: '', content: { 'application/json': { schema } } } };
	mock = await startTestMock({
		documents: [
			describePaths({
				'/cars': { post: { requestBody: { content }, responses } },
				'/lists': {
					post: {
						requestBody: { content: { 'application/xml': { schema: lists } } },
						responses: { 201: { description: '' } },
					},
				},
			}),
		],
	});
});

async function post(body: string | Uint8Array, type = 'application/xml'): Promise<Awaited<ReturnType<typeof call>>> {
	return call(mock, 'POST', '/cars', { body, headers: { 'content-type': type } });
}

describe('an element or attribute', () => {
	it.each<[body: string, shown: unknown]>([
		['<car><constructor>Lotus</constructor></car>', { constructor: 'Lotus' }],
		['<c:car xmlns:c="urn:c"><c:constructor>Lotus</c:constructor></c:car>', { constructor: 'Lotus' }],
		['<constructor><name>Lotus</name></constructor>', { name: 'Lotus' }],
		['<car><prototype><valueOf>1</valueOf></prototype></car>', { prototype: { valueOf: '1' } }],
		['<car toString="x"/>', { toString: 'x' }],
		['<car><__proto__>7</__proto__></car>', { code: 7 }],
	])('has the name that it has: %s', async (body, shown) => {
		const reply = await post(body);
		expect([reply.status, reply.json], reply.reason).toEqual([201, expect.objectContaining(shown)]);
		expect(({} as Record<string, unknown>)['name']).toBeUndefined();
	});
});

describe('XML that names its encoding itself (RFC 7303 §3.2)', () => {
	const latin = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<car><name>Zo\u00eb</name></car>';
	it.each<[title: string, body: Uint8Array]>([
		['ISO-8859-1 in its declaration', Buffer.from(latin, 'latin1')],
		['windows-1252', Buffer.from(latin.replace('ISO-8859-1', 'windows-1252'), 'latin1')],
		['in single quotes', Buffer.from(latin.replaceAll('"', "'"), 'latin1')],
		['UTF-16, by its byte order mark', Buffer.from(`\ufeff${latin.replace('ISO-8859-1', 'UTF-16')}`, 'utf16le')],
		['UTF-16, big-endian', Buffer.from(`\ufeff${latin.replace('ISO-8859-1', 'UTF-16')}`, 'utf16le').swap16()],
		['what is UTF-8 all the same', Buffer.from(latin)],
	])('%s', async (_title, body) => {
		for (const type of ['application/xml', 'application/soap+xml']) {
			const reply = await post(body, type);
			expect([reply.status, reply.json], reply.reason).toEqual([201, expect.objectContaining({ name: 'Zo\u00eb' })]);
		}
	});

	it.each([
		['no word of it', '<car><name>Zo\u00eb</name></car>'],
		['one that is not read', '<?xml version="1.0" encoding="KOI8-R"?><car><name>Zo\u00eb</name></car>'],
	])('%s: refused', async (_title, body) => {
		const reply = await post(Buffer.from(body, 'latin1'));
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining('body is not valid UTF-8')]);
	});
});

describe('a text where the schema has none', () => {
	it.each<[path: string, body: string, words: string | undefined]>([
		['/cars', '<car>true</car>', 'body must be an object'],
		['/cars', '<car><prototype>true</prototype></car>', 'body /prototype must be an object'],
		['/lists', '<lists><tags>red</tags></lists>', 'body /tags must be an array'],
		['/lists', '<lists>red</lists>', 'body must be an object'],
		['/lists', '<lists><tags><tag>red</tag></tags></lists>', undefined],
		['/lists', '<lists>\n <tags>\n </tags>\n</lists>', undefined],
		['/lists', '<lists><size unit="m">3</size></lists>', undefined],
		['/lists', '<lists><size>3</size></lists>', undefined],
		['/cars', '<car>\n</car>', undefined],
		['/cars', '<car/>', undefined],
	])('%s %s', async (path, body, words) => {
		const reply = await call(mock, 'POST', path, { body, headers: { 'content-type': 'application/xml' } });
		expect(reply.status, reply.reason).toBe(words === undefined ? 201 : 400);
		if (words !== undefined) expect(reply.reason).toContain(words);
	});
});

describe('what is not well-formed', () => {
	it.each([
		['<car><name>&nbsp;</name></car>', 'body is not XML: &nbsp; is not declared'],
		['<car toString="&foo;"/>', '&foo; is not declared'],
		['<car><name>&#0;</name></car>', '&#0; is no character'],
		['<car><name>&#xD800;</name></car>', '&#xD800; is no character'],
		['<car><name>a\u0001b</name></car>', 'it has the character U+0001'],
		['<a><b><c>', "Unclosed tag 'c'"],
	])('%s', async (body, words) => {
		const reply = await post(body);
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining(words)]);
	});

	it('is told in a line, however much of it there is', async () => {
		for (const body of ['<a>'.repeat(5000), `<${'a'.repeat(50_000)}>x</b>`, `<b ${'x'.repeat(50_000)}/>`]) {
			const reply = await post(body);
			expect([reply.status, reply.text.length < 1500], reply.text.slice(0, 200)).toEqual([400, true]);
		}
	});

	it('but references in CDATA, comments and the five that need no declaration are read', async () => {
		const reply = await post('<car><!-- &x; --><name>&lt;&amp;&#65;<![CDATA[&y;]]></name></car>');
		expect([reply.status, reply.json], reply.reason).toEqual([201, expect.objectContaining({ name: '<&A&y;' })]);
	});
});
