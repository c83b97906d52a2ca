// Pacts as the libraries of other languages write them: what their verifier takes is no contradiction of the document.

import { expect, test } from 'vitest';
import { exercisesOfPacts } from '../../../contracts/coverage/exercises.ts';
import { type ContractFinding, checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';

const NAMES = { match: 'eachKey', rules: [{ match: 'regex', regex: '[a-z]+' }], value: 'abc' };

interface Case {
	schema: JsonObject;
	value: JsonValue;
	rules?: JsonObject;
	generators?: JsonObject;
	headers?: JsonObject;
}

async function check(of: Case): Promise<string[]> {
	const findings = await findAll(of);
	return findings
		.filter(({ severity }) => severity === 'error')
		.map(({ code, pact }) => `${code} ${pact.pointer.split('/')[3]}`);
}

async function findAll(of: Case): Promise<ContractFinding[]> {
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
		headers: { 'Content-Type': ['application/json'], ...of.headers },
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
	return checkPacts({ pacts: [read.pact], documents: [loaded] });
}

const integer = { type: 'integer' };
const dateTime = { type: 'string', format: 'date-time' };

test.each<[string, Case, string[]]>([
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
	).map(([what, schema]): [string, Case, string[]] => [
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
	...(
		[
			[
				'with a rule of its own',
				{ '$.it': NAMES, '$.it.abc': { match: 'integer' } },
				1,
				['matcher.narrower.type response'],
			],
			[
				'with a rule for all of them',
				{ '$.it': NAMES, '$.it.*': { match: 'integer' } },
				1,
				['matcher.narrower.type response'],
			],
			[
				'that is an object, with a name that may be missing',
				{ '$.it': NAMES },
				{ deep: 1 },
				['matcher.narrower.absent response'],
			],
			['that is null', { '$.it': NAMES }, null, ['request.body.invalid request']],
		] satisfies [string, JsonObject, JsonValue, string[]][]
	).map(([what, rules, abc, expected]): [string, Case, string[]] => [
		`names that are matched, and a value ${what}`,
		{
			schema: {
				type: 'object',
				additionalProperties: {
					type: abc === null || abc === 1 ? ['integer', 'string'] : 'object',
					properties: { deep: integer },
				},
			},
			value: { abc },
			rules,
		},
		expected,
	]),
	[
		'names that are matched, and one of the document that never is',
		{
			schema: { type: 'object', required: ['A-1'], properties: { 'A-1': integer, ab: integer } },
			value: { ab: 1 },
			rules: { '$.it': NAMES },
		},
		['request.body.invalid request', 'matcher.narrower.value response'],
	],
	[
		'an object that is to be equal, whatever stands below it',
		{
			schema: { type: 'object', required: ['id'], properties: { id: { enum: ['A', 'B'] } } },
			value: { id: 'A' },
			rules: { '$.it': { match: 'equality' }, '$.it.id': { match: 'regex', regex: 'A' } },
		},
		[],
	],
	[
		'a media type that is written twice, as pact-js does beside a name in lower case',
		{ schema: integer, value: 1, headers: { 'content-type': ['application/json'] } },
		[],
	],
	[
		'two media types, of which nobody knows the one that is sent',
		{ schema: integer, value: 1, headers: { 'content-type': ['text/plain'] } },
		['request.content-type.not-accepted request'],
	],
	[
		'names that are matched, and one of its own that never is',
		{ schema: { type: 'object', additionalProperties: integer }, value: { 'A-1': 1 }, rules: { '$.it': NAMES } },
		['matcher.disjoint request', 'matcher.disjoint response'],
	],
])('%s', async (_, of, expected) => {
	expect(await check(of)).toEqual(expected);
});

// A value of a nullable object, or one that is expanded: the other form is none that the pact takes.
test.each<[string, JsonObject, JsonValue, JsonObject | undefined, string[]]>([
	[
		'null for an object',
		{ type: ['object', 'null'], required: ['id'], properties: { id: integer } },
		null,
		undefined,
		['object'],
	],
	[
		'null by its type',
		{ type: ['object', 'null'], required: ['id'], properties: { id: integer } },
		null,
		{ match: 'type' },
		['object'],
	],
	['null for a list', { type: ['array', 'null'], minItems: 2, items: integer }, null, undefined, ['list']],
	[
		'null beside a branch',
		{ oneOf: [{ type: 'object', required: ['id'], properties: { id: integer } }, { type: 'null' }] },
		null,
		{ match: 'null' },
		['object'],
	],
	[
		'a text that may be an object',
		{ anyOf: [{ type: 'string' }, { type: 'object', required: ['id'], properties: { id: integer } }] },
		'a',
		{ match: 'type' },
		['object'],
	],
	[
		'a text that may be a list',
		{ type: ['string', 'array'], minItems: 1, items: integer },
		'a',
		{ match: 'type' },
		['list'],
	],
	['a text that is none of them', { type: 'string' }, 'a', { match: 'type' }, []],
	['a text whose object can never come', { type: ['string', 'object'], enum: ['a', 'b'] }, 'a', { match: 'type' }, []],
	[
		'a text that takes anything',
		{ type: ['string', 'object'], required: ['id'] },
		'a',
		{ match: 'include', value: '' },
		['object'],
	],
])('%s is told of the other form', async (_, schema, value, rule, expected) => {
	const findings = await findAll({ schema, value, ...(rule && { rules: { '$.it': rule } }) });
	const forms = findings.filter(
		({ code, pact }) => code === 'matcher.narrower.type' && pact.pointer.includes('/response/'),
	);
	expect(forms.map(({ message }) => /allows (?:an|a) (\w+) here/.exec(message)?.[1])).toEqual(expected);
	expect(forms.every(({ severity }) => severity === 'warning')).toBe(true);
});

test('the header says which media type a body has, where pact-js notes application/json beside it', async () => {
	const properties = { it: { enum: ['a', 'b'] }, no: { type: 'integer' } };
	const content = { 'application/vnd.api+json': { schema: { type: 'object', required: ['it'], properties } } };
	const paths = { '/a': { post: { requestBody: { content }, responses: { 200: { description: 'ok', content } } } } };
	const documents = [await loadDocument({ openapi: '3.1.0', info: { title: 'case', version: '1' }, paths })];
	const message = {
		headers: { 'Content-Type': ['application/vnd.api+json'] },
		body: { content: { it: 'a' }, contentType: 'application/json', encoded: false },
		matchingRules: { body: { '$.it': { combine: 'AND', matchers: [{ match: 'type' }] } } },
	};
	const request = { method: 'POST', path: '/a', ...message };
	const interactions = [
		{ type: 'Synchronous/HTTP', description: 'it', request, response: { status: 200, ...message } },
	];
	const metadata = { pactSpecification: { version: '4.0' } };
	const read = readPact({ consumer: { name: 'c' }, provider: { name: 'p' }, interactions, metadata }, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const findings = await checkPacts({ pacts: [read.pact], documents });
	expect(findings.map(({ code, pact }) => `${code} ${pact.pointer}`)).toEqual([
		'matcher.wider /interactions/0/request/body/content/it',
		'matcher.wider /interactions/0/response/body/content/it',
	]);
	const { exercises } = exercisesOfPacts([read.pact], documents);
	expect(exercises.map(({ request: sent, response }) => [sent?.type, response?.type])).toEqual([
		['application/vnd.api+json', 'application/vnd.api+json'],
	]);
});
