// Swagger 2.0 over several files: paths, parameters, responses and schemas of the others are upgraded as those of the document are.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { lintDocuments } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

const MAIN = `swagger: '2.0'
info: { title: Orders, version: '1' }
consumes: [application/json]
produces: [application/json]
parameters: { far: { $ref: 'parts/common.yaml#/parameters/Page' } }
responses: { far: { $ref: 'parts/common.yaml#/responses/Order' } }
paths:
  /orders: { $ref: parts/orders.yaml }
  /orders/{id}:
    parameters: [{ $ref: 'parts/common.yaml#/parameters/Id' }]
    get: { responses: { 200: { $ref: '#/responses/far' } } }
    put:
      consumes: [application/x-www-form-urlencoded]
      parameters: [{ $ref: 'parts/common.yaml#/parameters/Form' }]
      responses: { 200: { $ref: 'parts/common.yaml#/responses/Order' } }
definitions:
  Error: { type: object, required: [message], properties: { message: { type: string } } }
`;
const ORDERS = `get:
  parameters: [{ $ref: '../openapi.yaml#/parameters/far' }]
  responses: { 200: { description: '', schema: { type: array, items: { $ref: 'common.yaml#/definitions/Order' } } } }
post:
  parameters: [{ $ref: 'common.yaml#/parameters/Body' }]
  responses:
    201: { $ref: 'common.yaml#/responses/Order' }
    400: { description: '', schema: { $ref: '../openapi.yaml#/definitions/Error' } }
`;
const COMMON = `parameters:
  Id: { name: id, in: path, required: true, type: integer }
  Page: { name: page, in: query, type: integer, minimum: 1 }
  Body: { name: body, in: body, required: true, schema: { $ref: '#/definitions/Order' } }
  Form: { name: count, in: formData, required: true, type: integer }
responses:
  Order: { description: '', headers: { X-Version: { type: integer, enum: [3] } }, schema: { $ref: '#/definitions/Order' } }
definitions:
  Order:
    type: object
    discriminator: kind
    required: [count]
    properties:
      id: { type: integer, readOnly: true }
      kind: { type: string }
      count: { type: integer }
      note: { type: string, x-nullable: true }
`;

const folder = mkdtempSync(join(tmpdir(), 'swagger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const main = join(folder, 'openapi.yaml');
let mock: RunningMock;
beforeAll(async () => {
	mkdirSync(join(folder, 'parts'));
	writeFileSync(main, MAIN);
	writeFileSync(join(folder, 'parts/orders.yaml'), ORDERS);
	writeFileSync(join(folder, 'parts/common.yaml'), COMMON);
	mock = await startTestMock({ documents: [main] });
});

const post = (body: string): ReturnType<typeof call> =>
	call(mock, 'POST', '/orders', { body, headers: { 'content-type': 'application/json' } });

describe('Swagger 2.0 over several files', () => {
	it('creates, shows and lists by what another file says', async () => {
		const made = await post('{"kind":"Order","count":2,"note":null}');
		expect([made.status, made.headers.get('x-version')], made.reason).toEqual([201, '3']);
		expect(made.json).toMatchObject({ kind: 'Order', count: 2, note: null });
		const { id } = made.json as { id: number };
		expect((await call(mock, 'GET', `/orders/${id}`)).json).toEqual(made.json);
		expect((await call(mock, 'GET', '/orders?page=1')).json).toEqual([made.json]);
	});

	it.each<[method: string, path: string, body: string | undefined, words: string]>([
		['GET', '/orders?page=x', undefined, 'query page must be an integer'],
		['GET', '/orders?page=0', undefined, 'query page must be at least 1'],
		['GET', '/orders/x', undefined, 'path id must be an integer'],
		['PUT', '/orders/1', 'count=x', 'body /count must be an integer'],
		['PUT', '/orders/1', 'page=1', 'body /count is required'],
		['POST', '/orders', '{"kind":"Order","count":"x"}', 'body /count must be an integer'],
		['POST', '/orders', '{"count":1}', 'body /kind is required'],
	])('refuses %s %s %s', async (method, path, body, words) => {
		const type = method === 'PUT' ? 'application/x-www-form-urlencoded' : 'application/json';
		const reply = await call(mock, method, path, { ...(body && { body, headers: { 'content-type': type } }) });
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining(words)]);
		if (method === 'POST') expect(reply.json).toEqual({ message: expect.stringContaining(words) });
	});

	it('tells a mistake in the file that has it', async () => {
		const file = join(folder, 'parts/orders.yaml');
		writeFileSync(
			file,
			ORDERS.replace(
				"description: '', schema: { type: array, items:",
				"description: '', schema: { type: tuple, contents:",
			),
		);
		const { findings: found } = await lintDocuments([main]);
		writeFileSync(file, ORDERS);
		const told = found
			.filter(({ code }) => code === 'schema.invalid')
			.map(({ message, place }) => [message, place.file, place.line]);
		expect(told).toEqual([[expect.stringContaining('tuple'), file, 3]]);
	});
});
