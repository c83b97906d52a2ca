// Each kind of shape: what it says of values, and that its JSON Schema judges them alike.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
	anything,
	choose,
	findMisfits,
	type JsonValue,
	leaf,
	list,
	map,
	oneOrMore,
	record,
	type Shape,
	text,
	whole,
} from '../../../spec/index.ts';

const SHAPES: Readonly<Record<string, Shape>> = {
	text: text(),
	coded: text({ code: 'named' }),
	named: text({ like: { pattern: '^a+$', maxLength: 3 }, message: (name) => `${name} is no name`, remedy: 'use a' }),
	whole: whole({ min: 1 }),
	bounded: whole({ min: 1, max: 2 }),
	leaf: leaf({ schema: { enum: ['a', 0, null] }, message: 'is none of them' }),
	also: leaf({ schema: { type: 'string' }, also: (value) => value !== 'b', message: 'must not be b' }),
	list: list({ items: text(), each: 'word', unique: true, filled: true, max: 2 }),
	oneOrMore: oneOrMore({ each: 'word' }),
	map: map({ values: whole({ min: 0 }), member: (name) => `the ${name}`, filled: { message: 'it is empty' } }),
	names: map({
		values: anything(),
		names: { pattern: '^[a-z]$', message: (name) => `${name} is no letter`, remedy: 'use a letter' },
		extensible: false,
	}),
	open: map({ values: text(), extensible: true, mustBe: 'a map of words' }),
	record: record({
		properties: { one: text(), two: anything({ code: 'second', missing: 'think of two' }) },
		required: ['one', 'two'],
	}),
	extensible: record({
		properties: { one: text() },
		extensible: true,
		filled: { message: 'it is empty', remedy: 'fill it' },
	}),
	variants: record({
		properties: { read: text(), write: text(), key: text({ code: 'key' }), body: anything() },
		variants: {
			of: { read: { takes: ['key'], needs: ['key'] }, write: {} },
			code: 'verb',
			none: { message: 'neither' },
			several: { message: 'both' },
		},
	}),
	apart: record({ properties: { a: anything(), b: anything() }, apart: ['a', 'b', 'an a'] }),
	together: record({
		properties: { a: anything(), b: anything(), c: anything() },
		together: { names: ['a', 'b', 'c'], code: 'few' },
	}),
	choose: choose({
		cases: [
			{ if: { type: 'string', pattern: '^\\$' }, take: leaf({ schema: { const: '$a' }, message: 'must be $a' }) },
			{ if: { type: 'object', required: ['n'] }, take: record({ properties: { n: whole({ min: 1 }) } }) },
		],
		otherwise: anything(),
	}),
};

