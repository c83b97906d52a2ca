// Slips of the pen: fields that nobody reads, and references that lead to nothing; each told with what was meant.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { lintDocuments } from '../../../spec/lint/lint.ts';
import { catchRefusal, makeDocument, makeOperation, writeFolder } from '../read/documents.ts';

const content = (schema: JsonObject) => ({ 'application/json': { schema } });
const answerOf = (schema: JsonObject) => ({ responses: { 200: { description: '', content: content(schema) } } });

async function listRemedies(document: JsonObject, code: string): Promise<string[]> {
	const { findings } = await lintDocuments([document], {});
	return findings
		.filter((finding) => finding.code === code)
		.map(({ severity, place, remedy }) => `${severity} ${place.pointer?.split('/').at(-1)}: ${remedy}`);
}

describe('a field that is a slip of one that there is', () => {
	it.each<[JsonObject, string, string]>([
		[{ ...makeOperation(answerOf({})), secuirty: [] }, 'secuirty', 'security'],
		[makeOperation({ ...answerOf({}), opertionId: 'a' }), 'opertionId', 'operationId'],
		[makeDocument({ '/a': { get: { response: { 200: { description: '' } } } } }), 'response', 'responses'],
		[makeOperation({ ...answerOf({}), requestbody: {} }), 'requestbody', 'requestBody'],
		[makeOperation({ ...answerOf({}), tag: ['a'] }), 'tag', 'tags'],
		[makeOperation({ responses: { 200: { description: '', contents: content({}) } } }), 'contents', 'content'],
		[makeOperation({ responses: { 200: { descripton: '' } } }), 'descripton', 'description'],
		[makeOperation(answerOf({ type: 'object', requried: ['a'] })), 'requried', 'required'],
		[makeOperation(answerOf({ type: 'object', proprties: {} })), 'proprties', 'properties'],
		[makeOperation(answerOf({ type: 'array', item: {} })), 'item', 'items'],
		[makeOperation(answerOf({ type: 'string', readonly: true })), 'readonly', 'readOnly'],
		[makeOperation(answerOf({ allOf: [{ properties: { a: { minlength: 1 } } }] })), 'minlength', 'minLength'],
	])('is told: %#', async (document, name, meant) => {
		expect(await listRemedies(document, 'document.field.slip')).toEqual([`warning ${name}: did you mean "${meant}"?`]);
	});

	it.each<[JsonObject]>([
		[{ properties: { requried: {}, item: {}, types: {} } }],
		[{ 'x-item': 1, note: 'a', optional: true, key: 'a', order: 1, name: 'a', id: 'b' }],
		[{ examples: [{ item: 1 }], default: { requried: 1 }, enum: [{ tag: 1 }] }],
		[{ items: {}, item: {} }],
	])('is no field of somebody’s own: %j', async (schema) => {
		expect(await listRemedies(makeOperation(answerOf(schema)), 'document.field.slip')).toEqual([]);
	});
});

describe('a reference that leads to nothing', () => {
	const schemas = { Order: { type: 'object' }, Pet: { type: 'object' } };
	const refer = ($ref: string): JsonObject => ({ ...makeOperation(answerOf({ $ref })), components: { schemas } });

	it.each<[string, string | undefined]>([
		['#/components/schemas/Ordr', '#/components/schemas/Order'],
		['#/components/schemas/order', '#/components/schemas/Order'],
		['#/component/schema/Order', '#/components/schemas/Order'],
		['#/definitions/Order', '#/components/schemas/Order'],
		['#components/schemas/Order', '#/components/schemas/Order'],
		['#Order', '#/components/schemas/Order'],
		['#/components/schemas/Zebra', undefined],
		['#/', undefined],
	])('says what is near it: %s', async ($ref, meant) => {
		const found = await listRemedies(refer($ref), 'document.reference');
		expect(found).toEqual([`error schema: ${meant === undefined ? 'mend the reference' : `did you mean "${meant}"?`}`]);
	});

	it('says which file is near the one that is not there', async () => {
		const folder = writeFolder({
			'api.json': JSON.stringify({
				...makeOperation(
					answerOf({ allOf: [{ $ref: './parts/order.yml#/Order' }, { $ref: 'Order' }, { $ref: 'zebra.yaml' }] }),
				),
				components: { schemas },
			}),
			'parts/order.yaml': 'Order: { type: object }',
		});
		const { findings } = await lintDocuments([join(folder, 'api.json')], {});
		const found = findings.filter(({ code }) => code === 'document.reference').map(({ remedy }) => remedy);
		expect(found.sort()).toEqual([
			'did you mean "#/components/schemas/Order"?',
			'did you mean "./parts/order.yaml#/Order"?',
			'mend the reference',
		]);
	});

	it('says so where it would stop the start', async () => {
		const refused = await catchRefusal(() => lintDocuments([refer('/components/schemas/Order')], {}));
		expect(refused.remedy).toMatch('did you mean "#/components/schemas/Order"?');
	});
});
