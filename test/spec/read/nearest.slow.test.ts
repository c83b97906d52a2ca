import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../spec/index.ts';
import { widen } from '../../support/counted.ts';
import { cpuMs } from '../../support/cpu.ts';

/** Levenshtein distance, two letters that changed places counted once, by its definition. */
function countChanges(a: string, b: string): number {
	if (a === '' || b === '') return a.length + b.length;
	if (a[0] === b[0]) return countChanges(a.slice(1), b.slice(1));
	const rest = [countChanges(a.slice(1), b), countChanges(a, b.slice(1)), countChanges(a.slice(1), b.slice(1))];
	if (a.length > 1 && a[0] === b[1] && a[1] === b[0]) rest.push(countChanges(a.slice(2), b.slice(2)));
	return 1 + Math.min(...rest);
}

describe('nearest', () => {
	const operations = ['listOrders', 'createOrder', 'getOrder', 'payOrder', 'cancelOrder'];
	it.each<[string, readonly string[], string[]]>([
		['payOrdr', operations, ['payOrder']],
		['PAYORDER', operations, ['payOrder']],
		['getOrder', operations, ['getOrder', 'payOrder']],
		['Orders', operations, ['listOrders']],
		['zzzzzzzz', operations, []],
		['', operations, []],
		['', ['ab', 'abc'], ['ab']],
		['constructor', operations, []],
		['a', [], []],
		['gt', ['<', 'in'], []],
		['code', ['body', 'mode'], ['mode']],
		['lnit', ['init', 'lint', 'list'], ['lint', 'init']],
		['crae', ['arcs', 'crate', 'care'], ['care', 'crate']],
		['GET /orders/', ['GET /orders', 'POST /orders', 'GET /invoices'], ['GET /orders', 'POST /orders']],
	])('%s among %j is %j', (word, candidates, expected) => {
		expect(nearest(word, candidates).slice(0, expected.length || 3)).toEqual(expected);
	});

	it('finds exactly the words within its distance, as counting in full finds them', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 9 });
		fc.assert(
			fc.property(word, word, (a, b) => {
				const limit = Math.max(a.length > 4 ? 2 : 1, Math.floor(a.length * 0.4));
				const isNear = a.includes(b) || b.includes(a) || countChanges(a, b) <= limit;
				expect(nearest(a, [b])).toEqual(isNear ? [b] : []);
			}),
			{ numRuns: 3000 },
		);
	});

	it('offers at most as many as asked for', () => {
		expect(nearest('order', operations, 1)).toHaveLength(1);
		expect(nearest('order', operations, 0)).toEqual([]);
	});

	it('is done at once, however long the word and many the names', () => {
		const many = Array.from({ length: 20_000 }, (_, index) => `${'x'.repeat(300)}${index}`);
		nearest('y'.repeat(100_000), many);
		const before = cpuMs();
		nearest(`y${'x'.repeat(300)}`, many);
		expect(cpuMs() - before).toBeLessThan(widen(500));
	});
});
