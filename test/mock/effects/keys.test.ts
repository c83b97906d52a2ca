import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../mock/chance/random.ts';
import { createKey, type KeyType, keyTypeOf } from '../../../mock/effects/keys.ts';
import { toKeyText } from '../../../mock/store/key-text.ts';
import { createStore } from '../../../mock/store/store.ts';
import { createClock } from '../../../mock/time/clock.ts';
import {
	type JsonValue,
	type Operation,
	type ResponseDefinition,
	type SchemaRef,
	viewSchema,
} from '../../../spec/index.ts';
import { body, documentWith, effectOf, NOTE, operationOf, path, pathParameter, RESOURCES } from './orders.ts';

const read = (schema: JsonValue): Operation =>
	operationOf({
		id: 'getNote',
		pathTemplate: '/notes/{note}',
		parameters: [pathParameter('note', schema)],
		effect: effectOf({ kind: 'read', resource: 'note', key: path('note') }),
	});

const schemaOf = (value: JsonValue, root = {}): SchemaRef => ({ document: documentWith(root), pointer: '', value });

function answer(key: string, schema: SchemaRef): [string, ResponseDefinition] {
	const mediaTypes = [
		{ type: 'text/plain', pointer: '', examples: [] },
		{ type: 'application/hal+json', pointer: '', examples: [], schema },
	];
	return [key, { key, description: '', pointer: '', headers: [], mediaTypes }];
}

describe('the type of a key', () => {
	test.each<[JsonValue, KeyType['kind']]>([
		[{ type: 'string', format: 'uuid' }, 'uuid'],
		[{ type: 'string', format: 'uuid', pattern: '^[0-9a-f-]+$', maxLength: 36 }, 'uuid'],
		[{ type: 'string' }, 'uuid'],
		[{ type: 'string', minLength: 1 }, 'uuid'],
		[{ type: ['string', 'null'] }, 'uuid'],
		[{ type: 'integer' }, 'integer'],
		[{ type: 'integer', format: 'int64' }, 'integer'],
		[{ type: 'number' }, 'integer'],
		[{ type: ['null', 'integer'] }, 'integer'],
		[{ type: 'string', pattern: '^ord_\\d+$' }, 'generated'],
		[{ type: 'string', format: 'email' }, 'generated'],
		[{ type: 'string', maxLength: 10 }, 'digits'],
		[{ type: 'string', minLength: 40 }, 'digits'],
		[{ type: 'string', enum: ['a', 'b'] }, 'generated'],
		[{ allOf: [{ description: 'x' }, { type: 'integer' }] }, 'integer'],
		[{ type: 'boolean' }, 'uuid'],
		[{}, 'uuid'],
		[true, 'uuid'],
		[false, 'uuid'],
		[null, 'uuid'],
	])('read by %j is %s', (schema, kind) => {
		expect(keyTypeOf(NOTE, [read(schema)]).kind).toBe(kind);
	});

	test('is a uuid where no operation tells', () => {
		expect(keyTypeOf(NOTE, [])).toEqual({ kind: 'uuid' });
		const byBody = operationOf({
			id: 'getNote',
			pathTemplate: '/notes',
			effect: effectOf({ kind: 'read', resource: 'note', key: body('/id') }),
		});
		expect(keyTypeOf(NOTE, [byBody])).toEqual({ kind: 'uuid' });
	});

	test('comes from the answer to the creation, through $ref and allOf, where no path tells it', () => {
		const root = {
			components: {
				schemas: {
					Note: { allOf: [{ type: 'object' }, { $ref: '#/components/schemas/Base' }] },
					Base: { properties: { id: { $ref: '#/components/schemas/A~1B' } } },
					'A/B': { type: 'integer', minimum: 1000 },
				},
			},
		};
		const create = operationOf({
			id: 'createNote',
			pathTemplate: '/notes',
			responses: new Map([
				answer('default', schemaOf({})),
				answer('201', schemaOf({ $ref: '#/components/schemas/Note' }, root)),
			]),
			effect: effectOf({ kind: 'create', resource: 'note', set: new Map() }),
		});
		expect(keyTypeOf(NOTE, [create])).toEqual({ kind: 'integer', minimum: 1000 });
	});

	test('comes from what the client sends, where nothing else tells it', () => {
		const schema = schemaOf({ type: 'object', properties: { id: { type: 'integer' } } });
		const create = operationOf({
			id: 'createNote',
			pathTemplate: '/notes',
			requestBody: {
				required: true,
				pointer: '',
				mediaTypes: [{ type: 'application/json', pointer: '', examples: [], schema }],
			},
			effect: effectOf({ kind: 'create', resource: 'note', set: new Map() }),
		});
		expect(keyTypeOf(NOTE, [create]).kind).toBe('integer');
	});
});

describe('a new key', () => {
	const open = () => {
		const store = createStore({ maxEntities: 10, clock: createClock({ seeded: true }), resources: RESOURCES });
		const random = createRandom(1, 'default');
		const make = (type: KeyType, generate?: Parameters<typeof createKey>[0]['generate']) =>
			createKey({ type, resource: 'note', random, store, nowMs: 0, generate });
		const put = (key: string) => store.create({ resource: 'note', scope: [], key, entity: {} });
		return { store, make, put };
	};

	test('is the next number after the largest, and never one that was used', () => {
		const { store, make, put } = open();
		expect(make({ kind: 'integer', minimum: 1 })).toBe(1);
		expect(make({ kind: 'integer', minimum: 1000 })).toBe(1000);
		put('41');
		expect(make({ kind: 'integer', minimum: 1 })).toBe(42);
		store.clear();
		expect(make({ kind: 'integer', minimum: 1 })).toBe(42);
	});

	test('is generated until one is free', () => {
		const { make, put } = open();
		put('ord_1');
		const values: JsonValue[] = ['ord_1', '', 5, null, 'ord_2'];
		const generate = () => ({ ok: true as const, value: values.shift() ?? null });
		expect(make({ kind: 'generated', view: viewSchema(schemaOf({})) }, generate)).toBe('ord_2');
	});

	test('is a uuid where none can be generated, or all are taken', () => {
		const { make, put } = open();
		const type: KeyType = { kind: 'generated', view: viewSchema(schemaOf({})) };
		put('taken');
		expect(make(type)).toMatch(/^[0-9a-f-]{36}$/);
		expect(make(type, () => ({ ok: false, pointer: '', reason: 'pattern' }))).toMatch(/^[0-9a-f-]{36}$/);
		expect(make(type, () => ({ ok: true, value: 'taken' }))).toMatch(/^[0-9a-f-]{36}$/);
	});
});

test.each([
	['a', 'a'],
	['', ''],
	[0, '0'],
	[-1.5, '-1.5'],
	[false, 'false'],
	[true, 'true'],
	[null, undefined],
	[undefined, undefined],
	[[], undefined],
	[{}, undefined],
])('the text of the key %j is %j', (value, text) => {
	expect(toKeyText(value)).toBe(text);
});
