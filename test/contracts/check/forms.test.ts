// A request or an answer that is one of several forms is held to the form that it is, and to no other.

import { expect, test } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';

const text: JsonObject = { type: 'string' };
const byName: JsonObject = { type: 'object', required: ['kind', 'name'], properties: { kind: text, name: text } };
const byTag: JsonObject = {
	type: 'object',
	required: ['kind', 'tags'],
	properties: { kind: text, tags: { type: 'array', minItems: 1, items: text } },
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const FORMS: Readonly<Record<string, JsonObject>> = {
	oneOf: { oneOf: [ref('ByName'), ref('ByTag')] },
	anyOf: { anyOf: [ref('ByName'), ref('ByTag')] },
	discriminator: {
		oneOf: [ref('ByName'), ref('ByTag')],
		discriminator: {
			propertyName: 'kind',
			mapping: { name: ref('ByName')['$ref'] as string, tag: ref('ByTag')['$ref'] as string },
		},
	},
	heirs: ref('Search'),
	inList: { type: 'array', items: { oneOf: [ref('ByName'), ref('ByTag')] } },
	inObject: { type: 'object', properties: { by: { oneOf: [ref('ByName'), ref('ByTag')] } } },
	beside: {
		allOf: [{ oneOf: [ref('ByName'), ref('ByTag')] }, { type: 'object', properties: { limit: { type: 'integer' } } }],
	},
};
const name = { kind: 'name', name: 'a' };
const tag = { kind: 'tag', tags: ['a'] };

/** One interaction that sends or expects a body of this form; rules take any text. */
async function check(
	form: string | JsonObject,
	{ request: sent, response: expected, rules }: { request?: JsonValue; response?: JsonValue; rules?: JsonObject },
) {
	const content = { 'application/json': { schema: typeof form === 'string' ? (FORMS[form] ?? {}) : form } };
	const document = await loadDocument({
		openapi: '3.1.0',
		info: { title: 'Search', version: '1' },
		paths: {
			'/search': {
				post: {
					operationId: 'search',
					...(sent !== undefined && { requestBody: { required: true, content } }),
					responses: { 200: { description: 'ok', ...(expected !== undefined && { content }) } },
				},
			},
		},
		components: {
			schemas: {
				ByName: byName,
				ByTag: byTag,
				Search: {
					type: 'object',
					required: ['kind'],
					properties: { kind: text },
					discriminator: { propertyName: 'kind', mapping: { dated: '#/components/schemas/ByDate' } },
				},
				ByDate: {
					allOf: [ref('Search'), { type: 'object', required: ['year'], properties: { year: { type: 'integer' } } }],
				},
				ByWord: { allOf: [ref('Search'), { type: 'object', properties: { word: text } }] },
			},
		},
	});
	const headers = { 'Content-Type': 'application/json' };
	const request = { method: 'POST', path: '/search', ...(sent !== undefined && { headers, body: sent }) };
	const matchingRules = { body: { $: { matchers: [{ match: 'type' }] }, ...rules } };
	const response = { status: 200, ...(expected !== undefined && { headers, body: expected, matchingRules }) };
	const read = readPact(
		{
			consumer: { name: 'c' },
			provider: { name: 'p' },
			interactions: [{ description: 'x', request, response }],
			metadata: { pactSpecification: { version: '3.0.0' } },
		},
		'p.json',
	);
	if (!read.ok) throw new Error('no pact');
	return checkPacts({ pacts: [read.pact], documents: [document], comparator: false });
}

test.each<[string, JsonValue, string[]]>([
	['oneOf', name, []],
	['oneOf', tag, []],
	['anyOf', name, []],
	['anyOf', tag, []],
	['discriminator', name, []],
	['discriminator', tag, []],
	['inList', [name, tag], []],
	['inObject', { by: tag }, []],
	['beside', { ...name, limit: 5 }, []],
	['heirs', { kind: 'dated', year: 2026 }, []],
	['heirs', { kind: 'dated', word: 'a' }, ['request.body.unknown-property']],
	['oneOf', { ...name, other: 1 }, ['request.body.unknown-property']],
	['discriminator', { ...tag, other: 1 }, ['request.body.unknown-property']],
	['inList', [name, { ...tag, other: 1 }], ['request.body.unknown-property']],
	['oneOf', { kind: 'name' }, ['request.body.invalid']],
])('%s %j %j', async (form, body, codes) => {
	const findings = await check(form, { request: body });
	expect([...new Set(findings.map(({ code }) => code))]).toEqual(codes);
});

test('another form that the pact takes as well is none that it refuses', async () => {
	const constant = (value: string): JsonObject => ({
		type: 'object',
		required: ['kind'],
		properties: { kind: { const: value } },
	});
	const forms = ['cat', 'dog', 'bird'].map(constant);
	const expected = (pattern: string) =>
		check(
			{ type: 'array', minItems: 1, items: { oneOf: forms } },
			{ response: [{ kind: 'cat' }], rules: { '$[*].kind': { matchers: [{ match: 'regex', regex: pattern }] } } },
		);
	expect(await expected('cat|dog|bird')).toEqual([]);
	const findings = await expected('cat|dog|cow');
	expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
		'matcher.narrower.type The document allows another form here, which the pact refuses',
		expect.stringMatching(/^matcher\.wider The matcher takes "cow"/),
	]);
});

test.each<[string, JsonValue, string[]]>([
	['oneOf', name, ['matcher.narrower.type']],
	['oneOf', tag, ['matcher.narrower.type']],
	['anyOf', tag, ['matcher.narrower.type']],
	['discriminator', name, ['matcher.narrower.type']],
	['inList', [name, tag], ['matcher.narrower.type']],
	['heirs', { kind: 'dated', year: 2026 }, []],
	['heirs', { kind: 'ByWord', word: 'a' }, ['matcher.narrower.absent']],
	['heirs', { kind: 'dated', year: 'a' }, ['response.body.invalid']],
	['heirs', { kind: 'dated', word: 'a' }, ['response.body.unknown-property']],
	['discriminator', { kind: 'tag' }, []],
	['discriminator', { kind: 'date', name: 'a' }, ['response.body.invalid']],
	['discriminator', { kind: 'tag', name: 'a' }, ['response.body.unknown-property']],
	['discriminator', { name: 'a' }, ['matcher.narrower.type']],
	['oneOf', { kind: 'name' }, []],
	['oneOf', { name: 'a' }, ['matcher.narrower.type']],
	['oneOf', { ...name, other: 1 }, ['matcher.narrower.type', 'response.body.unknown-property']],
])('an answer of %s that is %j %j', async (form, body, codes) => {
	const found = await check(form, { response: body });
	expect([...new Set(found.map(({ code }) => code).filter((code) => !/value|length|wider/.test(code)))].sort()).toEqual(
		codes,
	);
	expect(found.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
		codes.filter((code) => /^response|absent$/.test(code)),
	);
});
