// The vocabulary of the server: the plain values that pass from step to step of a request's life.
// Types only; life.ts shows the order in which they come to be.

import type {
	Effect,
	FileFinding,
	JsonObject,
	JsonValue,
	MediaType,
	Operation,
	Pointer,
	ResponseDefinition,
	StatusKey,
} from '../spec/index.ts';
import type { AnswerVariant } from './variant/model.ts';

// --- the request ---------------------------------------------------------------------------

/** A request as it came in, before anything is known about it. Header names are in lower case. */
export interface MockRequest {
	/** Upper case, e.g. `GET`. */
	method: string;
	/** The raw target, e.g. `/v1/orders/42?limit=1`. */
	target: string;
	/** The raw path, still percent-encoded, without the query and without a `/__session/<name>` prefix. */
	path: string;
	/** What stands after `?`, raw; `''` when there is none. */
	query: string;
	/** Values of a repeated header are joined by `, ` as Node does it. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Name, value, name, value … as sent. */
	rawHeaders: readonly string[];
}

/** The body's bytes, or why they could not be had. */
export type BodyRead =
	| { ok: true; bytes: Uint8Array }
	| { ok: false; status: 400 | 408 | 413 | 415; finding: Finding }
	| { ok: false; status: 'aborted'; finding: Finding };

/** The request, read and checked: parameters have the types that the document gives them. */
export interface CheckedRequest {
	request: MockRequest;
	plan: OperationPlan;
	path: ReadonlyMap<string, JsonValue>;
	query: ReadonlyMap<string, JsonValue>;
	/** Names in lower case. */
	header: ReadonlyMap<string, JsonValue>;
	cookie: ReadonlyMap<string, JsonValue>;
	/** The parsed body; `undefined` where there is none. */
	body: JsonValue | undefined;
}

/** One thing that does not fit. A value, never thrown. */
export interface Finding {
	/** Stable and dotted: `request.body.required`, `response.header.format`, … */
	code: string;
	/** One sentence without a closing full stop, e.g. `must be one of SMALL, LARGE`. */
	message: string;
	in?: 'path' | 'query' | 'header' | 'cookie' | 'body' | 'status' | 'media-type';
	/** In the body; for parameters the name, e.g. `/items/0/size`, `limit`. */
	pointer?: Pointer;
	/** In the document, when known. */
	schemaPointer?: Pointer;
}

/** What the steps compile once for an operation, on its first use. Owned by the step that is named. */
export interface OperationPlan {
	operation: Operation;
	/** Position among all operations of the mock. */
	index: number;
	/** check.ts */
	check?: unknown;
	/** answer-plan.ts: by status key. */
	answers?: unknown;
	/** effect.ts */
	effect?: unknown;
	/** The operation that reads what this one creates: where `Location` points. */
	readBy?: Operation;
	/** success.ts: the status of the happy path. */
	success?: number;
	/** coverage: how often each status key was answered. */
	exercised: Map<StatusKey, number>;
}

// --- the answer ----------------------------------------------------------------------------

export type Step =
	| 'session'
	| 'match'
	| 'authenticate'
	| 'check'
	| 'cue'
	| 'effect'
	| 'compose'
	| 'prove'
	| 'aborted'
	| 'sent';
export type Fault = 'reset' | 'hang' | 'truncate' | 'malformed';

/** Why the answer is what it is: structure only, put in words by reasons.ts when somebody asks. */
export interface Why {
	/** The step that decided; `sent` for the happy path. */
	step: Step;
	operationId?: string;
	/** A sentence, only where the structure below does not say it. */
	note?: string;
	findings: readonly Finding[];
	cue?: CueMention;
	entity?: EntityMention;
	/** The cue was allowed to break the document. */
	offSpec?: boolean;
	/** The document has no fitting answer for this status: a generated problem was sent. */
	undocumented?: boolean;
	/** `Prefer` decided, e.g. `code=404, example=gone`. */
	preferred?: string;
}
export interface CueMention {
	/** `(one-off)` for a cue of the control API. */
	scenario: string;
	/** Position in the script, from 0. */
	index: number;
}
export interface EntityMention {
	resource: string;
	key: string;
	/** What was done, e.g. `created`, `read`, `moved`, `missing`, `refused`. */
	outcome:
		| 'created'
		| 'exists'
		| 'read'
		| 'listed'
		| 'moved'
		| 'replaced'
		| 'patched'
		| 'deleted'
		| 'missing'
		| 'refused';
	/** The state before and after, for resources that have states. */
	from?: string;
	to?: string;
	/** The entity before and after; objects are never written to once stored, so these cost nothing. */
	before?: JsonObject;
	after?: JsonObject;
}

/** What will be sent. */
export interface Answer {
	status: number;
	/** Names as they go out; no content-length, the shell adds it. */
	headers: Record<string, string>;
	/** Serialised body; `undefined`: none. */
	body: string | Uint8Array | undefined;
	/** The value that `body` is the serialisation of (JSON), for the proof. `undefined` where there is none. */
	value: JsonValue | undefined;
	/** Which answer of the document this claims to be; absent for answers outside any operation and undocumented ones. */
	definition?: ResponseDefinition;
	mediaType?: MediaType;
	fault?: Fault;
	/** Milliseconds to wait before sending; absent or 0: none. */
	delayMs?: number;
	why: Why;
}

