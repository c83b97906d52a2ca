// Tests of Playwright with a mock: one mock a worker, one session a test, joined by every request of the page.

import { test as base } from '@playwright/test';
import { startMock } from '../library/start-mock.ts';
import type { Mock, MockSession } from '../library/types.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { describeUnexpected, tellRequests } from './describe-exchanges.ts';

/** Set in `playwright.config.ts` under `use`, or by `test.use`. */
export interface MockTestOptions {
	/** The mock's own options; one with `port` is found there by an app that was built for it. */
	mockOptions: Partial<MockOptions>;
	/** Leave tests alone that sent what no document has, or what its own forbids. Default: false, they fail. */
	allowUnexpected: boolean;
}

/**
 * Playwright's `test` with `mock` (of the worker) and `session` (of the test). What the page asks of the mock's address carries the session's
 * header, whatever the app does; a test that fails has the journal, the snapshot and the why of each request attached.
 */
export const test = base.extend<
	{ session: MockSession; allowUnexpected: boolean },
	{ mock: Mock; mockOptions: Partial<MockOptions> }
>({
	mockOptions: [{}, { option: true, scope: 'worker' }],
	allowUnexpected: [false, { option: true }],
	mock: [
		async ({ mockOptions }, use) => {
			await using mock = await startMock({ port: 0, log: 'silent', ...mockOptions });
			await use(mock);
		},
		{ scope: 'worker' },
	],
	session: [
		async ({ mock, context, allowUnexpected }, use, info) => {
			const session = mock.session(`${info.workerIndex}-${info.testId}-${info.retry}`);
			await context.route(`${mock.url}/**`, (route) =>
				route.continue({ headers: { ...route.request().headers(), ...session.headers } }),
			);
			await use(session);
			const requests = await session.requests();
			const unexpected = allowUnexpected ? [] : await session.unexpected();
			const hasFailed = info.status !== info.expectedStatus || unexpected.length > 0;
			if (hasFailed && requests.length > 0) {
				const snapshot = JSON.stringify(await session.snapshot({ requests: true }), null, '\t');
				await info.attach('mock-requests.txt', { body: tellRequests(requests), contentType: 'text/plain' });
				await info.attach('mock-bug.json', { body: snapshot, contentType: 'application/json' });
			}
			await session.drop();
			if (unexpected.length > 0) throw new Error(describeUnexpected(unexpected));
		},
		{ auto: true },
	],
});

export { expect } from '@playwright/test';
