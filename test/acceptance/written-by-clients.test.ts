// What generated clients write otherwise than by hand: flags as their language spells them, parts of a form as JSON.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const text: JsonObject = { type: 'string' };
const flag: JsonObject = { type: 'boolean' };
const schema: JsonObject = {
	type: 'object',
	properties: {
		flag,
		flags: { type: 'array', items: flag },
		either: { type: ['boolean', 'string'], enum: [true, 'True'] },
		text,
		day: { type: 'string', format: 'date' },
		kind: { type: 'string', enum: ['a', 'b'] },
		kinds: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
		empty: { type: ['string', 'null'], maxLength: 3 },
		count: { type: 'integer' },
		quoted: { type: 'string', const: '"x"' },
		file: { type: 'string', format: 'binary', maxLength: 3 },
		meta: { type: 'object', properties: { n: { type: 'integer' } } },
	},
};

let mock: RunningMock;
beforeAll(async () => {
	const types = { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } };
	const parameters: JsonObject[] = ['query', 'header', 'cookie'].map((place) => ({
		name: 'flag',
		in: place,
		schema: flag,
	}));
	parameters.push({ name: 'f', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { flag } } });
	const post = takeBody('form', types);
	const path = { name: 'flag', in: 'path', required: true, schema: flag };
	const get = { operationId: 'search', parameters, responses: { 204: { description: 'Good.' } } };
	const words: JsonObject = { type: 'array', maxItems: 2, items: { type: 'string', enum: ['a', 'b', 'a,b', 'é'] } };
	const pair: JsonObject = {
		type: 'object',
		required: ['x'],
		properties: { x: { type: 'integer' }, y: { const: 'a,b' } },
	};
	const one: JsonObject = { type: 'object', required: ['n'], properties: { n: { type: 'integer' }, s: text } };
	const json = { name: 'json', in: 'cookie', content: { 'application/json': { schema: one } } };
	const read = (operationId: string, ...all: object[]) => ({
		get: { operationId, parameters: all, responses: { 204: { description: 'Good.' } } },
	});
	const inPath = { name: 'p', in: 'path', required: true };
	const paths = {
		'/words/{p}': read('words', { ...inPath, schema: words }),
		'/pair/{p}': read('pair', { ...inPath, schema: pair }),
		'/spread/{p}': read('spread', { ...inPath, explode: true, schema: pair }),
		'/json': read('json', json),
		'/form': { post },
		'/search': { get },
		'/search/{flag}': { parameters: [path], get: { ...get, operationId: 'one' } },
	};
	mock = await startTestMock({ documents: [describePaths(paths as unknown as JsonObject)] });
});

describe('a flag as Python and .NET write it', () => {
	it.each<[string, Record<string, string>, number]>([
		['/search?flag=True', {}, 204],
		['/search?flag=False', {}, 204],
		['/search?f[flag]=True', {}, 204],
		['/search/True', {}, 204],
		['/search', { flag: 'False' }, 204],
		['/search', { cookie: 'flag=True' }, 204],
		['/search?flag=TRUE', {}, 400],
		['/search?flag=yes', {}, 400],
		['/search?flag=1', {}, 400],
		['/search?flag=', {}, 400],
	])('%s %j → %i', async (path, headers, status) => {
		const reply = await call(mock, 'GET', path, { headers });
		expect(reply.status, reply.reason).toBe(status);
	});

	it.each<[string, number]>([
		['flag=True', 204],
		['flag=False', 204],
		['flag=None', 400],
		['flags=True&flags=false', 204],
		['either=True', 204],
		['either=true', 204],
		['either=False', 400],
	])('a field %s → %i', async (fields, status) => {
		const pairs = new URLSearchParams(fields);
		const form = new FormData();
		for (const [name, value] of pairs) form.append(name, value);
		for (const body of [pairs, form]) {
			const response = await fetch(`${mock.url}/form`, { method: 'POST', body });
			expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
		}
	});
});

