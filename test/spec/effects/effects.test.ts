import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isDuration } from '../../../spec/durations/durations.ts';
import { type Effect, type JsonObject, type JsonValue, loadDocuments, parseExpression } from '../../../spec/index.ts';
import { catchRefusal, makeDocument, readTolerantly } from '../read/documents.ts';

const ORDER = {
	key: 'id',
	scope: ['shop'],
	state: 'status',
	initial: 'OPEN',
	states: { OPEN: { expires: { at: 'until', to: 'OLD' } }, PAID: {}, OLD: {} },
};
const PATH = '/shops/{shop}/orders/{order}';

function makeEffect(effect: JsonValue, resources: JsonValue = { order: ORDER, note: { key: 'id' } }): JsonObject {
	const parameters = ['limit', 'status'].map((name) => ({
		name,
		in: 'query',
		schema: { type: name === 'limit' ? 'integer' : 'string' },
	}));
	const header = { name: 'X-Key', in: 'header', schema: true };
	const names = ['shop', 'order'].map((name) => ({ name, in: 'path', required: true, schema: true }));
	return makeDocument(
		{
			[PATH]: {
				post: {
					operationId: 'subject',
					'x-effect': effect,
					parameters: [...names, ...parameters, header],
					requestBody: { content: { 'application/json': { schema: true } } },
					responses: {
						200: {
							description: '',
							content: {
								'application/json': {
									schema: {
										properties: {
											total: { type: 'integer' },
											orders: {
												type: 'array',
												items: { properties: { status: { type: 'string' }, id: { type: 'string' } } },
											},
										},
									},
								},
							},
						},
						409: { description: '' },
						'5XX': { description: '' },
					},
				},
			},
		},
		{ 'x-lifecycle': resources },
	);
}
async function readEffect(effect: JsonValue): Promise<Effect | undefined> {
	return (await loadDocuments([makeEffect(effect)])).operations[0]?.effect;
}
async function readMistakes(document: JsonObject): Promise<string[]> {
	const { findings } = await readTolerantly(document);
	return findings.map(({ code, place }) => `${code} ${place.pointer?.split('/').slice(-1)}`);
}

const KEY = '$request.path.order';
const key = { kind: 'path', name: 'order', source: KEY };
const BASE = { resource: 'order', inferred: false };