// --- state ---------------------------------------------------------------------------------

/** A stored entity. `entity` is replaced as a whole on each change, never written to. */
export interface EntityRecord {
	readonly resource: string;
	readonly key: string;
	/** The values of the scope's path parameters, in order. */
	readonly scope: readonly string[];
	entity: JsonObject;
	/** When the session's clock moves it on, in epoch ms; `Infinity`: never. */
	expiresAtMs: number;
	/** False once deleted or evicted. */
	alive: boolean;
}

/** What an effect came to. Missing and refused are results, never thrown. */
export type EffectResult =
	| { kind: 'stateless' }
	| { kind: 'entity'; mention: EntityMention; entity: JsonObject }
	| { kind: 'list'; mention: EntityMention; items: readonly JsonObject[]; total: number; pointer?: Pointer }
	| { kind: 'gone'; mention: EntityMention }
	/** The status that the effect asks for; the documented one is chosen by documented.ts. */
	| { kind: 'missing' | 'refused' | 'exists'; mention: EntityMention; status: number; note: string };

export interface Clock {
	/** Epoch ms of this session; never goes backwards by itself. */
	nowMs(): number;
	readonly mode: 'real' | 'fixed';
	/** Sets the time; a real clock runs on from there. */
	set(epochMs: number): void;
	/** ISO 8601 duration, by the calendar (UTC). Throws RangeError for what is none. */
	advance(duration: string): void;
	/** Back to real time (or, under a seed, to the fixed start). */
	real(): void;
	toJSON(): { now: string; mode: 'real' | 'fixed'; offsetMs: number };
}

/** Deterministic numbers of one session; drawn from its seed and a counter that never goes back. */
export interface Random {
	readonly seed: number;
	readonly counter: number;
	/** A version 4 uuid. */
	uuid(): string;
	/** A number in [0, 1). */
	next(): number;
	/** A seed for generated data that depends on the session's seed and the label alone (stable, no counter). */
	seedFor(label: string): number;
	/** Moves the counter forward to at least this (restore). */
	skipTo(counter: number): void;
}

// --- scenarios -----------------------------------------------------------------------------

/** A scenario file, loaded and checked. */
export interface Scenario {
	name: string;
	title: string;
	description?: string;
	file: string;
	/** Pact provider states it serves. */
	states: readonly string[];
	parameters: Readonly<Record<string, string | number | boolean | null>>;
	/** Epoch ms. */
	clockMs?: number;
	/** As written, `${…}` not yet substituted. */
	given: Readonly<Record<string, readonly JsonObject[]>>;
	script: readonly JsonObject[];
	/** The file as parsed, for display. */
	source: JsonObject;
	/** Empty: good. A scenario with errors is listed but can't be used. */
	findings: readonly FileFinding[];
	serves: { statuses: readonly number[]; faults: readonly Fault[] };
}

/** What a cue asks for, once it fits. */
export interface CueHit {
	mention: CueMention;
	/** Absent for `pass` and for faults that need no reply. */
	reply?: {
		status: number;
		example?: string;
		body?: JsonValue;
		headers?: Readonly<Record<string, string>>;
		mediaType?: string;
	};
	fault?: Fault;
	/** The request goes on to its effect. */
	pass: boolean;
	offSpec: boolean;
	delayMs: number;
}

/** A scenario in use: its parameters filled in, its progress. Belongs to one session. */
export interface ActiveScenario {
	readonly scenario: Scenario;
	readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
	/** Parameters that the scenario doesn't have; they were kept. Absent: none. */
	readonly notes?: readonly Finding[];
	/** The first cue that fits and is not used up; marks it used. `stateOf` tells the state of the entity the request names. */
	next(request: CheckedRequest, random: Random, stateOf: () => string | undefined): CueHit | undefined;
	/** Progress, for the control API: `{ index, on, used, times, exhausted, next }`. */
	progress(): readonly CueProgress[];
	/** Progress as counters, for snapshots, and back. */
	counters(): readonly number[];
	restore(counters: readonly number[]): void;
}
export interface CueProgress {
	index: number;
	on: readonly string[];
	used: number;
	times?: number;
	exhausted: boolean;
	/** The first cue of the script that is not used up. */
	next: boolean;
}

// --- session and journal -------------------------------------------------------------------

/** An isolated world. */
export interface Session {
	readonly name: string;
	readonly clock: Clock;
	readonly random: Random;
	readonly store: EntityStore;
	readonly journal: Journal;
	/** The scenario in use; absent: the plain state machine. */
	scenario: ActiveScenario | undefined;
	/** Cues put in front of the scenario by the control API, each as a script of its own, in the order in which they came. */
	cues: readonly ActiveScenario[];
	/** Scripts named by `X-Mock-Scenario` alone, with their progress, by name. */
	readonly visiting: Map<string, ActiveScenario>;
	/** The form of the success answers; absent: as the entities and the document's examples have them. */
	variant?: AnswerVariant | undefined;
	/** Requests in flight. */
	open: number;
	/** Epoch ms of the session's clock; absent: none yet. */
	lastRequestAtMs: number | undefined;
}

