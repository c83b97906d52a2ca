// Examples that don't fit their schema, as vendors write them: what is right about them is answered.

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
	'/anew': get(REPORT, { example: { title: 'May', pages: 'many', lines: [{ sku: 'A1', quantity: 1 }] } }),
	'/wrapped': get(REPORT, { example: { summary: 'One.', value: { title: 'May' } } }),
	'/other': get(REPORT, { example: {} }),
	'/text': get(REPORT, { example: 'a report' }),
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
		['/wrong', { title: '3', pages: 9, lines: [] }],
		['/anew', { title: 'May', pages: expect.any(Number), lines: [{ ...line, sku: 'A1' }] }],
		['/closed', { ...line, sku: 'A1' }],
		['/wrapped', { title: expect.any(String), pages: expect.any(Number), lines: expect.any(Array) }],
		['/other', { title: expect.any(String), pages: expect.any(Number), lines: expect.any(Array) }],
		['/text', { title: expect.any(String), pages: expect.any(Number), lines: expect.any(Array) }],
	])('%s: what does not fit is said otherwise, made up or left out', async (path, expected) => {
		const first = await ask(path);
		expect([first.status, first.json]).toEqual([200, expected]);
		expect(await ask(path)).toEqual(first);
	});

	it('an error says its status where its example leaves that out, and only the rest is made up', async () => {
		expect(await ask('/one', { prefer: 'code=503' })).toMatchObject({
			status: 503,
			json: { message: 'Service Unavailable', trace: expect.stringMatching(/^t-\d{4}$/) },
		});
	});

	it('the journal says so', async () => {
		await ask('/one');
		const why = mock.engine.sessions.get('default').journal.list().at(-1)?.answer.why;
		expect(why?.note).toContain('does not fit its schema, and is mended');
	});
});

describe('an example in the wrong place, or in other words', () => {
	const may: JsonObject = { title: 'May', pages: 7, lines: [] };
	const content = (example: JsonObject): JsonObject => get(REPORT, example);
	const bare = (example: JsonObject): JsonObject => ({ description: 'x', content: { 'application/json': example } });
	const SLIPS: readonly [string, JsonObject][] = [
		['a reference', content({ example: { $ref: '#/components/examples/may' } })],
		['a reference to a value', content({ example: { $ref: '#/components/examples/bare' } })],
		['a value in a wrapper', content({ example: { summary: 'One.', value: may } })],
		['a value without its wrapper', content({ examples: { may } })],
		['one behind a reference', content({ examples: { may: { $ref: '#/components/examples/bare' } } })],
		['a list of values', content({ examples: [may] })],
		['JSON in a text', content({ example: JSON.stringify(may) })],
		['JSON in a text, by name', content({ examples: { may: { value: JSON.stringify(may) } } })],
		['the only one of a list', content({ example: [may] })],
		['an object of one name around it', content({ example: { report: may } })],
		['JSON in a text in a wrapper', content({ example: { value: JSON.stringify(may) } })],
		['a text where no schema says anything', { get: { responses: { '200': bare({ example: JSON.stringify(may) }) } } }],
		['a text where an object is all that is said', get({ type: 'object' }, { example: JSON.stringify(may) })],
		['in the schema, without what it requires', content({})],
	];
	let mock: RunningMock;
	beforeAll(async () => {
		const paths = Object.fromEntries(SLIPS.map(([, item], index) => [`/${index}`, item])) as JsonObject;
		const last = `/${SLIPS.length - 1}`;
		paths[last] = get({ ...REPORT, example: { title: 'May', lines: [] } }, {});
		const components = { examples: { may: { value: may }, bare: may } };
		mock = await startTestMock({ documents: [describePaths(paths, { components })], infer: false });
	});

	it.each(SLIPS.map(([name], index) => [name, index] as const))('%s', async (_name, index) => {
		const { status, json } = await call(mock, 'GET', `/${index}`);
		const pages = index === SLIPS.length - 1 ? expect.any(Number) : 7;
		expect([status, json]).toEqual([200, { ...may, pages }]);
	});

	it('a list without the object around it', async () => {
		const page: JsonObject = {
			type: 'object',
			required: ['total', 'reports'],
			properties: { total: { type: 'integer' }, reports: { type: 'array', items: REPORT } },
		};
		const paths = { '/page': get(page, { example: [may, may] }), '/texts': get({ type: 'string' }, { example: '{}' }) };
		const other = await startTestMock({ documents: [describePaths(paths)], infer: false });
		expect((await call(other, 'GET', '/page')).json).toEqual({ total: expect.any(Number), reports: [may, may] });
		expect((await call(other, 'GET', '/texts')).json).toBe('{}');
	});

	it('one object for a list is a list of it', async () => {
		const list = get({ type: 'array', items: REPORT }, { example: may });
		const other = await startTestMock({ documents: [describePaths({ '/list': list })], infer: false });
		expect((await call(other, 'GET', '/list')).json).toEqual([may]);
	});
});
