// What a document shows of a header need not fit its schema: the answer is no worse for it.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const whole = { type: 'integer' };
const list = { type: 'array', items: whole };
const member = { type: 'object', required: ['a'], properties: { a: whole } };
const NUMBER = /^-?\d+$/;

/** What stands under `headers`, and what is sent. */
const ROWS: readonly [string, JsonObject, RegExp][] = [
	['its example', { schema: whole, example: 'soon' }, NUMBER],
	['its example, of a header that is required', { required: true, schema: whole, example: 'soon' }, NUMBER],
	['the first of its examples', { schema: whole, examples: { a: { value: 'soon' }, b: { value: 7 } } }, /^7$/],
	['the example in the schema', { schema: { ...whole, example: 'soon' } }, NUMBER],
	['the first example in the schema', { schema: { ...whole, examples: ['soon', 7] } }, /^7$/],
	['the default in the schema', { schema: { ...whole, default: 'soon' } }, NUMBER],
	['an example behind a reference', { schema: { $ref: '#/components/schemas/Wait' } }, NUMBER],
	['an example in allOf', { schema: { allOf: [{ $ref: '#/components/schemas/Wait' }] } }, NUMBER],
	['one of a header behind a reference', { $ref: '#/components/headers/Wait' }, NUMBER],
	['none of an enum', { schema: { type: 'string', enum: ['a', 'b'] }, example: 'c' }, /^[ab]$/],
	['too long', { schema: { type: 'string', maxLength: 3 }, example: '4999' }, /^.{1,3}$/],
	['in another format', { schema: { type: 'string', format: 'date-time' }, example: 'yesterday' }, /^\d{4}-\d\d-\d\dT/],
	['a list with a word', { schema: list, example: '1,x' }, /^-?\d+(,-?\d+)*$/],
	['a list that fits', { schema: list, example: [1, 2] }, /^1,2$/],
	['text that is read as what is wanted', { schema: whole, example: '12' }, /^12$/],
	['a number for a text', { schema: { type: 'string' }, example: 12 }, /^12$/],
	['by content', { content: { 'application/json': { schema: member, example: { a: 'x' } } } }, /^\{"a":-?\d+\}$/],
	[
		'by content, and it fits',
		{ content: { 'application/json': { schema: member, example: { a: 5 } } } },
		/^\{"a":5\}$/,
	],
	['of 3.2’s dataValue', { schema: whole, examples: { a: { dataValue: 'soon' }, b: { dataValue: 7 } } }, /^7$/],
];

const HEADERS = Object.fromEntries(ROWS.map(([, header], index) => [`X-Kind-${index}`, header])) as JsonObject;
const components = {
	schemas: { Wait: { ...whole, example: 'soon' } },
	headers: { Wait: { schema: whole, example: 'soon' } },
};

describe('an example of a header that does not fit is passed over', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		const headers = { ...HEADERS, 'Retry-After': { schema: whole, example: 'soon' } };
		const Location = { required: true, schema: { type: 'string', format: 'uri' }, example: '/there' };
		const responses = {
			'204': { description: 'Good.', headers },
			'404': { description: 'None.', headers },
			'302': { description: 'Found.', headers: { Location } },
		};
		mock = await startTestMock({ documents: [describePaths({ '/a': { get: { responses } } }, { components })] });
	});

	it.each(ROWS.map(([name, , expected], index) => [name, index, expected] as const))(
		'%s',
		async (_name, index, expected) => {
			for (const status of [204, 404]) {
				const answer = await call(mock, 'GET', '/a', { headers: { Prefer: `code=${status}` } });
				expect([answer.status, answer.headers.get(`x-kind-${index}`)]).toEqual([
					status,
					expect.stringMatching(expected),
				]);
			}
		},
	);

	it('for what means something, where that is known', async () => {
		expect((await call(mock, 'GET', '/a')).headers.get('retry-after')).toBe('1');
		const found = await fetch(`${mock.url}/a`, { headers: { Prefer: 'code=302' }, redirect: 'manual' });
		expect([found.status, found.headers.get('location')]).toEqual([302, `${mock.url}/elsewhere`]);
	});
});

it('of Swagger 2.0 as well', async () => {
	const headers = {
		'X-Wait': { ...whole, default: 'soon' },
		'X-When': { type: 'string', format: 'date', 'x-example': 'soon' },
	};
	const responses = { '200': { description: 'Good.', headers } };
	const document = { swagger: '2.0', info: { title: 'Test', version: '1' }, paths: { '/a': { get: { responses } } } };
	const answer = await call(await startTestMock({ documents: [document] }), 'GET', '/a');
	expect([answer.status, answer.headers.get('x-wait')]).toEqual([200, expect.stringMatching(NUMBER)]);
});
