import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { viewSchema } from '../../../spec/index.ts';
import { outlineProperties, outlineView } from '../../../spec/schema/outline.ts';
import { refTo } from '../schema-document.ts';

const PET: JsonObject = { type: 'object', properties: { name: { type: 'string' } } };
const TAIL: JsonObject = { type: 'object', properties: { tail: { type: 'number' } } };
const EITHER: JsonObject = { oneOf: [TAIL] };

function outline(schema: JsonValue): string {
	const view = viewSchema(refTo(schema, { Either: EITHER }));
	return [outlineView(view).kind, ...outlineProperties(view).keys()].join(' ');
}
describe('the outline of a schema', () => {
	it.each<[string, JsonValue]>([
		['scalar', { type: 'string', format: 'uuid', 'x-note': 1 }],
		['scalar', { type: ['integer', 'null'] }],
		['list', { type: ['array', 'null'], items: PET }],
		['object name', PET],
		['object name', { ...PET, type: ['object', 'null'], required: ['name'] }],
		['object', { type: ['string', 'object'] }],
		['list', { type: ['object', 'array'] }],
		['other', { type: 'null' }],
		['other', { type: ['null', 'null'] }],
		['other', { type: 'dragon' }],
		['other', true],
	])('is %s by its own type: %j', (expected, schema) => {
		expect(outline(schema)).toBe(expected);
	});

	it.each<[string, string, JsonValue]>([
		['allOf', 'object name tail', { ...PET, allOf: [EITHER] }],
		['anyOf', 'object name tail', { ...PET, anyOf: [TAIL] }],
		['if', 'scalar', { type: 'string', if: { const: 1 }, else: {} }],
		['oneOf', 'object name tail', { ...PET, oneOf: [TAIL] }],
		['enum', 'other', { type: 'string', enum: [1, 2] }],
		['enum', 'scalar', { type: 'string', enum: ['a', 'b'] }],
		['const', 'other', { type: 'object', const: 'none' }],
		['$ref', 'object name tail', { ...PET, $ref: '#/components/schemas/Either' }],
	])('hears what others say of it: %s, %s', (_, expected, schema) => {
		expect(outline(schema)).toBe(expected);
	});
});
