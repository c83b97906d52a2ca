import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coerceText } from '../../../../mock/request/coerce-text.ts';
import { parseRawCookies, parseRawQuery } from '../../../../mock/request/parameters/raw-query.ts';
import { readPairs, readPathText, readSimple } from '../../../../mock/request/parameters/styles.ts';
import {
	type ApiDocument,
	type JsonObject,
	type JsonValue,
	type Parameter,
	type SchemaRef,
	viewSchema,
} from '../../../../spec/index.ts';

const COLOR = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } };
const ROOT: JsonObject = {
	components: {
		schemas: {
			Color: COLOR,
			Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }], type: 'integer' },
		},
	},
};
const schema = (value: JsonValue): SchemaRef => ({ document: { root: ROOT } as ApiDocument, pointer: '', value });
const ARRAY: JsonValue = { type: 'array', items: { type: 'integer' } };
const OBJECT: JsonValue = { $ref: '#/components/schemas/Color' };
const INTEGER: JsonValue = { type: 'integer' };
const STRING: JsonValue = { type: 'string' };

function parameter(style: string, explode: boolean, place = 'query'): Parameter {
	return { name: 'color', in: place, style, explode, allowEmptyValue: false } as Parameter;
}

describe('path styles', () => {
	it.each<[string, boolean, JsonValue, string, unknown]>([
		['simple', false, INTEGER, '5', 5],
		['simple', false, STRING, '5', '5'],
		['simple', false, INTEGER, '', ''],
		['simple', false, ARRAY, '3,4,5', [3, 4, 5]],
		['simple', false, ARRAY, '', []],
		['simple', false, OBJECT, 'R,100,G,200', { R: 100, G: 200 }],
		['simple', true, OBJECT, 'R=100,G=200', { R: 100, G: 200 }],
		['label', false, INTEGER, '.5', 5],
		['label', false, ARRAY, '.3,4,5', [3, 4, 5]],
		['label', true, ARRAY, '.3.4.5', [3, 4, 5]],
		['label', false, ARRAY, '.3.4.5', [3, 4, 5]],
		['label', false, OBJECT, '.R.100.G.200', { R: 100, G: 200 }],
		['label', false, { type: 'array', items: { type: 'string' } }, '.a.b', ['a.b']],
		['label', false, { type: 'array', items: { type: 'number' } }, '.1.5', [1.5]],
		['label', true, OBJECT, '.R=100.G=200', { R: 100, G: 200 }],
		['label', false, OBJECT, '.R,100,G,200', { R: 100, G: 200 }],
		['matrix', false, INTEGER, ';color=5', 5],
		['matrix', false, ARRAY, ';color=3,4,5', [3, 4, 5]],
		['matrix', true, ARRAY, ';color=3;color=4', [3, 4]],
		['matrix', true, OBJECT, ';R=100;G=200', { R: 100, G: 200 }],
		['matrix', false, OBJECT, ';color=R,100,G,200', { R: 100, G: 200 }],
	])('%s, explode %s: %j reads %j as %j', (style, explode, of, text, expected) => {
		expect(readPathText(text, parameter(style, explode, 'path'), viewSchema(schema(of)))).toEqual({
			kind: 'value',
			value: expected,
		});
	});

	it.each<[string, JsonValue, string]>([
		['label', INTEGER, '5'],
		['matrix', INTEGER, 'color=5'],
		['matrix', INTEGER, ';other=5'],
		['matrix', INTEGER, ';color=5;color=6'],
		['simple', OBJECT, 'R,100,G'],
	])('%s of %j finds %j malformed', (style, of, text) => {
		expect(readPathText(text, parameter(style, false, 'path'), viewSchema(schema(of)))).toMatchObject({
			kind: 'malformed',
		});
	});
});

