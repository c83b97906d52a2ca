// Threats 21 and 22: who sends a byte a second holds a connection for 12 s at most.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, startTestMock } from '../../support/mock.ts';
import { head, sendRaw } from '../../support/raw.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});
const JSON_TYPE = { 'content-type': 'application/json' };

describe.concurrent('a slow sender', () => {
	it('of one byte of a header a second is ended within 12 s (threat 21)', { timeout: 20_000 }, async () => {
		const startedAt = performance.now();
		const reply = await sendRaw(mock.port, Array.from('GET / HTTP/1.1\r\nHost: x'), { gapMs: 1000 });
		expect(performance.now() - startedAt).toBeLessThan(12_000);
		expect([408, 0]).toContain(reply.status);
	});

	it('of one byte of a body a second is ended within 12 s (threat 22)', { timeout: 20_000 }, async () => {
		const startedAt = performance.now();
		const reply = await sendRaw(
			mock.port,
			[head('POST', BASE, { ...JSON_TYPE, 'Content-Length': '100' }), ...Array.from({ length: 20 }, () => ' ')],
			{ gapMs: 1000 },
		);
		expect(performance.now() - startedAt).toBeLessThan(12_000);
		expect([408, 0]).toContain(reply.status);
		expect(reply.ended).not.toBe('quiet');
	});
});
