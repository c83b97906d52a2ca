// The page's forms as plain functions: what is found by typing, a one-off as it is written, a request as it is filled in.

import { describe, expect, it } from 'vitest';
import type { OperationDetail } from '../../../../mock/console/page/control-types.ts';
import { beginDraft, type Draft, writeCue } from '../../../../mock/console/page/cue-draft.ts';
import { describeReply } from '../../../../mock/console/page/describe-reply.ts';
import { readHeaderLines } from '../../../../mock/console/page/header-lines.ts';
import { findOffers } from '../../../../mock/console/page/offers.ts';
import { readOperationPlace } from '../../../../mock/console/page/operation-offers.ts';
import { readPathValues } from '../../../../mock/console/page/path-values.ts';
import { beginTry, type TryFields, writeParts } from '../../../../mock/console/page/try-values.ts';

describe('what is found by typing', () => {
	const OFFERS = [
		{ id: 'view', words: 'Coverage', hint: 'view' },
		{ id: 'cell', words: 'Coverage: cancelOrder', hint: 'POST /orders/{id}/cancel' },
		{ id: 'off', words: 'One-off: cancelOrder', hint: 'POST /orders/{id}/cancel', about: 'orders' },
		{ id: 'use', words: 'Use: an order that was cancelled' },
	];
	it.each([
		['', ['view', 'cell', 'off', 'use']],
		['coverage', ['view', 'cell']],
		['cancel', ['cell', 'off', 'use']],
		['order cancel', ['cell', 'off', 'use']],
		['ORDER off', ['off']],
		['use order', ['use']],
		['/orders', ['cell', 'off']],
		['cel', ['cell', 'off', 'use']],
		['nothing', []],
	])('%j: %j', (text, ids) => {
		expect(findOffers(OFFERS, text).map(({ id }) => id)).toEqual(ids);
	});

	it.each([
		['cancelOrder', 'cancelOrder', ''],
		['cancelOrder 409', 'cancelOrder', '409'],
		['GET /orders', 'GET /orders', ''],
		['GET /orders 4XX', 'GET /orders', '4XX'],
		['GET /orders default', 'GET /orders', 'default'],
		['*', '*', ''],
	])('%j is the operation %j with %j', (text, operation, status) => {
		expect(readOperationPlace(text)).toEqual({ operation, status });
	});
});

describe('headers as they are written', () => {
	it.each<[string, unknown]>([
		['', {}],
		['\nX-A: 1\n  X-B :two: three \n', { 'X-A': '1', 'X-B': 'two: three' }],
		['X-A:', { 'X-A': '' }],
		['no header', 'A header is written as Name: value; this is none: no header'],
		['X A: 1', 'A header is written as Name: value; this is none: X A: 1'],
		[': 1', 'A header is written as Name: value; this is none: : 1'],
	])('%j', (text, read) => {
		expect(readHeaderLines(text)).toEqual(read);
	});
});

describe('a one-off as it is written', () => {
	const draft = (more: Partial<Draft>, status = '409'): Draft => ({ ...beginDraft('cancelOrder', status), ...more });
	const PATH = { id: '7' };
	it.each<[string, Draft, object]>([
		['a status', draft({}), { on: 'cancelOrder', times: 1, reply: { status: 409 } }],
		['the first of a range', draft({}, '4XX'), { on: 'cancelOrder', times: 1, reply: { status: 400 } }],
		['default', draft({}, 'default'), { on: 'cancelOrder', times: 1, reply: { status: 500 } }],
		['a fault', draft({ answer: 'hang' }), { on: 'cancelOrder', times: 1, reply: { fault: 'hang' } }],
		['late', draft({ answer: 'pass', delay: '2s' }), { on: 'cancelOrder', times: 1, delay: '2s', pass: true }],
		[
			'from, to',
			draft({ delay: '1s', most: '3s', times: '2' }),
			{ on: 'cancelOrder', times: 2, delay: { min: '1s', max: '3s' }, reply: { status: 409 } },
		],
		[
			'the same thing',
			draft({ isSame: true }),
			{ on: 'cancelOrder', times: 1, when: { path: PATH }, reply: { status: 409 } },
		],
		[
			'another status',
			draft({ answer: 'other', status: '418' }),
			{ on: 'cancelOrder', times: 1, reply: { status: 418 }, offSpec: true },
		],
		[
			'an example',
			draft({ body: 'example', example: 'late', mediaType: 'a/json' }),
			{ on: 'cancelOrder', times: 1, reply: { status: 409, mediaType: 'a/json', example: 'late' } },
		],
		[
			'a body',
			draft({ body: 'own', text: 'false', headers: 'A: 1' }),
			{ on: 'cancelOrder', times: 1, reply: { status: 409, headers: { A: '1' }, body: false } },
		],
		[
			'a text',
			draft({ body: 'own', text: 'a,b', mediaType: 'text/csv' }),
			{ on: 'cancelOrder', times: 1, reply: { status: 409, mediaType: 'text/csv', body: 'a,b' } },
		],
	])('%s', (_what, written, cue) => {
		expect(writeCue(written, PATH)).toEqual({ cue });
	});

	it.each<[string, Draft, RegExp]>([
		['late without a delay', draft({ answer: 'pass' }), /how late/],
		['no status', draft({ answer: 'other', status: '' }), /three digits/],
		['no JSON', draft({ body: 'own', text: '{' }), /no JSON/],
		['no header', draft({ headers: 'x' }), /Name: value/],
	])('is told what it lacks: %s', (_what, written, mistake) => {
		expect(writeCue(written, PATH)).toEqual({ mistake: expect.stringMatching(mistake) });
	});
});

