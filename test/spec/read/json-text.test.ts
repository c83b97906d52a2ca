import { describe, expect, it } from 'vitest';
import { hasNoMoreMembers } from '../../../spec/read/json-text.ts';

/** Texts, and how many members their objects have in the value that JSON.parse makes of them. */
const TEXTS: readonly (readonly [what: string, text: string, members: number, hasNoMore: boolean])[] = [
	['nothing', '{}', 0, true],
	['members', '{"a":1,"b":{"c":[{"d":null}]}}', 4, true],
	['a key given twice', '{"a":1,"a":2}', 1, false],
	['a key given twice in an object of a list', '[{"a":1},{"a":1,"a":2}]', 2, false],
	['colons apart from their keys', '{"a" : 1,"b"\n\t:2}', 2, true],
	['a key given twice, once apart from its colon', '{"a" :1,"a":2}', 1, false],
	['a key given twice, and a text that begins with a colon', '{"a" :1,"a" :2,"b":":x"}', 2, false],
	['texts that begin with colons', '{"a":":x","b":[":",": "]}', 2, true],
	['colons in texts', String.raw`{"a":"x: y \"b\": \\","c\"":": z"}`, 2, true],
	['a key that ends in a backslash', String.raw`{"a\\":1}`, 1, true],
	['a key given twice that ends in a backslash', String.raw`{"a\\":1,"a\\":2}`, 1, false],
	['a key given twice beside quotes in a text', String.raw`{"a":1,"a":"\":"}`, 1, false],
];

describe('members of JSON text', () => {
	it.each(TEXTS)('%s', (_, text, members, hasNoMore) => {
		const count = (value: unknown): number => {
			if (typeof value !== 'object' || value === null) return 0;
			const inside = Object.values(value).reduce<number>((sum, one) => sum + count(one), 0);
			return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
		};
		expect(count(JSON.parse(text))).toBe(members);
		expect(hasNoMoreMembers(text, members)).toBe(hasNoMore);
	});
});
