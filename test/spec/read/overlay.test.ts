import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyJson, type JsonObject, type JsonValue, loadDocument } from '../../../spec/index.ts';
import { changeByOverlay } from '../../../spec/read/overlay.ts';
import { parseOverlay } from '../../../spec/read/overlay-file.ts';
import { parseSource } from '../../../spec/read/source.ts';
import { cpuMs } from '../../support/cpu.ts';
import { catchRefusal, makeDocument, writeFolder } from './documents.ts';

const START: JsonObject = {
	info: { title: 'Orders', tags: ['a', 'b', 'c'], count: 0 },
	paths: { '/orders': { get: { tags: ['x'], deprecated: false } }, '/items': { get: { tags: [] } } },
	list: [{ name: 'one' }, { name: 'two' }, { name: 'one' }],
};

function change(actions: JsonValue, version = '1.1.0') {
	const text = JSON.stringify({ overlay: version, info: { title: 'o', version: '1' }, actions });
	const root = copyJson(START);
	return { root, reports: changeByOverlay(root, parseOverlay(parseSource({ file: 'o.json', text, kind: 'overlay' }))) };
}

it('a pattern of a target takes no longer than one of a schema', () => {
	const root: JsonObject = { info: { title: `${'a'.repeat(40)}!` } };
	const text = JSON.stringify({
		overlay: '1.0.0',
		info: {},
		actions: [{ target: "$[?search(@.title, '^(a+)+$')]", update: { x: 1 } }],
	});
	const overlay = parseOverlay(parseSource({ file: 'o.json', text, kind: 'overlay' }));
	const startedMs = cpuMs();
	expect(changeByOverlay(root, overlay)).toMatchObject([{ code: 'overlay.no-match' }]);
	expect(cpuMs() - startedMs).toBeLessThan(1000);
});

it('a target whose pattern takes too long for its texts is refused, and says so', () => {
	const root: JsonObject = { list: [{ title: `${'a'.repeat(40)}!` }] };
	const text = JSON.stringify({
		overlay: '1.0.0',
		info: {},
		actions: [{ target: "$.list[?search(@.title, '^(?=(a+)+$)a')]", remove: true }],
	});
	const overlay = parseOverlay(parseSource({ file: 'o.json', text, kind: 'overlay' }));
	expect(() => changeByOverlay(root, overlay)).toThrow('search with the pattern "^(?=(a+)+$)a" takes too long');
});