describe('effects', () => {
	it.each<[string, JsonValue, object | undefined]>([
		['nothing', 'none', undefined],
		['create', { create: 'order' }, { ...BASE, kind: 'create', set: new Map() }],
		[
			'create with a status for a taken key',
			{ create: 'order', refused: 409 },
			{ ...BASE, kind: 'create', refused: 409 },
		],
		['read', { read: 'order', key: KEY, missing: 500 }, { ...BASE, kind: 'read', key, missing: 500 }],
		['delete', { delete: 'order', key: KEY }, { ...BASE, kind: 'delete', key }],
		['replace', { replace: 'order', key: KEY }, { ...BASE, kind: 'replace', key, set: new Map() }],
		['patch', { patch: 'order', key: KEY }, { ...BASE, kind: 'patch', key, set: new Map() }],
		[
			'move',
			{ move: 'order', key: KEY, from: ['OPEN', 'OLD'], to: 'PAID', refused: 409 },
			{ ...BASE, kind: 'move', key, from: ['OPEN', 'OLD'], to: 'PAID', refused: 409 },
		],
		[
			'list, with the pages and filters of the operation',
			{ list: 'order' },
			{
				...BASE,
				kind: 'list',
				items: '/orders',
				paging: { limit: 'limit' },
				filters: [{ parameter: 'status', property: 'status' }],
			},
		],
		['list at a pointer', { list: 'order', items: '/total' }, { ...BASE, kind: 'list', items: '/total', filters: [] }],
		[
			'where the entity lies',
			{ create: 'order', request: '/order', answer: '/data/0' },
			{ ...BASE, kind: 'create', request: '/order', answer: '/data/0' },
		],
		['an answer that is the entity', { read: 'order', key: KEY, answer: '' }, { ...BASE, kind: 'read', answer: '' }],
		['an upsert', { replace: 'order', key: KEY, upsert: true }, { ...BASE, kind: 'replace', key, upsert: true }],
		[
			'the only one',
			{ read: 'order', key: { constant: 'settings' } },
			{ ...BASE, kind: 'read', key: { kind: 'constant', value: 'settings' } },
		],
		['a deletion of all', { clear: 'order' }, { ...BASE, kind: 'clear' }],
		[
			'a deletion of many',
			{ clear: 'order', keys: '$request.body#/ids' },
			{ ...BASE, kind: 'clear', keys: { kind: 'body', pointer: '/ids' } },
		],
		[
			'bindings and a parent',
			{ list: 'order', bindings: { note_id: KEY }, parent: { resource: 'note', key: KEY } },
			{
				...BASE,
				kind: 'list',
				bindings: [{ name: 'note_id', property: 'note_id', from: key }],
				parent: { resource: 'note', key },
			},
		],
		[
			'several, one of each element of a list, with what may refuse them',
			[
				{ create: 'order', needs: [{ resource: 'note', key: { id: KEY }, where: { a: 1 } }] },
				{ create: 'note', each: '$entity#/lines', link: { '/lines/*/note': 'id' }, if: { $method: 'POST' }, else: 409 },
			],
			{
				...BASE,
				kind: 'create',
				needs: [{ resource: 'note', key, where: [['a', 1]] }],
				followUps: [
					{
						kind: 'create',
						resource: 'note',
						of: { kind: 'entity', pointer: '/lines' },
						link: [{ place: '/lines/*/note', property: 'id' }],
						if: [{ subject: { kind: 'method' }, wanted: 'POST' }],
						else: { status: 409 },
					},
				],
			},
		],
		['a list that is sent', { create: 'order', each: '$request.body#/a' }, { ...BASE, each: true, request: '/a/0' }],
		['extensions', { create: 'order', 'x-why': 1 }, { ...BASE, kind: 'create' }],
	])('are read: %s', async (_name, effect, expected) => {
		const read = await readEffect(effect);
		if (expected === undefined) expect(read).toBeUndefined();
		else expect(read).toMatchObject(expected);
	});

	it.each<[JsonValue, object]>([
		[0, { kind: 'literal', value: 0 }],
		['', { kind: 'literal', value: '' }],
		[false, { kind: 'literal', value: false }],
		[null, { kind: 'literal', value: null }],
		[[], { kind: 'literal', value: [] }],
		[{}, { kind: 'literal', value: {} }],
		[{ default: 1 }, { kind: 'literal', value: { default: 1 } }],
		['$request.body#/a', { kind: 'expression', expression: { kind: 'body', pointer: '/a' } }],
		['$request.header.X-Key', { kind: 'expression', expression: { kind: 'header', name: 'x-key' } }],
		['$request.query.limit', { kind: 'expression', expression: { kind: 'query', name: 'limit' } }],
		[{ now: true }, { kind: 'now' }],
		[
			{ value: '$request.body', default: null },
			{ kind: 'or-default', expression: { kind: 'body', pointer: '' }, default: null },
		],
		[{ after: 'P30D' }, { kind: 'after', duration: 'P30D' }],
		[
			{ after: '$request.body#/in', default: 'P1D', max: 'P2D', 'x-why': '' },
			{ kind: 'after', expression: { kind: 'body', pointer: '/in' }, default: 'P1D', max: 'P2D' },
		],
	])('set %j', async (value, expected) => {
		const effect = await readEffect({ create: 'order', set: { thing: value } });
		expect(effect?.kind === 'create' && effect.set.get('thing')).toMatchObject(expected);
	});

	const schema = JSON.parse(
		readFileSync(new URL('../../../spec/schemas/x-effect.schema.json', import.meta.url), 'utf8'),
	);
	const ajv = new Ajv2020({ strict: false });
	ajv.addFormat('duration', (text) => isDuration(text));
	const fitsSchema = ajv.compile(schema);

	it.each<[JsonValue, string]>([
		[null, 'document.effect.shape x-effect'],
		[0, 'document.effect.shape x-effect'],
		['', 'document.effect.shape x-effect'],
		['None', 'document.effect.shape x-effect'],
		[[], 'document.effect.shape x-effect'],
		[{}, 'document.effect.verb x-effect'],
		[{ create: 'order', list: 'order' }, 'document.effect.verb x-effect'],
		[{ create: 0 }, 'document.effect.unknown-resource create'],
		[{ create: 'order', key: KEY }, 'document.effect.unknown-key key'],
		[{ create: 'order', sett: {} }, 'document.effect.unknown-key sett'],
		[{ create: 'order', missing: 404 }, 'document.effect.unknown-key missing'],
		[{ read: 'order', key: KEY, set: {} }, 'document.effect.unknown-key set'],
		[{ list: 'order', refused: 409 }, 'document.effect.unknown-key refused'],
		[{ read: 'order' }, 'document.effect.expression x-effect'],
		[{ read: 'order', key: 'order' }, 'document.effect.expression key'],
		[{ read: 'order', key: '$request.path' }, 'document.effect.expression key'],
		[{ read: 'order', key: '$response.body#/id' }, 'document.effect.expression key'],
		[{ read: 'order', key: '$request.cookie.a' }, 'document.effect.expression key'],
		[{ read: 'order', key: KEY, missing: '404' }, 'document.effect.status missing'],
		[{ read: 'order', key: KEY, missing: 99 }, 'document.effect.status missing'],
		[{ create: 'order', refused: 40.5 }, 'document.effect.status refused'],
		[{ move: 'order', key: KEY, to: 'PAID' }, 'document.effect.from x-effect'],
		[{ move: 'order', key: KEY, from: [], to: 'PAID' }, 'document.effect.from from'],
		[{ move: 'order', key: KEY, from: ['OPEN'] }, 'document.effect.unknown-state x-effect'],
		[{ create: 'order', set: [] }, 'document.effect.set set'],
		[{ create: 'order', set: { a: '$request.body#a' } }, 'document.effect.expression a'],
		[{ create: 'order', set: { a: '$100' } }, 'document.effect.expression a'],
		[{ create: 'order', set: { a: { now: false } } }, 'document.effect.value now'],
		[{ create: 'order', set: { a: { value: '$request.body' } } }, 'document.effect.value a'],
		[{ create: 'order', set: { a: { value: 1, default: 1 } } }, 'document.effect.expression value'],
		[{ create: 'order', set: { a: { after: '7 days' } } }, 'document.effect.duration after'],
		[{ create: 'order', set: { a: { after: 'P1D', max: 'P' } } }, 'document.effect.duration max'],
		[{ create: 'order', set: { a: { after: 'P1D', default: 0 } } }, 'document.effect.duration default'],
		[{ create: 'order', set: { a: { now: true, or: 1 } } }, 'document.effect.unknown-key or'],
		[{ create: 'order', request: 'order' }, 'document.effect.pointer request'],
		[{ create: 'order', answer: 0 }, 'document.effect.pointer answer'],
		[{ read: 'order', key: KEY, request: '/order' }, 'document.effect.unknown-key request'],
		[{ create: 'order', upsert: true }, 'document.effect.unknown-key upsert'],
		[{ patch: 'order', key: KEY, upsert: 'yes' }, 'document.effect.upsert upsert'],
		[{ read: 'order', key: {} }, 'document.effect.expression key'],
		[{ read: 'order', key: { constant: '' } }, 'document.effect.expression constant'],
		[{ read: 'order', key: { constant: 'me', or: 1 } }, 'document.effect.unknown-key or'],
		[{ read: 'order', key: { id: 'order' } }, 'document.effect.expression id'],
		[{ clear: 'order', keys: 'ids' }, 'document.effect.expression keys'],
		[{ clear: 'order', key: KEY }, 'document.effect.unknown-key key'],
		[{ list: 'order', bindings: [] }, 'document.effect.bindings bindings'],
		[{ list: 'order', bindings: { a: 'b' } }, 'document.effect.expression a'],
		[{ list: 'order', parent: 'note' }, 'document.effect.parent parent'],
		[{ list: 'order', parent: { resource: 'note' } }, 'document.effect.expression parent'],
		[{ list: 'order', parent: { key: KEY } }, 'document.effect.unknown-resource parent'],
		[{ list: 'order', items: 'orders' }, 'document.effect.items items'],
		[['none'], 'document.effect.shape 0'],
		[[{ create: 'order' }, {}], 'document.effect.verb 1'],
		[{ create: 'order', each: 'orders' }, 'document.effect.expression each'],
		[{ create: 'order', each: 1 }, 'document.effect.each each'],
		[{ create: 'order', needs: {} }, 'document.effect.selection needs'],
		[{ create: 'order', needs: [] }, 'document.effect.selection needs'],
		[{ create: 'order', needs: [{ key: KEY }] }, 'document.effect.unknown-resource 0'],
		[{ create: 'order', unless: [{ resource: 'note', where: [] }] }, 'document.effect.where where'],
		[{ create: 'order', unless: [{ resource: 'note', status: 'no' }] }, 'document.effect.status status'],
		[{ create: 'order', unless: [{ resource: 'note', key: 'id' }] }, 'document.effect.expression key'],
		[{ create: 'order', if: {} }, 'document.effect.if if'],
		[{ create: 'order', if: { code: 1 } }, 'document.effect.if code'],
		[{ create: 'order', if: { '$request.body': 1 }, else: '400' }, 'document.effect.status else'],
		[{ create: 'order', if: { '$request.body': 1 }, else: { to: 'PAID' } }, 'document.effect.unknown-key to'],
		[{ create: 'order', set: { a: { add: '1' } } }, 'document.effect.value add'],
		[[{ create: 'order' }, { create: 'note', link: { a: 'id' } }], 'document.effect.link a'],
		[[{ create: 'order' }, { create: 'note', link: { '/a': 1 } }], 'document.effect.link ~1a'],
		[{ list: 'order', items: 0 }, 'document.effect.items items'],
	])('are refused: %j, by their schema as well', async (effect, mistake) => {
		expect(await readMistakes(makeEffect(effect))).toContain(mistake);
		expect(fitsSchema(effect)).toBe(false);
	});

	it.each<[JsonValue, string]>([
		[{ create: 'nobody' }, 'document.effect.unknown-resource create'],
		[{ create: 'toString' }, 'document.effect.unknown-resource create'],
		[{ move: 'order', key: KEY, from: ['GONE'], to: 'PAID' }, 'document.effect.unknown-state 0'],
		[{ move: 'order', key: KEY, from: ['OPEN'], to: 'GONE' }, 'document.effect.unknown-state to'],
		[{ move: 'note', key: KEY, from: ['OPEN'], to: 'PAID' }, 'document.effect.no-states move'],
		[{ create: 'order', set: { status: 'GONE' } }, 'document.effect.unknown-state status'],
		[{ create: 'order', set: { status: 0 } }, 'document.effect.unknown-state status'],
		[{ read: 'order', key: '$request.path.nobody' }, 'document.effect.parameter key'],
		[{ read: 'order', key: '$request.query.nobody' }, 'document.effect.parameter key'],
		[{ read: 'order', key: '$request.header.nobody' }, 'document.effect.parameter key'],
		[{ read: 'order', key: KEY, missing: 404 }, 'document.effect.undocumented-status missing'],
		[{ read: 'order', key: { status: KEY } }, 'document.effect.key status'],
		[{ create: 'order', needs: [{ resource: 'nobody' }] }, 'document.effect.unknown-resource resource'],
		[{ create: 'order', needs: [{ resource: 'note', key: { a: KEY } }] }, 'document.effect.key a'],
		[{ create: 'order', needs: [{ resource: 'note', status: 404 }] }, 'document.effect.undocumented-status status'],
		[{ create: 'order', needs: [{ resource: 'note', key: '$element' }] }, 'document.effect.element key'],
		[
			{ create: 'order', unless: [{ resource: 'note', where: { a: { not: '$100' } } }] },
			'document.effect.expression a',
		],
		[{ create: 'order', unless: [{ resource: 'note', where: { a: '$entity#/b' } }] }, 'document.effect.entity a'],
		[{ create: 'order', set: { a: '$entity' } }, 'document.effect.entity a'],
		[{ create: 'order', if: { '$request.path.nobody': 1 } }, 'document.effect.parameter $request.path.nobody'],
		[{ create: 'order', else: 409 }, 'document.effect.else else'],
		[{ create: 'order', if: { $method: 'POST' }, else: { set: { a: 1 } } }, 'document.effect.else set'],
		[{ create: 'order', link: { '/a': 'id' } }, 'document.effect.link link'],
		[{ read: 'order', key: KEY, missing: 500, needs: [{ resource: 'note', each: '$entity#/a', key: '$element' }] }, ''],
		[{ create: 'order', each: '$request.path.order' }, 'document.effect.each each'],
		[{ move: 'order', key: KEY, from: ['OPEN'], to: 'PAID', each: '$request.body#/a' }, 'document.effect.each each'],
		[[{ create: 'order' }, { create: 'note', each: true }], 'document.effect.each each'],
		[[{ create: 'order' }, { create: 'note', set: { a: '$element' } }], 'document.effect.element a'],
		[[{ create: 'order' }, { create: 'nobody' }], 'document.effect.unknown-resource create'],
		[[{ create: 'order' }, { create: 'note', each: '$entity#/a', set: { a: '$element', b: '$entity' } }], ''],
		[{ create: 'order', set: { a: { after: 'PT0S' } } }, 'document.effect.duration after'],
		[{ list: 'order', parent: { resource: 'nobody', key: KEY } }, 'document.effect.unknown-resource resource'],
		[{ list: 'order', bindings: { a: '$request.path.nobody' } }, 'document.effect.parameter a'],
		[{ clear: 'order', keys: '$request.query.nobody' }, 'document.effect.parameter keys'],
	])('are held against the document: %j', async (effect, mistake) => {
		expect(await readMistakes(makeEffect(effect))).toEqual(mistake === '' ? [] : [mistake]);
	});

	it('need the scope in the path, and a body where they speak of one', async () => {
		const document = makeDocument(
			{ '/orders': { get: { 'x-effect': { create: 'order', set: { a: '$request.body' } }, responses: {} } } },
			{ 'x-lifecycle': { order: ORDER } },
		);
		expect(await readMistakes(document)).toEqual(['document.effect.scope create', 'document.effect.body a']);
	});

	it('name an entity by its alias, and look where a header says', async () => {
		const told = { key: 'id', aliases: ['order', 'code'], scope: [{ owner: '$request.header.X-Key' }] };
		const read = async (key: JsonValue) => {
			const [operation] = (await loadDocuments([makeEffect({ read: 'order', key }, { order: told })])).operations;
			return operation?.effect;
		};
		expect(await read(KEY)).toMatchObject({ key, by: 'order' });
		expect(await read({ code: KEY })).toMatchObject({ key, by: 'code' });
		expect(await read({ id: KEY })).toEqual(expect.not.objectContaining({ by: expect.anything() }));
		const blind = makeDocument(
			{ '/orders': { post: { 'x-effect': { create: 'order' }, responses: { 200: { description: '' } } } } },
			{ 'x-lifecycle': { order: told } },
		);
		expect(await readMistakes(blind)).toEqual(['document.effect.scope create']);
	});

	it('name one of the versions of an entity', async () => {
		const counted = { key: 'id', versions: 'edition' };
		const read = (effect: JsonValue) => loadDocuments([makeEffect(effect, { order: counted })]);
		const { operations } = await read({ read: 'order', key: { id: KEY, edition: '$request.query.limit' } });
		expect(operations[0]?.effect).toMatchObject({ key, version: { kind: 'query', name: 'limit' } });
		expect(await readMistakes(makeEffect({ read: 'order', key: { id: KEY, code: KEY } }, { order: counted }))).toEqual([
			'document.effect.key code',
		]);
	});

	it('stop the load with place and remedy', async () => {
		const error = await catchRefusal(() => loadDocuments([makeEffect({ create: 'nobody' })]));
		expect(error.code).toBe('document.invalid');
		expect(error.findings).toMatchObject([
			{ code: 'document.effect.unknown-resource', remedy: 'known are order, note' },
		]);
		expect(error.line).toContain('(known are order, note)');
	});

	it('find the resources of other documents', async () => {
		const { 'x-lifecycle': lifecycle, ...user } = makeEffect({ read: 'order', key: KEY });
		const owner = makeDocument({}, { 'x-lifecycle': lifecycle ?? null });
		const { operations, resources } = await loadDocuments([user, owner]);
		expect(operations[0]?.effect).toMatchObject({ kind: 'read', resource: 'order' });
		expect([...resources.keys()]).toEqual(['order', 'note']);
	});

	it('may be declared in two documents alike, and not otherwise', async () => {
		const alike = makeDocument({}, { 'x-lifecycle': { order: ORDER } });
		const other = makeDocument({}, { 'x-lifecycle': { order: { key: 'other' } } });
		expect((await loadDocuments([alike, alike])).findings).toEqual([]);
		expect((await catchRefusal(() => loadDocuments([alike, other]))).findings[0]?.code).toBe(
			'document.lifecycle.conflict',
		);
	});

	it.each(['root', 'path'])('are refused on the %s, where only none may stand', async (where) => {
		const effect = { 'x-effect': { create: 'order' } };
		const document = makeDocument({ '/a': where === 'path' ? effect : {} }, where === 'root' ? effect : {});
		expect((await catchRefusal(() => loadDocuments([document]))).findings[0]?.code).toBe('document.effect.shape');
	});
});

