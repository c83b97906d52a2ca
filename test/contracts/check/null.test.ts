import { describe, expect, it } from 'vitest';
import { checkPacts, writePacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { startMock } from '../../../mock/index.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';

const Owner: JsonObject = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

function wholeDocument(schema: JsonObject, example: JsonValue): JsonObject {
	const content = { 'application/json': { schema, example } };
	return {
		openapi: '3.1.0',
		info: { title: 'case', version: '1' },
		paths: { '/a': { get: { operationId: 'a', responses: { '200': { description: 'ok', content } } } } },
		components: { schemas: { Owner } },
	};
}

async function writeAndCheck(it: JsonObject, example: JsonValue) {
	const schema = { type: 'object', required: ['it'], properties: { it } };
	const document = wholeDocument(schema, { it: example });
	await using mock = await startMock({ documents: [document], port: 0 });
	await fetch(`${mock.url}/a`);
	const { pact } = await writePacts({ consumer: 'c', mock });
	const read = readPact(pact as JsonObject, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	return { pact: pact as JsonObject, findings: await checkPacts({ pacts: [read.pact], documents: mock.documents }) };
}

async function checkWritten(it: JsonObject, example: JsonValue): Promise<string[]> {
	const { findings } = await writeAndCheck(it, example);
	return findings.map(({ severity, code }) => `${severity} ${code}`);
}

describe('a pact written where null may stand', () => {
	it.each<[string, JsonObject, JsonValue]>([
		['an object or null', { ...Owner, type: ['object', 'null'] }, { name: 'Ann' }],
		['a reference or null', { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] }, { name: 'Ann' }],
		['a list or null', { type: ['array', 'null'], items: { type: 'integer' } }, [1]],
	])('%s: check tells that null may come, and holds nothing against the pact', async (_title, schema, example) => {
		expect(await checkWritten(schema, example)).toEqual(['warning matcher.narrower.null']);
	});

	it.each<[string, JsonObject, JsonValue]>([
		[
			'a typed part and an untyped one',
			{ allOf: [{ $ref: '#/components/schemas/Owner' }, { description: 'd' }] },
			{ name: 'Ann' },
		],
		['a text or null', { type: ['string', 'null'] }, 'a'],
	])('%s: check has nothing to say', async (_title, schema, example) => {
		expect(await checkWritten(schema, example)).toEqual([]);
	});
});

describe('a pact written of an answer that was null', () => {
	const ITEM: JsonObject = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
	it.each<[string, JsonObject, JsonValue, JsonValue]>([
		['an object may stand there', { ...ITEM, type: ['object', 'null'] }, null, {}],
		['a list may', { type: ['array', 'null'], items: { type: 'integer' } }, null, {}],
		['a reference may', { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] }, null, {}],
		[
			'one of 3.0’s kind',
			{ oneOf: [{ $ref: '#/components/schemas/Owner' }, { type: ['array', 'null'], items: {} }] },
			null,
			{},
		],
		['in a list', { type: 'array', items: { ...ITEM, type: ['object', 'null'] } }, [null], { it: [] }],
		['in a list, twice', { type: 'array', items: { ...ITEM, type: ['object', 'null'] } }, [null, null], { it: [] }],
		['a text may', { type: ['string', 'null'] }, null, { it: null }],
		['nothing else may', { type: 'null' }, null, { it: null }],
		['beside another', { type: 'array', items: { ...ITEM, type: ['object', 'null'] } }, [{ a: 1 }], { it: [{ a: 1 }] }],
	])('expects nothing where %s, and check has nothing to say', async (_title, schema, example, expected) => {
		const { pact, findings } = await writeAndCheck(schema, example);
		const [interaction] = pact['interactions'] as unknown as { response: { body: { content: JsonValue } } }[];
		expect(interaction?.response.body.content).toEqual(expected);
		const known = example !== null && JSON.stringify(example).includes('{') ? ['warning matcher.narrower.null'] : [];
		const silent = JSON.stringify(expected) === '{}' ? ['warning response.body.says-nothing'] : [];
		expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([...known, ...silent]);
	});

	it('as a whole says nothing of the body where an object may come', async () => {
		await using mock = await startMock({
			documents: [wholeDocument({ ...ITEM, type: ['object', 'null'] }, null)],
			port: 0,
		});
		await fetch(`${mock.url}/a`);
		const { pact, notes } = await writePacts({ consumer: 'c', mock });
		expect(JSON.stringify(pact)).not.toContain('"body":{"content"');
		expect(notes).toEqual([expect.stringContaining('of the body in the answer of "a → 200" nothing is expected')]);
	});
});

describe('an empty body that is expected', () => {
	const JSON_TYPE = { 'Content-Type': 'application/json' };
	const wrap = (content: JsonValue) => ({ content, contentType: 'application/json', encoded: false });
	const nothing = { responses: { '200': { description: 'ok' } } };
	const text = {
		responses: { '200': { description: 'ok', content: { 'text/plain': { schema: { type: 'string' } } } } },
	};
	const json = {
		responses: {
			'200': { description: 'ok', content: { 'application/json': { schema: { type: ['object', 'null'] } } } },
		},
	};
	it.each<[string, string, object, JsonObject, string[]]>([
		['null in V3', '3.0.0', json, { body: null }, ['error response.body.empty']],
		['null as JSON in V3', '3.0.0', json, { body: null, headers: JSON_TYPE }, ['error response.body.empty']],
		['an empty text in V2', '2.0.0', json, { body: '' }, ['error response.body.empty']],
		['null in V4', '4.0', json, { body: wrap(null) }, ['error response.body.empty']],
		['an empty text in V4', '4.0', json, { body: wrap('') }, ['error response.body.empty']],
		['of a text', '4.0', text, { body: { content: '' } }, ['warning response.body.empty']],
		['null that is one, in V4', '4.0', json, { body: { ...wrap('null'), encoded: 'JSON' } }, []],
		['null where there is none, V3', '3.0.0', nothing, { body: null }, []],
		['null where there is none, V4', '4.0', nothing, { body: wrap(null) }, []],
		['none where there is none', '4.0', nothing, {}, []],
	])('is held to what the document answers: %s', async (_title, version, operation, response, expected) => {
		const document = { openapi: '3.1.0', info: { title: 'c', version: '1' }, paths: { '/a': { get: operation } } };
		const pact = {
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [
				{
					...(version === '4.0' && { type: 'Synchronous/HTTP' }),
					description: 'a',
					request: { method: 'GET', path: '/a' },
					response: { status: 200, ...response },
				},
			],
			metadata: { pactSpecification: { version } },
		};
		const read = readPact(pact as unknown as JsonObject, 'pact.json');
		if (!read.ok) throw new Error('no pact');
		const loaded = await loadDocument(document as unknown as JsonObject);
		const findings = await checkPacts({ pacts: [read.pact], documents: [loaded], comparator: false });
		const codes = findings.map(({ severity, code }) => `${severity} ${code}`);
		expect(codes.filter((code) => !/narrower/.test(code))).toEqual(expected);
	});
});
