// Examples that lack what their schema requires: as vendors write them, who show what matters.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const answer = (schema: JsonObject, content: JsonObject): JsonObject => ({
	description: 'x',
	content: { 'application/json': { schema, ...content } },
});
const get = (schema: JsonObject, content: JsonObject, more: JsonObject = {}): JsonObject => ({
	get: { responses: { '200': answer(schema, content), ...more } },
});
const LINE: JsonObject = {
	type: 'object',
	required: ['sku', 'quantity'],
	properties: { sku: { type: 'string' }, quantity: { type: 'integer', minimum: 3 } },
};
const REPORT: JsonObject = {
	type: 'object',
	required: ['title', 'pages', 'lines'],
	properties: {
		title: { type: 'string' },
		pages: { type: 'integer', minimum: 7 },
		lines: { type: 'array', items: LINE },
		secret: { type: 'string', writeOnly: true },
	},
};
const PROBLEM: JsonObject = {
	type: 'object',
	required: ['code', 'message', 'trace'],
	properties: {
		code: { type: 'string' },
		message: { type: 'string' },
		trace: { type: 'string', pattern: '^t-\\d{4}$' },
	},
};
const PATHS: JsonObject = {
	'/one': get(
		REPORT,
		{ example: { title: 'Autumn', lines: [] } },
		{ '503': answer(PROBLEM, { example: { code: 'E77' } }) },
	),
	'/inside': get(REPORT, {
		example: { title: 'Winter', pages: 9, lines: [{ sku: 'A1' }, { sku: 'B2', quantity: 4 }] },
	}),
	'/several': get(REPORT, {
		examples: { wrong: { value: { title: 3 } }, short: { value: { title: 'Spring', pages: 8 } } },
	}),
	'/whole': get(REPORT, {
		examples: { short: { value: { title: 'Spring' } }, whole: { value: { title: 'May', pages: 7, lines: [] } } },
	}),
	'/wrong': get(REPORT, { example: { title: 3, pages: 9, lines: [] } }),
	'/many': get({ type: 'array', items: LINE }, { example: [{ sku: 'A1' }] }),
	'/closed': get({ ...LINE, additionalProperties: false }, { example: { sku: 'A1', size: 3 } }),
};

describe('an example that lacks what is required', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		mock = await startTestMock({ documents: [describePaths(PATHS)], infer: false });
	});
	const ask = async (path: string, headers = {}) => {
		const { status, json } = await call(mock, 'GET', path, { headers });
		return { status, json };
	};
	const line = { sku: expect.any(String), quantity: expect.any(Number) };

	it.each<[string, JsonValue]>([
		['/one', { title: 'Autumn', pages: expect.any(Number), lines: [] }],
		[
			'/inside',
			{
				title: 'Winter',
				pages: 9,
				lines: [
					{ ...line, sku: 'A1' },
					{ sku: 'B2', quantity: 4 },
				],
			},
		],
		['/several', { title: 'Spring', pages: 8, lines: expect.any(Array) }],
		['/whole', { title: 'May', pages: 7, lines: [] }],
		['/many', [{ ...line, sku: 'A1' }]],
	])('%s is answered with that besides', async (path, expected) => {
		const first = await ask(path);
		expect(first).toMatchObject({ status: 200, json: expected });
		expect(await ask(path)).toEqual(first);
	});

	it.each<[string, JsonValue]>([
		['/wrong', { title: expect.any(String), pages: expect.any(Number) }],
		['/closed', line],
	])('%s has what does not fit as well: all is made up', async (path, expected) => {
		const { status, json } = await ask(path);
		expect([status, json]).toEqual([200, expect.objectContaining(expected as object)]);
		expect(json).not.toMatchObject({ sku: 'A1' });
	});

	it('an error says its own code, and what is left out is made up', async () => {
		expect(await ask('/one', { prefer: 'code=503' })).toMatchObject({
			status: 503,
			json: { trace: expect.stringMatching(/^t-\d{4}$/) },
		});
	});

	it('the journal says so', async () => {
		await ask('/one');
		const why = mock.engine.sessions.get('default').journal.list().at(-1)?.answer.why;
		expect(why?.note).toContain('lacks what its schema requires');
	});
});
