import { describe, expect, test } from 'vitest';
import { mergePatch } from '../../../mock/effects/merge-patch.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { collection, objectOf, serve, text, whole } from './collection.ts';

describe('a patch (the examples of RFC 7396, appendix A, whose target and patch are objects)', () => {
	test.each<[JsonObject, JsonObject, JsonObject]>([
		[{ a: 'b' }, { a: 'c' }, { a: 'c' }],
		[{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
		[{ a: 'b' }, { a: null }, {}],
		[{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
		[{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
		[{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
		[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
		[{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
		[{ e: null }, { a: 1 }, { e: null, a: 1 }],
		[{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
		[{ a: 1 }, {}, { a: 1 }],
		[
			{ a: 1, b: 1, c: 1 },
			{ a: 0, b: '', c: false },
			{ a: 0, b: '', c: false },
		],
	])('%j with %j is %j', (target, patch, result) => {
		const [before, sent] = [structuredClone(target), structuredClone(patch)];
		expect(mergePatch(target, patch)).toEqual(result);
		expect([target, patch]).toEqual([before, sent]);
	});
});

test('__proto__ in a patch is a property like any other', () => {
	const merged = mergePatch(
		{ a: 1 },
		JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
	);
	expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
	expect(({} as JsonObject)['polluted']).toBeUndefined();
	expect(JSON.stringify(merged)).toBe(
		'{"a":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
	);
	expect(JSON.stringify(mergePatch(merged, JSON.parse('{"__proto__":null}')))).toBe(
		'{"a":1,"constructor":{"prototype":{"polluted":true}}}',
	);
});

test('a patch of 20,000 levels is merged without overflow', () => {
	let deep: JsonObject = {};
	for (let level = 0; level < 20_000; level += 1) deep = { a: deep };
	expect(mergePatch(deep, deep)).toHaveProperty('a.a.a');
});

test.each<[string, JsonObject]>([
	['with a discriminator', { discriminator: { propertyName: 'kind' } }],
	['without one', {}],
])(
	'an object of another form takes the place of what was there; of the same form it is merged: %s',
	async (_how, beside) => {
		const form = (kind: string, properties: Record<string, JsonObject>): JsonObject => ({
			...{ type: 'object', required: ['kind', ...Object.keys(properties)], additionalProperties: false },
			properties: { kind: { const: kind }, note: text, ...properties },
		});
		const content = {
			oneOf: [form('list', { items: { type: 'array', items: text } }), form('link', { href: text })],
			...beside,
		};
		const { send } = await serve(
			collection({
				shown: objectOf({ id: whole, content }),
				sent: objectOf({ content }),
				patch: { 'application/merge-patch+json': objectOf({ content: {} }) },
			}),
		);
		await send('POST', '/todos', { content: { kind: 'list', items: ['a'], note: 'n' } });
		const type = { 'content-type': 'application/merge-patch+json' };
		const rows: [JsonObject, JsonObject][] = [
			[{ items: ['b'] }, { kind: 'list', items: ['b'], note: 'n' }],
			[
				{ kind: 'link', href: '/a' },
				{ kind: 'link', href: '/a' },
			],
			[{ note: 'm' }, { kind: 'link', href: '/a', note: 'm' }],
		];
		for (const [sent, shown] of rows) {
			const { json } = await send('PATCH', '/todos/1', { content: sent }, type);
			expect(json).toEqual({ id: 1, content: shown });
			expect((await send('GET', '/todos/1')).json).toEqual(json);
		}
	},
);
