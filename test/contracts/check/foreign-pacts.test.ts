// Pacts as the libraries of other languages write them: what their verifier takes is no contradiction of the document.

import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';

const NAMES = { match: 'eachKey', rules: [{ match: 'regex', regex: '[a-z]+' }], value: 'abc' };

async function check(of: {
	schema: JsonObject;
	value: JsonValue;
	rules?: JsonObject;
	generators?: JsonObject;
}): Promise<string[]> {
	const schema = { type: 'object', required: ['it'], properties: { it: of.schema } };
	const content = { 'application/json': { schema } };
	const loaded = await loadDocument({
		openapi: '3.1.0',
		info: { title: 'case', version: '1' },
		paths: {
			'/a': {
				post: {
					operationId: 'a',
					requestBody: { required: true, content },
					responses: { '200': { description: 'ok', content } },
				},
			},
		},
	});
	const rules = Object.entries(of.rules ?? {}).map(([at, rule]) => [at, { combine: 'AND', matchers: [rule] }]);
	const message = {
		headers: { 'Content-Type': ['application/json'] },
		body: { content: { it: of.value }, contentType: 'application/json', encoded: false },
		matchingRules: { body: Object.fromEntries(rules) },
		...(of.generators && { generators: { body: of.generators } }),
	};
	const read = readPact(
		{
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [
				{
					type: 'Synchronous/HTTP',
					description: 'it',
					request: { method: 'POST', path: '/a', ...message },
					response: { status: 200, ...message },
				},
			],
			metadata: { pactSpecification: { version: '4.0' } },
		} as JsonObject,
		'pact.json',
	);
	if (!read.ok) throw new Error(JSON.stringify(read.findings));
	const findings = await checkPacts({ pacts: [read.pact], documents: [loaded] });
	return findings
		.filter(({ severity }) => severity === 'error')
		.map(({ code, pact }) => `${code} ${pact.pointer.split('/')[3]}`);
}

const integer = { type: 'integer' };
const dateTime = { type: 'string', format: 'date-time' };

