import { describe, expect, test } from 'vitest';
import { findRule } from '../../../../contracts/check/matchers/find-rule.ts';
import { compileDateFormat } from '../../../../contracts/check/matchers/java-date-format.ts';
import { accepts } from '../../../../contracts/check/matchers/matcher-accepts.ts';
import { sampleRegex } from '../../../../contracts/check/matchers/sample-regex.ts';
import { type Matcher, type MatchingRule, parseJsonPath } from '../../../../contracts/pact/index.ts';
import type { JsonValue } from '../../../../spec/index.ts';

const VALUES: readonly JsonValue[] = [null, true, false, 0, 1, -1, 1.5, '', 'a', '1', [], [0], {}, { a: 0 }];

describe('the values that a matcher takes', () => {
	test.each<[string, JsonValue, Matcher | undefined, JsonValue[]]>([
		['no matcher, 0', 0, undefined, [0]],
		['no matcher, false', false, undefined, [false]],
		['no matcher, null', null, undefined, [null]],
		['no matcher, an empty text', '', undefined, ['']],
		['equality', 1, { kind: 'equality' }, [1]],
		['type of a text', 'x', { kind: 'type' }, ['', 'a', '1']],
		['type of a number', 3, { kind: 'type' }, [0, 1, -1, 1.5]],
		['type of a boolean', true, { kind: 'type' }, [true, false]],
		['type of null', null, { kind: 'type' }, [null]],
		['type of a list', ['x'], { kind: 'type' }, [[], [0]]],
		['type of an object', {}, { kind: 'type' }, [{}, { a: 0 }]],
		['integer', 1, { kind: 'integer' }, [0, 1, -1]],
		['decimal', 1.5, { kind: 'decimal' }, [1.5]],
		['number', 1, { kind: 'number' }, [0, 1, -1, 1.5]],
		['boolean', true, { kind: 'boolean' }, [true, false]],
		['null', null, { kind: 'null' }, [null]],
		['regex', '1', { kind: 'regex', pattern: '\\d' }, [0, 1, '1']],
		['regex, of the whole text', 'a', { kind: 'regex', pattern: 'a|b' }, ['a']],
		['include', 'xay', { kind: 'include', text: 'a' }, [false, 'a']],
		['notEmpty', 'x', { kind: 'notEmpty' }, [true, false, 0, 1, -1, 1.5, 'a', '1', [0], { a: 0 }]],
		['notEmpty of a list', ['x'], { kind: 'notEmpty' }, [[0]]],
		['notEmpty of an object', { x: 1 }, { kind: 'notEmpty' }, [{ a: 0 }]],
		['values of a text', 'a', { kind: 'values' }, ['a']],
		['values of an object', { x: 1 }, { kind: 'values' }, [{}, { a: 0 }]],
		['semver', '1.0.0', { kind: 'semver' }, []],
	])('%s', (_, example, matcher, taken) => {
		const rule = matcher && { matchers: [matcher], combine: 'AND' as const, isInherited: false, pointer: '' };
		expect(VALUES.filter((value) => accepts({ example, rule }, value))).toEqual(taken);
	});

	test.each<[string, JsonValue]>([
		['a list', ['a']],
		['an object', { a: 0 }],
	])('beside %s, no scalar and no null, whatever the matcher', (_, example) => {
		const kinds = ['null', 'integer', 'decimal', 'number', 'boolean', 'semver', 'date'] as const;
		const matchers: Matcher[] = [...kinds.map((kind) => ({ kind })), { kind: 'include', text: 'a' }];
		const scalars = VALUES.filter((value) => typeof value !== 'object' || value === null);
		for (const matcher of matchers) {
			const rule = { matchers: [{ kind: 'type' }, matcher] as Matcher[], isInherited: false, pointer: '' };
			expect(scalars.filter((value) => accepts({ example, rule: { ...rule, combine: 'OR' } }, value))).toEqual([]);
		}
	});

	test('boolean takes the words as well, as the engines do', () => {
		const rule = {
			matchers: [{ kind: 'boolean' } as Matcher],
			combine: 'AND' as const,
			isInherited: false,
			pointer: '',
		};
		const words = ['true', 'false', 'True', 'yes', ''];
		expect(words.filter((value) => accepts({ example: true, rule }, value))).toEqual(['true', 'false']);
	});

	test('AND wants all, OR wants one', () => {
		const matchers: Matcher[] = [{ kind: 'type' }, { kind: 'null' }];
		const rule = { matchers, isInherited: false, pointer: '' };
		expect(accepts({ example: 'a', rule: { ...rule, combine: 'OR' } }, null)).toBe(true);
		expect(accepts({ example: 'a', rule: { ...rule, combine: 'AND' } }, null)).toBe(false);
	});

	test('of a matcher that nobody knows, nobody says anything', () => {
		const rule = {
			matchers: [{ kind: 'unknown', name: 'x' } as Matcher],
			combine: 'AND' as const,
			isInherited: false,
			pointer: '',
		};
		expect(accepts({ example: 'a', rule }, 'b')).toBeUndefined();
	});
});

