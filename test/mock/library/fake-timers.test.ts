// A test that has put its own timers in the place of the machine's, and has the mock in its process.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMockFetch, startMock } from '../../../mock/index.ts';
import { collection, objectOf, text, whole } from '../effects/collection.ts';

afterEach(() => void vi.useRealTimers());

const document = collection({ shown: objectOf({ id: whole, title: text }), sent: objectOf({ title: text }) });
const make = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"title":"Milk"}' };

describe.each<[string, NonNullable<Parameters<typeof vi.useFakeTimers>[0]>]>([
	['all timers', {}],
	['the date alone', { toFake: ['Date'] }],
	['some by name', { toFake: ['setImmediate', 'setTimeout', 'setInterval', 'performance', 'Date'] }],
])('with fake timers (%s)', (_name, options) => {
	it('a mock starts, answers, delays, waits, keeps its own time, and closes', async () => {
		vi.useFakeTimers({ now: Date.UTC(2040, 0), ...options });
		const mock = await startMock({ documents: [document], port: 0, log: 'silent' });
		const session = mock.session('timers');
		const came = session.waitFor('create', { timeoutMs: 4000 });
		expect((await fetch(`${session.baseUrl}/todos`, make)).status).toBe(201);
		expect((await came).response?.status).toBe(201);
		await session.cue('read', null, { delay: '5ms' });
		expect((await fetch(`${session.baseUrl}/todos/1`)).status).toBe(200);
		expect((await session.clock.now()).getTime()).toBeLessThan(Date.UTC(2040, 0));
		await mock.close();
		const inside = await createMockFetch({ documents: [document], log: 'silent' });
		expect((await inside.fetch('http://any.example/todos', make)).status).toBe(201);
		await inside.close();
	});
});
