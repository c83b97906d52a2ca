import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../contracts/folder-broker/store/exact-json.ts';
import { sortKeys, writeCanonicalJson } from '../../../spec/index.ts';

describe('the canonical text of a value', () => {
	it.each([
		[undefined, 'null'],
		[null, 'null'],
		[false, 'false'],
		[0, '0'],
		[-0, '0'],
		['', '""'],
		['ä"\n', '"ä\\"\\n"'],
		[[], '[]'],
		[{}, '{}'],
		[[3, 1, 2], '[3,1,2]'],
		[{ b: undefined, a: 1 }, '{"a":1,"b":null}'],
		[{ a10: 0, a9: 0, A: { z: [], y: '' } }, '{"A":{"y":"","z":[]},"a10":0,"a9":0}'],
		[{ 9: 'nine', 10: 'ten', a: 0 }, '{"10":"ten","9":"nine","a":0}'],
		[{ '\u{1F600}': 1, '\uFFFD': 2 }, '{"\u{1F600}":1,"\uFFFD":2}'],
	])('of %j is %s', (value, text) => {
		expect(writeCanonicalJson(value)).toBe(text);
	});

	it('keeps `__proto__` as a key', () => {
		expect(writeCanonicalJson(JSON.parse('{"b":1,"__proto__":{"a":0}}'))).toBe('{"__proto__":{"a":0},"b":1}');
	});

	it('keeps numbers as they were written, where they were read so', () => {
		const text = '{"a":1.0,"b":[12345678901234567890,1e3,-0]}';
		expect(writeCanonicalJson(parseExactJson(text))).toBe(text);
	});
});

describe('sorted keys', () => {
	it('are those of all objects, at any depth, in a new value', () => {
		const value = { b: [{ d: 1, c: null }], a: '' };
		expect(JSON.stringify(sortKeys(value))).toBe('{"a":"","b":[{"c":null,"d":1}]}');
		expect(Object.keys(value)).toEqual(['b', 'a']);
	});

	it('hold `__proto__` as a key of its own', () => {
		expect(JSON.stringify(sortKeys(JSON.parse('{"b":1,"__proto__":0}')))).toBe('{"__proto__":0,"b":1}');
	});
});
