// A whole mock, put together and listening: engine, control API, server.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FileFinding, StartupError } from '../../spec/index.ts';
import type { Control, ControlArgs } from '../control/index.ts';
import type { ReadPacts } from '../control/pact-coverage.ts';
import { createHandler } from '../http/handler.ts';
import { listen } from '../http/server.ts';
import { createListener, endBroken } from '../http/shell.ts';
import { Turns } from '../http/turns.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { readVersion } from '../options/version.ts';
import { createEngine, type DocumentsChange } from '../pipeline/create-engine.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { CompletedRequest } from '../pipeline/pipeline.ts';

/** What whoever runs a mock may want to hear; all optional. */
export interface Hooks {
	/** An exchange has ended: sent, cut or aborted. For the log. */
	onSent?: (departure: CompletedRequest) => void;
	/** Scenario files were read again; the findings of all of them. */
	onScenarios?: (findings: readonly FileFinding[]) => void;
	/** The documents were read again, or could not be. */
	onDocuments?: (change: DocumentsChange) => void;
	/** What nobody expected. Default: the stack on stderr. */
	report?: (error: unknown) => void;
	/** For tests: how often addresses are asked whether their documents have changed, in ms. */
	pollMs?: number;
	/** Reads the pacts that the coverage shows beside what was exercised. Default: there are none. */
	readPacts?: ReadPacts;
}

/** Handles a request of `http.createServer`, or of Express. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A mock that is ready to answer, not yet bound to an address. */
export interface MockApp {
	engine: Engine;
	/** For `http.createServer`, or `app.use(handler)` in somebody's own Express app. */
	handler: Handler;
	/** Stops the watcher, event streams and hung answers. */
	close(): void;
	/** Told of what nobody expected. */
	report: (error: unknown) => void;
}

/** A mock that listens. */
export interface RunningMock extends MockApp {
	/** E.g. `http://127.0.0.1:4010`. */
	url: string;
	port: number;
	/** Lets requests in flight end, `graceMs` at most (default 5,000). */
	stop(graceMs?: number): Promise<void>;
}

interface Parts extends MockApp {
	turns: Turns;
	listening: { host: string; port: number } | undefined;
}

/** Loads documents and scenarios and puts the mock together. Throws StartupError. */
export async function createMockApp(options: MockOptions, hooks: Hooks = {}): Promise<MockApp> {
	return assemble(options, hooks);
}

/** createMockApp in a server, listening on `options.host` and `options.port`. Throws StartupError. */
export async function runMock(options: MockOptions, hooks: Hooks = {}): Promise<RunningMock> {
	const app = await assemble(options, hooks);
	const { host, port } = options;
	try {
		const listener = app.turns.gather(createListener(app.handler, app.report));
		const isForwarding = options.upstream !== undefined;
		const onClose = (): void => app.close();
		const server = await listen({ listener, host, port, report: app.report, onClose, isForwarding });
		app.listening = { host, port: server.port };
		return Object.assign(app, { url: server.url, port: server.port, stop: server.close });
	} catch (error) {
		app.close();
		throw error;
	}
}

async function assemble(options: MockOptions, hooks: Hooks): Promise<Parts> {
	const report = hooks.report ?? ((error: unknown) => void process.stderr.write(`${describeError(error)}\n`));
	const { engine, stopWatching } = await createEngine(options, {
		report,
		onScenarios: hooks.onScenarios,
		onDocuments: hooks.onDocuments,
		pollMs: hooks.pollMs,
	});
	const turns = new Turns((response, error) => endBroken(response, { error, report }));
	const held = new Set<ServerResponse>();
	let isClosing = false;
	let control: Promise<Control> | undefined;
	const openControl = (): Promise<Control> => {
		control ??= loadControl({ engine, readPacts: hooks.readPacts, listening: () => parts.listening }).catch((error) => {
			// What could not be read (too many open files) may be there the next time.
			control = undefined;
			throw error;
		});
		return control;
	};
	const parts = {
		engine,
		report,
		turns,
		listening: undefined as Parts['listening'],
		handler: createHandler({
			engine,
			isDraining: () => isClosing,
			turns,
			onSent: hooks.onSent,
			hold: (response) => {
				if (isClosing) response.destroy();
				held.add(response);
				response.once('close', () => held.delete(response));
			},
			control: (request, response, target) => {
				if (options.instance !== undefined) response.setHeader('X-Mock-Instance', options.instance);
				openControl()
					.then((loaded) => loaded.handle(request, response, target))
					.catch((error) => failControl(error, response, report));
			},
		}),
		close() {
			isClosing = true;
			stopWatching();
			for (const response of held) response.destroy();
			void control?.then((loaded) => loaded.close()).catch(report);
		},
	};
	return parts;
}

/** The control API loads with its first request: a mock that nobody steers starts without it. */
async function loadControl(args: Omit<ControlArgs, 'version'>): Promise<Control> {
	const { createControl } = await import('../control/index.ts');
	return createControl({ ...args, version: readVersion() });
}

function failControl(error: unknown, response: ServerResponse, report: (error: unknown) => void): void {
	report(error);
	if (!response.headersSent) response.writeHead(500, { 'Content-Length': '0' }).end();
}

function describeError(error: unknown): string {
	if (error instanceof StartupError) return error.line;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
