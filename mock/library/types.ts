// What a test sees of a mock in its own process.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiDocument, JsonObject } from '../../spec/index.ts';
import type { ListedVariant } from '../answer/variant/list.ts';
import type { AnswerForm, AnswerVariant, EnumVariant } from '../types/answer-variant.ts';
import type { RecordedExchange } from '../types/recorded-exchange.ts';
import type { EntityOf, ResourceName } from './entity-types.ts';
import type {
	CueOptions,
	CueReply,
	ScenarioParameters,
	ScenarioSummary,
	SessionStep,
	UseOptions,
	WaitOptions,
} from './steering-types.ts';

/** A session as it is now. */
export interface SessionState {
	name: string;
	/** `null`: none is in use. */
	scenario: {
		name: string;
		parameters: ScenarioParameters;
		/** The one entity that it is applied to; absent: all of them. */
		entity?: { resource: string; key: string; scope: string[] };
		script: CueState[];
	} | null;
	clock: { now: string; mode: 'real' | 'fixed' };
	/** The form of its answers; absent: plain. */
	variant?: { form: AnswerForm } | EnumVariant;
	seed: number;
	/** How many entities there are, by resource and state; `''` for resources without states. */
	entities: Record<string, Record<string, number>>;
	/** In its journal. */
	exchanges: number;
	/** That its journal has let go of. */
	dropped: number;
	/** A date-time by the session's clock; `null`: it had no request yet. */
	lastRequestAt: string | null;
	/** Requests being answered. */
	open: number;
}

/** How far one cue of a script is. */
export interface CueState {
	index: number;
	on: string[];
	used: number;
	/** Absent: for ever. */
	times?: number;
	exhausted: boolean;
	/** The first of the script that is not used up. */
	next: boolean;
}

/** Which exchanges are wanted; all of them where nothing is given. */
export interface ExchangeFilter {
	/** An operationId. */
	operation?: string;
	/** A status, or a range such as `4XX`. */
	status?: number | `${1 | 2 | 3 | 4 | 5}XX`;
	/** Only those that hold this text: in method and target, headers, bodies, or the reason. */
	q?: string;
	/** Only those after this id. */
	since?: number;
	/** The newest so many. */
	limit?: number;
}

/** Which of the documented answers were given. */
export interface Coverage {
	operations: {
		operationId: string;
		method: string;
		path: string;
		/** `status` as the document has it: `200`, `4XX`, `default`. */
		statuses: { status: string; count: number }[];
		/** Answers that were faults on purpose; they count for no status. */
		faults: number;
	}[];
	/** Documented answers. */
	total: number;
	/** Those that were given at least once. */
	exercised: number;
}

/** The time of a session. */
export interface SessionClock {
	/** The time that the session has. */
	now(): Promise<Date>;
	/** Sets the time; a real clock runs on from there. */
	set(now: Date | string): Promise<SessionState>;
	/** An ISO 8601 duration, e.g. `P8D`; entities whose time has come expire at once. */
	advance(duration: string): Promise<SessionState>;
	/** Back to real time, or under a seed to its fixed start. */
	real(): Promise<SessionState>;
}

/** The entities of one resource in one session, each checked against the documents. */
export interface SessionResource<Entity = JsonObject> {
	/** In the order of creation, of all scopes. */
	list(): Promise<Entity[]>;
	/** `undefined`: there is none with this key. */
	get(key: string | number): Promise<Entity | undefined>;
	/** Names its scope; a key that it does not give is made up, and so is its state. Rejects for a key that is taken. */
	create(entity: object): Promise<Entity>;
	/** Merges (RFC 7396: null removes a property); the state may be any. Rejects where there is none. */
	patch(key: string | number, change: object): Promise<Entity>;
	/** False: there was none. */
	delete(key: string | number): Promise<boolean>;
}

/**
 * An isolated world: whoever sends its `headers`, or calls below its `baseUrl`, is in it. Made on first use. What the mock
 * refuses (an unknown scenario, an entity that does not fit) rejects with a ControlError. `Types`: those of its entities, a map such as
 * `{ order: Order }`, or `components` of openapi-typescript.
 */
