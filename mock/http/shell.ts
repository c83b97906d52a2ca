// Express as the shell around the mock: one handler for every path, and as little beside it as Express allows.

import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Express, Request, Response } from 'express';

/** What `http.createServer` is given: the app, and the classes of its requests and responses. */
export interface ExpressShell {
	listener: RequestListener;
	classes: { IncomingMessage: typeof IncomingMessage; ServerResponse: typeof ServerResponse };
}

/** An Express app with `handler` in it. `report` hears of what the handler throws; the client then gets a bare 500. */
export async function createShell(handler: RequestListener, report: (error: unknown) => void): Promise<ExpressShell> {
	const { default: express } = await import('express');
	const app = express();
	app.disable('x-powered-by');
	app.use(handler);
	return {
		// With a last resort of our own, Express makes none for each request.
		listener: (request, response) =>
			app(request as Request, response as Response, (error?: unknown) => endBroken(response, { error, report })),
		classes: createClasses(app, express),
	};
}

/**
 * Express gives each request and response that it sees the app's own prototype, and an object whose prototype changes
 * is slow from then on: a fifth of the time of a short exchange. Born with that prototype, nothing changes.
 */
function createClasses(app: Express, bases: Pick<Express, 'request' | 'response'>): ExpressShell['classes'] {
	class ShellRequest extends IncomingMessage {}
	class ShellResponse extends ServerResponse {}
	const own = { app: { value: app, configurable: true, enumerable: true, writable: true } };
	app.request = Object.defineProperties(Object.setPrototypeOf(ShellRequest.prototype, bases.request), own);
	app.response = Object.defineProperties(Object.setPrototypeOf(ShellResponse.prototype, bases.response), own);
	return { IncomingMessage: ShellRequest, ServerResponse: ShellResponse as typeof ServerResponse };
}

function endBroken(
	response: ServerResponse,
	{ error, report }: { error: unknown; report: (error: unknown) => void },
): void {
	if (error) report(error);
	if (response.headersSent) response.destroy();
	else response.writeHead(500, { 'Content-Length': '0' }).end();
}
