// Forms of Swagger 2.0 in the media types that they may have, and parts that are written as XML.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { startTestMock } from '../support/mock.ts';

const RESPONSES = { '204': { description: 'Good.' }, '400': { description: 'Bad.' }, '415': { description: 'Other.' } };

describe('a form of Swagger 2.0', () => {
	const field = { name: 'n', in: 'formData', type: 'integer', required: true };
	const file = { name: 'n', in: 'formData', type: 'file', required: true };

	async function send(post: JsonObject, body: FormData | URLSearchParams, root: JsonObject = {}): Promise<number> {
		const paths = { '/a': { post: { ...post, responses: RESPONSES } } };
		const mock = await startTestMock({
			documents: [{ swagger: '2.0', info: { title: 'Test', version: '1' }, paths, ...root }],
		});
		return (await fetch(`${mock.url}/a`, { method: 'POST', body })).status;
	}
	function multipart(value: string | Blob): FormData {
		const form = new FormData();
		form.append('n', value);
		return form;
	}

	const json = { consumes: ['application/json'] };
	const urlencoded = { consumes: ['application/x-www-form-urlencoded; charset=utf-8'] };
	it.each<[string, JsonObject, JsonObject, [number, number, number]]>([
		['no consumes', {}, {}, [204, 400, 204]],
		['an empty list', { consumes: [] }, {}, [204, 400, 204]],
		['JSON for the whole document', {}, json, [204, 400, 204]],
		['JSON by mistake', json, {}, [204, 400, 204]],
		['one type', urlencoded, json, [204, 400, 415]],
		['one type for the whole document', {}, urlencoded, [204, 400, 415]],
	])('with %s', async (_name, operation, root, expected) => {
		const post = { ...operation, parameters: [field] };
		const bodies = [new URLSearchParams({ n: '1' }), new URLSearchParams({ n: 'x' }), multipart('1')];
		expect(await Promise.all(bodies.map((body) => send(post, body, root)))).toEqual(expected);
	});

	it('behind a reference', async () => {
		const post = { parameters: [{ $ref: '#/parameters/n' }] };
		expect(await send(post, new URLSearchParams({ n: '1' }), { parameters: { n: field } })).toBe(204);
	});

	it('with a file comes in parts', async () => {
		const post = { parameters: [file] };
		expect(await send(post, multipart(new Blob(['a'])))).toBe(204);
		expect(await send(post, new URLSearchParams({ n: '1' }))).toBe(415);
	});
});

describe('a part whose contentType is XML', () => {
	const row = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
	const properties = { one: row, many: { type: 'array', items: row } };
	const encoding = { one: { contentType: 'application/xml' }, many: { contentType: 'application/json, text/xml' } };
	const content = { 'multipart/form-data': { schema: { type: 'object', properties }, encoding } };
	const post = { operationId: 'a', requestBody: { required: true, content }, responses: RESPONSES };

	it.each<[string, [string, string][], 'text' | 'file', number]>([
		['fits', [['one', '<one><n>1</n></one>']], 'text', 204],
		['does not fit', [['one', '<one><n>x</n></one>']], 'text', 400],
		['lacks what is required', [['one', '<one/>']], 'text', 400],
		['is cut off', [['one', '<one><n>1']], 'text', 400],
		['is JSON', [['one', '{"n":1}']], 'text', 204],
		['fits, as a file', [['one', '<one><n>1</n></one>']], 'file', 204],
		['does not fit, as a file', [['one', '<one><n>x</n></one>']], 'file', 400],
		[
			'fits, and others do',
			[
				['many', '<row><n>1</n></row>'],
				['many', '{"n":2}'],
			],
			'text',
			204,
		],
		[
			'does not fit among others',
			[
				['many', '{"n":2}'],
				['many', '<row><n>x</n></row>'],
			],
			'text',
			400,
		],
	])('and that %s', async (_name, parts, kind, status) => {
		const mock = await startTestMock({ documents: [describePaths({ '/a': { post } })] });
		const body = new FormData();
		for (const [name, text] of parts) {
			if (kind === 'text') body.append(name, text);
			else body.append(name, new Blob([text], { type: 'application/xml' }), 'a.xml');
		}
		const answer = await fetch(`${mock.url}/a`, { method: 'POST', body });
		expect(answer.status, answer.headers.get('x-mock-reason') ?? '').toBe(status);
	});
});