describe('a request as it is filled in', () => {
	const DETAIL: OperationDetail = {
		operationId: 'addLine',
		method: 'POST',
		path: '/orders/{id}/lines',
		statuses: ['201'],
		sample: {
			method: 'POST',
			target: '/v1/orders/7/lines?tag=a&tag=b',
			headers: [
				['X-Trace', '1'],
				['Authorization', 'Bearer x'],
				['Content-Type', 'application/json'],
			],
			body: '{"sku":"A"}',
		},
		parameters: [
			{ name: 'id', in: 'path', required: true, schema: { type: 'string' } },
			{ name: 'tag', in: 'query', required: false, schema: { type: 'array', items: { type: 'string' } } },
			{ name: 'filter', in: 'query', required: false, schema: { type: 'object' } },
			{ name: 'X-Trace', in: 'header', required: true, schema: { type: 'integer' } },
			{ name: 'theme', in: 'cookie', required: false },
		],
		requestBody: { required: true, mediaTypes: [{ type: 'application/json', examples: [] }] },
		responses: [],
		security: [
			[{ name: 'token', type: 'http', scheme: 'bearer' }],
			[
				{ name: 'key', type: 'apiKey', in: 'query', parameterName: 'api_key' },
				{ name: 'login', type: 'http', scheme: 'basic' },
			],
		],
	};
	const begun = beginTry(DETAIL, undefined);
	const write = (more: Partial<TryFields>) => writeParts(DETAIL, { ...begun, ...more });

	it('begins with the sample', () => {
		expect(write({})).toEqual({
			parts: {
				operation: 'addLine',
				path: { id: '7' },
				query: { tag: ['a', 'b'] },
				header: { 'X-Trace': '1', Authorization: 'Bearer x' },
				cookie: {},
				text: '{\n  "sku": "A"\n}',
				mediaType: 'application/json',
			},
		});
	});

	it('begins with a request that was sent, and with the sample’s value where that is hidden', () => {
		const sent = {
			method: 'POST',
			target: '/__session/qa/v1/orders/a%2Fb/lines?tag=c',
			headers: { 'x-trace': '[redacted]', 'content-type': 'text/plain' },
			body: 'hello',
			bodyBytes: 5,
		};
		const { values, mediaType, text } = beginTry(DETAIL, sent);
		expect(Object.fromEntries(values)).toEqual({
			'path id': 'a/b',
			'query tag': 'c',
			'query filter': '',
			'header X-Trace': '1',
			'cookie theme': '',
		});
		expect([mediaType, text]).toEqual(['text/plain', 'hello']);
	});

	it('sends the credentials of the way that is chosen, or none', () => {
		const parts = (more: Partial<TryFields>) => (write(more) as unknown as { parts: Record<string, object> }).parts;
		expect(parts({ security: 1 })).toMatchObject({
			query: { api_key: 'key' },
			header: { Authorization: `Basic ${btoa('user:password')}` },
		});
		expect(parts({ security: -1 })['header']).toEqual({ 'X-Trace': '1' });
		expect(parts({ credentials: new Map([['token', '']]) })['header']).toEqual({ 'X-Trace': '1' });
	});

	it('reads values by their schemas, and what is none as it was typed', () => {
		const values = new Map([
			['query filter', '{"a":1}'],
			['query tag', '["x,y"]'],
			['cookie theme', 'dark'],
			['header X-Trace', 'no number'],
		]);
		expect(write({ values, headers: 'X-More: 2' })).toMatchObject({
			parts: {
				path: {},
				query: { filter: { a: 1 }, tag: ['x,y'] },
				cookie: { theme: 'dark' },
				header: { 'X-Trace': 'no number', 'X-More': '2' },
			},
		});
		expect(write({ values: new Map([['query filter', '{a']]) })).toMatchObject({ parts: { query: { filter: '{a' } } });
		expect(write({ headers: 'x' })).toEqual({ mistake: expect.stringContaining('Name: value') });
	});

	it.each([
		['/orders/{id}', '/v1/orders/7?x=1', { id: '7' }],
		['/orders/{id}/lines/{line}', '/orders/a%20b/lines/2', { id: 'a b', line: '2' }],
		['/orders', '/orders', undefined],
		['/orders/{id}', '/carts/7', undefined],
		['/orders/{id}', '/orders/%zz', undefined],
	])('%s of %s is %j', (template, target, values) => {
		expect(readPathValues(template, target)).toEqual(values);
	});
});

it.each([
	[1, 'every 1st'],
	[2, 'every 2nd'],
	[3, 'every 3rd'],
	[4, 'every 4th'],
	[11, 'every 11th'],
	[22, 'every 22nd'],
])('a cue for each %d. request is %s', (every, words) => {
	expect(describeReply({ reply: { fault: 'reset' }, every })).toBe(`fault reset, ${words}`);
});
