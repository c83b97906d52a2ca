import { describe, expect, it } from 'vitest';
import { generateFromPattern } from '../../../../mock/answer/generate/from-pattern.ts';
import { createNumbers } from '../../../../mock/answer/generate/numbers.ts';
import { compilePattern } from '../../../../spec/regex/patterns.ts';

describe('a text by a pattern', () => {
	it.each([
		'^{.*}$',
		'^{{\\w+}}$',
		'^a{1,2}}$',
		'^[a-z]{2}]$',
		'(?i)^abc$',
		'^(?i)abc$',
		'^(?i:abc)$',
		'(?s)^a.b$',
		'^(?im-s)a$',
		'^\\cM$',
		'^[\\cA-\\cC]$',
		'^\\p{Script=Cyrillic}+$',
		'^\\p{Sc}\\d+$',
		'^[\\p{L}\\w-.]{3}$',
		'^[\\uD800-\\uDFFF\\u{1F600}]$',
		'^[\\uD7FF-\\uE000]$',
	])('is found for %j, and is no half of a pair', (source) => {
		const text = generateFromPattern([source], { minLength: 0, maxLength: 99, numbers: createNumbers(1) });
		expect(text).toBeTypeOf('string');
		expect(text?.isWellFormed()).toBe(true);
		expect(compilePattern(source)?.test(text ?? '')).toBe(true);
	});
});