describe('a part that says that it is JSON', () => {
	it.each<[name: string, value: string, status: number]>([
		['text', '"a"', 204],
		['day', '"2020-01-01"', 204],
		['day', '"today"', 400],
		['day', '2020-01-01', 204],
		['kind', '"a"', 204],
		['kind', '"c"', 400],
		['kinds', '["a","b"]', 204],
		['kinds', '"b"', 204],
		['kinds', '"c"', 400],
		['empty', '"abc"', 204],
		['count', '5', 204],
		['flag', 'true', 204],
		['meta', '{"n":1}', 204],
		['kind', '"a', 400],
	])('%s as %s → %i', async (name, value, status) => {
		const type = 'Content-Type: application/json; charset=utf-8';
		for (const file of ['', '; filename="blob"']) {
			const head = `Content-Disposition: form-data; name="${name}"${file}\r\n${type}`;
			const other = 'Content-Disposition: form-data; name="note"\r\n\r\nbefore';
			const body = `--B\r\n${other}\r\n--B\r\n${head}\r\n\r\n${value}\r\n--B--\r\n`;
			const headers = { 'content-type': 'multipart/form-data; boundary=B' };
			const reply = await call(mock, 'POST', '/form', { body, headers });
			expect(reply.status, `${file} ${reply.reason}`).toBe(status);
		}
	});

	it.each<[head: string, name: string, value: string, status: number]>([
		['', 'quoted', '"x"', 204],
		['\r\nContent-Type: text/plain', 'quoted', '"x"', 204],
		['\r\nContent-Type: text/plain', 'kind', '"a"', 400],
		['; filename="a.json"\r\nContent-Type: application/json', 'file', '"x"', 204],
		['; filename="blob"\r\nContent-Type: application/json', 'file', '"x"', 204],
	])('what says nothing of it, or is a file, stays as it is: %j %s', async (rest, name, value, status) => {
		const head = `Content-Disposition: form-data; name="${name}"${rest}`;
		const body = `--B\r\n${head}\r\n\r\n${value}\r\n--B--\r\n`;
		const headers = { 'content-type': 'multipart/form-data; boundary=B' };
		const reply = await call(mock, 'POST', '/form', { body, headers });
		expect(reply.status, reply.reason).toBe(status);
	});
});

describe('commas of a path', () => {
	it.each<[string, number]>([
		['/words/a,b', 204],
		['/words/a%2Cb', 204],
		['/words/a%2cb,a', 204],
		['/words/%C3%A9,a%2Cb', 204],
		['/words/a%2Cb%2Ca', 400],
		['/words/a,b,a', 400],
		['/words/a%2Cc,a', 400],
		['/pair/x,1,y,a%2Cb', 204],
		['/pair/x,1,y,a,b', 400],
		['/pair/x%2C1', 204],
		['/spread/x=1,y=a%2Cb', 204],
		['/spread/x=1,y=a', 400],
	])('divide where they are not encoded, or all of them are: %s → %i', async (path, status) => {
		const reply = await call(mock, 'GET', path);
		expect(reply.status, reply.reason).toBe(status);
		const session = await call(mock, 'GET', `/__session/other${path}`);
		expect(session.status, session.reason).toBe(status);
	});
});

describe('a cookie of JSON', () => {
	it.each<[string, number]>([
		['json={"n":1}', 204],
		['json={"n":"x"}', 400],
		['json=%7B%22n%22%3A1%7D', 204],
		['json=%7B%22n%22%3A%22x%22%7D', 400],
		['json={"n":1%2C"s":"50%25"}', 204],
		['json={"n":1}%', 400],
		['json=%7B', 400],
		['other=1', 204],
	])('may be percent-encoded: %s → %i', async (cookie, status) => {
		const reply = await call(mock, 'GET', '/json', { headers: { cookie } });
		expect(reply.status, reply.reason).toBe(status);
	});
});