/** The entities of one session. All calls are synchronous, so each is atomic. Time comes from the session's clock. */
export interface EntityStore {
	/** Stores; `undefined` when the key is taken. Beyond the bound the oldest is forgotten. */
	create(args: {
		resource: string;
		scope: readonly string[];
		key: string;
		entity: JsonObject;
	}): EntityRecord | undefined;
	/** Expiry is applied before it is handed out. */
	find(resource: string, scope: readonly string[], key: string): EntityRecord | undefined;
	/** In order of creation; without `scope`, all partitions. */
	list(resource: string, scope?: readonly string[]): EntityRecord[];
	/** By key alone, whatever its scope (control API). */
	findAnywhere(resource: string, key: string): EntityRecord | undefined;
	/** Puts another value in place of the record's entity. */
	update(record: EntityRecord, entity: JsonObject): void;
	remove(record: EntityRecord): void;
	/** By resource and state (`''` for resources without states). */
	counts(): Record<string, Record<string, number>>;
	/** The largest number that was ever a key of this resource, also of one that is gone; 0: none. */
	largestNumber(resource: string): number;
	/** Counts this number, and all below it, as used (restore). */
	reserveNumber(resource: string, number: number): void;
	clear(): void;
}

/** One request with its answer, as the journal keeps it. Rendered to JSON only when asked for. */
export interface Exchange {
	/** From 1, unique in a session. */
	id: number;
	/** Epoch ms of the session's clock. */
	atMs: number;
	/** Until it was sent; negative while it is open. */
	durationMs: number;
	/** `performance.now()` when the request came in. */
	startedAt: number;
	/** The client went away, or the server closed, before all of it was sent. */
	wasCut: boolean;
	session: string;
	/** The scenario in use when the answer was made. */
	scenario: string | undefined;
	/** Its parameters, as they were filled in. */
	parameters?: ActiveScenario['parameters'] | undefined;
	/** What the client said that it has read of the answer: JSON pointers, `*` for any item of a list. Absent: nobody follows. */
	reads?: { read: Set<string>; whole: Set<string> };
	operationId: string | undefined;
	request: MockRequest;
	/** Text where it is text; never a slice of a socket's buffer, which it would keep alive. Cut off at 16 KiB. */
	requestBody: string | Uint8Array | undefined;
	/** The body's full length. */
	requestBytes: number;
	/** Its body cut off at 16 KiB. */
	answer: Answer;
	/** The answer's body's full length in characters or bytes. */
	answerBytes: number;
	/** Approximate size in bytes, for the ring's limit. */
	bytes: number;
}

/** A ring of the newest exchanges, bounded in number and bytes. */
export interface Journal {
	add(entry: Omit<Exchange, 'id' | 'bytes'>): Exchange;
	/** Oldest first. */
	list(): Exchange[];
	get(id: number): Exchange | undefined;
	clear(): void;
	readonly length: number;
	/** How many have fallen out of the ring. */
	readonly dropped: number;
}

// --- options -------------------------------------------------------------------------------

/** All that a mock can be told; every field has a default (options.ts). */
export interface MockOptions {
	/** Paths, or documents as values. Default: the ones that ship. */
	documents: readonly (string | JsonObject)[];
	/** Overlay files, applied in order to every document. */
	overlays: readonly string[];
	/** Folder of scenario files; `undefined`: the one that ships when the default documents are served, else none. */
	scenarios: string | undefined;
	/** The scenario that each new session starts with. */
	scenario: string | undefined;
	port: number;
	host: string;
	/** Given: ids, numbers and time are the same in every run, and the clock stands still until it is moved. */
	seed: number | undefined;
	/** Generate data rather than use the document's examples. */
	dynamic: boolean;
	auth: 'present' | 'off' | 'verify';
	/** A JWKS file or value, for `verify`. */
	jwks: string | JsonObject | undefined;
	/** Applies to every answer, in ms. */
	delayMs: { min: number; max: number } | undefined;
	cors: boolean;
	watch: boolean;
	strictSessions: boolean;
	maxSessions: number;
	/** Exchanges kept by each session. */
	journal: number;
	/** Bytes kept by each session's journal. */
	journalBytes: number;
	/** Entities of one resource in one session. */
	maxEntities: number;
	/** Bytes of a request body. */
	maxBody: number;
	allowRemoteRefs: boolean;
	/** Guess effects for documents that declare none. */
	infer: boolean;
	adminToken: string | undefined;
	/** Further `Host` values that the control API answers to, e.g. `mock.test:8080`. */
	adminHosts: readonly string[];
	log: 'pretty' | 'json' | 'silent';
}

export type {
	Effect,
	FileFinding,
	JsonObject,
	JsonValue,
	MediaType,
	Operation,
	Pointer,
	ResponseDefinition,
	StatusKey,
};
