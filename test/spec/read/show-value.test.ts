import { describe, expect, it } from 'vitest';
import { showValue } from '../../../spec/index.ts';

describe('a value in a message', () => {
	it.each([
		[undefined, 'nothing'],
		[null, 'null'],
		[0, '0'],
		[false, 'false'],
		['', '""'],
		['a\u001b[2J', '"a\\u001b[2J"'],
		[[], '[]'],
		[{ a: '"' }, '{"a":"\\""}'],
	])('%j is %s', (value, text) => {
		expect(showValue(value)).toBe(text);
	});

	it('is cut off at so many characters, never within one', () => {
		expect(showValue('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
		expect(showValue('x'.repeat(79))).toBe(`"${'x'.repeat(78)}…`);
		expect(showValue('12345678', 6)).toBe('"1234…');
		expect(showValue('123\u{1F600}67', 6).isWellFormed()).toBe(true);
	});
});