describe('overlays', () => {
	it.each<[string, JsonValue, string, JsonValue | undefined]>([
		[
			'merges objects deeply',
			[{ target: '$.info', update: { count: 1, more: { deep: null } } }],
			'info',
			{ title: 'Orders', tags: ['a', 'b', 'c'], count: 1, more: { deep: null } },
		],
		[
			'merges at the root',
			[{ target: '$', update: { info: { title: '' } } }],
			'info',
			{ title: '', tags: ['a', 'b', 'c'], count: 0 },
		],
		[
			'appends to lists inside an object',
			[{ target: '$.info', update: { tags: ['d'] } }],
			'info',
			{ title: 'Orders', tags: ['a', 'b', 'c', 'd'], count: 0 },
		],
		[
			'appends one entry to a list',
			[{ target: '$.list', update: { name: 'three' } }],
			'list',
			[{ name: 'one' }, { name: 'two' }, { name: 'one' }, { name: 'three' }],
		],
		[
			'appends a list to a list',
			[{ target: '$.list', update: [0, ''] }],
			'list',
			[{ name: 'one' }, { name: 'two' }, { name: 'one' }, 0, ''],
		],
		[
			'replaces plain values',
			[{ target: '$.info.count', update: false }],
			'info',
			{ title: 'Orders', tags: ['a', 'b', 'c'], count: false },
		],
		[
			'takes search and match as they are meant',
			[
				{ target: "$.list[?search(@.name, 'w')]", update: { found: true } },
				{ target: "$.list[?match(@.name, 'on|one')]", update: { matched: true } },
			],
			'list',
			[
				{ name: 'one', matched: true },
				{ name: 'two', found: true },
				{ name: 'one', matched: true },
			],
		],
		[
			'changes every match',
			[{ target: '$.paths.*.get', update: { deprecated: true } }],
			'paths',
			{ '/orders': { get: { tags: ['x'], deprecated: true } }, '/items': { get: { tags: [], deprecated: true } } },
		],
		[
			'removes entries of a list by a filter',
			[{ target: "$.list[?@.name == 'one']", remove: true }],
			'list',
			[{ name: 'two' }],
		],
		[
			'removes plain entries of a list',
			[{ target: "$.info.tags[?@ == 'b']", remove: true }],
			'info',
			{ title: 'Orders', tags: ['a', 'c'], count: 0 },
		],
		[
			'removes a place once that is named twice',
			[{ target: '$.list[0,0]', remove: true }],
			'list',
			[{ name: 'two' }, { name: 'one' }],
		],
		[
			'removes members',
			[{ target: "$.paths['/items']", remove: true }],
			'paths',
			{ '/orders': { get: { tags: ['x'], deprecated: false } } },
		],
		['removes rather than updates', [{ target: '$.list', remove: true, update: { a: 1 } }], 'list', undefined],
		['leaves all as it is for remove: false', [{ target: '$.list', remove: false }], 'list', START['list']],
		[
			'copies',
			[{ target: "$.paths['/items'].get", copy: "$.paths['/orders'].get" }],
			'paths',
			{ '/orders': { get: { tags: ['x'], deprecated: false } }, '/items': { get: { tags: ['x'], deprecated: false } } },
		],
		[
			'goes from action to action',
			[
				{ target: '$.list', remove: true },
				{ target: '$', update: { list: 0 } },
			],
			'list',
			0,
		],
		[
			'adds a member named __proto__ as data',
			[{ target: '$', update: JSON.parse('{"list": [], "__proto__": {"polluted": 1}}') }],
			'polluted',
			undefined,
		],
	])('%s', (_name, actions, key, expected) => {
		expect(change(actions).root[key]).toEqual(expected);
	});

	it('warns about an action that finds nothing, and goes on', () => {
		const { root, reports } = change([
			{ target: '$.nothing', remove: true },
			{ target: '$.info.count', update: 2 },
		]);
		expect(reports).toMatchObject([{ code: 'overlay.no-match', severity: 'warning', pointer: '/actions/0/target' }]);
		expect(root['info']).toMatchObject({ count: 2 });
	});

	it.each<[string, JsonValue, string, string]>([
		['an object for a plain value', [{ target: '$.info.count', update: {} }], 'overlay.invalid', '1.1.0'],
		['a plain value for an object', [{ target: '$.info', update: 1 }], 'overlay.invalid', '1.1.0'],
		['a plain value for a list inside', [{ target: '$', update: { list: 1 } }], 'overlay.invalid', '1.1.0'],
		['the removal of everything', [{ target: '$', remove: true }], 'overlay.invalid', '1.1.0'],
		['a copy of nothing', [{ target: '$.info', copy: '$.nothing' }], 'overlay.invalid', '1.1.0'],
		['a copy of many', [{ target: '$.info', copy: '$.list[*]' }], 'overlay.invalid', '1.1.0'],
		['copy and update', [{ target: '$', copy: '$.info', update: {} }], 'overlay.invalid', '1.1.0'],
		['a copy that is no path', [{ target: '$', copy: 0 }], 'overlay.invalid', '1.1.0'],
		['no actions', [], 'overlay.invalid', '1.0.0'],
		['actions that are no list', {}, 'overlay.invalid', '1.0.0'],
		['an action that is null', [null], 'overlay.invalid', '1.0.0'],
		['an action without a target', [{ update: {} }], 'overlay.invalid', '1.0.0'],
		['an unknown word', [{ target: '$', updates: {} }], 'overlay.invalid', '1.0.0'],
		['remove: "yes"', [{ target: '$', remove: 'yes' }], 'overlay.invalid', '1.0.0'],
		['a target that is no JSONPath', [{ target: '$.paths[' }], 'overlay.target', '1.0.0'],
		['an empty target', [{ target: '' }], 'overlay.target', '1.0.0'],
		['another version', [{ target: '$' }], 'overlay.invalid', '2.0.0'],
	])('refuses %s with its place', async (_name, actions, code, version) => {
		const error = await catchRefusal(() => change(actions, version));
		expect(error.code).toBe(code);
		expect(error.place).toMatchObject({ file: 'o.json', line: 1 });
	});

	it('are applied to documents in their order, before references are followed', async () => {
		const folder = writeFolder({
			'orders.json': makeDocument({ '/orders': { get: { responses: { 200: { description: '' } } } } }),
			'order.yaml': 'type: object',
			'first.yaml':
				'overlay: 1.0.0\ninfo: {}\nactions:\n  - target: $.info\n    update: { title: First, x: 1 }\n  - target: $.nothing\n    remove: true',
			'second.yaml':
				'overlay: 1.1.0\ninfo: {}\nactions:\n  - target: $.info\n    update: { title: Second }\n  - target: $\n    update: { components: { schemas: { Order: { $ref: order.yaml } } } }',
		});
		const overlays = ['first.yaml', 'second.yaml'].map((name) => join(folder, name));
		const document = await loadDocument(join(folder, 'orders.json'), { overlays });
		expect(document.title).toBe('Second');
		expect(document.root['components']).toEqual({ schemas: { Order: { $ref: '#/x-files/0' } } });
		expect(document.findings[0]?.place).toMatchObject({ file: overlays[0], line: 6, column: 5 });
		expect(document.files).toHaveLength(4);
	});

	it('refuses a broken overlay file with line and column', async () => {
		const folder = writeFolder({ 'orders.json': makeDocument({}), 'o.yaml': 'overlay: 1.0.0\nactions: [' });
		const options = { overlays: [join(folder, 'o.yaml')] };
		const error = await catchRefusal(() => loadDocument(join(folder, 'orders.json'), options));
		expect(error.code).toBe('overlay.syntax');
		expect(error.place?.line).toBe(2);
	});
});
