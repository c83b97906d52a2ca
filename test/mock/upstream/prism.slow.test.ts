// The cases of Prism's own harness that concern forwarding, validation and headers of its proxy, in our words: one row each.

import express from 'express';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { serve } from './order-api.ts';

/** What their public test server answers at these paths. */
function createBin(): express.Express {
	const app = express();
	app.all('/status/:code', (request, response) => void response.status(Number(request.params['code'])).end());
	app.get('/html', (_request, response) => void response.type('html').send('<h1>Moby-Dick</h1>'));
	app.get('/json', (_request, response) => void response.json({ slideshow: { title: 'Sample' } }));
	app.get('/deprecated', (_request, response) => void response.json({}));
	app.post('/anything', express.json(), (request, response) => void response.json(request.body));
	app.get('/list', (_request, response) => void response.json(['a', 1, 'c']));
	return app;
}

const HEADER = { parameters: [{ name: 'X-Company-Auth', in: 'header', required: true, type: 'string' }] };
const TITLED = { type: 'object', required: ['title', 'description'], properties: { title: { type: 'string' } } };

function swagger(path: string, operation: JsonObject, method = 'get'): JsonObject {
	return { swagger: '2.0', info: { title: 'Case', version: '1' }, paths: { [path]: { [method]: operation } } };
}
function answers(status: number, schema?: JsonObject): JsonObject {
	return { responses: { [status]: { description: 'x', ...(schema && { schema }) } } };
}

interface Case {
	name: string;
	document: JsonObject;
	errors?: boolean;
	method?: string;
	path: string;
	headers?: Record<string, string>;
	body?: unknown;
	status: number;
	/** What the answer shows. */
	json?: object;
	text?: string;
	/** Of `sl-violations`; absent: there is none. */
	violations?: object[];
}

const CASES: readonly Case[] = [
	{
		name: 'a request is passed on, and answered',
		document: swagger('/status/201', answers(201)),
		path: '/status/201',
		status: 201,
	},
	{
		name: 'a request that fits is passed on under --errors',
		document: swagger('/status/201', { ...HEADER, ...answers(201) }),
		errors: true,
		path: '/status/201',
		headers: { 'x-company-auth': '10' },
		status: 201,
	},
	{
		name: 'a request that does not fit is passed on without --errors, and told',
		document: swagger('/status/201', { ...HEADER, ...answers(201) }),
		path: '/status/201',
		status: 201,
		violations: [{ location: ['request', 'header'], severity: 'Error', code: 'required' }],
	},
	{
		name: 'a request that does not fit is refused with 422 under --errors',
		document: swagger('/status/201', { ...HEADER, ...answers(201) }),
		errors: true,
		path: '/status/201',
		status: 422,
		json: { status: 422, findings: [{ code: 'request.header.required', pointer: 'X-Company-Auth' }] },
	},
	{
		name: 'a 501 of the upstream is played by the mock',
		document: swagger('/status/501', answers(201)),
		path: '/status/501',
		status: 201,
	},
	{
		name: 'a GET with the type of a body that it has not is passed on',
		document: swagger('/status/204', answers(204)),
		path: '/status/204',
		headers: { 'content-type': 'application/json' },
		status: 204,
	},
	{
		// Prism answers 501, for its client can't send such a request.
		name: 'a GET with a body is passed on as it is, and told',
		document: swagger('/status/204', answers(204)),
		method: 'GET with a body',
		path: '/status/204',
		status: 204,
		violations: [{ location: ['request', 'body'], code: 'undeclared' }],
	},
	{
		name: 'an answer of another type than the document has goes on as it is, and is told',
		document: swagger('/html', { produces: ['application/html'], ...answers(200) }),
		path: '/html',
		status: 200,
		text: '<h1>Moby-Dick</h1>',
		violations: [{ location: ['response'], severity: 'Error', code: 'media-type' }],
	},
	{
		name: 'a path that the document has not is passed on, and told as a warning',
		document: swagger('/html', answers(200)),
		path: '/json',
		status: 200,
		json: { slideshow: { title: 'Sample' } },
		violations: [{ location: ['request'], severity: 'Warning' }],
	},
	{
		name: 'a path that the document has not is 404 under --errors',
		document: swagger('/html', answers(200)),
		errors: true,
		path: '/json',
		status: 404,
	},
	{
		name: 'an answer that does not fit goes on untouched, and is told in the header',
		document: swagger('/json', { produces: ['application/json'], ...answers(200, TITLED) }),
		path: '/json',
		status: 200,
		json: { slideshow: { title: 'Sample' } },
		violations: [
			{ location: ['response', 'body'], code: 'required', message: "must have required property 'title'" },
			{ location: ['response', 'body'], code: 'required', message: "must have required property 'description'" },
		],
	},
	{
		name: 'an answer that does not fit is a 500 under --errors',
		document: swagger('/json', { produces: ['application/json'], ...answers(200, TITLED) }),
		errors: true,
		path: '/json',
		status: 500,
		json: { status: 500, findings: [{ code: 'response.body.required' }, { code: 'response.body.required' }] },
	},
	{
		name: 'a status that is no success and not documented is a warning, which refuses nothing under --errors',
		document: swagger('/status/404', answers(200)),
		errors: true,
		path: '/status/404',
		status: 404,
		violations: [{ location: ['response'], severity: 'Warning', code: 'status' }],
	},
	{
		name: 'what does not fit on both sides is told of both',
		document: swagger(
			'/anything',
			{
				consumes: ['application/json'],
				produces: ['application/json'],
				parameters: [
					{ name: 'body', in: 'body', schema: { type: 'object', properties: { age: { type: 'integer' } } } },
				],
				...answers(200, { type: 'object', properties: { age: { type: 'string', enum: ['old'] } } }),
			},
			'post',
		),
		method: 'POST',
		path: '/anything',
		body: { age: 'young' },
		status: 200,
		violations: [
			{ location: ['request', 'body', 'age'], code: 'type' },
			{ location: ['response', 'body', 'age'], code: 'enum' },
		],
	},
	{
		name: 'items of a list are judged each at its place',
		document: swagger('/list', {
			produces: ['application/json'],
			...answers(200, { type: 'array', items: { type: 'string' } }),
		}),
		path: '/list',
		status: 200,
		violations: [{ location: ['response', 'body', 1], code: 'type' }],
	},
	{
		name: 'credentials that are missing are told, and the upstream decides',
		document: {
			...swagger('/status/200', answers(200)),
			securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
			security: [{ key: [] }],
		},
		path: '/status/200',
		status: 200,
		violations: [{ severity: 'Error' }],
	},
	{
		name: 'credentials that are missing are 401 under --errors',
		document: {
			...swagger('/status/200', answers(200)),
			securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
			security: [{ key: [] }],
		},
		errors: true,
		path: '/status/200',
		status: 401,
	},
];

