// Every place and style of a parameter over HTTP: what fits, what doesn't, and that the reason names it.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

let mock: RunningMock;
beforeAll(async () => {
	const document = new URL('../fixtures/documents/parameters.openapi.yaml', import.meta.url).pathname;
	mock = await startTestMock({ documents: [document] });
});

describe('paths', () => {
	it.each<[string, number, string]>([
		['/path/simple/1,2,3/x=1,y=2', 204, ''],
		['/path/simple/1,2,3/x=1,y=', 204, ''],
		['/path/simple/1,2,3/x=1,y=b', 400, 'object'],
		['/path/simple/1/x=1', 400, 'list'],
		['/path/simple/1,b/x=1', 400, 'list'],
		['/path/simple/1,2/y=1', 400, 'object'],
		['/path/simple/1,2/x=1,z=1', 400, 'object'],
		['/path/simple//x=1', 404, ''],
		['/path/label/.1,2/.x=1.y=2', 204, ''],
		['/path/label/1,2/.x=1', 400, 'list'],
		['/path/label/.1/.x=1', 400, 'list'],
		['/path/label/.1,2/.y=1', 400, 'object'],
		['/path/matrix/;list=1,2/;x=1;y=2', 204, ''],
		['/path/matrix/;list=1/;x=1', 400, 'list'],
		['/path/matrix/;other=1,2/;x=1', 400, 'list'],
		['/path/matrix/;list=1,2/;y=2', 400, 'object'],
		['/files/readme.txt', 204, ''],
		['/files/readme.exe', 400, 'ext'],
		['/files/readme', 404, ''],
		['/(odd)*/+.here', 204, ''],
		['/odd/+.here', 404, ''],
		['/(odd)*/x.here', 404, ''],
	])('%s → %i', async (path, status, place) => {
		const reply = await call(mock, 'GET', path);
		expect(reply.status, reply.reason).toBe(status);
		expect(reply.reason).toContain(place);
	});

	it('the concrete one comes before the template, and a suffix before a plain template', async () => {
		expect((await call(mock, 'GET', '/items/special')).text).toBe('special');
		expect((await call(mock, 'GET', '/items/other')).text).toBe('any');
		expect((await call(mock, 'GET', '/items/%73pecial')).text).toBeOneOf(['special', 'any']);
		expect((await call(mock, 'POST', '/items/7:archive')).status).toBe(204);
		expect((await call(mock, 'POST', '/items/x:archive')).status).toBe(400);
		expect((await call(mock, 'GET', '/items/7:archive')).status).toBeOneOf([200, 405]);
	});
});

describe('queries', () => {
	it.each<[string, number, string]>([
		['', 204, ''],
		['form=1&form=2', 204, ''],
		['form=1', 400, 'form'],
		['form=1&form=x', 400, 'form'],
		['form=1,2', 400, 'form'],
		['joined=1,2', 204, ''],
		['joined=1', 400, 'joined'],
		['joined=1,,2', 400, 'joined'],
		['space=1%202', 204, ''],
		['space=1+2', 204, ''],
		['space=1', 400, 'space'],
		['pipe=1|2', 204, ''],
		['pipe=1%7C2', 204, ''],
		['pipe=1|x', 400, 'pipe'],
		['deep[x]=1', 204, ''],
		['deep[x]=1&deep[y]=2', 204, ''],
		['deep%5Bx%5D=1', 204, ''],
		['deep[y]=1', 400, 'deep'],
		['deep=1', 400, 'deep'],
		['deep[x]=1&deep=2', 400, 'deep'],
		['deep=', 204, ''],
		['deep[x]=a', 400, 'deep'],
		['deep[x]=1&deep[z]=1', 400, 'deep'],
		['deep[__proto__]=1&deep[x]=1', 400, 'deep'],
		['flat=x,1,y,2', 204, ''],
		['flat=x,1,y', 400, 'flat'],
		['flag=true', 204, ''],
		['flag=false', 204, ''],
		['flag=1', 400, 'flag'],
		['flag=', 400, 'flag'],
		['flag', 400, 'flag'],
		['flag=true&flag=false', 400, 'flag'],
		['number=0', 204, ''],
		['number=-1.5', 204, ''],
		['number=1e1', 204, ''],
		['number=0.25', 400, 'number'],
		['number=NaN', 400, 'number'],
		['number=Infinity', 400, 'number'],
		['number=0x10', 400, 'number'],
		['number=%201', 400, 'number'],
		['nothing=', 204, ''],
		['nothing=null', 204, ''],
		['nothing=x', 400, 'nothing'],
		['empty=', 204, ''],
		['empty', 204, ''],
		['json=%7B%22a%22%3A1%7D', 204, ''],
		['json=%7B%22a%22%3A2%7D', 400, 'json'],
		['json=%7B', 400, 'json'],
		['json=', 400, 'json'],
		['either=1', 204, ''],
		['either=xy', 204, ''],
		['either=ab', 400, 'either'],
		['unknown=1&__proto__=2&constructor=3&toString', 204, ''],
		['form=%E0%A4%A&form=1', 400, 'form'],
		['&&&=&=1&', 204, ''],
	])('?%s → %i', async (query, status, place) => {
		const reply = await call(mock, 'GET', `/query?${query}`);
		expect(reply.status, reply.reason).toBe(status);
		expect(reply.reason).toContain(place === '' ? '' : `query ${place}`);
	});

	it.each<[string, number]>([
		['limit=0&x=1&y=2', 204],
		['limit=1', 204],
		['limit=1&x=a', 400],
		['limit=1&y=2', 400],
		['x=1', 400],
	])('an object that is spread over the query: ?%s → %i', async (query, status) => {
		expect((await call(mock, 'GET', `/spread?${query}`)).status).toBe(status);
	});
});