describe('lifecycles', () => {
	const schema = JSON.parse(
		readFileSync(new URL('../../../spec/schemas/x-lifecycle.schema.json', import.meta.url), 'utf8'),
	);
	const fitsSchema = new Ajv2020({ strict: false }).compile(schema);
	const read = async (lifecycle: JsonValue) => readTolerantly(makeDocument({}, { 'x-lifecycle': lifecycle }));

	it.each<[JsonValue]>([
		[{}],
		[{ order: { key: 'id' } }],
		[{ order: { key: 'id', scope: [] } }],
		[{ order: { key: 'id', versions: 'edition', content: 'bytes' } }],
		[{ order: { key: 'edition', scope: [{ code: '$request.body#/code' }] } }],
		[{ order: { key: 'id', aliases: ['code'], scope: ['a', { owner: '$request.header.x-owner' }] } }],
		[{ order: ORDER }],
		[{ order: { ...ORDER, 'x-why': 1, states: { ...ORDER.states, PAID: { 'x-why': '' }, 'x-why': 1 } }, 'x-note': 0 }],
	])('are read: %j', async (lifecycle) => {
		const { findings } = await read(lifecycle);
		expect(findings).toEqual([]);
		expect(fitsSchema(lifecycle)).toBe(true);
	});

	it('come with scope, states and expiry', async () => {
		const { resources } = await read({ order: ORDER, 'x-note': {} });
		expect([...resources.values()]).toEqual([
			{
				...ORDER,
				name: 'order',
				inferred: false,
				pointer: '/x-lifecycle/order',
				states: new Map(
					['OPEN', 'PAID', 'OLD'].map((name) => [
						name,
						{ name, ...(name === 'OPEN' && { expires: { at: 'until', to: 'OLD' } }) },
					]),
				),
			},
		]);
	});

	it('may lie deeper, and be one alone', async () => {
		const { resources } = await read({ job: { key: 'metadata.name' }, settings: { key: 'id', singleton: true } });
		expect(resources.get('job')).toMatchObject({ key: 'metadata.name', keyPath: ['metadata', 'name'] });
		expect(resources.get('settings')).toMatchObject({ singleton: true });
		expect(resources.get('settings')).not.toHaveProperty('keyPath');
	});

	const withOrder = (change: JsonObject) => ({ order: { ...ORDER, ...change } as JsonObject });
	it.each<[JsonValue, string, boolean]>([
		[null, 'shape', false],
		[[], 'shape', false],
		[{ order: null }, 'shape', false],
		[{ order: {} }, 'key', false],
		[{ order: { key: '' } }, 'key', false],
		[{ order: { key: 0 } }, 'key', false],
		[{ order: { key: 'id', keys: 1 } }, 'unknown-key', false],
		[{ order: { key: 'id', state: 's' } }, 'incomplete', false],
		[{ order: { key: 'id', states: { A: {} } } }, 'incomplete', false],
		[{ order: { key: 'id', singleton: 1 } }, 'singleton', false],
		[withOrder({ scope: 'shop' }), 'scope', false],
		[withOrder({ scope: [{ owner: '$request.path.owner' }] }), 'scope', false],
		[withOrder({ scope: [{}] }), 'scope', false],
		[withOrder({ aliases: 'code' }), 'aliases', false],
		[withOrder({ aliases: ['id'] }), 'aliases', true],
		[withOrder({ versions: 0 }), 'versions', false],
		[withOrder({ versions: 'shop' }), 'versions', true],
		[withOrder({ content: 'status' }), 'content', true],
		[withOrder({ scope: [''] }), 'scope', false],
		[withOrder({ scope: ['a', 'a'] }), 'scope', false],
		[withOrder({ state: 0 }), 'state', false],
		[withOrder({ states: {} }), 'states', false],
		[withOrder({ states: [] }), 'states', false],
		[withOrder({ states: { OPEN: null } }), 'states', false],
		[withOrder({ states: { OPEN: { expire: {} } } }), 'unknown-key', false],
		[withOrder({ states: { OPEN: { expires: 'P1D' } } }), 'expires', false],
		[withOrder({ states: { OPEN: { expires: { to: 'OPEN' } } } }), 'expires', false],
		[withOrder({ states: { OPEN: { expires: { at: 'a', to: 'B', on: 1 } }, B: {} } }), 'unknown-key', false],
		// What a schema can't say.
		[withOrder({ initial: 'NEW' }), 'initial', true],
		[withOrder({ initial: 'toString' }), 'initial', true],
		[withOrder({ state: 'id' }), 'state', true],
		[withOrder({ state: 'shop' }), 'state', true],
		[withOrder({ states: { OPEN: { expires: { at: 'a', to: 'GONE' } } } }), 'expires', true],
		[withOrder({ states: { OPEN: { expires: { at: 'a', to: 'OPEN' } } } }), 'expires', true],
	])('are refused: %j', async (lifecycle, code, fits) => {
		const { findings, resources } = await read(lifecycle);
		expect(findings.map((finding) => finding.code)).toContain(`document.lifecycle.${code}`);
		expect(findings.every((finding) => finding.severity === 'error')).toBe(true);
		expect(resources.size).toBe(0);
		expect(fitsSchema(lifecycle)).toBe(fits);
	});
});

