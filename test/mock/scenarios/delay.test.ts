import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../mock/chance/random.ts';
import { drawLatency, type Latency, readLatency } from '../../../mock/scenarios/delay.ts';
import type { JsonValue } from '../../../spec/index.ts';

const draw = (latency: Latency, count = 4000): number[] => {
	const random = createRandom(1, 'delays');
	return Array.from({ length: count }, () => drawLatency(latency, random)).sort((a, b) => a - b);
};

describe('percentiles', () => {
	it.each([
		[{ p50: '200ms', p95: '1s' }, 200, 1000, 10_000],
		[{ p50: '1s', p95: '1s' }, 1000, 1000, 10_000],
		[{ p50: '100ms', p95: '400ms', max: '500ms' }, 100, 400, 500],
	])('%j are those of what is drawn', (written, p50, p95, max) => {
		const drawn = draw(readLatency(written) as Latency);
		const at = (share: number): number => drawn[Math.floor(share * drawn.length)] as number;
		expect(at(0.5) / p50).toBeGreaterThan(0.9);
		expect(at(0.5) / p50).toBeLessThan(1.1);
		expect(at(0.95) / p95).toBeGreaterThan(0.85);
		expect(at(0.95) / p95).toBeLessThan(1.15);
		expect(drawn.at(-1)).toBeLessThanOrEqual(max);
		expect(drawn[0]).toBeGreaterThanOrEqual(0);
	});

	it('are the same for the same seed, and finite where the median is zero', () => {
		const latency = readLatency({ p50: '0ms', p95: '10ms' }) as Latency;
		expect(draw(latency, 50)).toEqual(draw(latency, 50));
		expect(draw(latency, 50).every((one) => one >= 0 && one <= 100)).toBe(true);
	});
});

it.each<JsonValue>([5, 'soon', { p50: '1s' }, { p50: '1s', p95: 'x' }, { min: '1s' }, null])(
	'%j is no delay',
	(written) => {
		expect(readLatency(written)).toBeUndefined();
	},
);
