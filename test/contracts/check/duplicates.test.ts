import { describe, expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonValue, loadDocument } from '../../../spec/index.ts';

async function findCodes(first: JsonValue, second: JsonValue): Promise<string[]> {
	const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} };
	const interactions = [first, second].map((params) => ({
		description: 'an order',
		providerStates: [{ name: 'an order exists', params }],
		request: { method: 'GET', path: '/a' },
		response: { status: 200 },
	}));
	const pact = { consumer: { name: 'c' }, provider: { name: 'p' }, interactions: interactions as JsonValue };
	const read = readPact({ ...pact, metadata: { pactSpecification: { version: '3.0.0' } } }, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: [await loadDocument(root)] });
	return findings.map(({ code }) => code).filter((code) => code === 'pact.interaction.duplicate');
}

describe('two interactions of one description', () => {
	it.each<[JsonValue, JsonValue]>([
		[{}, {}],
		[
			{ id: 1, org: null },
			{ org: null, id: 1 },
		],
		[
			{ 10: 'a', 9: { b: 0, a: '' } },
			{ 9: { a: '', b: 0 }, 10: 'a' },
		],
	])('with the state parameters %j and %j are the same to Pact', async (first, second) => {
		expect(await findCodes(first, second)).toEqual(['pact.interaction.duplicate']);
	});

	it.each<[JsonValue, JsonValue]>([
		[{ id: 1 }, { id: '1' }],
		[{ id: 0 }, { id: false }],
		[{ id: null }, {}],
		[{ id: [1, 2] }, { id: [2, 1] }],
	])('with the state parameters %j and %j are two', async (first, second) => {
		expect(await findCodes(first, second)).toEqual([]);
	});
});
