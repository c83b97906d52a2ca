// Schemas × questions. Each schema is asked as it stands and in every other way in which a document may say the same.

import { describe, expect, test } from 'vitest';
import {
	type ApiDocument,
	findKeyword,
	findProperty,
	guessTypes,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listAllNames,
	listAlwaysRequired,
	listExamples,
	listPossibleProperties,
	listProperties,
	listRequired,
	listRequiredIn,
	listValues,
	loadDocuments,
	readItems,
	readLimits,
	readOpenness,
	readTypes,
	type SchemaRef,
	type SchemaView,
	viewAdditional,
	viewItem,
	viewItems,
	viewSchema,
} from '../../../spec/index.ts';
import { outlineView } from '../../../spec/schema/outline.ts';
import { isNullable } from '../../../spec/schema/types.ts';
import { documentOf, refTo, schemaOf } from '../schema-document.ts';

const sorted = (names: Iterable<string> | undefined): string[] | undefined => names && [...names].sort();
const typesIn = (properties: ReadonlyMap<string, SchemaView>): JsonObject =>
	Object.fromEntries([...properties].map(([name, view]) => [name, sorted(readTypes(view))?.join() ?? 'any']));

/** All questions; every answer is JSON, absent where there is none. */
const QUESTIONS = {
	types: (view: SchemaView) => sorted(readTypes(view)),
	guess: (view: SchemaView) => sorted(guessTypes(view)),
	nullable: (view: SchemaView) => isNullable(view),
	properties: (view: SchemaView) => typesIn(listProperties(view)),
	possible: (view: SchemaView) => typesIn(listPossibleProperties(view)),
	required: (view: SchemaView) => sorted(listRequired(view)),
	always: (view: SchemaView) => sorted(listAlwaysRequired(view)),
	requiredInRequest: (view: SchemaView) => sorted(listRequiredIn(view, 'request')),
	requiredInResponse: (view: SchemaView) => sorted(listRequiredIn(view, 'response')),
	items: (view: SchemaView) => {
		const items = viewItems(view);
		return items && (sorted(readTypes(items)) ?? ['any']);
	},
	prefix: (view: SchemaView) => readItems(view).prefix.map((item) => sorted(readTypes(item))?.join() ?? 'any'),
	second: (view: SchemaView) => {
		const item = viewItem(view, 1);
		return item && (sorted(readTypes(item)) ?? ['any']);
	},
	values: (view: SchemaView) => listValues(view),
	examples: (view: SchemaView) => listExamples(view),
	default: (view: SchemaView) => findKeyword(view, 'default'),
	limits: (view: SchemaView) => {
		const limits = Object.entries(readLimits(view)).filter(([, limit]) =>
			Array.isArray(limit) ? limit.length > 0 : limit !== 0 && limit !== false && Number.isFinite(Number(limit)),
		);
		return Object.fromEntries(limits);
	},
	openness: (view: SchemaView) => readOpenness(view),
	additional: (view: SchemaView) => {
		const rest = viewAdditional(view);
		return rest && (sorted(readTypes(rest)) ?? ['any']);
	},
	allNames: (view: SchemaView) => sorted(listAllNames(view)),
	forbidsOther: (view: SchemaView) => findProperty(view, 'other').forbiddenBy !== undefined,
	proto: (view: SchemaView) => findProperty(view, '__proto__').isDeclared,
	unions: (view: SchemaView) => view.unions.map(({ branches }) => branches.length),
	writeOnly: (view: SchemaView) => isWithheld(view, 'response'),
	readOnly: (view: SchemaView) => isWithheld(view, 'request'),
	kind: (view: SchemaView) => outlineView(view).kind,
	unresolved: (view: SchemaView) => view.unresolved.length,
} satisfies Record<string, (view: SchemaView) => unknown>;

type Question = keyof typeof QUESTIONS;
type Answers = Partial<Record<Question, JsonValue | undefined>>;