/** A shape, a value, and what is said of it: `kind [code] pointer: message (remedy)`. */
const CASES: readonly [shape: string, value: JsonValue, ...misfits: string[]][] = [
	['text', 'a'],
	['text', '', 'value : it must not be empty'],
	['text', 0, 'type : it must be a string (put it in quotes)'],
	['text', null, 'type : it must be a string'],
	['coded', '', 'value [named] : it must not be empty'],
	['named', 'aaa'],
	['named', 'aaaa', 'value : aaaa is no name (use a)'],
	['named', '', 'value :  is no name (use a)'],
	['named', false, 'type : it must be a string (put it in quotes)'],
	['whole', 1],
	['whole', 0, 'value : it must be a whole number of at least 1'],
	['whole', 1.5, 'value : it must be a whole number of at least 1'],
	['whole', '1', 'value : it must be a whole number of at least 1 (write it without quotes)'],
	['bounded', 2],
	['bounded', 3, 'value : it must be a whole number from 1 to 2'],
	['leaf', 0],
	['leaf', null],
	['leaf', false, 'value : it is none of them'],
	['list', ['a', 'b']],
	['list', [], 'value : the list it is empty'],
	['list', {}, 'type : it must be a list (begin each item with "- ", or put all in brackets: [ ])'],
	['list', ['a', 'a'], 'value /1: the word "a" is given twice (remove one of the two)'],
	['list', ['a', 0], 'type /1: each word must be a string (put it in quotes)'],
	['list', ['a', 'b', 0], 'too-many /2: 3 words are more than the limit of 2'],
	['oneOrMore', 'a'],
	['oneOrMore', ['a']],
	['oneOrMore', [], 'value : the list it is empty'],
	['oneOrMore', {}, 'type : it must be a string'],
	['map', { a: 0 }],
	['map', {}, 'required : it is empty'],
	['map', { a: 0, __proto__x: -1 }, 'value /__proto__x: the __proto__x must be a whole number of at least 0'],
	['map', [], 'type : it must be a map of names to values'],
	['names', { a: null }],
	['names', { 'a/b': 0 }, 'value /a~1b: a/b is no letter (use a letter)'],
	['open', { 'x-a': 0, b: 'b' }],
	['open', { xa: 0 }, 'type /xa: xa must be a string (put it in quotes)'],
	['open', null, 'type : it must be a map of words'],
	['record', { one: 'a', two: null }],
	[
		'record',
		{ one: 'a', too: 0 },
		'unknown-property /too: unknown property "too" (did you mean "two"?)',
		'required [second] : two is missing (think of two)',
	],
	['record', { two: 0 }, 'required : one is missing (add "one:")'],
	['record', { one: 0, two: 0 }, 'type /one: one must be a string (put it in quotes)'],
	[
		'record',
		{ one: 'a', two: 0, constructor: 0 },
		'unknown-property /constructor: unknown property "constructor" (known: one, two)',
	],
	['extensible', { 'x-one': 0 }],
	['extensible', {}, 'required : it is empty (fill it)'],
	['extensible', { y: 0 }, 'unknown-property /y: unknown property "y" (known: one)'],
	['variants', { read: 'a', key: 'k' }],
	['variants', { write: 'a', key: 'k', body: null }],
	['variants', {}, 'required [verb] : neither'],
	['variants', { reads: 'a' }, 'unknown-property /reads: unknown property "reads" (did you mean "read"?)'],
	[
		'variants',
		{ elsewhere: 'a' },
		'unknown-property /elsewhere: unknown property "elsewhere" (known: read, write, key, body)',
		'required [verb] : neither',
	],
	['variants', { read: 'a', write: 'a', key: 'k' }, 'required [verb] : both'],
	['variants', { read: 'a' }, 'required [key] : key is missing (add "key:")'],
	[
		'variants',
		{ read: 'a', key: 'k', body: 0 },
		"apart /body: body can't stand beside read (beside read can stand key)",
	],
	['apart', { a: 0 }],
	['apart', { a: 0, b: null }, "apart /b: b can't stand beside an a (remove one of the two)"],
	['together', {}],
	['together', { a: 0, b: 0, c: 0 }],
	['together', { a: 0, c: null }, 'required [few] : it has a and c alone (give a, b and c together)'],
	['choose', '$a'],
	['choose', 'b'],
	['choose', { m: 1 }],
	['choose', '$b', 'value : it must be $a'],
	['choose', { n: 0 }, 'value /n: n must be a whole number of at least 1'],
];

describe('a shape', () => {
	it.each(CASES)('%s of %j', (name, value, ...expected) => {
		const shape = SHAPES[name] as Shape;
		const misfits = findMisfits(shape, { value, pointer: '', what: 'it' });
		const told = misfits.map(({ kind, code, pointer, message, remedy }) => {
			return `${kind}${code ? ` [${code}]` : ''} ${pointer}: ${message}${remedy ? ` (${remedy})` : ''}`;
		});
		expect(told).toEqual(expected);
	});

	it.each(Object.entries(SHAPES).filter(([name]) => name !== 'also'))(
		'%s is judged by its JSON Schema alike, whatever the value',
		(_name, shape) => {
			const validate = new Ajv2020({ strict: false }).compile(shape.schema);
			for (const [, value] of CASES) {
				const misfits = findMisfits(shape, { value, pointer: '', what: 'it' });
				expect(validate(value), JSON.stringify([value, misfits])).toBe(misfits.length === 0);
			}
		},
	);

	it('may say more than its schema', () => {
		const misfits = findMisfits(SHAPES['also'] as Shape, { value: 'b', pointer: '/a', what: 'it' });
		expect(misfits).toEqual([{ kind: 'value', code: undefined, pointer: '/a', message: 'it must not be b' }]);
	});
});
