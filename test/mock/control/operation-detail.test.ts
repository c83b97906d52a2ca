// One operation with all that a form has to know, and a cue that is checked while somebody writes it.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { inlineSchema, type JsonValue, type SchemaRef } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});

const get = (operation: string) => call(mock, 'GET', `/__admin/operations/${encodeURIComponent(operation)}`);

describe('an operation in full', () => {
	it('has parameters, body, answers and security, references followed', async () => {
		const { json, status } = await get('createIdentityDocumentIdentification');
		expect(status).toBe(200);
		expect(json).toMatchObject({
			method: 'POST',
			parameters: [{ name: 'org_id', in: 'path', required: true, schema: { type: 'string' } }],
			requestBody: {
				required: true,
				mediaTypes: [{ type: 'application/json', schema: { properties: { identity_document: { type: 'object' } } } }],
			},
			security: [[{ type: 'http', scheme: 'bearer' }]],
		});
		const { responses } = json as { responses: { status: string; mediaTypes: { type: string }[] }[] };
		expect(responses.find((one) => one.status === '200')?.mediaTypes[0]?.type).toBe('application/json');
		expect(JSON.stringify(json)).not.toContain('$ref');
	});

	it('goes by its method and path as well', async () => {
		expect((await get('DELETE /v1/orgs/{o}/identifications/identity_document/{id}')).json).toMatchObject({
			operationId: 'cancelIdentityDocumentIdentification',
		});
	});

	it('is there for every operation that is listed', async () => {
		const { operations } = (await call(mock, 'GET', '/__admin/operations')).json as {
			operations: { operationId: string }[];
		};
		expect(operations.length).toBeGreaterThan(3);
		for (const { operationId } of operations) expect((await get(operationId)).json).toMatchObject({ operationId });
	});

	it('is a 404 with the near ones where there is none', async () => {
		const missing = await get('createIdentityDocumentIdentificaton');
		expect([missing.status, missing.text]).toEqual([
			404,
			expect.stringContaining('createIdentityDocumentIdentification'),
		]);
	});
});

describe('a schema with its references followed', () => {
	const inline = (root: Record<string, JsonValue>, pointer: string): JsonValue => {
		const value = pointer
			.slice(1)
			.split('/')
			.reduce<JsonValue>((inner, key) => (inner as Record<string, JsonValue>)[key] as JsonValue, root);
		return inlineSchema({ document: { root }, pointer, value } as unknown as SchemaRef);
	};

	it('ends where it leads back into itself', () => {
		const node = { type: 'object', properties: { next: { $ref: '#/node' }, name: { $ref: '#/name', maxLength: 5 } } };
		expect(inline({ node, name: { type: 'string', maxLength: 9 } }, '/node')).toEqual({
			type: 'object',
			properties: { next: true, name: { type: 'string', maxLength: 5 } },
		});
	});

	it('is bounded however much it says', () => {
		const wide: Record<string, JsonValue> = {};
		for (let index = 0; index < 12; index += 1)
			wide[`s${index}`] = { anyOf: Array.from({ length: 9 }, () => ({ $ref: `#/s${index + 1}` })) };
		wide['s12'] = { type: 'string' };
		expect(JSON.stringify(inline(wide, '/s0')).length).toBeLessThan(500_000);
	});
});

describe('a cue that is checked', () => {
	const check = async (body: object) => (await call(mock, 'POST', '/__admin/check-cue', { body })).json;

	it.each([
		[{ on: 'cancelIdentityDocumentIdentification', reply: { status: 409 } }, []],
		[{ on: 'nobody', reply: { status: 409 } }, ['/on']],
		[{ on: 'cancelIdentityDocumentIdentification', reply: { status: 409, body: {} } }, ['/reply/body']],
		[
			{ on: 'createIdentityDocumentIdentification', reply: { status: 200, body: { identification_id: 5 } } },
			['/reply/body/identification_id'],
		],
		[{}, ['', '']],
	])('%j has mistakes at %j, and is not put in front', async (cue, pointers) => {
		const checked = (await check(cue)) as { valid: boolean; findings: { pointer: string }[] };
		expect([checked.valid, checked.findings.map(({ pointer }) => pointer)]).toEqual([pointers.length === 0, pointers]);
		expect((await call(mock, 'GET', '/__admin/sessions')).json).toMatchObject({ sessions: [] });
	});

	it('tells what is doubtful, and may be put in front', async () => {
		const $ = '$';
		const when = {
			path: { admin_identification_id: `${$}{reqeust.path.id}` },
			header: { accept: `${$}{entity.status}` },
		};
		expect(await check({ on: 'cancelIdentityDocumentIdentification', when, reply: { status: 409 } })).toMatchObject({
			valid: true,
			findings: [
				{ pointer: '/when/header/accept', severity: 'warning' },
				{ pointer: '/when/path/admin_identification_id', severity: 'warning' },
			],
		});
	});
});
