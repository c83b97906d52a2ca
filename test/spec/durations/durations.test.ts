// The grammar of durations, and that each place that reads one has this grammar and no other.

import { describe, expect, it } from 'vitest';
import { deriveTextRegex } from '../../../contracts/write/derive-matchers.ts';
import { collectFacts } from '../../../mock/record/facts.ts';
import { checkShape } from '../../../mock/scenarios/shape.ts';
import { createClock } from '../../../mock/time/clock.ts';
import { isDuration, isZeroDuration } from '../../../spec/durations/durations.ts';
import { compileSchema, parseDuration, viewSchema } from '../../../spec/index.ts';
import { makeDocument, readTolerantly } from '../read/documents.ts';
import { refTo } from '../schema-document.ts';

const DAY = 86_400_000;

describe('a duration', () => {
	it.each<[string, number, number, number]>([
		['P1D', 0, 0, DAY],
		['P4W', 0, 0, 28 * DAY],
		['P1W2D', 0, 0, 9 * DAY],
		['P1M', 0, 1, 0],
		['PT1M', 0, 0, 60_000],
		['P1Y5D', 1, 0, 5 * DAY],
		['P1MT1M', 0, 1, 60_000],
		['PT36H', 0, 0, 1.5 * DAY],
		['PT1H5S', 0, 0, 3_605_000],
		['P1Y2M3W4DT5H6M7S', 1, 2, 25 * DAY + 18_367_000],
		['PT0.5S', 0, 0, 500],
		['PT0,5S', 0, 0, 500],
		['PT1.0019S', 0, 0, 1001],
		['PT0.29S', 0, 0, 290],
		['P007D', 0, 0, 7 * DAY],
		['P0D', 0, 0, 0],
	])('%s is read by its units', (text, years, months, ms) => {
		expect(parseDuration(text)).toEqual({ years, months, ms });
	});

	it.each([
		['PT0S', true],
		['P0D', true],
		['PT0.000S', true],
		['PT0.001S', false],
		['P10D', false],
	])('%s is zero: %s', (text, zero) => {
		expect(isZeroDuration(text)).toBe(zero);
	});
});

const schema = refTo({ type: 'string', format: 'duration' });
const validate = compileSchema(schema, 'request');
const matcher = new RegExp(`^(${deriveTextRegex(collectFacts(viewSchema(schema), 'P1D', 'response'))})$`);

/** Each place that reads durations: does it take the text? */
const PLACES: Readonly<Record<string, (text: string) => boolean | Promise<boolean>>> = {
	grammar: isDuration,
	'format: duration': (text) => validate(text).length === 0,
	'the matcher of a pact': (text) => matcher.test(text),
	'a scenario, after': (text) => checkScenario({ after: text }),
	'a scenario, before': (text) => checkScenario({ before: text }),
	'a document, after': (text) => checkEffect({ after: text }),
	'a document, default': (text) => checkEffect({ after: 'P1D', default: text }),
	'a document, max': (text) => checkEffect({ after: 'P1D', max: text }),
	'the clock, forwards': (text) => canAdvance(text),
	'the clock, backwards': (text) => canAdvance(`-${text}`),
};

function checkScenario(due: { after: string } | { before: string }): boolean {
	return checkShape({ name: 'a', title: 'a', given: { job: [{ due }] } }).length === 0;
}

async function checkEffect(due: { after: string; default?: string; max?: string }): Promise<boolean> {
	const operation = { 'x-effect': { create: 'job', set: { due } }, responses: { 200: { description: '' } } };
	const document = makeDocument({ '/jobs': { post: operation } }, { 'x-lifecycle': { job: { key: 'id' } } });
	return (await readTolerantly(document)).findings.length === 0;
}

function canAdvance(text: string): boolean {
	try {
		createClock({ seeded: true }).advance(text);
		return true;
	} catch (error) {
		expect(String(error)).toContain('is no ISO 8601 duration');
		return false;
	}
}

const GOOD =
	'P1D P1Y P1M P4W P1W2D P1Y1W P1Y5D P1Y2M3D PT36H PT1M PT1S PT1H5S P1DT12H PT0.5S PT0,5S PT1.123456789012S P007D P1Y2M3W4DT5H6M7.5S';
const BAD =
	'P PT P1 P1H PT1D +P1D --P1D P-1D P1DT 7days p1d P1d PT1s P1M1Y P1D1W PT1S1M PT1.5H PT1.5M P1.5D P0.5W PT.5S PT1.S PT1.5,5S PT1:30 1D 0 null';

describe.each(Object.entries(PLACES))('in %s', (_place, accepts) => {
	it.each(GOOD.split(' '))('%s is one', async (text) => {
		expect(await accepts(text)).toBe(true);
	});

	it.each([...BAD.split(' '), '', ' ', ' P1D', 'P1D ', 'P1D\n', '7 days', 'P1D P1D', 'P１D'])(
		'%j is none',
		async (text) => {
			expect(await accepts(text)).toBe(false);
		},
	);
});

it('has no sign of its own', () => {
	expect(isDuration('-P1D')).toBe(false);
});

it('is at most 100 characters long where the mock reads it', () => {
	const longest = `P${'0'.repeat(97)}1D`;
	expect(longest).toHaveLength(100);
	expect([isDuration(longest), isDuration(`P0${longest.slice(1)}`)]).toEqual([true, false]);
});
