// Delays that can't be meant.

import type { JsonValue, Pointer } from '../../spec/index.ts';
import { MAX_DELAY_MS, readLatency } from './delay.ts';
import type { Report } from './scenario-finding.ts';

/** Reports a range whose ends are exchanged, and what is longer than an hour. The form of the delay is right. */
export function checkDelay(delay: JsonValue | undefined, pointer: Pointer, report: Report): void {
	const latency = readLatency(delay);
	if (!latency) return;
	const code = 'scenario.cue.delay';
	const { kind, maxMs } = latency;
	const lengths = kind === 'range' ? [latency.minMs, maxMs] : [latency.p50Ms, latency.p95Ms, maxMs];
	if (lengths.some((length, index) => length < (lengths[index - 1] ?? 0))) {
		const isRange = kind === 'range';
		const message = isRange
			? 'the shortest delay is longer than the longest'
			: 'p95 is less than p50, or max less than p95';
		report({ code, pointer, message, remedy: isRange ? 'exchange min and max' : 'write them in ascending order' });
	}
	if (Math.max(...lengths) > MAX_DELAY_MS) {
		const remedy = 'for an answer that never comes, reply with fault: hang';
		report({ code, pointer, message: 'a delay can be one hour at most', remedy });
	}
}