describe('query styles', () => {
	it.each<[string, boolean, JsonValue, string, unknown]>([
		['form', true, INTEGER, 'color=0', 0],
		['form', true, ARRAY, 'color[0]=4&color[1]=3', [4, 3]],
		['form', false, ARRAY, 'color%5B1%5D=3&color%5B0%5D=4', [4, 3]],
		['form', true, INTEGER, 'color=', ''],
		['form', true, { type: 'boolean' }, 'color=false', false],
		['form', true, { type: ['integer', 'null'] }, 'color=null', null],
		['form', true, STRING, 'color=a+b%20c', 'a b c'],
		['form', true, ARRAY, 'color=1&color=2', [1, 2]],
		['form', true, ARRAY, 'color=1', [1]],
		['form', false, ARRAY, 'color=1,2', [1, 2]],
		['form', false, { type: 'array', items: STRING }, 'color=a%2Cb,c', ['a,b', 'c']],
		['form', false, ARRAY, 'color=1%2C2%2c3', [1, 2, 3]],
		['form', false, OBJECT, 'color=R%2C1%2CG%2C2', { R: 1, G: 2 }],
		['form', true, { type: 'array', items: STRING }, 'color=a%2Cb', ['a,b']],
		['pipeDelimited', false, { type: 'array', items: STRING }, 'color=a%2Cb', ['a,b']],
		['form', true, OBJECT, 'R=1&G=2', { R: 1, G: 2 }],
		['form', true, { ...COLOR, additionalProperties: true }, 'R=1&X=2&X=3', { R: 1, X: ['2', '3'] }],
		['form', true, { ...COLOR, additionalProperties: STRING }, 'R=1&X=2', { R: 1, X: '2' }],
		['form', false, OBJECT, 'color=R,1,G,2', { R: 1, G: 2 }],
		['spaceDelimited', false, ARRAY, 'color=1%202%203', [1, 2, 3]],
		['pipeDelimited', false, ARRAY, 'color=1|2', [1, 2]],
		['pipeDelimited', false, ARRAY, 'color=1%7C2', [1, 2]],
		['deepObject', true, OBJECT, 'color[R]=1&color%5BG%5D=2', { R: 1, G: 2 }],
		['deepObject', true, OBJECT, 'color[R]=1&color[X]=2&color[X]=3', { R: 1, X: ['2', '3'] }],
		['deepObject', true, OBJECT, 'color=1', '1'],
		['deepObject', true, { anyOf: [OBJECT, INTEGER] }, 'color=1', 1],
		['deepObject', true, ARRAY, 'color=1&color=2', [1, 2]],
	])('%s, explode %s: %j reads %j as %j', (style, explode, of, query, expected) => {
		const read = readPairs(parseRawQuery(query), parameter(style, explode), {
			view: viewSchema(schema(of)),
			claimed: new Set(['color']),
		});
		expect(read).toEqual({ kind: 'value', value: expected });
	});

	it.each<[string, JsonValue, string, string]>([
		['form', INTEGER, 'color=1&color=2', 'was given more than once'],
		['form', STRING, 'color=%E0%A4%A', 'UTF-8'],
		['form', OBJECT, 'R=1&R=2', 'R was given more than once'],
		['form', { ...COLOR, additionalProperties: STRING }, 'X=1&X=2', 'X was given more than once'],
		['deepObject', INTEGER, 'color[R]=1', 'nests deeper than'],
		['deepObject', OBJECT, 'color[R][x]=1', 'deeper'],
		['deepObject', OBJECT, 'color[R]=1&color[R]=2', 'more than once'],
		['deepObject', OBJECT, 'color[R]=1&color=2', 'with and without members'],
	])('%s of %j finds %j malformed', (style, of, query, message) => {
		const read = readPairs(parseRawQuery(query), parameter(style, true), {
			view: viewSchema(schema(of)),
			claimed: new Set(),
		});
		expect(read).toMatchObject({ kind: 'malformed', message: expect.stringContaining(message) });
		expect(read.kind === 'malformed' && read.message).not.toMatch(/^\s/);
	});

	it('is absent when the query has other names only', () => {
		for (const query of ['', 'colour=1', '&&', '=1']) {
			const read = readPairs(parseRawQuery(query), parameter('form', true), {
				view: viewSchema(schema(INTEGER)),
				claimed: new Set(),
			});
			expect(read, query).toEqual({ kind: 'absent' });
		}
	});

	it('keeps __proto__ as a plain member', () => {
		const view = viewSchema(schema({ type: 'object' }));
		const read = readPairs(parseRawQuery('color[__proto__]=x'), parameter('deepObject', true), {
			view,
			claimed: new Set(),
		});
		expect(read.kind === 'value' && Object.hasOwn(read.value as object, '__proto__')).toBe(true);
		expect(({} as Record<string, unknown>)['x']).toBeUndefined();
	});

	it('never throws, whatever the query and the style (threat 31)', () => {
		const styles = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];
		fc.assert(
			fc.property(
				fc.string(),
				fc.constantFrom(...styles),
				fc.boolean(),
				fc.constantFrom(INTEGER, ARRAY, OBJECT, STRING),
				(query, style, explode, of) => {
					const read = readPairs(parseRawQuery(query), parameter(style, explode), {
						view: viewSchema(schema(of)),
						claimed: new Set(),
					});
					expect(['value', 'absent', 'malformed']).toContain(read.kind);
				},
			),
		);
	});
});

describe('coerceText', () => {
	it.each<[string, JsonValue, unknown]>([
		['0', INTEGER, 0],
		['-1', INTEGER, -1],
		['01', INTEGER, '01'],
		['1e400', { type: 'number' }, '1e400'],
		['1e2', { type: 'number' }, 100],
		['true', STRING, 'true'],
		['TRUE', { type: 'boolean' }, 'TRUE'],
		['', { type: 'null' }, null],
		['5', { anyOf: [INTEGER, STRING] }, 5],
		['x', { anyOf: [INTEGER, STRING] }, 'x'],
		['5', { enum: [5, 6] }, 5],
		['5', { const: '5' }, '5'],
		['5', true, '5'],
		['5', { $ref: '#/components/schemas/Loop' }, 5],
		['5', { $ref: '#/nowhere' }, '5'],
	])('%j by %j is %j', (text, of, expected) => {
		expect(coerceText(text, viewSchema(schema(of)))).toEqual(expected);
	});
});

describe('headers and cookies', () => {
	it('reads a header list with spaces', () => {
		expect(readSimple('3, 4 ,5', false, viewSchema(schema(ARRAY)))).toEqual({ kind: 'value', value: [3, 4, 5] });
	});
	it('reads cookies with quotes and spaces', () => {
		expect([...parseRawCookies('a=1; b="2";c=')]).toEqual([
			['a', ['1']],
			['b', ['2']],
			['c', ['']],
		]);
		expect(parseRawCookies(undefined).size).toBe(0);
	});
});