describe('headers and cookies', () => {
	it.each<[Record<string, string>, number, string]>([
		[{ 'X-List': '1,2' }, 204, ''],
		[{ 'X-List': '1, 2' }, 204, ''],
		[{ 'x-list': '1,2', 'x-object': 'x=1,y=2', 'x-flag': 'false' }, 204, ''],
		[{}, 400, 'X-List'],
		[{ 'X-List': '' }, 400, 'X-List'],
		[{ 'X-List': '1' }, 400, 'X-List'],
		[{ 'X-List': '1,2', 'X-Object': 'y=2' }, 400, 'X-Object'],
		[{ 'X-List': '1,2', 'X-Flag': 'yes' }, 400, 'X-Flag'],
	])('%j → %i', async (headers, status, place) => {
		const reply = await sendRaw(mock.port, head('GET', '/headers', headers), { quietMs: 20 });
		expect(reply.status, reply.text).toBe(status);
		expect(reply.text).toContain(place);
	});

	it('a header that comes twice is a list', async () => {
		const text = head('GET', '/headers').replace('\r\n\r\n', '\r\nX-List: 1\r\nX-List: 2\r\n\r\n');
		expect((await sendRaw(mock.port, text, { quietMs: 20 })).status).toBe(204);
	});

	it.each<[string, number]>([
		['token=abc', 204],
		['a=1; token=abc; ids=1,2', 204],
		['token=ab', 400],
		['token=', 400],
		['tokens=abc', 400],
		['token=abc; ids=1', 400],
		['token=abc; token=ab', 204],
		['token=ab; token=abc', 400],
		['', 400],
		[';;;=;', 400],
	])('cookie %j → %i', async (cookie, status) => {
		expect((await sendRaw(mock.port, head('GET', '/cookies', { Cookie: cookie }), { quietMs: 20 })).status).toBe(
			status,
		);
	});
});

it.each([
	['gzip', 204],
	['gzip, deflate', 204],
	['br;q=1.0, *;q=0.1', 204],
	['*', 204],
	['br', 400],
])('the codings that a client wishes for are wishes, as a text and as a list: %s', async (codings, status) => {
	const coding = { type: 'string', enum: ['gzip', 'identity'] };
	const take = (schema: JsonObject) => ({
		get: { parameters: [{ name: 'Accept-Encoding', in: 'header', schema }], responses: { 204: { description: '' } } },
	});
	const info = { title: 'T', version: '1' };
	const paths = { '/one': take(coding), '/list': take({ type: 'array', items: coding }) };
	const { url } = await startTestMock({ documents: [{ openapi: '3.1.0', info, paths }] });
	for (const path of Object.keys(paths))
		expect((await fetch(`${url}${path}`, { headers: { 'Accept-Encoding': codings } })).status).toBe(status);
});

it.each([
	['en', 204],
	['en-US', 204],
	['*', 204],
	['de-DE,de;q=0.9', 204],
	['de-DE,en;q=0.5', 204],
	['de', 400],
	['de-DE', 400],
])('the languages that a client wishes for are wishes: %s', async (language, status) => {
	const { url } = await startTestMock({
		documents: [
			{
				openapi: '3.1.0',
				info: { title: 'T', version: '1' },
				paths: {
					'/todos': {
						get: {
							parameters: [{ name: 'Accept-Language', in: 'header', schema: { type: 'string', enum: ['en', 'ar'] } }],
							responses: { 204: { description: '' } },
						},
					},
				},
			},
		],
	});
	expect((await fetch(`${url}/todos`, { headers: { 'Accept-Language': language } })).status).toBe(status);
});

it.each([
	['return=minimal', 200],
	['code=404', 404],
	['return=minimal, code=404', 404],
	['code=404; strict, return=minimal', 404],
	['return=minimal, return=representation', 200],
	['return=nothing', 400],
	['code=404, return=nothing', 400],
])('preferences of the mock are not those of the document: %s', async (prefer, status) => {
	const one = { enum: ['return=minimal', 'return=representation'] };
	const take = (schema: JsonObject) => ({
		get: {
			parameters: [{ name: 'Prefer', in: 'header', schema }],
			responses: { 200: { description: '' }, 404: { description: '' } },
		},
	});
	const document = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: { '/todos': take(one), '/lists': take({ type: 'array', items: one, maxItems: 2 }) },
	};
	const { url } = await startTestMock({ documents: [document] });
	for (const path of ['/todos', '/lists'])
		expect((await fetch(url + path, { headers: { Prefer: prefer } })).status, path).toBe(status);
});

it.each([
	['User-Agent', false, 204],
	['User-Agent', true, 400],
	['Host', true, 204],
	['Referer', false, 204],
	['X-Client', false, 400],
])(
	'what a client fills in on its own is held to nothing, unless the document requires it: %s %s',
	async (name, required, status) => {
		const parameters = [{ name, in: 'header', required, schema: { type: 'string', enum: ['checkout-app'] } }];
		const document = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: { '/todos': { get: { parameters, responses: { 204: { description: '' } } } } },
		};
		const { url } = await startTestMock({ documents: [document] });
		const headers = { 'User-Agent': 'curl/8', 'X-Client': 'curl', Referer: 'http://localhost/' };
		expect((await fetch(`${url}/todos`, { headers })).status).toBe(status);
	},
);