describe('texts of a form', () => {
	// As the real verifier judges them.
	test.each<[Matcher, string, boolean]>([
		[{ kind: 'semver' }, '1.2.3-rc.1+b', true],
		[{ kind: 'semver' }, '01.2.3', false],
		[{ kind: 'date' }, '2026-01-15', true],
		[{ kind: 'date' }, '2026-13-45', false],
		[{ kind: 'time' }, '09:00:00', true],
		[{ kind: 'time' }, '09:00', false],
		[{ kind: 'datetime' }, '2026-01-15T09:00:00+01:00', true],
		[{ kind: 'datetime' }, '2026-01-15T09:00:00Z', true],
		[{ kind: 'datetime' }, '2026-01-15T09:00:00', false],
		[{ kind: 'datetime' }, '2026-01-15T09:00:00.123Z', false],
	])('%o and %s', (matcher, text, fits) => {
		const rule = { matchers: [matcher], combine: 'AND' as const, isInherited: false, pointer: '' };
		expect(accepts({ example: 'x', rule }, text)).toBe(fits);
	});
});

describe('date patterns', () => {
	test.each<[string, string, boolean]>([
		["yyyy-MM-dd'T'HH:mm:ss", '2026-01-15T09:00:00', true],
		["yyyy-MM-dd'T'HH:mm:ss", '2026-01-15T09:00:00Z', false],
		["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-01-15T09:00:00.123+01:00', true],
		["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-01-15T09:00:00.123Z', true],
		["yyyy-MM-dd'T'HH:mm:ssX", '2026-01-15T09:00:00.123Z', false],
		['dd/MM/yyyy', '15/01/2026', true],
		['EEE, d MMM yyyy', 'Thu, 15 Jan 2026', true],
		["HH 'o''clock'", "09 o'clock", true],
		['HH:mm', '9:00', true],
		['HH:mm', '24:00', false],
		['hh:mm a', '13:00 PM', false],
		['dd/MM/yyyy', '01/25/2026', false],
		['dd/MM/yyyy', '1/5/26', true],
		['yyyy-MM-dd', '2026-00-10', false],
		['HH:mm:ss.SSS', '09:00:00.1', true],
		['HH:mm:ss.SSS', '09:00:00.1234', false],
		['HH:mm:ssXXX', '09:00:00+25:00', false],
		['A', '1768467600123', true],
	])('%s and %s', (format, text, fits) => {
		expect(compileDateFormat(format)?.test(text)).toBe(fits);
	});

	test('a letter that is none is told by undefined', () => {
		expect(compileDateFormat('yyyy-QQQ-bbb')).toBeUndefined();
	});
});

describe('which rule holds', () => {
	const rule = (path: string, ...matchers: Matcher[]): MatchingRule => ({
		part: 'body',
		path: parseJsonPath(path) ?? [],
		matchers,
		combine: 'AND',
		pointer: path,
	});
	const rules = [
		rule('$', { kind: 'type', min: 1 }),
		rule('$.items[*].id', { kind: 'integer' }),
		rule('$.items[0].id', { kind: 'number' }),
		rule('$.map.*', { kind: 'boolean' }),
		rule('$.exact', { kind: 'equality' }),
	];
	test.each<[string, string | undefined, boolean]>([
		['$', '$', false],
		['$.other.deep', '$', true],
		['$.items[1].id', '$.items[*].id', false],
		['$.items[0].id', '$.items[0].id', false],
		['$.map.a', '$.map.*', false],
		['$.exact', '$.exact', false],
	])('at %s', (place, pointer, isInherited) => {
		expect(findRule(rules, parseJsonPath(place) ?? [])).toMatchObject({ pointer, isInherited });
	});

	test('a type goes down to what is below it, its lengths and an equality don’t', () => {
		expect(findRule(rules, parseJsonPath('$.other') ?? [])?.matchers).toEqual([{ kind: 'type' }]);
		expect(findRule(rules, parseJsonPath('$.exact.below') ?? [])).toBeUndefined();
		expect(findRule([], [])).toBeUndefined();
	});

	// As the real verifier has it: what holds of a list or a map says so of what is inside.
	test.each<[Matcher, Matcher[] | undefined]>([
		[{ kind: 'notEmpty' }, [{ kind: 'notEmpty' }]],
		[
			{ kind: 'eachKey', rules: [{ kind: 'regex', pattern: 'a' }] },
			[{ kind: 'eachKey', rules: [{ kind: 'regex', pattern: 'a' }] }],
		],
		[{ kind: 'eachValue', rules: [{ kind: 'integer' }] }, [{ kind: 'integer' }]],
		[{ kind: 'values' }, undefined],
		[{ kind: 'arrayContains', variants: [] }, undefined],
	])('%o goes down as %o', (matcher, below) => {
		expect(findRule([rule('$', matcher)], parseJsonPath('$.a') ?? [])?.matchers).toEqual(below);
	});
});

describe('samples of a regular expression', () => {
	test.each(['A|B|C', '[a-z]{2,4}', '\\d{4}-\\d{2}', '^x*$', '(?:a|b)+c?', '[^a]', '.*', 'é|😀', '\\S+'])(
		'%s',
		(pattern) => {
			const texts = sampleRegex(pattern);
			expect(texts.length).toBeGreaterThan(0);
			for (const text of texts) expect(text).toMatch(new RegExp(`^(?:${pattern})$`, 'u'));
			expect(sampleRegex(pattern)).toEqual(texts);
		},
	);

	test('every choice is among them', () => {
		expect(sampleRegex('NEW|PAID|SENT')).toEqual(['NEW', 'PAID', 'SENT']);
	});

	test.each(['(', '(a)\\1', '[b-a]'])('%s has none, and takes no time', (pattern) => {
		expect(sampleRegex(pattern)).toEqual([]);
	});
});
