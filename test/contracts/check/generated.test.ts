// What generators make is what a verifier sends: it is held to the document in the place of the example.

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { type Pact, readPact } from '../../../contracts/pact/index.ts';
import { loadDocument } from '../../../spec/index.ts';

const DOCUMENT = `
openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders/{id}:
    post:
      operationId: send
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: day, in: query, schema: { type: string, format: date } }
        - { name: X-Trace, in: header, schema: { type: string, format: uuid } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: { sku: { type: string, pattern: '^[A-Z]{3}$' }, quantity: { type: integer, minimum: 1, maximum: 100 } }
      responses: { '204': { description: ok } }
`;

const UUID = '3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01';

function pactOf(request: object): Pact {
	const whole = {
		method: 'POST',
		path: `/orders/${UUID}`,
		headers: { 'content-type': 'application/json' },
		...request,
	};
	const read = readPact(
		{
			consumer: { name: 'web' },
			provider: { name: 'orders' },
			interactions: [{ description: 'send', request: whole as never, response: { status: 204 } }],
			metadata: { pactSpecification: { version: '3.0.0' } },
		},
		'web.json',
	);
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	return read.pact;
}

const range = { type: 'RandomInt', min: 1, max: 5 };

test.each([
	['a placeholder', { body: { quantity: 0 }, generators: { body: { '$.quantity': range } } }, []],
	['an example of its own', { body: { quantity: 7 }, generators: { body: { '$.quantity': range } } }, []],
	[
		'a text where a number is wanted',
		{ body: { quantity: 7 }, generators: { body: { '$.quantity': { type: 'RandomString', size: 4 } } } },
		['request.body.invalid'],
	],
	[
		'mostly more than is allowed',
		{ body: { quantity: 7 }, generators: { body: { '$.quantity': { type: 'RandomInt', min: 0, max: 2147483647 } } } },
		['request.body.invalid'],
	],
	['an expression', { body: { sku: '' }, generators: { body: { '$.sku': { type: 'Regex', regex: '[A-Z]{3}' } } } }, []],
	['a day of the query', { query: { day: ['x'] }, body: {}, generators: { query: { day: { type: 'Date' } } } }, []],
	[
		'a moment for a day',
		{ query: { day: ['2026-01-02'] }, body: {}, generators: { query: { day: { type: 'DateTime' } } } },
		['request.query.invalid'],
	],
	[
		'an id in a header',
		{
			headers: { 'content-type': 'application/json', 'X-Trace': 'x' },
			body: {},
			generators: { header: { 'X-Trace': { type: 'Uuid' } } },
		},
		[],
	],
	['a path', { path: '/orders/x', body: {}, generators: { path: { type: 'Regex', regex: `/orders/${UUID}` } } }, []],
	[
		'what the provider state knows stays as it is',
		{ path: '/orders/x', body: {}, generators: { path: { type: 'ProviderState', expression: '/orders/id' } } },
		['request.path.invalid'],
	],
])('%s', async (_, request, codes) => {
	const findings = await checkPacts({
		pacts: [pactOf(request)],
		documents: [await loadDocument(parse(DOCUMENT) as never)],
		comparator: false,
	});
	expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(codes);
});

test('the report says where the value comes from', async () => {
	const generators = { body: { '$.quantity': { type: 'RandomString' } } };
	const pacts = [pactOf({ body: { quantity: 7 }, generators })];
	const findings = await checkPacts({ pacts, documents: [await loadDocument(parse(DOCUMENT) as never)] });
	expect(findings.map(({ message }) => message)).toEqual([
		'/quantity must be an integer, says the document (the generator RandomString makes it)',
	]);
});
