import { describe, expect, it } from 'vitest';
import { checkPacts, writePacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { startMock } from '../../../mock/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

const Owner: JsonObject = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

async function checkWritten(it: JsonObject, example: JsonValue): Promise<string[]> {
	const schema = { type: 'object', required: ['it'], properties: { it } };
	const content = { 'application/json': { schema, example: { it: example } } };
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'case', version: '1' },
		paths: { '/a': { get: { operationId: 'a', responses: { '200': { description: 'ok', content } } } } },
		components: { schemas: { Owner } },
	};
	await using mock = await startMock({ documents: [document], port: 0 });
	await fetch(`${mock.url}/a`);
	const { pact } = await writePacts({ consumer: 'c', mock });
	const read = readPact(pact as JsonObject, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
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
