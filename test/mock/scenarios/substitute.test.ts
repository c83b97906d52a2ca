// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
import { describe, expect, it } from 'vitest';
import { findReferences, substitute } from '../../../mock/scenarios/substitute.ts';
import type { JsonValue } from '../../../spec/index.ts';

const PARAMETERS = {
	id: 7,
	zero: 0,
	empty: '',
	no: false,
	none: null,
	text: 'a b',
	nested: '${id}',
	'with-dash': 1,
	toString: 'own',
};

describe('substitute', () => {
	it.each<[JsonValue, JsonValue]>([
		['${id}', 7],
		['${zero}', 0],
		['${empty}', ''],
		['${no}', false],
		['${none}', null],
		['${with-dash}', 1],
		['x${id}', 'x7'],
		['${id}${zero}', '70'],
		['${empty}${empty}', ''],
		['<${no}|${none}|${text}>', '<false|null|a b>'],
		['${nested}', '${id}'],
		['x${nested}', 'x${id}'],
		['$${id}', '$7'],
		['${toString}', 'own'],
		['${constructor}', '${constructor}'],
		['${__proto__}', '${__proto__}'],
		['${hasOwnProperty} x', '${hasOwnProperty} x'],
		['${unknown}', '${unknown}'],
		['${process.env.X}', '${process.env.X}'],
		["{{constructor.constructor('return process')()}}", "{{constructor.constructor('return process')()}}"],
		['${ id }', '${ id }'],
		['${id', '${id'],
		['${}', '${}'],
		['$id {id} #{id} $(id) `id`', '$id {id} #{id} $(id) `id`'],
		[0, 0],
		[false, false],
		[null, null],
		['', ''],
		[[], []],
		[{}, {}],
		[
			{ a: ['${id}', { b: '${no}' }], '${id}': 1 },
			{ a: [7, { b: false }], '${id}': 1 },
		],
	])('makes %j into %j', (value, expected) => {
		expect(substitute(value, PARAMETERS)).toEqual({ ok: true, value: expected });
	});

	it('never takes a replacement pattern in a value for one', () => {
		expect(substitute('<${a}>', { a: "$& $1 $` $' $$" })).toEqual({ ok: true, value: "<$& $1 $` $' $$>" });
	});

	it('leaves the value as it is and shares nothing with it', () => {
		const value = { a: ['${id}', {}] };
		const filled = substitute(value, PARAMETERS);
		if (!filled.ok) throw new Error('too large');
		expect(value).toEqual({ a: ['${id}', {}] });
		expect((filled.value as typeof value).a[1]).not.toBe(value.a[1]);
	});

	it('keeps __proto__ as a plain name', () => {
		const filled = substitute(JSON.parse('{"__proto__":{"polluted":"${id}"}}'), PARAMETERS);
		expect(JSON.stringify(filled)).toBe('{"ok":true,"value":{"__proto__":{"polluted":7}}}');
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	it('refuses what would grow without measure', () => {
		const long = 'x'.repeat(1024 * 1024);
		expect(substitute('${a}'.repeat(8), { a: long })).toMatchObject({ ok: true });
		expect(substitute('${a}'.repeat(9), { a: long })).toEqual({ ok: false });
		expect(substitute(Array(100_000).fill('${a}'), { a: long })).toEqual({ ok: false });
	});
});

describe('findReferences', () => {
	it('names every parameter with the pointer of its string, keys left out', () => {
		expect(findReferences({ a: ['x${b}${c}', 0], 'd/e': { f: '${b}', '${g}': '${h.i}' }, j: null })).toEqual([
			{ name: 'b', pointer: '/a/0' },
			{ name: 'c', pointer: '/a/0' },
			{ name: 'b', pointer: '/d~1e/f' },
		]);
	});
});
