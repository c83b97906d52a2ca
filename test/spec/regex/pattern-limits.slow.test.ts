import { describe, expect, test } from 'vitest';
import { limitPatterns, searchTimed, wasUndecided } from '../../../spec/regex/pattern-limits.ts';
import { compilePattern } from '../../../spec/regex/patterns.ts';
import { cpuMs } from '../../support/cpu.ts';

describe('a pattern', () => {
	// Each search of its own ends before its limit, or knows none: what one request may take is told by their sum. So often that no machine is
	// quick enough for all of them; behind the limit a search costs nothing.
	test.each<[source: string, text: string, times: number]>([
		['^(?=(a+)+$)a*$', `${'a'.repeat(17)}!`, 100_000],
		['(a{1,15}){1,2}b', 'a'.repeat(300_000), 500],
		['a{1,255}b', 'a'.repeat(300_000), 500],
		['a{1,255}b', 'a'.repeat(700), 100_000],
		['^((a{0,30}){0,30}){0,1}b', `${'a'.repeat(10_000)}b`, 1000],
		['(.*a.{0,300}b){3}$', `${'ab'.repeat(200)}c`, 50_000],
	])('of %j a request has 150 ms for all of its texts', (source, text, times) => {
		const pattern = compilePattern(source);
		const startedMs = cpuMs();
		limitPatterns(() => {
			for (let count = 0; count < times; count++) pattern?.test(text);
			expect(pattern?.test(text)).toBe(false);
			expect(wasUndecided(source, text)).toBe(true);
		});
		expect(cpuMs() - startedMs).toBeLessThan(600);
		// The next request begins anew, also in the same turn.
		limitPatterns(() => {
			pattern?.test('aaab');
			expect(wasUndecided(source, 'aaab')).toBe(false);
		});
	});

	test('has all the time it takes for what is no request', () => {
		const pattern = compilePattern('^a+b$');
		expect(pattern?.test(`${'a'.repeat(3_000_000)}b`)).toBe(true);
	});

	test('is tried once more for what is no request, where the machine was held up', () => {
		const search = (held: number): boolean => {
			let left = held;
			const run = (): boolean => {
				for (const endMs = Date.now() + (left-- > 0 ? 200 : 0); Date.now() < endMs; );
				return true;
			};
			return searchTimed({ source: 'a', text: 'a', steps: undefined, run });
		};
		expect([search(0), search(1)]).toEqual([true, true]);
		expect(search(2)).toBe(false);
	});

	test.each<[source: string, text: string, fits: boolean]>([
		['^(?![0-9a-f]{8}-[0-9a-f]{4}$)^[a-z]([a-zA-Z0-9-]*[a-zA-Z0-9]+)?$', 'a-name', true],
		['^(?![0-9a-f]{8}-[0-9a-f]{4}$)^[a-z]([a-zA-Z0-9-]*[a-zA-Z0-9]+)?$', 'a-', false],
		['(?=.*\\d)[a-z]+', 'abc1', true],
		['^[a-z]+(?!-)[a-z0-9]*(?<!-)$', 'abc1', true],
		// Decimals as Pydantic writes them: any, of places, of digits and places.
		['^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$', '1234567.50', true],
		['^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d*$', '12.5x', false],
		['^(?!^[-+.]*$)[+-]?0*\\d*\\.?\\d{0,2}0*$', '12.50', true],
		['^(?!^[-+.]*$)[+-]?0*(?:\\d{0,8}|(?=[\\d.]{1,11}0*$)\\d{0,8}\\.\\d{0,2}0*$)', '-12.50', true],
		['^(?!^[-+.]*$)[+-]?0*(?:\\d{0,20}|(?=[\\d.]{1,39}0*$)\\d{0,20}\\.\\d{0,18}0*$)', '0.000001', true],
	])('%j is held to a short text however little time is left', (source, text, fits) => {
		expect(compilePattern(source)?.engine).toBe('guarded');
		limitPatterns(
			() => {
				expect(compilePattern(source)?.test(text)).toBe(fits);
				expect(wasUndecided(source, text)).toBe(false);
			},
			{ allMs: 0 },
		);
	});

	test.each([
		...['^(?!b)a*a*a*b', '(?!b)a*a*b', '^(?!b)(a*c?){3}b', '^(?!b)a*(?=a*c)b', '^(?!a*a*b)a*a*(?=a*c)b'],
		...['^a*(?!a{0,50}a*b)a{0,30}b', '(?=(a{0,9}b?){2})a{0,90}a{0,9}c'],
	])('of %j no search that is free takes long', (source) => {
		const pattern = compilePattern(source);
		for (const length of [10, 50, 100, 200, 500, 1000]) {
			const startedMs = cpuMs();
			limitPatterns(() => pattern?.test('a'.repeat(length)));
			expect(cpuMs() - startedMs).toBeLessThan(250);
		}
	});
});