test.each<[string, Parameters<typeof check>[0], string[]]>([
	[
		'a placeholder of a number',
		{
			schema: integer,
			value: null,
			rules: { '$.it': { match: 'integer' } },
			generators: { '$.it': { type: 'RandomInt', min: 0, max: 10 } },
		},
		[],
	],
	[
		'a placeholder of a decimal',
		{
			schema: { type: 'number' },
			value: 100,
			rules: { '$.it': { match: 'decimal' } },
			generators: { '$.it': { type: 'RandomDecimal', digits: 10 } },
		},
		[],
	],
	[
		'a placeholder of a boolean',
		{
			schema: { type: 'boolean' },
			value: null,
			rules: { '$.it': { match: 'boolean' } },
			generators: { '$.it': { type: 'RandomBoolean' } },
		},
		[],
	],
	[
		'a placeholder of a uuid',
		{
			schema: { type: 'string', format: 'uuid' },
			value: null,
			rules: { '$.it': { match: 'regex', regex: '[0-9a-f-]{36}' } },
			generators: { '$.it': { type: 'Uuid' } },
		},
		[],
	],
	[
		'a placeholder of a time',
		{
			schema: dateTime,
			value: null,
			rules: { '$.it': { match: 'timestamp', format: "yyyy-MM-dd'T'HH:mm:ssXXX" } },
			generators: { '$.it': { type: 'DateTime', format: "yyyy-MM-dd'T'HH:mm:ssXXX" } },
		},
		[],
	],
	[
		'placeholders in a list',
		{
			schema: { type: 'array', items: integer },
			value: [null, null],
			rules: { '$.it': { match: 'type' }, '$.it[*]': { match: 'integer' } },
			generators: { '$.it[*]': { type: 'RandomInt' } },
		},
		[],
	],
	[
		'a generated time of another form than the document says',
		{
			schema: dateTime,
			value: null,
			rules: { '$.it': { match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ssZ" } },
			generators: { '$.it': { type: 'DateTime', format: "yyyy-MM-dd'T'HH:mm:ssZ" } },
		},
		['request.body.invalid request', 'response.body.invalid response'],
	],
	[
		'a generated number where a text stands',
		{
			schema: { type: 'string' },
			value: null,
			rules: { '$.it': { match: 'integer' } },
			generators: { '$.it': { type: 'RandomInt' } },
		},
		['request.body.invalid request', 'response.body.invalid response'],
	],
	...(
		[
			['a format', dateTime],
			['an enum', { enum: ['NEW', 'PAID'] }],
			['a length', { type: 'string', minLength: 30 }],
		] satisfies [string, JsonObject][]
	).map(([what, schema]): [string, Parameters<typeof check>[0], string[]] => [
		`a made-up text in the place of ${what}`,
		{
			schema,
			value: 'string',
			rules: { '$.it': { match: 'type' } },
			generators: { '$.it': { type: 'RandomString', size: 20 } },
		},
		// It is what a verifier sends, and nothing that it compares.
		['request.body.invalid request'],
	]),
	[
		'a made-up number beyond a bound',
		{
			schema: { type: 'integer', maximum: 50 },
			value: 100,
			rules: { '$.it': { match: 'integer' } },
			generators: { '$.it': { type: 'RandomInt', min: 0, max: 2147483647 } },
		},
		['request.body.invalid request'],
	],
	[
		'a made-up text in the place of a number',
		{
			schema: integer,
			value: 'string',
			rules: { '$.it': { match: 'type' } },
			generators: { '$.it': { type: 'RandomString' } },
		},
		['request.body.invalid request', 'response.body.invalid response'],
	],
	[
		'a text of the provider state in the place of an enum',
		{
			schema: { enum: ['NEW', 'PAID'] },
			value: 'string',
			rules: { '$.it': { match: 'type' } },
			generators: { '$.it': { type: 'ProviderState', expression: 'it' } },
		},
		['request.body.invalid request', 'response.body.invalid response'],
	],
	[
		'a text for a boolean, which its matcher takes',
		{ schema: { enum: ['true', 'false'] }, value: 'true', rules: { '$.it': { match: 'boolean' } } },
		[],
	],
	[
		'null that nothing fills',
		{ schema: integer, value: null, rules: { '$.it': { match: 'integer' } } },
		['request.body.invalid request', 'response.body.invalid response'],
	],
	[
		'a decimal that JSON has as a whole number (10.0)',
		{ schema: { type: 'number' }, value: 10, rules: { '$.it': { match: 'decimal' } } },
		[],
	],
	[
		'a text for a decimal',
		{ schema: {}, value: 'a', rules: { '$.it': { match: 'decimal' } } },
		['matcher.disjoint request', 'matcher.disjoint response'],
	],
	[
		'a list that is to have one at least, by an empty example',
		{
			schema: { type: 'array', minItems: 1, maxItems: 3, items: integer },
			value: [],
			rules: { '$.it': { match: 'type', min: 1, max: 3 } },
		},
		['request.body.invalid request'],
	],
	[
		'an empty list without a matcher',
		{ schema: { type: 'array', minItems: 1, items: integer }, value: [] },
		['request.body.invalid request', 'response.body.invalid response'],
	],
	[
		'names that are matched, with any values',
		{
			schema: { type: 'object', additionalProperties: { type: ['integer', 'string'] } },
			value: { abc: 1 },
			rules: { '$.it': NAMES },
		},
		[],
	],
	[
		'names that are matched, beside a placeholder',
		{ schema: { type: 'object', additionalProperties: integer }, value: { abc: null }, rules: { '$.it': NAMES } },
		['request.body.invalid request'],
	],
	[
		'names that are matched, with values that are',
		{
			schema: { type: 'object', additionalProperties: { type: ['integer', 'string'] } },
			value: { abc: 1 },
			rules: { '$.it': { ...NAMES, match: 'eachValue', rules: [{ match: 'integer' }] } },
		},
		['matcher.narrower.type response'],
	],
])('%s', async (_, of, expected) => {
	expect(await check(of)).toEqual(expected);
});
