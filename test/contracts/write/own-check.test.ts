// What `pact write` has written has no warning of `pact check`: whoever follows the README didn't write the matchers, and can't narrow them.

import { expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { getObject, getOwn, type JsonObject, type JsonValue } from '../../../spec/index.ts';
import { interactionsOf, startForPacts, write } from './support.ts';

const choice: JsonObject = { type: 'array', items: { enum: ['NEW', 'PAID'] } };
const numbers: JsonObject = { type: 'array', items: { type: 'integer' } };

it.each<[string, JsonObject, string]>([
	['values that come one by one', { schema: choice }, 'part=NEW&part=PAID'],
	['values behind commas', { schema: choice, explode: false }, 'part=NEW,PAID'],
	['values behind blanks', { schema: choice, style: 'spaceDelimited', explode: false }, 'part=NEW%20PAID'],
	['values behind bars', { schema: numbers, style: 'pipeDelimited', explode: false }, 'part=1%7C2'],
	['numbers', { schema: numbers }, 'part=1&part=22'],
	['numbers behind commas', { schema: numbers, explode: false }, 'part=1,22'],
	['texts behind commas', { schema: { type: 'array', items: { type: 'string' } }, explode: false }, 'part=a,b'],
	[
		'properties',
		{ schema: { type: 'object', properties: { a: { type: 'integer' } } }, style: 'deepObject' },
		'part[a]=5',
	],
])('a query of %s', async (_name, parameter, query) => {
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'Things', version: '1' },
		paths: {
			'/things': {
				get: { parameters: [{ in: 'query', name: 'part', ...parameter }], responses: { 204: { description: 'done' } } },
			},
		},
	};
	const mock = await startForPacts({ documents: [document] });
	expect((await fetch(`${mock.url}/things?${query}`)).status).toBe(204);
	const read = readPact((await write(mock)).text ?? '', 'own.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
	expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

it.each<[string, JsonObject, JsonValue]>([
	['a least number', { type: 'integer', minimum: 1 }, 10],
	['a greatest number', { type: 'integer', maximum: 100 }, 10],
	['an open range', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 50 }, 1.5],
	['steps', { type: 'integer', multipleOf: 5 }, 10],
	['a least length', { type: 'string', minLength: 3 }, 'abcd'],
	['a greatest length', { type: 'string', maxLength: 20 }, 'abcd'],
	['an e-mail address', { type: 'string', format: 'email' }, 'ann@example.com'],
	['an address', { type: 'string', format: 'uri' }, 'https://example.com/a?b=c'],
	['a urn', { type: 'string', format: 'uri' }, 'urn:isbn:0451450523'],
	['an id', { type: 'string', format: 'uuid' }, '3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01'],
	['a moment', { type: 'string', format: 'date-time' }, '2026-01-15T09:00:00Z'],
	['a choice', { type: 'string', enum: ['A', 'B'] }, 'A'],
])('%s in the path, the query, a header and a body', async (_name, schema, value) => {
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'Things', version: '1' },
		paths: {
			'/things/{x-part}': {
				post: {
					parameters: ['path', 'query', 'header'].map((place) => ({
						in: place,
						name: 'x-part',
						required: place === 'path',
						schema,
					})),
					requestBody: {
						required: true,
						content: {
							'application/json': { schema: { type: 'object', required: ['part'], properties: { part: schema } } },
						},
					},
					responses: { 204: { description: 'done' } },
				},
			},
		},
	};
	const mock = await startForPacts({ documents: [document] });
	const text = encodeURIComponent(String(value));
	const response = await fetch(`${mock.url}/things/${text}?x-part=${text}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-part': String(value) },
		body: JSON.stringify({ part: value }),
	});
	expect(response.status).toBe(204);
	const result = await write(mock);
	expect(interactionsOf(result)).toHaveLength(1);
	const read = readPact(result.text ?? '', 'own.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
	expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

it('an answer that is a text, of a list of two forms too', async () => {
	const kind = (value: string): JsonObject => ({
		type: 'object',
		required: ['kind'],
		properties: { kind: { type: 'string', enum: [value] } },
	});
	const forms: JsonObject = { type: 'array', items: { oneOf: [kind('cat'), kind('dog')] } };
	const answer = (type: string, schema: JsonObject, example: JsonValue): JsonObject => ({
		get: { responses: { 200: { description: 'ok', content: { [type]: { schema, example } } } } },
	});
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'Texts', version: '1' },
		paths: {
			'/text': answer('text/plain', { type: ['string', 'null'] }, 'hello'),
			'/pets': answer('application/json', forms, [{ kind: 'cat' }]),
		},
	};
	const mock = await startForPacts({ documents: [document] });
	for (const path of ['/text', '/pets']) expect((await fetch(mock.url + path)).status).toBe(200);
	const result = await write(mock);
	const rules = interactionsOf(result).map(({ response }) => getOwn(getObject(response, 'matchingRules'), 'body'));
	// Of a text pact-jvm knows regular expressions alone.
	expect(rules).toContainEqual({ $: { combine: 'AND', matchers: [{ match: 'regex', regex: '^[\\s\\S]*$' }] } });
	const read = readPact(result.text ?? '', 'own.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
	expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});
