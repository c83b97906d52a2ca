// Paths that differ in a query or a fragment alone are told apart by what a request has.

import { expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { startTestMock } from '../../support/mock.ts';

const TARGET = 'Tables.List';

const operation = (said: string, parameters: JsonObject[] = []): JsonObject => ({
	parameters,
	responses: { 200: { description: said, content: { 'text/plain': { example: said } } } },
});
const inQuery = (name: string, required = true) => ({ name, in: 'query', required, schema: { type: 'string' } });
const bucket = { name: 'bucket', in: 'path', required: true, schema: { type: 'string' } };
const target = (value: string) => ({ name: 'X-Target', in: 'header', required: true, schema: { enum: [value] } });

const paths: JsonObject = {
	'/{bucket}?restype=container&comp=list': { parameters: [bucket], get: operation('list', [inQuery('comp')]) },
	'/{bucket}?comp=acl': { parameters: [bucket], get: operation('access', [inQuery('comp', false)]) },
	'/{bucket}#cors': { parameters: [bucket], get: operation('cors'), delete: operation('none') },
	'/plain/users': { get: operation('all') },
	'/plain/users?role={role}&sort={sort}': {
		get: operation('by role', [inQuery('role', false), inQuery('sort', false)]),
	},
	'/plain/users#host': { get: operation('hosts') },
	'/#X-Target=Tables.Create': { post: operation('create', [target('Tables.Create')]) },
	[`/#X-Target=${TARGET}`]: { post: operation('tables', [target(TARGET)]) },
};
const document = { openapi: '3.1.0', info: { title: 'Buckets', version: '1' }, paths };

test.each<[method: string, path: string, said: string, headers?: Record<string, string>]>([
	['GET', '/b?restype=container&comp=list', 'list'],
	['GET', '/b?comp=acl', 'access'],
	['GET', '/b?comp=acl&restype=container', 'access'],
	['GET', '/b?cors', 'cors'],
	['GET', '/b?cors=true', 'cors'],
	['GET', '/b?comp=other', 'list'],
	['DELETE', '/b?cors', 'none'],
	['GET', '/plain/users', 'all'],
	['GET', '/plain/users?host', 'hosts'],
	['GET', '/plain/users?sort=name', 'by role'],
	['GET', '/plain/users?page=2', 'all'],
	['POST', '/', 'create', { 'X-Target': 'Tables.Create' }],
	['POST', '/', 'tables', { 'X-Target': TARGET }],
])('%s %s is answered by "%s"', async (method, path, said, headers) => {
	const { url } = await startTestMock({ documents: [document] });
	const response = await fetch(url + path, { method, ...(headers && { headers }) });
	expect([response.status, await response.text()]).toEqual([200, said]);
});

interface Listed {
	operations: { sample: { method: string; target: string; headers: [string, string][] } }[];
}

test('the sample of each of them is answered by itself', async () => {
	const { url } = await startTestMock({ documents: [document] });
	const { operations } = (await (await fetch(`${url}/__admin/operations`)).json()) as Listed;
	const asked = operations.map(async ({ sample: { method, target: to, headers } }) =>
		(await fetch(url + to, { method, headers })).text(),
	);
	expect(await Promise.all(asked)).toEqual([
		'list',
		'access',
		'cors',
		'none',
		'all',
		'by role',
		'hosts',
		'create',
		'tables',
	]);
});
