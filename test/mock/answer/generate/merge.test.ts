import { expect, it } from 'vitest';
import { mergeView } from '../../../../mock/answer/generate/merge.ts';
import { type ApiDocument, type JsonObject, type SchemaView, viewSchema } from '../../../../spec/index.ts';

const cat = { type: 'object', properties: { kind: { type: 'string' }, lives: { type: 'integer' } } };
const dog = { type: 'object', properties: { kind: { type: 'string' }, bark: { type: 'boolean' } } };
const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } };
const schemas: JsonObject = {
	Cat: cat,
	Dog: dog,
	Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator },
	Union: { oneOf: [cat, dog] },
	Base: { type: 'object', properties: { kind: { type: 'string' } }, discriminator },
};

// Each answer would else leave schemas behind, among which the next one looks for its own.
it.each([
	['Pet', 'none'],
	['Union', 'estrange'],
	['Base', 'none'],
] as const)('the schemas that hold for %s are the same ones each time (%s)', (name, caution) => {
	const document = { root: { components: { schemas } } } as unknown as ApiDocument;
	const view = viewSchema({ document, pointer: `/components/schemas/${name}`, value: schemas[name] as JsonObject });
	const list = (): unknown[] =>
		mergeView(view, { choose: ([first]) => first, caution }).view.parts.map(({ value }) => value);
	const first = list();
	expect(first.length).toBeGreaterThan(1);
	for (const [index, value] of list().entries()) expect(value).toBe(first[index]);
});

it('a branch has its name also where another schema has the same branches', () => {
	const shared: JsonObject = { ...schemas, Other: schemas['Pet'] as JsonObject };
	const document = { root: { components: { schemas: shared } } } as unknown as ApiDocument;
	const [pet, other] = ['Pet', 'Other'].map((name) =>
		viewSchema({ document, pointer: `/components/schemas/${name}`, value: { ...(shared['Pet'] as JsonObject) } }),
	);
	for (const view of [pet, other]) expect(view?.unions).toHaveLength(1);
	for (const view of [pet, other]) {
		const merged = mergeView(view as SchemaView, { choose: ([first]) => first, caution: 'none' });
		expect([...merged.required]).toEqual(['kind']);
	}
});
