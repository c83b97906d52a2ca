import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../mock/journal/exchange.ts';
import { createJournal, JOURNAL_BODY_BYTES, keepBody } from '../../../mock/journal/journal.ts';

function entry(size = 0): Omit<Exchange, 'id' | 'bytes'> {
	return {
		request: { target: '', rawHeaders: [] },
		requestBody: 'x'.repeat(size),
		answer: { body: undefined },
	} as unknown as Exchange;
}

describe('createJournal', () => {
	it('keeps the newest, counts what fell out, and finds by id', () => {
		const journal = createJournal({ limit: 3, maxBytes: 1e9 });
		for (let index = 0; index < 5; index++) journal.add(entry());
		expect(journal.list().map(({ id }) => id)).toEqual([3, 4, 5]);
		expect([journal.length, journal.dropped]).toEqual([3, 2]);
		expect([0, 1, 2, 3, 5, 6].map((id) => journal.get(id)?.id)).toEqual([
			undefined,
			undefined,
			undefined,
			3,
			5,
			undefined,
		]);
	});

	it('stays within its bytes, but always keeps the newest', () => {
		const journal = createJournal({ limit: 100, maxBytes: 5000 });
		for (let index = 0; index < 10; index++) journal.add(entry(1000));
		expect(journal.length).toBe(2);
		journal.add(entry(100_000));
		expect(journal.list().map(({ id }) => id)).toEqual([11]);
	});

	it('shares a budget with other journals', () => {
		const budget = { bytes: 0, maxBytes: 6500 };
		const first = createJournal({ limit: 100, maxBytes: 1e9, budget });
		const second = createJournal({ limit: 100, maxBytes: 1e9, budget });
		for (let index = 0; index < 4; index++) first.add(entry());
		for (let index = 0; index < 10; index++) second.add(entry());
		expect(first.length).toBe(4);
		expect(second.length).toBe(2);
		first.clear();
		expect(budget.bytes).toBeLessThan(3000);
	});

	it('goes on counting after it was cleared, so that no id comes twice', () => {
		const journal = createJournal({ limit: 2, maxBytes: 1e9 });
		journal.add(entry());
		journal.clear();
		expect(journal.list()).toEqual([]);
		expect(journal.get(1)).toBeUndefined();
		expect(journal.add(entry()).id).toBe(2);
	});

	it('keeps nothing with a limit of 0', () => {
		const journal = createJournal({ limit: 0, maxBytes: 1e9 });
		journal.add(entry());
		expect([journal.length, journal.list().length, journal.get(1)]).toEqual([0, 0, undefined]);
	});
});

describe('keepBody', () => {
	it('cuts off long bodies and copies bytes (threat 44)', () => {
		const large = Buffer.alloc(1024 * 1024, 120);
		const kept = keepBody(large) as Uint8Array;
		expect(kept.byteLength).toBe(JOURNAL_BODY_BYTES);
		expect(kept.buffer.byteLength).toBe(JOURNAL_BODY_BYTES);
		expect((keepBody('é'.repeat(20_000)) as string).length).toBe(JOURNAL_BODY_BYTES);
		expect([keepBody(undefined), keepBody(''), keepBody(new Uint8Array(0)), keepBody('0')]).toEqual([
			undefined,
			undefined,
			undefined,
			'0',
		]);
	});
});
