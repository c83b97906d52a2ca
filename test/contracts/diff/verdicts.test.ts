// Our verdict on each change beside oasdiff's (v1.37.0: `oasdiff changelog OLD NEW -f json`, the level and the id of each rule).

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../../../contracts/diff/compare-documents.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { CHANGE_CASES } from './change-cases.ts';

const verdicts: Record<string, string[]> = JSON.parse(
	readFileSync(new URL('./oasdiff-verdicts.json', import.meta.url), 'utf8'),
);

/** Where we judge otherwise, and why. */
const DELIBERATE: Readonly<Record<string, { verdict: string; reason: string }>> = {
	'request property: additional properties are refused': {
		verdict: 'warning',
		reason:
			'oasdiff has no rule for it; a provider that holds bodies to the document refuses what it passed over before',
	},
	'request property: a property moved into allOf': {
		verdict: 'good',
		reason: 'the same values fit; oasdiff compares the keywords as they stand',
	},
	'response property: a property moved into allOf': {
		verdict: 'good',
		reason: 'the same values fit; oasdiff compares the keywords as they stand',
	},
	'parameter: style changed': {
		verdict: 'error',
		reason: 'oasdiff has no rule for it; `q=a&q=b` is another list than `q=a|b`',
	},
	'operation: a tag changed': { verdict: 'good', reason: 'nothing of it is on the wire' },
};

/** `info` and nothing at all break nobody. */
function worstOf(levels: readonly string[]): string {
	return ['error', 'warning'].find((level) => levels.some((one) => one.startsWith(level))) ?? 'good';
}

describe('the verdict on a change is that of oasdiff', () => {
	it('in all cases that there are', () => {
		expect(CHANGE_CASES.map(({ name }) => name).sort()).toEqual(Object.keys(verdicts).sort());
		expect(CHANGE_CASES.length).toBeGreaterThan(60);
	});

	it.each(CHANGE_CASES.map((one) => [one.name, one] as const))('%s', async (name, { old, new: now }) => {
		const [before, after] = await Promise.all([old, now].map((one) => loadDocuments([one], { infer: false })));
		const changes = compareDocuments({ before: before?.documents ?? [], after: after?.documents ?? [] });
		const told = changes.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
		const theirs = verdicts[name] ?? [];
		const { verdict } = DELIBERATE[name] ?? { verdict: worstOf(theirs) };
		expect([worstOf(told), { told, theirs }]).toEqual([verdict, { told, theirs }]);
		if (theirs.length > 0 && !DELIBERATE[name]) expect(told, 'a change that they see').not.toEqual([]);
	});
});
