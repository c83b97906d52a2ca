// What a server listens with: the API's requests go straight to the mock, those for the mock itself through Express.

import type { RequestListener, ServerResponse } from 'node:http';
import { isControlPath } from '../request/control-path.ts';
import { release } from './arriving-request.ts';
import { readRequest } from './handler.ts';

/** Told of what a handler throws. */
type Report = (error: unknown) => void;

/**
 * A listener around `handler`. Control API and console stand in an Express app, which loads with the first request for
 * them. The API's own requests never see it: Express changes their prototypes, which makes them slow from then on, and the
 * mock has its own routes. `report` hears of what is thrown; the client then gets a bare 500.
 */
export function createListener(handler: RequestListener, report: Report): RequestListener {
	let app: Promise<RequestListener> | undefined;
	return (request, response) => {
		const fail = (error?: unknown): void => endBroken(response, { error, report });
		if (isApart(request.url ?? '/') && isControlPath(readRequest(request).request.path)) {
			app ??= openApp(handler, report).catch((error) => {
				// What could not be read (too many open files) may be there the next time.
				app = undefined;
				throw error;
			});
			release(request);
			app.then((listen) => listen(request, response), fail);
			return;
		}
		try {
			handler(request, response);
		} catch (error) {
			fail(error);
		}
	};
}

/** Whether a target needs a closer look: most hold neither the name nor an encoded character. */
function isApart(target: string): boolean {
	return target.includes('__admin') || target.includes('%');
}

async function openApp(handler: RequestListener, report: Report): Promise<RequestListener> {
	const { default: express } = await import('express');
	const app = express();
	app.disable('x-powered-by');
	app.use(handler);
	const listener = app as unknown as (...args: [...Parameters<RequestListener>, (error?: unknown) => void]) => void;
	return (request, response) => listener(request, response, (error) => endBroken(response, { error, report }));
}

/** Ends a response that something went wrong with: with a bare 500, or cut where it has begun. */
export function endBroken(response: ServerResponse, { error, report }: { error: unknown; report: Report }): void {
	if (error) report(error);
	if (response.headersSent) response.destroy();
	else response.writeHead(500, { 'Content-Length': '0' }).end();
}