/** What is answered where a row says nothing else. */
const PLAIN: Answers = {
	types: undefined,
	guess: [],
	nullable: true,
	properties: {},
	possible: {},
	required: [],
	always: [],
	requiredInRequest: [],
	requiredInResponse: [],
	items: undefined,
	prefix: [],
	second: undefined,
	values: undefined,
	examples: [],
	default: undefined,
	limits: {},
	openness: 'unsaid',
	additional: undefined,
	allNames: [],
	forbidsOther: false,
	proto: false,
	unions: [],
	writeOnly: false,
	readOnly: false,
	kind: 'other',
	unresolved: 0,
};
const TEXT: Answers = { types: ['string'], guess: ['string'], nullable: false, kind: 'scalar' };
const OBJECT: Answers = {
	types: ['object'],
	guess: ['object'],
	nullable: false,
	kind: 'object',
	additional: ['any'],
};
const OPEN_OBJECT: Answers = { ...OBJECT, types: undefined, nullable: true };

const OTHERS: JsonObject = {
	Text: { type: 'string' },
	Base: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
	Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, v: { type: 'integer' } } },
	Loop: { $ref: '#/components/schemas/Pool' },
	Pool: { $ref: '#/components/schemas/Loop' },
	Pet: {
		type: 'object',
		properties: { kind: { type: 'string' } },
		required: ['kind'],
		oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
		discriminator: { propertyName: 'kind' },
	},
	Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: 'integer' } } }] },
	Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { barks: { type: 'boolean' } } }] },
	Hostile: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}'),
};
const ref = (name: string, beside: JsonObject = {}): JsonObject => ({
	$ref: `#/components/schemas/${name}`,
	...beside,
});

