// A whole mock, put together and listening: engine, control API, Express around them, server.
// Signatures first; bodies follow as the parts land.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FileFinding } from '../spec/index.ts';
import type { Engine } from './engine.ts';
import type { Departure } from './life.ts';
import type { MockOptions } from './model.ts';

/** What whoever runs a mock may want to hear; all optional. */
export interface Hooks {
	/** An exchange has ended: sent, cut or aborted. For the log. */
	onSent?: (departure: Departure) => void;
	/** Scenario files were read again; the findings of all of them. */
	onScenarios?: (findings: readonly FileFinding[]) => void;
	/** What nobody expected. Default: the stack on stderr. */
	report?: (error: unknown) => void;
}

/** A mock that is ready to answer, not yet bound to an address. */
export interface MockApp {
	engine: Engine;
	/** For `http.createServer`, or `app.use(handler)` in somebody's own Express app. */
	handler: RequestListener & ((request: IncomingMessage, response: ServerResponse) => void);
	/** Stops the watcher, event streams and hung answers. */
	close(): void;
}

/** A mock that listens. */
export interface RunningMock extends MockApp {
	/** E.g. `http://127.0.0.1:4010`. */
	url: string;
	port: number;
	/** Lets requests in flight end, `graceMs` at most (default 5,000). */
	stop(graceMs?: number): Promise<void>;
}

/** Loads documents and scenarios and puts the mock together. Throws StartupError. */
export declare function createMockApp(options: MockOptions, hooks?: Hooks): Promise<MockApp>;

/** createMockApp, and listens on `options.host` and `options.port`. Throws StartupError. */
export declare function runMock(options: MockOptions, hooks?: Hooks): Promise<RunningMock>;