describe('runtime expressions', () => {
	it.each([
		['$url', { kind: 'url' }],
		['$method', { kind: 'method' }],
		['$request.path.order_id', { kind: 'path', name: 'order_id' }],
		['$request.path.a.b', { kind: 'path', name: 'a.b' }],
		['$request.query.Limit', { kind: 'query', name: 'Limit' }],
		['$request.header.X-Key', { kind: 'header', name: 'x-key' }],
		['$request.body', { kind: 'body', pointer: '' }],
		['$request.body#', { kind: 'body', pointer: '' }],
		['$request.body#/', { kind: 'body', pointer: '/' }],
		['$request.body#/a~1b/0', { kind: 'body', pointer: '/a~1b/0' }],
	])('are read: %s', (source, expression) => {
		expect(parseExpression(source)).toEqual({ ok: true, expression: { ...expression, source } });
	});

	it.each([
		'',
		'$',
		'url',
		'$URL',
		'$request',
		'$request.',
		'$request.path.',
		'$request.header.a b',
		'$request.body#a',
		'$request.body#/~2',
		'$request.body.a',
		'$response.body',
		'$statusCode',
		'$request.cookie.a',
	])('are refused: "%s"', (source) => {
		expect(parseExpression(source).ok).toBe(false);
	});
});