const bin = serve(createBin());

describe("Prism's cases of a proxy", () => {
	it.each(CASES)('$name', async (one) => {
		const upstream = await bin;
		const mock = await startTestMock({
			documents: [one.document],
			upstream,
			forward: 'all',
			errors: one.errors ?? false,
		});
		const { path, headers = {}, body } = one;
		const reply =
			one.method === 'GET with a body'
				? await askWithBody(`${mock.url}${path}`)
				: await call(mock, one.method ?? 'GET', path, { headers, ...(body !== undefined && { body }) });
		expect(reply.status).toBe(one.status);
		if (one.json) expect(reply.json).toMatchObject(one.json);
		if (one.text) expect(reply.text).toBe(one.text);
		const told = reply.headers.get('sl-violations');
		if (one.violations) expect(JSON.parse(told ?? '')).toMatchObject(one.violations);
		else expect(told).toBeNull();
	});

	it('a header that would be too long is cut off', async () => {
		const names = Array.from({ length: 60 }, (_, index) => `property_with_a_${'really_'.repeat(80)}long_name${index}`);
		const schema = { type: 'object', required: names };
		const document = swagger('/json', { produces: ['application/json'], ...answers(200, schema) });
		const mock = await startTestMock({ documents: [document], upstream: await bin, forward: 'all' });
		const reply = await call(mock, 'GET', '/json');
		expect(reply.status).toBe(200);
		expect(reply.headers.get('sl-violations')).toMatch(/^Too many violations! \[\{/);
	});
});

/** Fetch sends no such request. */
async function askWithBody(url: string): Promise<{ status: number; headers: Headers; text: string; json: unknown }> {
	const { request } = await import('node:http');
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { headers: { 'content-type': 'application/json', 'content-length': '2' } });
		outgoing.once('response', async (response) => {
			const text = Buffer.concat(await response.toArray()).toString();
			const headers = new Headers(response.headers as Record<string, string>);
			resolve({ status: response.statusCode ?? 0, headers, text, json: undefined });
		});
		outgoing.once('error', reject).end('{}');
	});
}
