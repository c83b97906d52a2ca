import { expect, it } from 'vitest';
import { compileSchema, type JsonObject, type JsonValue, lintDocuments, loadDocuments } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';

const page: JsonObject = {
	$id: 'https://x.test/page',
	type: 'object',
	properties: { items: { type: 'array', items: { $dynamicRef: '#T' } } },
	$defs: { T: { $dynamicAnchor: 'T' } },
};
const texts: JsonObject = {
	$id: 'https://x.test/texts',
	$ref: 'page',
	$defs: { T: { $dynamicAnchor: 'T', type: 'string' } },
};

it.each<[what: string, schemas: JsonObject, count: number]>([
	['that one caller alone gives a meaning', { Page: page }, 0],
	['that another caller gives another meaning, in schemas with an $id too', { Page: page, Texts: texts }, 1],
])('lint tells of a $dynamicRef %s: %j', async (_what, schemas, count) => {
	const paths = { '/a': { get: { responses: { '204': { description: '' } } } } };
	const { findings } = await lintDocuments([describePaths(paths, { components: { schemas } })]);
	expect(findings.filter(({ code }) => code === 'schema.dynamic-reference')).toHaveLength(count);
});

it.each<[what: string, schema: JsonObject, value: JsonValue, fits: boolean]>([
	[
		'a pointer is a $ref',
		{ $id: 'https://x.test/a', $dynamicRef: '#/$defs/T', $defs: { T: { type: 'string' } } },
		1,
		false,
	],
	['nothing else is', { $id: 'https://x.test/a', $dynamicRef: '#T', $defs: { T: { $dynamicAnchor: 'T' } } }, 1, true],
	[
		'an anchor is that of the schema resource around it',
		{
			$id: 'https://x.test/a/base',
			$ref: '#T',
			$defs: { A: { $anchor: 'T', type: 'string' }, B: { $id: 'https://x.test/a/', $anchor: 'T', type: 'integer' } },
		},
		1,
		false,
	],
])('%s', async (_what, schema, value, fits) => {
	const post = {
		requestBody: { content: { 'application/json': { schema } } },
		responses: { '204': { description: '' } },
	};
	const { operations } = await loadDocuments([describePaths({ '/a': { post } })]);
	const sent = operations[0]?.requestBody?.mediaTypes[0]?.schema;
	expect(sent && compileSchema(sent, 'request')(value).length === 0).toBe(fits);
});

it.each<[what: string, schema: JsonObject, code: string | undefined]>([
	['contains', { type: 'array', contains: { const: 1 }, unevaluatedItems: false }, 'schema.unevaluated-items'],
	['an if without then', { if: { prefixItems: [true] }, unevaluatedItems: false }, 'schema.unevaluated-items'],
	['an if with then', JSON.parse('{"if":{"prefixItems":[true]},"then":true,"unevaluatedItems":false}'), undefined],
	['an if without then, of properties', { if: { properties: { a: true } }, unevaluatedProperties: false }, undefined],
	['$recursiveRef', { properties: { next: { $recursiveRef: '#' } } }, 'schema.older-draft'],
	['$recursiveAnchor', { $recursiveAnchor: true, properties: {} }, 'schema.older-draft'],
])('lint tells what is not looked at: %s', async (_what, schema, code) => {
	const paths = { '/a': { get: { responses: { '204': { description: '' } } } } };
	const { findings } = await lintDocuments([describePaths(paths, { components: { schemas: { List: schema } } })]);
	expect(findings.map((finding) => finding.code)).toEqual(code === undefined ? [] : [code]);
});
