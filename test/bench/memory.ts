// Memory over a long run: resident bytes and live heap after a collection, at 10,000 requests and on to the end.

import autocannon from 'autocannon';
import { startServer } from './processes.ts';
import { BASE, BODY, HEADERS } from './requests.ts';

/** A measurement after so many create requests. */
export interface MemorySample {
	requests: number;
	rssMb: number;
	heapMb: number;
}

/** Sends `total` create requests and measures on the way: at 1 %, 10 %, and each further 30 %. */
export async function benchMemory(total: number, tell: (sample: MemorySample) => void): Promise<MemorySample[]> {
	const mock = await startServer(new URL('./target.ts', import.meta.url));
	const samples: MemorySample[] = [];
	try {
		let sent = 0;
		for (const share of [0.01, 0.1, 0.4, 0.7, 1]) {
			const amount = Math.round(total * share) - sent;
			const result = await autocannon({
				url: `http://127.0.0.1:${mock.port}${BASE}`,
				method: 'POST',
				headers: HEADERS,
				body: JSON.stringify(BODY),
				connections: 10,
				amount,
			});
			if (result.non2xx > 0 || result.errors > 0)
				throw new Error(`${result.non2xx + result.errors} requests went wrong`);
			sent += amount;
			const { rss, heap } = await mock.measure(true);
			const sample = { requests: sent, rssMb: rss / 1e6, heapMb: heap / 1e6 };
			samples.push(sample);
			tell(sample);
		}
	} finally {
		mock.stop();
	}
	return samples;
}
