// A mock in one's own process: listening, or as part of an Express app.

import { readRequest } from '../http/handler.ts';
import { isReadsPath } from '../http/serve-reads.ts';
import { createListener } from '../http/shell.ts';
import { completeOptions } from '../options/complete-options.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { isControlPath } from '../request/control-path.ts';
import { createControls } from './controls.ts';
import { createMockApp, type Hooks, runMock } from './run-mock.ts';
import type { Mock, MockFetch, MockRouter } from './types.ts';

/**
 * Starts a mock that listens on `port` (default 4010; 0: any free one). Without `documents`, those that ship are
 * served, with their scenarios. `Types`: those of the entities, e.g. `components` of openapi-typescript. Rejects with a StartupError
 * for what it can't start with.
 */
export async function startMock<Types = unknown>(options: Partial<MockOptions> = {}): Promise<Mock<Types>> {
	const complete = completeOptions(options);
	const running = await runMock(complete, await createHooks(complete));
	const { engine, url, port } = running;
	return Object.assign(createControls<Types>({ engine, url, close: () => running.stop() }), { url, port });
}

/** A mock in an app: where it is, and what becomes of requests that it does not know. */
export interface MockRouterOptions extends Omit<Partial<MockOptions>, 'port' | 'host'> {
	/** Requests to paths that no document has go on to the app. Default: true; false: the mock answers 404. */
	fallthrough?: boolean;
}

/** The same mock as a handler for `app.use('/api', mock.router)`. Rejects with a StartupError for what it can't start with. */
export async function createMockRouter<Types = unknown>(options: MockRouterOptions = {}): Promise<MockRouter<Types>> {
	const { fallthrough = true, ...partial } = options;
	const complete = completeOptions(partial);
	const { engine, handler, close } = await createMockApp(complete, await createHooks(complete));
	const router: MockRouter['router'] = (request, response, next) => {
		if (fallthrough && next) {
			const { path, method } = readRequest(request).request;
			if (!isControlPath(path) && !isReadsPath(path) && engine.router.match(method, path).kind === 'unknown') {
				next();
				return;
			}
		}
		handler(request, response);
	};
	return Object.assign(createControls<Types>({ engine, url: '', close: async () => close() }), { router });
}

/** A mock behind a `fetch`: where its paths begin. */
export interface MockFetchOptions extends Omit<Partial<MockOptions>, 'port' | 'host'> {
	/** What stands before the documents' paths in the addresses that are asked for, e.g. `/api`. Default: nothing. */
	base?: string;
}

/**
 * The same mock without a port: `await mock.fetch('https://api.example.com/orders')` is answered in this process, whatever the host. For
 * MSW, Hono, route handlers, service workers of tests: all that hands a Request on and takes a Response. Rejects with a StartupError.
 */
export async function createMockFetch<Types = unknown>(options: MockFetchOptions = {}): Promise<MockFetch<Types>> {
	const { base = '', ...partial } = options;
	const { createFetch } = await import('../http/memory-fetch.ts');
	const complete = completeOptions(partial);
	const hooks = await createHooks(complete);
	const { engine, handler, close, report } = await createMockApp(complete, hooks);
	const link = createFetch(createListener(handler, report), { base });
	const controls = createControls<Types>({
		engine,
		url: base,
		close: async () => {
			close();
			await link.close();
		},
	});
	const handles = (request: Request | string | URL, init?: RequestInit): boolean => {
		const { method, path } = link.locate(request, init);
		return isControlPath(path) || isReadsPath(path) || engine.router.match(method, path).kind !== 'unknown';
	};
	return Object.assign(controls, { fetch: link.fetch, handles });
}

/** A library keeps quiet unless it is told to log. */
async function createHooks({ log }: MockOptions): Promise<Hooks> {
	if (log === 'silent') return {};
	const [{ createRequestLog }, { openTerminal }] = await Promise.all([
		import('../log/request-log.ts'),
		import('../log/terminal.ts'),
	]);
	const { logRequest, logError } = createRequestLog(log, openTerminal());
	return { onSent: logRequest, report: logError };
}