export interface MockSession<Types = unknown> {
	/** E.g. `checkout-test`. */
	readonly name: string;
	/** `{ 'X-Mock-Session': name }` */
	readonly headers: Readonly<Record<string, string>>;
	/** E.g. `http://127.0.0.1:4010/__session/checkout-test`; of a router, relative to where that is mounted. */
	readonly baseUrl: string;
	/**
	 * Chooses a scenario: entities, clock and script start afresh, unless the options say otherwise. Parameters may stand alone:
	 * `use('busy', { shop: 'acme' })`; `use(null)` uses none.
	 */
	use(scenario: string | null, options?: UseOptions | ScenarioParameters): Promise<SessionState>;
	/** Back to the start of its scenario, or to an empty world. */
	reset(): Promise<SessionState>;
	/** What it plays and holds, its time, and how many requests it had. */
	state(): Promise<SessionState>;
	/**
	 * Answers the next request of an operation (`*`: of any), in front of the scenario: `cue('cancelOrder', 409)`,
	 * `cue('getOrder', { fault: 'reset' }, { times: 2 })`; with `null` it goes its normal way, after a `delay`, with
	 * `'forward'` on to the upstream. Held to the document.
	 */
	cue(
		operation: string | readonly string[],
		reply: CueReply | 'forward' | number | null,
		options?: CueOptions,
	): Promise<SessionState>;
	/**
	 * The first request of an operation that was answered: at once if the journal has it, else when it comes. Rejects (408) when none
	 * comes within `timeoutMs`, 5,000 by default.
	 */
	waitFor(operation: string, options?: WaitOptions): Promise<RecordedExchange>;
	/** Requests that the documents do not have, or that broke them, and answers that would have: a test may end with none. A documented 401 is none. */
	unexpected(): Promise<RecordedExchange[]>;
	/** The journal, the newest last. */
	requests(filter?: ExchangeFilter): Promise<RecordedExchange[]>;
	/** Empties the journal. */
	clearRequests(): Promise<void>;
	/** Its time, to be read and moved. */
	readonly clock: SessionClock;
	/**
	 * The entities of one resource, by its name in `x-lifecycle` or as inferred, e.g. `order`; typed by `Types` where the mock was started
	 * with them: `startMock<components>(…)`.
	 */
	entities<Resource extends ResourceName<Types>>(resource: Resource): SessionResource<EntityOf<Types, Resource>>;
	/** The same, typed where it is asked for. */
	resources<Entity = JsonObject>(resource: string): SessionResource<Entity>;
	/**
	 * The form of its success answers from now on, as far as the documents allow it, e.g. `minimal`; `null`: plain. Stays when the
	 * scenario is changed or reset.
	 */
	setVariant(variant: AnswerVariant | null): Promise<SessionState>;
	/** The whole world as one JSON value; with `requests`, the journal as well. */
	snapshot(options?: { requests?: boolean }): Promise<JsonObject>;
	/** Puts a snapshot in the place of what there is. */
	restore(snapshot: JsonObject): Promise<SessionState>;
	/**
	 * Takes back the last step that replaced or dropped something (use, reset, restore, clear, a change of the clock or of an entity), or
	 * all from the last to the one with this id. What callers have made since stays. Rejects (409) where there is nothing to take back.
	 */
	undo(step?: number): Promise<SessionState>;
	/** What can be taken back, the last step first: 20 at most, as long as they are small. */
	undoable(): Promise<SessionStep[]>;
	/** What was done past its requests, oldest first: the last 200 steps. */
	timeline(): Promise<SessionStep[]>;
	/** Forgets it for good; its next use begins a new one. False: it was not in use. */
	drop(): Promise<boolean>;
}

/** What a mock that listens and one inside an app have in common. `Types`: those of the entities (`MockSession`). */
export interface MockControls<Types = unknown> extends AsyncDisposable {
	/** A session by name (1 to 100 of `A-Z a-z 0-9 . _ ~ -`); without a name, `default`. Throws RangeError for another one. */
	session(name?: string): MockSession<Types>;
	/** `session().use(…)`: a scenario, or none (`null`), for whoever names no session. */
	use(scenario: string | null, options?: UseOptions | ScenarioParameters): Promise<SessionState>;
	/** The mock as it was when it started: all sessions dropped, the coverage empty. */
	reset(): Promise<void>;
	/**
	 * Sets up (or tears down) a Pact provider state in a session; answers with the values of its scenario's parameters.
	 * With `action: 'setup'` it joins those that were set up directly before it. Rejects for a state that no scenario serves.
	 */
	providerState(change: {
		state: string;
		params?: ScenarioParameters | null;
		action?: 'setup' | 'teardown';
		session?: string;
	}): Promise<ScenarioParameters>;
	/** All that can be used, by name, those without a file left out. */
	scenarios(): Promise<ScenarioSummary[]>;
	/**
	 * The forms that the documents allow a success answer, in a stable order; empty: one form only, or no JSON body.
	 * `undefined`: no operation fits, or its document has no such status.
	 */
	variants(request: {
		method: string;
		/** Without the query. */
		path: string;
		status: number;
	}): Promise<{ operationId: string; variants: ListedVariant[] } | undefined>;
	/** The sessions that are in use. */
	sessions(): Promise<SessionState[]>;
	/** How many requests of sessions are gone that have made room for others (`maxSessions`). */
	lostExchanges(): Promise<number>;
	/** The documents as they are served now. */
	readonly documents: readonly ApiDocument[];
	/** Which of the documented answers were given, by all sessions. */
	coverage(): Promise<Coverage>;
	/** Lets requests in flight end, then stops. Calling it again is harmless. */
	close(): Promise<void>;
}

/** A mock that listens. `await using mock = await startMock()` closes it at the end of the block. */
export interface Mock<Types = unknown> extends MockControls<Types> {
	/** E.g. `http://127.0.0.1:4010`. */
	readonly url: string;
	/** The one that it listens on, where 0 was asked for as well. */
	readonly port: number;
}

/** A mock to be mounted in somebody's own Express app. */
export interface MockRouter<Types = unknown> extends MockControls<Types> {
	/** `app.use('/api', mock.router)`; a body parser in front of it does no harm. Without `next`, as in `createServer(mock.router)`, all is the mock's. */
	readonly router: (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;
}

/** A mock that answers in this process, without a port. */
export interface MockFetch<Types = unknown> extends MockControls<Types> {
	/**
	 * Like the global `fetch`, but for the host, which is not looked at, and for redirects, which are answered rather than followed.
	 * Streams, aborts and cookies are as over a socket; a fault that breaks the connection rejects with a TypeError, as `fetch` does.
	 */
	readonly fetch: (request: Request | string | URL, init?: RequestInit) => Promise<Response>;
	/** Whether a document has the path (or it is the control API's): what it does not know may go on to somebody else. */
	readonly handles: (request: Request | string | URL, init?: RequestInit) => boolean;
}
