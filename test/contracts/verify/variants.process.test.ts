// The legal variants: a consumer that bears only the plain answer fails, and the form is named.

import { describe, expect, it, test } from 'vitest';
import { formatVerifyJson, formatVerifyReport, groupVerifyReport } from '../../../contracts/verify/verify-report.ts';
import type { VerifyReport } from '../../../contracts/verify/verify-types.ts';
import { formatJUnit } from '../../../mock/report/junit.ts';
import { codesOf, OPEN, type Rules, verify } from './support.ts';

const T = { match: 'type' };
const regex = (text: string): object => ({ match: 'regex', regex: text });

/** `failed minimal`, `doubtful enum /unit = "BOX"`; what passed is left out. */
function failuresOf({ pacts }: VerifyReport): string[] {
	return pacts
		.flatMap(({ interactions }) => interactions.flatMap(({ variants }) => variants))
		.filter(({ outcome }) => outcome !== 'passed')
		.map(({ outcome, name }) => `${outcome} ${name}`);
}

describe('the forms of an answer', () => {
	const cases: readonly [what: string, body: object, rules: Rules, failures: readonly string[]][] = [
		['what is required', { id: OPEN, status: 'OPEN', unit: 'BOX' }, { '$.id': T, '$.status': T, '$.unit': T }, []],
		['an optional property', { note: 'x' }, { '$.note': T }, ['failed minimal', 'failed sparse']],
		['a value that may be null', { gift: 'x' }, { '$.gift': T }, ['failed minimal', 'failed nulls']],
		[
			'a value that may be null, as the example has it',
			{ gift: 'With love' },
			{},
			['failed minimal', 'failed nulls', 'doubtful maximal'],
		],
		[
			'an optional value that may be null',
			{ total: 1 },
			{ '$.total': { match: 'number' } },
			['failed minimal', 'failed sparse', 'failed nulls'],
		],
		['an array that is not empty', { tags: ['a'] }, { '$.tags': { match: 'type', min: 1 } }, ['failed minimal']],
		['an array of any length', { tags: ['a'] }, { '$.tags': { match: 'type', min: 0 } }, []],
		[
			'short texts',
			{ tags: ['a'] },
			{ '$.tags': { match: 'type', min: 0 }, '$.tags[*]': regex('^.{1,20}$') },
			['failed maximal'],
		],
		['all values of an enum', { unit: 'BOX' }, { '$.unit': regex('^(BOX|PIECE|PALLET)$') }, []],
		['some values of an enum', { unit: 'BOX' }, { '$.unit': regex('^(BOX|PIECE)$') }, ['failed enum /unit = "PALLET"']],
		[
			'one value of an enum, as the state has it',
			{ unit: 'BOX' },
			{},
			['doubtful enum /unit = "PIECE"', 'doubtful enum /unit = "PALLET"'],
		],
		[
			'one value of an enum, by a matcher',
			{ unit: 'BOX' },
			{ '$.unit': regex('^BOX$') },
			['failed enum /unit = "PIECE"', 'failed enum /unit = "PALLET"'],
		],
		[
			'some states',
			{ status: 'OPEN' },
			{ '$.status': regex('^(OPEN|PAID|SENT)$') },
			['failed enum /status = "CANCELLED"'],
		],
		[
			'one state, which the provider state decides',
			{ status: 'OPEN' },
			{ '$.status': regex('^OPEN$') },
			['doubtful enum /status = "PAID"', 'doubtful enum /status = "SENT"', 'doubtful enum /status = "CANCELLED"'],
		],
	];
	test.each(cases)('a consumer that needs %s', async (_, body, rules, failures) => {
		const report = await verify([{ body, rules }]);
		expect(report.counts).toMatchObject({ interactions: 1, failed: 0, variants: 14 });
		expect(failuresOf(report)).toEqual(failures);
		expect(report.ok).toBe(!failures.some((one) => one.startsWith('failed')));
	});

	test('within the items of an array, too', async () => {
		const body = { lines: [{ sku: 'a', size: 'M' }] };
		const rules = { '$.lines': { match: 'type', min: 0 }, '$.lines[*].sku': T, '$.lines[*].size': regex('^[SM]$') };
		expect(failuresOf(await verify([{ body, rules }]))).toEqual([
			'failed minimal',
			'failed sparse',
			'failed maximal',
			'failed enum /lines/*/size = "L"',
		]);
	});

	test('a list has what the state has, each item in its form', async () => {
		const list = {
			path: '/v1/shops/acme/orders',
			body: [{ id: OPEN }],
			rules: { $: { match: 'type', min: 1 }, '$[*].id': T },
		};
		const report = await verify([
			list,
			{ ...list, description: 'notes', body: [{ note: 'x' }], rules: { $: { match: 'type', min: 1 } } },
		]);
		expect(report.counts.failed).toBe(0);
		expect(failuresOf(report)).toEqual(['failed minimal', 'failed sparse']);
	});

	test('what is created comes in them as well', async () => {
		const create = {
			states: [],
			method: 'POST',
			path: '/v1/shops/acme/orders',
			request: { note: 'hi', unit: 'BOX' },
			status: 201,
		};
		expect(failuresOf(await verify([{ ...create, body: { note: 'hi' }, rules: { '$.note': T } }]))).toEqual([
			'failed minimal',
			'failed sparse',
		]);
	});

	test('answers that are no success, or have no body, have none', async () => {
		const report = await verify([
			{ method: 'DELETE', status: 204 },
			{ description: 'b', states: [], status: 404 },
		]);
		expect(report.counts).toMatchObject({ interactions: 2, variants: 0 });
		expect(report.ok).toBe(true);
	});
});

