// What a pact is to everyone in contracts/: one shape for Pact V1 to V4. Types only, filled by read-pact.ts.

import type { JsonObject, JsonValue, Pointer } from '../../spec/index.ts';

/** The major version of the Pact specification that a file follows. */
export type PactVersion = 1 | 2 | 3 | 4;

/** A pact file, normalised: what a consumer expects of a provider. */
export interface Pact {
	/** The path or URL as given. */
	file: string;
	consumer: string;
	provider: string;
	version: PactVersion;
	interactions: readonly Interaction[];
	/** As written; empty when the file has none. */
	metadata: JsonObject;
	/** The whole file as parsed. Nobody writes to it. */
	raw: JsonObject;
}

/** One expectation. Add a kind here and every `switch` that forgets it stops compiling. */
export type Interaction = HttpInteraction | UnsupportedInteraction;

interface InteractionBase {
	/** `""` when the file gives none. */
	description: string;
	/** Where it stands in the file, e.g. `/interactions/0`. */
	pointer: Pointer;
	providerStates: readonly ProviderState[];
}

/** A request with its response (Pact V4: `Synchronous/HTTP`). */
export interface HttpInteraction extends InteractionBase {
	kind: 'http';
	/** Pact V4 `key`, or the broker's `_id`. */
	key?: string;
	/** Pact V4 `pending`: not to be held against the provider yet. */
	pending: boolean;
	notes: WrittenNotes;
	request: PactRequest;
	response: PactResponse;
}

/** What `pact write` has noted of an interaction; of a pact by others it knows nothing. */
export interface WrittenNotes {
	/** Objects of the answer's body (JSON pointers, `*` for items) of which what is expected was guessed. */
	guessed: ReadonlySet<string>;
	/** It is known that the consumer reads nothing of the answer's body. */
	readsNothing: boolean;
}

/** A message, or a kind that a plugin brings: nothing here compares it, and that is always told. */
export interface UnsupportedInteraction extends InteractionBase {
	kind: 'unsupported';
	/** As written, e.g. `Asynchronous/Messages`. */
	type: string;
}

/** A provider state by name, e.g. `{ name: 'an order exists', params: { id: 7 } }`; without parameters `params` is empty. */
export interface ProviderState {
	name: string;
	params: JsonObject;
}

export interface PactRequest {
	/** Upper case, e.g. `POST`. */
	method: string;
	path: string;
	/** Decoded names and values, in the file's order; a name without a value has `''`. */
	query: ReadonlyMap<string, readonly string[]>;
	headers: HeaderValues;
	/** Lower-case name → the name as the file writes it; absent in pacts that were made rather than read. */
	headerNames?: ReadonlyMap<string, string>;
	body: PactBody;
	rules: readonly MatchingRule[];
	generators: readonly PactGenerator[];
	pointer: Pointer;
	bodyPointer: Pointer;
}

export interface PactResponse {
	/** 200 when the file gives none. */
	status: number;
	headers: HeaderValues;
	/** Lower-case name → the name as the file writes it; absent in pacts that were made rather than read. */
	headerNames?: ReadonlyMap<string, string>;
	body: PactBody;
	rules: readonly MatchingRule[];
	generators: readonly PactGenerator[];
	pointer: Pointer;
	bodyPointer: Pointer;
}

/** Lower-case name → the values as written, one entry for each element of the file's list. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>;

/**
 * A body. `absent`: the pact says nothing of it. `empty`: there must be none. `json` may hold `null`, which is a value; written as
 * such (`isBare`) it is sent, but expected of an answer it stands for none.
 * `contentType` is the media type as written, from the body (V4) or the Content-Type header.
 */
export type PactBody =
	| { kind: 'absent' }
	| { kind: 'empty' }
	| { kind: 'json'; value: JsonValue; isBare?: true; contentType?: string }
	| { kind: 'text'; text: string; contentType?: string }
	| { kind: 'bytes'; bytes: Uint8Array; contentType?: string };

/** What a matching rule is about. */
export type RulePart = 'method' | 'path' | 'query' | 'header' | 'body' | 'status' | 'metadata';

/** One step of a rule's path: a property, an element, any element (`[*]`), or anything at all (`.*`). */
export type PathStep =
	| { kind: 'name'; name: string }
	| { kind: 'index'; index: number }
	| { kind: 'any-index' }
	| { kind: 'any' };

/** Matchers on a place. V2's `$.body.items[*].id` and V3's `body` → `$.items[*].id` give the same. */
export interface MatchingRule {
	part: RulePart;
	/** Within the part: `[]` is the whole body, path, status; headers (lower case) and query parameters begin with their name. */
	path: readonly PathStep[];
	matchers: readonly Matcher[];
	combine: 'AND' | 'OR';
	/** Where it stands in the file. */
	pointer: Pointer;
}

/** A matcher of the Pact specification, V1 to V4. */
export type Matcher =
	| { kind: 'equality' }
	| { kind: 'type'; min?: number; max?: number }
	| { kind: 'regex'; pattern: string }
	| { kind: 'integer' | 'decimal' | 'number' | 'boolean' | 'null' | 'values' | 'semver' | 'notEmpty' }
	| { kind: 'date' | 'time' | 'datetime'; format?: string }
	| { kind: 'include'; text: string }
	| { kind: 'eachKey' | 'eachValue'; rules: readonly Matcher[] }
	| { kind: 'arrayContains'; variants: readonly ArrayVariant[] }
	| { kind: 'contentType'; type: string }
	| { kind: 'statusCode'; status: StatusClass | readonly number[] }
	/** Not of the specification as we know it; `isBroken`: it has no name, or not what it needs. */
	| { kind: 'unknown'; name: string; isBroken?: true };

/** One of the elements that an `arrayContains` asks for: the example's index and the rules inside of it. */
export interface ArrayVariant {
	index: number;
	rules: readonly MatchingRule[];
}

/** The groups of Pact's `statusCode` matcher. */
export type StatusClass = 'info' | 'success' | 'redirect' | 'clientError' | 'serverError' | 'nonError' | 'error';

/** A generator of the Pact specification, kept as written, e.g. `{ type: 'ProviderState', expression: '${id}' }`. */
export interface PactGenerator {
	part: RulePart;
	path: readonly PathStep[];
	type: string;
	value: JsonObject;
	pointer: Pointer;
}
