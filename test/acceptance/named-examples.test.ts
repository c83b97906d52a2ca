// Which of several examples is answered: the one called like the example that the request was made after.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { describePaths, giveBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
beforeAll(async () => {
	const answers = {
		first: { value: { n: 'first' } },
		second: { value: { n: 'second' } },
		third: { value: { n: 'third' } },
	};
	const content = { 'application/json': { examples: answers } };
	const text = (name: string, place: string, values: Record<string, string | number>): object => ({
		name,
		in: place,
		required: place === 'path',
		schema: { type: ['string', 'integer'] },
		examples: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])),
	});
	const paths = {
		'/q': {
			get: {
				...giveBody('q', content),
				parameters: [text('status', 'query', { first: 'o', second: 's' }), text('X-Kind', 'header', { third: 0 })],
			},
		},
		'/both': {
			get: {
				...giveBody('both', content),
				parameters: [text('a', 'query', { first: 1, second: 1 }), text('b', 'query', { second: 2 })],
			},
		},
		'/p/{name}/x': { get: { ...giveBody('p', content), parameters: [text('name', 'path', { second: 'two' })] } },
		'/b': {
			post: {
				...giveBody('b', content),
				requestBody: {
					content: {
						'application/json': { examples: { second: { value: { a: 1, b: [2] } } } },
						'application/vnd.test+json': { examples: { second: { value: { c: 3 } }, third: { value: { c: 4 } } } },
					},
				},
			},
		},
		'/unfit': {
			get: {
				...giveBody('unfit', {
					'application/json': {
						schema: { type: 'object', properties: { n: { type: 'string' } } },
						examples: { first: { value: { n: 'first' } }, second: { value: { n: 2 } } },
					},
				}),
				parameters: [text('status', 'query', { second: 's' })],
			},
		},
		'/errors': {
			get: {
				operationId: 'errors',
				responses: {
					default: {
						description: '-',
						content: {
							'application/json': {
								examples: {
									unavailable: { value: 1 },
									notFound: { value: 2 },
									conflict: { value: 3 },
									gone: { value: 4 },
								},
							},
						},
					},
				},
			},
		},
		'/unfit-errors': {
			get: {
				operationId: 'unfitErrors',
				responses: {
					default: {
						description: '-',
						content: {
							'application/json': {
								schema: { type: 'object', properties: { trace: { type: 'string', format: 'uuid' } } },
								examples: { conflict: { value: { trace: '5g4f' } }, other: { value: { text: 'other' } } },
							},
						},
					},
				},
			},
		},
		'/nameless': {
			get: giveBody('nameless', { 'application/json': { example: { n: 1 } }, 'text/plain': { example: 'n' } }),
		},
	};
	mock = await startTestMock({ documents: [describePaths(JSON.parse(JSON.stringify(paths)))] });
});

describe('the example of an answer', () => {
	it.each<[string, string, Record<string, string>, unknown, string]>([
		['GET', '/q', {}, undefined, 'first'],
		['GET', '/q?status=s', {}, undefined, 'second'],
		['GET', '/q?status=other', {}, undefined, 'first'],
		['GET', '/unfit?status=s', {}, undefined, 'first'],
		['GET', '/q', { 'x-kind': '0' }, undefined, 'third'],
		['GET', '/q?status=s', { prefer: 'example=third' }, undefined, 'third'],
		['GET', '/both?a=1&b=2', {}, undefined, 'second'],
		['GET', '/both?a=1', {}, undefined, 'first'],
		['GET', '/p/two/x', {}, undefined, 'second'],
		['POST', '/b', {}, { b: [2], a: 1 }, 'second'],
		['POST', '/b', {}, { b: [2], a: 2 }, 'first'],
		['POST', '/b', { 'content-type': 'application/vnd.test+json' }, { c: 3 }, 'second'],
		['POST', '/b', { 'content-type': 'application/vnd.test+json' }, { c: 4 }, 'third'],
	])('is the one that has the name of the request’s: %s %s %j %j → %s', async (method, path, headers, body, name) => {
		const reply = await call(mock, method, path, { headers, body });
		expect([reply.status, reply.json], reply.reason).toEqual([200, { n: name }]);
	});

	it.each([
		[404, 2],
		[409, 3],
		[410, 4],
		[503, 1],
		[418, 1],
	])('of an error is the one whose name means the status: %i → %j', async (status, body) => {
		const reply = await call(mock, 'GET', '/errors', { headers: { prefer: `code=${status}` } });
		expect([reply.status, reply.json], reply.reason).toEqual([status, body]);
	});

	it('of an error is another one where that does not fit its schema', async () => {
		const reply = await call(mock, 'GET', '/unfit-errors', { headers: { prefer: 'code=409' } });
		expect([reply.status, reply.json], reply.reason).toEqual([409, { text: 'other' }]);
	});

	it('that Prefer names and that isn’t there is told, also where none has a name', async () => {
		const reply = await call(mock, 'GET', '/nameless', { headers: { prefer: 'example=x' } });
		expect([reply.status, reply.reason]).toEqual([
			400,
			expect.stringMatching(/has no example x: it has none with a name/),
		]);
	});
});
