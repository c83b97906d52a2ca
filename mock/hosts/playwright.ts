// Tests of Playwright with a mock: one mock a worker, one session a test, joined by every request of the page.

import { test as base } from '@playwright/test';
import { StartupError } from '../../spec/index.ts';
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
 * header, whatever the app does; so do calls of `request`, and what passes through the app's own server carries the cookie. A test that fails has
 * the journal, the snapshot and the why of each request attached. Of several workers each has a mock of its own: where the port is taken already,
 * the page's calls to it are led to the worker's.
 */
export const test = base.extend<
	{ session: MockSession; allowUnexpected: boolean },
	{ mock: Mock; mockOptions: Partial<MockOptions> }
>({
	mockOptions: [{}, { option: true, scope: 'worker' }],
	allowUnexpected: [false, { option: true }],
	mock: [
		async ({ mockOptions }, use, { config }) => {
			await using mock = await startForWorker({ port: 0, log: 'silent', ...mockOptions }, config.workers);
			await use(mock);
		},
		{ scope: 'worker' },
	],
	session: [
		async ({ mock, allowUnexpected }, use, info) => {
			const session = mock.session(`${info.workerIndex}-${info.testId}-${info.retry}`);
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
	// Apart from the session: a test that has no page starts no browser.
	context: async ({ context, session, mock, mockOptions, baseURL }, use) => {
		const addresses = listAddresses(mock, mockOptions.port);
		await context.route(
			({ origin }) => addresses.has(origin),
			(route) => {
				const url = new URL(route.request().url());
				url.port = String(mock.port);
				return route.continue({ url: url.href, headers: { ...route.request().headers(), ...session.headers } });
			},
		);
		// A cookie knows no port: it is there for `page.request`, and for a development server that passes calls on to the mock.
		const hosts = [...addresses, ...(baseURL === undefined ? [] : [baseURL])];
		await context.addCookies(hosts.map((url) => ({ name: 'mock-session', value: session.name, url })));
		await use(context);
	},
	request: async ({ playwright, session, extraHTTPHeaders }, use) => {
		const request = await playwright.request.newContext({
			extraHTTPHeaders: { ...extraHTTPHeaders, ...session.headers },
		});
		await use(request);
		await request.dispose();
	},
});

/** A mock at the wanted port; where there are several workers and another has it, at any free one. */
async function startForWorker(options: Partial<MockOptions>, workers: number): Promise<Mock> {
	try {
		return await startMock(options);
	} catch (error) {
		if (workers < 2 || !(error instanceof StartupError) || error.code !== 'port.in-use') throw error;
		return await startMock({ ...options, port: 0 });
	}
}

/** The origins at which the page may know the mock: by its port and by the one that was wanted, and on this machine by each of its names. */
function listAddresses(mock: Mock, wanted: number | undefined): Set<string> {
	const { hostname } = new URL(mock.url);
	const hosts = new Set([hostname, ...(/^(?:127\.|0\.0\.0\.0$|\[::|localhost$)/.test(hostname) ? LOCAL_HOSTS : [])]);
	const ports = [mock.port, ...(wanted ? [wanted] : [])];
	return new Set(ports.flatMap((port) => [...hosts].map((host) => new URL(`http://${host}:${port}`).origin)));
}

const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

export { expect } from '@playwright/test';
