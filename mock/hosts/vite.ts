// The mock on a Vite development server: one origin for app, API and console, so that nothing is crossed and nothing proxied.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMockRouter, type MockRouterOptions } from '../library/start-mock.ts';
import type { MockRouter } from '../library/types.ts';

/** A mock for Vite: as in an app, and below which path of the development server the documents' paths begin. */
export interface StuntDoublePluginOptions extends MockRouterOptions {
	/** E.g. `/api`: `GET /api/orders` is the document's `GET /orders`; what nobody has below it is 404. Default: the root; what no document has is Vite's. */
	base?: string;
	/** Handed the mock once it is there: for a plugin of one's own that steers it. */
	onReady?: (mock: MockRouter) => void;
}

/** What is needed of Vite's own plugin and server, so that whoever has no Vite needs none. */
interface DevelopmentServer {
	middlewares: { use(handler: Middleware): unknown };
	httpServer?: { once(event: 'close', listener: () => void): unknown } | null;
	config: { logger: { info(message: string): void } };
	resolvedUrls?: { local: string[] } | null;
	printUrls(): void;
}
type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Vite's plugin, as far as it goes. */
export interface StuntDoublePlugin {
	name: string;
	apply: 'serve';
	/** Answers with what comes behind all else of the server. */
	configureServer(server: DevelopmentServer): Promise<() => void>;
}

/**
 * `plugins: [stuntDouble({ documents: ['openapi.yaml'], base: '/api' })]`: while Vite develops or previews nothing is built in; the
 * console stands at `/__admin/` of the development server. Documents and scenarios are read again when they are saved.
 */
export function stuntDouble(options: StuntDoublePluginOptions = {}): StuntDoublePlugin {
	const { base = '/', onReady, ...rest } = options;
	const prefix = base.replace(/\/+$/, '');
	return {
		name: 'stunt-double',
		apply: 'serve',
		async configureServer(server) {
			const mock = await createMockRouter({ watch: true, ...rest });
			server.httpServer?.once('close', () => void mock.close());
			server.middlewares.use(createMiddleware(mock, prefix));
			const printUrls = server.printUrls.bind(server);
			server.printUrls = () => {
				printUrls();
				for (const url of server.resolvedUrls?.local ?? []) {
					server.config.logger.info(
						`  ➜  Mock:    ${new URL(`${prefix}/`, url).href} (console: ${new URL('/__admin/', url).href})`,
					);
				}
			};
			onReady?.(mock);
			return () => {
				if (prefix !== '' && rest.fallthrough !== true) server.middlewares.use(createLast(mock, prefix));
			};
		},
	};
}

/** Below the prefix, the rest of the path is the document's; control API and console stand at the root, sessions in front of either. */
function createMiddleware(mock: MockRouter, prefix: string): Middleware {
	return (request, response, next) => {
		const { url = '/' } = request;
		if (prefix === '' || url.startsWith('/__admin')) {
			mock.router(request, response, next);
			return;
		}
		const below = cutPrefix(url, prefix);
		if (below === undefined) {
			next();
			return;
		}
		request.url = below;
		mock.router(request, response, (error) => {
			request.url = url;
			next(error);
		});
	};
}

/**
 * Behind all else, so that proxies and other plugins have had their say: what nobody has below the prefix is the mock's 404, where Vite would
 * send the app's own page with 200. A person who goes to such an address gets that page.
 */
function createLast(mock: MockRouter, prefix: string): Middleware {
	return (request, response, next) => {
		const below = cutPrefix((request as { originalUrl?: string }).originalUrl ?? '', prefix);
		if (below === undefined || request.headers.accept?.includes('text/html')) {
			next();
			return;
		}
		request.url = below;
		mock.router(request, response);
	};
}

/** `/api/orders?a=b` without `/api` is `/orders?a=b`; `undefined`: it is not below it. */
function cutPrefix(url: string, prefix: string): string | undefined {
	const below = url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
	if (below === undefined || !/^(?:[/?]|$)/.test(below)) return undefined;
	return below.startsWith('/') ? below : `/${below}`;
}
