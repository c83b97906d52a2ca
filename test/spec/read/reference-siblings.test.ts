import { expect, it } from 'vitest';
import { type JsonObject, lintDocuments, loadDocument } from '../../../spec/index.ts';

const document = (openapi: string, schemas: JsonObject): JsonObject => ({
	openapi,
	info: { title: 'T', version: '1' },
	paths: { '/a': { get: { responses: { '204': { description: '' } } } } },
	components: { schemas: { C: { type: 'object' }, ...schemas } },
});
const ref = '#/components/schemas/C';

it.each<[what: string, openapi: string, schemas: JsonObject, message: string | undefined]>([
	[
		'nullable',
		'3.0.3',
		{ A: { $ref: ref, nullable: true } },
		'nullable beside $ref, which OpenAPI 3.0 ignores, counts as it does in 3.1',
	],
	[
		'two of them',
		'3.0.0',
		{
			A: { type: 'object', properties: { $ref: { $ref: ref, type: 'object', minProperties: 1 } } },
			B: { $ref: ref, readOnly: true },
		},
		'type, minProperties beside $ref, which OpenAPI 3.0 ignores, counts as it does in 3.1; 1 more of them',
	],
	['remarks', '3.0.3', { A: { $ref: ref, description: 'x', 'x-y': 1 } }, undefined],
	['data', '3.0.3', { A: { type: 'object', example: { $ref: ref, nullable: true } } }, undefined],
	['what 3.1 says', '3.1.0', { A: { $ref: ref, minProperties: 1 } }, undefined],
])('lint tells of words beside $ref: %s', async (_what, openapi, schemas, message) => {
	const given = document(openapi, schemas);
	const { findings } = await lintDocuments([given]);
	const found = findings.filter(({ code }) => code === 'schema.reference.siblings');
	expect(found.map((one) => [one.severity, one.message])).toEqual(message === undefined ? [] : [['warning', message]]);
	// Who only serves it has no time for that.
	expect((await loadDocument(given)).findings.filter(({ code }) => code.startsWith('schema.reference'))).toEqual([]);
});
