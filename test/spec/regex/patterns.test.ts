import { describe, expect, test } from 'vitest';
import { measurePattern } from '../../../spec/regex/measure-pattern.ts';
import { compilePattern } from '../../../spec/regex/patterns.ts';
import { parseRegex } from '../../../spec/regex/regex-syntax.ts';
import { cpuMs } from '../../support/cpu.ts';

describe('a pattern of a document', () => {
	const engines: [source: string, engine: string | undefined][] = [
		['', 'native'],
		['^[A-Z]{2}$', 'native'],
		['^\\d{1,3}(\\.\\d{1,2})?$', 'native'],
		['^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$', 'native'],
		['^(a|b|c)$', 'native'],
		['^a+$|^b+$', 'native'],
		['^.{1,5000}$', 'native'],
		['^[\\w.+\\-]+$', 'native'],
		['^\\p{Lu}\\p{L}*$', 'native'],
		['^\\u0041\\x42\\t$', 'native'],
		['^(?<year>\\d{4})$', 'native'],
		['\\-', 'native'],
		['a+b', 'linear'],
		['^(a+)+$', 'linear'],
		['^(a|a)*$', 'linear'],
		['^\\d+\\d+$', 'linear'],
		['^(foo|bar)*$', 'linear'],
		['^[^\\s@]+@[^\\s@]+$', 'linear'],
		['^(a{1,20}){1,20}$', 'linear'],
		['^a+$|b+', 'linear'],
		['(?i)^abc$', 'linear'],
		['\\Aabc\\z', 'linear'],
		['^[[:alpha:]]+$', 'linear'],
		['^(?=.*\\d).{8,}$', 'native'],
		['^(?!\\s)(?=.*[A-Z])(?=.*[a-z]).{8,64}$', 'native'],
		['^((?!foo|bar).)*$', 'native'],
		['^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s]).{8,}$', 'native'],
		['(?<=a)b', 'native'],
		['(?=.*\\d)a', 'guarded'],
		['^.*(?=.*\\d)a', 'guarded'],
		['^(?=(a+)+$)', 'guarded'],
		['^(?:(?=.*a)b){2}', 'guarded'],
		['^((?!a|b).c)*$', 'guarded'],
		['^(?=(?=.*a).*b)', 'guarded'],
		['(a+)\\1', 'guarded'],
		['(', undefined],
		['[z-a]', undefined],
		['a++', undefined],
		['\\', undefined],
	];
	test.each(engines)('%j runs on: %s', (source, engine) => {
		expect(compilePattern(source)?.engine).toBe(engine);
	});

	test.each<[source: string, text: string, fits: boolean]>([
		['', '', true],
		['^$', 'a', false],
		['b', 'abc', true],
		['^(a+)+$', 'aaa', true],
		['^(foo|bar)*$', 'foobarx', false],
		['(?i)^abc$', 'ABC', true],
		['^(?=.*\\d).{4,}$', 'abc1', true],
		['^(?=.*\\d).{4,}$', 'abcd', false],
		['^(?=.*[A-Z])(?=.*\\d).{4,}$', 'abC1', true],
		['^(?=.*[A-Z])(?=.*\\d).{4,}$', 'abc1', false],
		['^((?!foo).)*$', 'xxfo', true],
		['^((?!foo).)*$', 'xxfoo', false],
		['(?<!a)b', 'ab', false],
		['^(\\w)\\1$', 'aa', true],
		['^[\\u00e0-\\u00ff]$', 'é', true],
		['^.$', '😀', true],
		["^[\\p{L}\\']+$", "O'Néil", true],
		["^[\\p{L}\\']+$", 'p{', false],
		['^\\p{L}+\\-\\d$', 'é-1', true],
		['^(?!\\s)[\\p{L}\\_]+$', 'é_', true],
		['^[\\p{L}\\w-.]+$', 'é-.', true],
		['^[\\w-\\p{L}]+$', 'é-', true],
		['^{\\p{Lu}}$', '{É}', true],
		['^\\u{1F600}\\_$', '😀_', true],
		['^[^\\_]$', '😀', true],
		['^{.*}$', '{a}', true],
		['^{.*}$', 'a', false],
		['^a{1,2}}$', 'aa}', true],
		['^[a-z]]$', 'a]', true],
	])('%j on %j: %s', (source, text, fits) => {
		expect(compilePattern(source)?.test(text)).toBe(fits);
	});

	test.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^\\s*a*\\s*a*$', '(?!b)^(a+)+$', '^(?=(a+)+$)'])(
		'%j ends soon on a text made to keep it busy',
		(source) => {
			const pattern = compilePattern(source);
			pattern?.test('a');
			const startedMs = cpuMs();
			expect(pattern?.test(`${'a'.repeat(5000)}!`)).toBe(false);
			// A guarded pattern has 50 ms, and the machine may be busy.
			expect(cpuMs() - startedMs).toBeLessThan(250);
		},
	);

	test('of many texts in one go those are not begun that come after the third that had no end', async () => {
		const pattern = compilePattern('^(?=(a+)+$)a*$');
		const startedMs = cpuMs();
		for (let count = 0; count < 40; count++) expect(pattern?.test(`${'a'.repeat(40)}!`)).toBe(false);
		// Forty times 50 ms would be two seconds.
		expect(cpuMs() - startedMs).toBeLessThan(500);
		await new Promise((resolve) => setImmediate(resolve));
		expect(pattern?.test('aaa')).toBe(true);
	});

	test('is compiled once', () => {
		expect(compilePattern('^once$')).toBe(compilePattern('^once$'));
	});
});

describe('the structure of a pattern', () => {
	test.each(['a{3,2}', '[[:alpha:]]', '*a', 'a)', '(?P<n>a)', '[a', '\\y', '\\u12', '\\p{', '(?<n'])(
		'of %j is not known',
		(source) => {
			expect(parseRegex(source)).toBeUndefined();
			expect(measurePattern(source)).toBeUndefined();
		},
	);

	test('is not read beyond a depth', () => {
		expect(parseRegex('('.repeat(100) + ')'.repeat(100))).toBeUndefined();
	});
});
