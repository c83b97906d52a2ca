// Bodies in YAML and as tables are read by their schema, as JSON is.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const ROW: JsonObject = {
	type: 'object',
	required: ['name', 'qty'],
	properties: {
		name: { type: 'string', minLength: 1 },
		qty: { type: 'integer' },
		sold: { type: 'boolean' },
		note: { type: ['string', 'null'] },
	},
};
const ROWS = { type: 'array', maxItems: 5, items: ROW };

let mock: RunningMock;
beforeAll(async () => {
	const note = {
		type: 'object',
		required: ['text'],
		properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string' }, rank: { type: 'integer' } },
	};
	const inYaml = { 'application/yaml': { schema: note } };
	const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
	const document = describePaths({
		'/rows': {
			post: takeBody('rows', { 'text/csv': { schema: ROWS }, 'text/tab-separated-values': { schema: ROWS } }),
		},
		'/cells': {
			post: takeBody('cells', {
				'text/csv': { schema: { type: 'array', items: { type: 'array', items: { type: 'number' } } } },
			}),
		},
		'/values': { post: takeBody('values', { 'text/csv': { schema: { type: 'array', items: { type: 'integer' } } } }) },
		'/plain': {
			post: takeBody('plain', { 'text/csv': { schema: { type: 'string', maxLength: 5 } }, 'application/yaml': {} }),
		},
		'/yaml': {
			post: takeBody('yaml', {
				'application/yaml': { schema: ROW },
				'application/x-yaml': { schema: ROW },
				'application/vnd.a+yaml': { schema: ROW },
			}),
		},
		'/notes': {
			get: giveBody('list', { 'application/yaml': { schema: { type: 'array', items: note } } }),
			post: {
				operationId: 'make',
				requestBody: { required: true, content: inYaml },
				responses: { 201: { description: '', content: inYaml } },
			},
		},
		'/notes/{id}': { get: { ...giveBody('read', inYaml), parameters: [id] } },
	});
	mock = await startTestMock({ documents: [document] });
});

async function send(path: string, type: string, body: string): Promise<[status: number, reason: string]> {
	const reply = await call(mock, 'POST', path, { body, headers: { 'content-type': type } });
	return [reply.status, reply.reason];
}

describe('a table', () => {
	it.each<[path: string, body: string, status: number, reason: RegExp | undefined]>([
		['/rows', 'name,qty\r\na,1\r\n', 204, undefined],
		['/rows', '\ufeffname,qty,sold,note\n"a, ""b""\nc",1,true,\n', 204, undefined],
		['/rows', 'qty,name\n1,a', 204, undefined],
		['/rows', 'name,qty\n', 204, undefined],
		['/rows', 'name,qty\n\na,1\n\n', 204, undefined],
		['/rows', 'name,qty\na,x\n', 400, /\/0\/qty must be an integer/],
		['/rows', 'name,qty\na,1\nb,\n', 400, /\/1\/qty is required/],
		['/rows', 'name,qty\n,1\n', 400, /\/0\/name/],
		['/rows', 'nome\na\n', 400, /\/0\/name is required/],
		['/rows', 'name,qty\na,1,2\n', 400, /line 2 has 3 cells rather than 2/],
		['/rows', 'name,name\na,b\n', 400, /names a column twice/],
		['/rows', 'name,qty\n"a,1\n', 400, /the quote in line 2/],
		['/rows', 'name,qty\n"a"b,1\n', 400, /the quote in line 2/],
		['/rows', `name,qty\n${'a,1\n'.repeat(6)}`, 400, /at most 5/],
		['/rows', `name,qty\n${'a,1\n'.repeat(10_001)}`, 400, /more than 10000 rows/],
		['/cells', '1,2\n3,4\n', 204, undefined],
		['/cells', '1,a\n', 400, /\/0\/1 must be a number/],
		['/values', '1\n2\n', 204, undefined],
		['/values', '1,2\n', 400, /line 1 has 2 cells rather than 1/],
		['/plain', 'a,b', 204, undefined],
		['/plain', 'a,b,c,d', 400, /5/],
	])('%s takes %j: %i', async (path, body, status, reason) => {
		const [is, why] = await send(path, 'text/csv', body);
		expect([is, why], String(why)).toEqual([status, reason ? expect.stringMatching(reason) : '']);
	});

	it('has tabs between its cells where its type says so', async () => {
		expect(await send('/rows', 'text/tab-separated-values; charset=utf-8', 'name\tqty\na,b\t1\n')).toEqual([204, '']);
		expect((await send('/rows', 'text/tab-separated-values', 'name\tqty\na\tb\n'))[0]).toBe(400);
	});
});

describe('YAML', () => {
	it.each<[type: string, body: string, status: number, reason: RegExp | undefined]>([
		['application/yaml', 'name: a\nqty: 1\n', 204, undefined],
		['application/x-yaml', 'name: a\nqty: 1\nnote: ~\n', 204, undefined],
		['application/vnd.a+yaml', '{"name":"a","qty":1}', 204, undefined],
		['application/yaml', 'qty: x\n', 400, /\/name is required/],
		['application/yaml', 'name: a\nqty: [\n', 400, /is not YAML: .*\(line 3\)/],
		['application/yaml', '- a\n', 400, /must be an object/],
		[
			'application/yaml',
			`${'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n'}c: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
			400,
			/YAML|required/,
		],
		['application/yaml', `${'['.repeat(300)}${']'.repeat(300)}`, 400, /nested/],
	])('as %s takes %j: %i', async (type, body, status, reason) => {
		const [is, why] = await send('/yaml', type, body);
		expect([is, why], String(why)).toEqual([status, reason ? expect.stringMatching(reason) : '']);
	});

	it('of which nobody waits for the end is not looked at, and told', async () => {
		const [status, reason] = await send('/yaml', 'application/yaml', `# ${'x'.repeat(70_000)}\nqty: x\n`);
		expect([status, reason]).toEqual([204, expect.stringContaining('not looked at')]);
	});

	it('without a schema is a text', async () => {
		expect(await send('/plain', 'application/yaml', 'a: [')).toEqual([204, '']);
	});

	it('is remembered', async () => {
		const made = await call(mock, 'POST', '/notes', {
			body: 'text: hi\n',
			headers: { 'content-type': 'application/yaml' },
		});
		expect([made.status, made.text]).toEqual([201, 'id: 1\ntext: hi\n']);
		expect((await call(mock, 'GET', '/notes/1')).text).toBe('id: 1\ntext: hi\n');
		expect((await call(mock, 'GET', '/notes')).text).toBe('- id: 1\n  text: hi\n');
	});

	it('makes nothing by a number that would be another one', async () => {
		const [status, reason] = await send('/notes', 'application/yaml', 'text: hi\nrank: 9007199254740993\n');
		expect([status, reason]).toEqual([400, expect.stringContaining('9007199254740993')]);
	});
});