const ROWS: [title: string, schema: JsonValue, answers: Answers][] = [
	['anything', {}, {}],
	['true', true, {}],
	['false', false, { types: [], nullable: false, values: [], forbidsOther: true, kind: 'other' }],
	['a text', { type: 'string' }, TEXT],
	['null', { type: 'null' }, { types: ['null'], guess: ['null'] }],
	[
		'a list of types',
		{ type: ['string', 'null'] },
		{ ...TEXT, types: ['null', 'string'], guess: ['null', 'string'], nullable: true },
	],
	[
		'nullable of 3.0',
		{ type: 'string', nullable: true },
		{ ...TEXT, types: ['null', 'string'], guess: ['null', 'string'], nullable: true },
	],
	['nullable without a type', { nullable: true, minLength: 2 }, { limits: { minLength: 2 } }],
	['an enum', { enum: ['a', 'b'] }, { ...TEXT, values: ['a', 'b'] }],
	[
		'an enum with null',
		{ enum: ['a', null] },
		{ ...TEXT, types: ['null', 'string'], guess: ['null', 'string'], values: ['a', null], nullable: true },
	],
	['a nullable type whose enum has no null', { type: ['string', 'null'], enum: ['a'] }, { ...TEXT, values: ['a'] }],
	['a type that refuses the null of its enum', { type: 'string', enum: ['a', null] }, { ...TEXT, values: ['a', null] }],
	['the enum null', { enum: [null] }, { types: ['null'], guess: ['null'], values: [null] }],
	['const null', { const: null }, { types: ['null'], guess: ['null'], values: [null] }],
	['const 0', { const: 0 }, { types: ['integer'], guess: ['integer'], nullable: false, values: [0], kind: 'scalar' }],
	['const ""', { const: '' }, { ...TEXT, values: [''] }],
	[
		'const false',
		{ const: false },
		{ types: ['boolean'], guess: ['boolean'], nullable: false, values: [false], kind: 'scalar' },
	],
	['const []', { const: [] }, { types: ['array'], guess: ['array'], nullable: false, values: [[]], kind: 'list' }],
	['two enums', { enum: ['a', 'b'], allOf: [{ enum: ['b', 'c'] }] }, { ...TEXT, values: ['b'] }],
	[
		'falsy defaults',
		{ type: 'integer', default: 0, examples: [0], example: 1 },
		{ types: ['integer'], guess: ['integer'], nullable: false, kind: 'scalar', default: 0, examples: [1, 0, 0] },
	],
	[
		'a number and an integer',
		{ type: 'number', allOf: [{ type: 'integer' }] },
		{ types: ['integer'], guess: ['integer'], nullable: false, kind: 'scalar' },
	],
	[
		'types that exclude each other',
		{ type: 'string', allOf: [{ type: 'integer' }] },
		{ types: [], nullable: false, kind: 'other' },
	],
	[
		'bounds',
		{
			minimum: 1,
			maximum: 9,
			allOf: [
				{ minimum: 3, multipleOf: 2 },
				{ maximum: 20, exclusiveMaximum: 8 },
			],
		},
		{ limits: { min: 3, max: 9, exclusiveMax: 8, multiples: [2] } },
	],
	['bounds of draft 4', { minimum: 1, exclusiveMinimum: true }, { limits: { min: 1, exclusiveMin: 1 } }],
	[
		'texts',
		{
			type: 'string',
			minLength: 1,
			maxLength: 5,
			pattern: 'a',
			allOf: [{ pattern: 'b', format: 'uuid', maxLength: 3 }],
		},
		{ ...TEXT, limits: { minLength: 1, maxLength: 3, patterns: ['a', 'b'], formats: ['uuid'] } },
	],
	[
		'an object',
		{ type: 'object', properties: { a: { type: 'string' }, b: {} }, required: ['a'] },
		{
			...OBJECT,
			properties: { a: 'string', b: 'any' },
			possible: { a: 'string', b: 'any' },
			required: ['a'],
			always: ['a'],
			requiredInRequest: ['a'],
			requiredInResponse: ['a'],
			allNames: ['a', 'b'],
		},
	],
	[
		'properties without a type',
		{ properties: { a: { type: 'string' } } },
		{ ...OPEN_OBJECT, properties: { a: 'string' }, possible: { a: 'string' }, allNames: ['a'] },
	],
	[
		'a closed object',
		{ type: 'object', properties: { a: {} }, additionalProperties: false },
		{
			...OBJECT,
			properties: { a: 'any' },
			possible: { a: 'any' },
			openness: 'closed',
			additional: undefined,
			allNames: ['a'],
			forbidsOther: true,
		},
	],
	[
		'a map',
		{ type: 'object', additionalProperties: { type: 'integer' } },
		{ ...OBJECT, openness: 'open', additional: ['integer'], allNames: undefined },
	],
	[
		'an open object',
		{ type: 'object', properties: { a: {} }, additionalProperties: true },
		{
			...OBJECT,
			properties: { a: 'any' },
			possible: { a: 'any' },
			openness: 'open',
			additional: ['any'],
			allNames: undefined,
		},
	],
	[
		'a pattern for names',
		{ type: 'object', patternProperties: { '^oth': { type: 'string' } }, additionalProperties: false },
		{ ...OBJECT, openness: 'closed', additional: undefined, allNames: undefined },
	],
	[
		'unevaluated',
		{ type: 'object', properties: { a: {} }, unevaluatedProperties: false },
		{ ...OBJECT, properties: { a: 'any' }, possible: { a: 'any' }, allNames: ['a'], forbidsOther: true },
	],
	[
		'unevaluated, but a branch has it',
		{ unevaluatedProperties: false, anyOf: [{ properties: { other: {} } }, {}] },
		{
			guess: ['object'],
			kind: 'object',
			possible: { other: 'any' },
			additional: ['any'],
			unions: [2],
			allNames: undefined,
		},
	],
	[
		'one property, two parts',
		{
			properties: { a: { type: ['string', 'null'] } },
			allOf: [{ properties: { a: { type: ['string', 'integer'] } } }],
		},
		{ ...OPEN_OBJECT, properties: { a: 'string' }, possible: { a: 'string' }, allNames: ['a'] },
	],
	[
		'additional properties of another part',
		{ properties: { a: {} }, allOf: [{ additionalProperties: { type: 'string' } }] },
		{
			...OPEN_OBJECT,
			properties: { a: 'string' },
			possible: { a: 'string' },
			openness: 'open',
			additional: ['string'],
			allNames: undefined,
		},
	],
	[
		'readOnly and writeOnly',
		{
			type: 'object',
			properties: { r: { type: 'string', readOnly: true }, w: { type: 'string', writeOnly: true } },
			required: ['r', 'w'],
		},
		{
			...OBJECT,
			properties: { r: 'string', w: 'string' },
			possible: { r: 'string', w: 'string' },
			required: ['r', 'w'],
			always: ['r', 'w'],
			requiredInRequest: ['w'],
			requiredInResponse: ['r'],
			allNames: ['r', 'w'],
		},
	],
	[
		'readOnly said elsewhere',
		{ required: ['r'], properties: { r: { type: 'string' } }, allOf: [{ properties: { r: { readOnly: true } } }] },
		{
			...OPEN_OBJECT,
			properties: { r: 'string' },
			possible: { r: 'string' },
			required: ['r'],
			always: ['r'],
			requiredInRequest: [],
			requiredInResponse: ['r'],
			allNames: ['r'],
		},
	],
	['a flag beside a reference', ref('Text', { writeOnly: true }), { ...TEXT, writeOnly: true }],
	[
		'keywords beside a reference',
		ref('Base', { properties: { name: { type: 'string' } }, required: ['name'] }),
		{
			...OBJECT,
			properties: { name: 'string', id: 'integer' },
			possible: { name: 'string', id: 'integer' },
			required: ['id', 'name'],
			always: ['id', 'name'],
			requiredInRequest: ['id', 'name'],
			requiredInResponse: ['id', 'name'],
			allNames: ['id', 'name'],
		},
	],
	['null beside a reference', ref('Text', { type: ['string', 'null'] }), TEXT],
	['allOf with an untyped member', { allOf: [ref('Text'), { description: 'd' }] }, TEXT],
	[
		'allOf of untyped members',
		{ allOf: [{ minLength: 1 }, { maxLength: 2 }] },
		{ limits: { minLength: 1, maxLength: 2 } },
	],
	[
		'a nullable reference',
		{ anyOf: [ref('Base'), { type: 'null' }] },
		{
			types: ['null', 'object'],
			guess: ['null', 'object'],
			possible: { id: 'integer' },
			always: ['id'],
			unions: [2],
			kind: 'object',
			additional: ['any'],
			allNames: undefined,
		},
	],
	[
		'a union of scalars',
		{ oneOf: [{ type: 'string' }, { type: 'integer' }] },
		{
			types: ['integer', 'string'],
			guess: ['integer', 'string'],
			nullable: false,
			unions: [2],
			kind: 'scalar',
			allNames: undefined,
		},
	],
	[
		'oneOf whose branches both take null',
		{ oneOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
		{
			types: ['integer', 'string'],
			guess: ['integer', 'string'],
			nullable: false,
			unions: [2],
			kind: 'scalar',
			allNames: undefined,
		},
	],
	[
		'anyOf whose branches both take null',
		{ anyOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
		{
			types: ['integer', 'null', 'string'],
			guess: ['integer', 'null', 'string'],
			unions: [2],
			kind: 'scalar',
			allNames: undefined,
		},
	],
	[
		'a union with an open branch',
		{ anyOf: [{ type: 'integer' }, {}] },
		{ guess: ['integer'], unions: [2], kind: 'scalar', allNames: undefined },
	],
	[
		'a union beside a type',
		{ type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
		{ ...OBJECT, unions: [2], allNames: undefined },
	],
	[
		'what every branch requires',
		{
			oneOf: [
				{ properties: { a: { type: 'string' }, b: {} }, required: ['a', 'b'] },
				{ properties: { a: { type: 'integer' } }, required: ['a'] },
			],
		},
		{
			guess: ['object'],
			possible: { a: 'string', b: 'any' },
			nullable: false,
			always: ['a'],
			unions: [2],
			kind: 'object',
			additional: ['any'],
			allNames: undefined,
		},
	],
	[
		'values in branches',
		{ oneOf: [{ const: 'a' }, { enum: ['b', 'c'] }] },
		{ ...TEXT, values: ['a', 'b', 'c'], unions: [2], allNames: undefined },
	],
	[
		'a discriminator',
		ref('Pet'),
		{
			...OBJECT,
			properties: { kind: 'string' },
			possible: { kind: 'string', lives: 'integer', barks: 'boolean' },
			required: ['kind'],
			always: ['kind'],
			requiredInRequest: ['kind'],
			requiredInResponse: ['kind'],
			unions: [2],
			allNames: undefined,
		},
	],
	[
		'an heir of a base that lists its heirs',
		ref('Cat'),
		{
			...OBJECT,
			properties: { lives: 'integer', kind: 'string' },
			possible: { lives: 'integer', kind: 'string' },
			required: ['kind'],
			always: ['kind'],
			requiredInRequest: ['kind'],
			requiredInResponse: ['kind'],
			allNames: undefined,
		},
	],
	['not null', { not: { type: 'null' } }, { nullable: false, allNames: undefined }],
	['a condition on null', JSON.parse('{"if":{"type":"null"},"then":false}'), { nullable: false, allNames: undefined }],
	[
		'a list',
		{ type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3, uniqueItems: true },
		{
			types: ['array'],
			guess: ['array'],
			nullable: false,
			items: ['string'],
			second: ['string'],
			limits: { minItems: 1, maxItems: 3, isUnique: true },
			kind: 'list',
		},
	],
	[
		'items without a type',
		{ items: { type: 'string' } },
		{ guess: ['array'], items: ['string'], second: ['string'], kind: 'list' },
	],
	[
		'a tuple',
		{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: { type: 'boolean' } },
		{
			types: ['array'],
			guess: ['array'],
			nullable: false,
			prefix: ['string', 'integer'],
			items: ['boolean'],
			second: ['integer'],
			kind: 'list',
		},
	],
	[
		'a tuple of old',
		{ type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
		{
			types: ['array'],
			guess: ['array'],
			nullable: false,
			prefix: ['string'],
			items: ['integer'],
			second: ['integer'],
			kind: 'list',
		},
	],
	[
		'two lists',
		{ items: { type: ['string', 'null'] }, allOf: [{ items: { type: ['string', 'integer'] } }] },
		{ guess: ['array'], items: ['string'], second: ['string'], kind: 'list' },
	],
	[
		'a tuple and a list',
		{ prefixItems: [{ type: ['string', 'null'] }], allOf: [{ items: { type: 'string' } }] },
		{ guess: ['array'], prefix: ['string'], items: ['string'], second: ['string'], kind: 'list' },
	],
	[
		'a circular schema',
		ref('Node'),
		{
			...OBJECT,
			properties: { next: 'object', v: 'integer' },
			possible: { next: 'object', v: 'integer' },
			allNames: ['next', 'v'],
		},
	],
	['a circle of references', ref('Loop'), {}],
	[
		'a hostile name',
		ref('Hostile'),
		{
			...OBJECT,
			properties: JSON.parse('{"__proto__":"string"}'),
			possible: JSON.parse('{"__proto__":"string"}'),
			required: ['__proto__'],
			always: ['__proto__'],
			requiredInRequest: ['__proto__'],
			requiredInResponse: ['__proto__'],
			allNames: ['__proto__'],
			proto: true,
		},
	],
	['a reference to nowhere', ref('Nobody', { type: 'string' }), { ...TEXT, unresolved: 1, allNames: undefined }],
];

/** Ways in which a document may say the same. */
const WAYS: [name: string, wrap: (schema: JsonValue) => { subject: JsonValue; others: JsonObject; isLoaded?: true }][] =
	[
		['as it stands', (schema) => ({ subject: schema, others: {} })],
		['by a reference', (schema) => ({ subject: ref('It'), others: { It: schema } })],
		[
			'by a reference with an annotation',
			(schema) => ({ subject: ref('It', { description: 'd' }), others: { It: schema } }),
		],
		[
			'by a chain of references',
			(schema) => ({ subject: ref('B'), others: { B: ref('A', { title: 't' }), A: ref('It'), It: schema } }),
		],
		['in allOf', (schema) => ({ subject: { allOf: [schema] }, others: {} })],
		[
			'in allOf, twice',
			(schema) => ({ subject: { allOf: [{ title: 't' }, { allOf: [true, schema] }] as JsonValue[] }, others: {} }),
		],
		[
			'by references in allOf',
			(schema) => ({ subject: { allOf: [ref('It'), ref('A')] }, others: { A: { allOf: [ref('It')] }, It: schema } }),
		],
		[
			'by an anchor',
			(schema) => ({ isLoaded: true, subject: { $ref: '#it' }, others: { It: { $anchor: 'it', allOf: [schema] } } }),
		],
		[
			'by a dynamic reference',
			(schema) => ({ subject: { $dynamicRef: '#it' }, others: { It: { $dynamicAnchor: 'it', allOf: [schema] } } }),
		],
		[
			'below an $id',
			(schema) => ({
				isLoaded: true,
				subject: { $ref: 'https://x.test/it' },
				others: { It: { $id: 'https://x.test/it', allOf: [ref('Real')] }, Real: schema },
			}),
		],
	];

describe('references that lead nowhere, or in a circle', () => {
	const root = { a: { $ref: '#/b' }, b: { $ref: '#/a' }, c: { allOf: [{ $ref: '#/c' }] } };
	test.each(['#/a', '#/c', '#/nowhere', '#/%E0%A4%A', 'other.yaml', '#anchor'])('%s has no property', ($ref) => {
		const document = { ...documentOf({}), root };
		const view = viewSchema({ document, pointer: '', value: { $ref } });
		expect(listProperties(view).get('id')).toBeUndefined();
		expect(guessTypes(view)).toEqual(new Set());
	});

	test('a property is looked for among the own ones only', () => {
		const view = viewSchema(refTo({ properties: { id: true } }));
		for (const name of ['__proto__', 'constructor', 'toString', '']) {
			expect(listProperties(view).get(name)).toBeUndefined();
			expect(findProperty(view, name)).toMatchObject({ isDeclared: false, isRequired: false });
		}
		expect(listProperties(view).get('id')?.roots[0]?.value).toBe(true);
	});
});

let cells = 0;

async function loadSubject(subject: JsonValue, others: JsonObject): Promise<SchemaRef> {
	const { Nobody: _nowhere, ...known } = others;
	const schemas = { ...known, Subject: subject };
	const info = { title: 't', version: '1' };
	const [document] = (
		await loadDocuments([{ openapi: '3.1.0', info, paths: {}, components: { schemas } }], { tolerant: true })
	).documents;
	return schemaOf(document as ApiDocument, 'Subject');
}

describe.each(ROWS)('%s', (_title, schema, answers) => {
	test.each(WAYS)('%s', async (way, wrap) => {
		const { subject, others, isLoaded } = wrap(schema);
		const schemas = { ...OTHERS, ...others };
		// Names by `$id` and anchors are resolved when the files of a document are brought together.
		const view = viewSchema(isLoaded ? await loadSubject(subject, schemas) : refTo(subject, schemas));
		const wanted: Answers = { ...PLAIN, ...answers };
		// `$dynamicRef` may mean another schema elsewhere, so that other names may come.
		if (way === 'by a dynamic reference') wanted.allNames = undefined;
		const got = Object.fromEntries(
			Object.entries(QUESTIONS).map(([question, ask]) => {
				cells += 1;
				return [question, ask(view)];
			}),
		);
		expect(got).toEqual(wanted);
	});
});

test('the table is not empty', () => {
	expect(cells).toBe(ROWS.length * WAYS.length * Object.keys(QUESTIONS).length);
	expect(cells).toBeGreaterThan(10_000);
});