describe('the runs', () => {
	const needy = { body: { note: 'x', unit: 'BOX' }, rules: { '$.note': T, '$.unit': regex('^BOX|PIECE$') } };

	test('are as many as are asked for; what is left out is told', async () => {
		const report = await verify([needy], { maxVariants: 1 });
		expect(codesOf(report)).toEqual(['error verify.variant', 'info verify.variants-omitted']);
		expect(report.counts.variants).toBe(1);
		expect(report.pacts[0]?.interactions[0]?.omitted).toBe(13);
		expect((await verify([needy], { maxVariants: 0 })).findings).toEqual([]);
		expect((await verify([needy], { variants: false })).findings).toEqual([]);
	});

	test('are the same each time', async () => {
		const [first, second] = [await verify([needy]), await verify([needy])];
		const strip = ({ pacts }: VerifyReport): string =>
			JSON.stringify(pacts.map(({ interactions }) => interactions.map((one) => ({ ...one, durationMs: 0 }))));
		expect(strip(first)).toBe(strip(second));
	});

	test('are not done for what fails plainly', async () => {
		expect((await verify([{ status: 409 }])).counts.variants).toBe(0);
	});

	test('do not fail a pact that is pending', async () => {
		const report = await verify([{ ...needy, more: { pending: true } }]);
		expect(report.ok).toBe(true);
		expect(codesOf(report)).toEqual(['warning verify.variant', 'warning verify.variant']);
	});
});

test('a finding names the form, the need, and the place in the document', async () => {
	const { findings } = await verify([{ body: { note: 'x' }, rules: { '$.note': T } }]);
	expect(findings).toEqual([
		expect.objectContaining({
			code: 'verify.variant',
			severity: 'error',
			message:
				'The document also allows the variants minimal, sparse, and then the consumer needs note in $, which is absent',
			document: { file: expect.stringContaining('orders.yaml'), pointer: expect.stringContaining('/responses/200/') },
		}),
	]);
});

test('the report is readable, whole as JSON, and JUnit has a test for each form', async () => {
	const report = await verify([
		{ body: { note: 'x' }, rules: { '$.note': T } },
		{ description: 'cancel\u001b[31m', method: 'DELETE', status: 204 },
	]);
	const text = formatVerifyReport(report);
	expect(text).toContain('✗ a request for the order (given an order that is open) → 200, 2 of 14 variants failed');
	expect(text).toContain('✓ cancel');
	expect(text).not.toContain('\u001b');
	expect(text).toMatch(/not verified against the mock: 1 pact, 2 interactions, 14 variants, 2 of them failed$/);
	expect(JSON.parse(formatVerifyJson(report))).toMatchObject({
		ok: false,
		counts: { interactions: 2, failedVariants: 2 },
	});
	const junit = formatJUnit(groupVerifyReport(report));
	expect(junit).toContain('<testsuites tests="17" failures="2"');
	expect(junit).toContain('[minimal]');
});

describe('a list', () => {
	const list = { description: 'a list', path: '/v1/shops/acme/orders', states: [] };
	it.each<[string, object, Rules, string[]]>([
		[
			'that is empty is replayed with one item',
			[{ id: OPEN, title: 'x' }],
			{ $: { match: 'type' }, '$[*].id': T, '$[*].title': T },
			['failed one'],
		],
		['whose items have what is expected passes', [{ id: OPEN }], { $: { match: 'type' }, '$[*].id': T }, []],
		['of which no item is expected is left as it is', [], { $: { match: 'type', min: 0 } }, []],
	])('%s', async (_name, body, rules, failures) => {
		const report = await verify([{ ...list, body, rules }]);
		expect(failuresOf(report).filter((one) => one.endsWith('one'))).toEqual(failures);
	});
});
