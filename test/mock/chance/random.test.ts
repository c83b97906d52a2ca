import { describe, expect, test } from 'vitest';
import { hashText } from '../../../mock/chance/hash.ts';
import { scrambleBlock } from '../../../mock/chance/philox.ts';
import { createRandom } from '../../../mock/chance/random.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('Philox-4x32-10 gives the values that its authors publish', () => {
	test.each([
		[[0, 0, 0, 0], 0, 0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
		[[~0, ~0, ~0, ~0], ~0, ~0, [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
		[
			[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
			0xa4093822,
			0x299f31d0,
			[0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
		],
	])('%o', (counter, low, high, result) => {
		const block = Uint32Array.from(counter);
		scrambleBlock(block, { low, high });
		expect([...block]).toEqual(result);
	});
});

describe('the random numbers of a session', () => {
	test('are the same for the same seed, name and calls', () => {
		const draw = () => {
			const random = createRandom(42, 'qa');
			return [random.uuid(), random.next(), random.seedFor('a'), random.uuid(), random.counter];
		};
		expect(draw()).toEqual(draw());
		expect(draw()).toEqual([
			'31c62269-7931-4fc0-b2f6-afdeb326df15',
			expect.any(Number),
			expect.any(Number),
			expect.stringMatching(UUID),
			3,
		]);
	});

	test('never give one id to two sessions, seeds or calls', () => {
		const ids = new Set<string>();
		const names = ['default', 'qa', 'qa ', 'Qa', '', '__proto__', 'constructor', 'a'.repeat(100)];
		const seeds = [0, 1, -1, 42, 2 ** 53 - 1, 0.5, -0.5];
		for (const seed of seeds) {
			for (const name of names) {
				const random = createRandom(seed, name);
				for (let call = 0; call < 50; call += 1) {
					const id = random.uuid();
					expect(id).toMatch(UUID);
					ids.add(id);
				}
			}
		}
		expect(ids.size).toBe(seeds.length * names.length * 50);
	});

	test('lie in [0, 1), evenly', () => {
		const random = createRandom(0, 'default');
		const draws = Array.from({ length: 10_000 }, () => random.next());
		expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...draws)).toBeLessThan(1);
		expect(draws.reduce((sum, draw) => sum + draw) / draws.length).toBeCloseTo(0.5, 1);
	});

	test('go on from a counter, which never goes back', () => {
		const first = createRandom(1, 'a');
		const skipped = createRandom(1, 'a');
		for (let call = 0; call < 5; call += 1) first.uuid();
		skipped.skipTo(5);
		expect(skipped.uuid()).toBe(first.uuid());
		skipped.skipTo(0);
		expect(skipped.counter).toBe(6);
	});

	test('keep on beyond 32 bits of the counter', () => {
		const random = createRandom(1, 'a');
		const early = random.uuid();
		random.skipTo(2 ** 32);
		expect(random.uuid()).not.toBe(early);
		expect(random.counter).toBe(2 ** 32 + 1);
	});

	test('give a seed for a label, whenever it is asked for; another label or session has another', () => {
		const random = createRandom(1, 'a');
		const seed = random.seedFor('given/x/order/0');
		random.uuid();
		expect(random.seedFor('given/x/order/0')).toBe(seed);
		expect(random.counter).toBe(1);
		const others = [
			random.seedFor('given/x/order/1'),
			random.seedFor(''),
			createRandom(1, 'b').seedFor('given/x/order/0'),
		];
		expect(new Set([seed, ...others]).size).toBe(4);
		for (const one of [seed, ...others]) expect(Number.isSafeInteger(one)).toBe(true);
	});
});

test('a hash depends on every character and on its basis', () => {
	const hashes = ['', 'a', 'b', 'ab', 'ba', 'a\u0000', '\u0000'].flatMap((text) => [
		hashText(text, 1),
		hashText(text, 2),
	]);
	expect(new Set(hashes).size).toBe(hashes.length);
});

describe('who follows another', () => {
	test('draws what that one drew from its beginning, and goes on with its own afterwards', () => {
		const other = createRandom(7, 'bug');
		const drawn = [other.uuid(), other.uuid(), other.next(), other.seedFor('label')];
		const random = createRandom(8, 'copy');
		const own = createRandom(8, 'copy');
		expect(random.uuid()).toBe(own.uuid());
		const leave = random.follow({ seed: 7, name: 'bug' });
		expect([random.uuid(), random.uuid(), random.next(), random.seedFor('label')]).toEqual(drawn);
		leave();
		expect([random.seed, random.uuid(), random.seedFor('label')]).toEqual([8, own.uuid(), own.seedFor('label')]);
	});

	test('gives no id twice where that one was itself', () => {
		const random = createRandom(7, 'bug');
		const leave = random.follow({ seed: 7, name: 'bug' });
		const drawn = [random.uuid(), random.uuid()];
		leave();
		expect(drawn).not.toContain(random.uuid());
		expect(random.counter).toBe(3);
	});
});
