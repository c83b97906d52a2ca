// What will be sent, and why.

import type { Readable } from 'node:stream';
import type { JsonObject, JsonValue, MediaType, ResponseDefinition } from '../../spec/index.ts';
import type { Fault } from './faults.ts';
import type { Finding } from './finding.ts';

export type Step =
	| 'session'
	| 'match'
	| 'authenticate'
	| 'check'
	| 'cue'
	| 'forward'
	| 'effect'
	| 'compose'
	| 'prove'
	| 'aborted'
	| 'sent';

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
	/** Parameters of the request that a list does not follow, e.g. a `sort` by a property that it hasn't. */
	unfollowed?: readonly string[];
	/** The cue was allowed to break the document. */
	offSpec?: boolean;
	/** The document has no fitting answer for this status: a generated problem was sent. */
	undocumented?: boolean;
	/** The reference to nothing that this answer's schema is: its body is held to none. */
	lost?: string;
	/** The documented body of this answer can't be made, and why: a generated problem was sent. */
	unmade?: string;
	/** Texts of the request that only its owner may read, the longest first: nothing that is told has them. Absent: there are none. */
	secrets?: readonly string[];
	/** `Prefer` decided, e.g. `code=404, example=gone`. */
	preferred?: string;
	/** What came of asking the upstream; absent: it was not asked. */
	upstream?: UpstreamMention;
}

/** What came of asking the upstream. */
export interface UpstreamMention {
	/** `forwarded`: its answer was passed on; `failed`: none came that could be; `absent`: it hasn't the operation, and the mock played. */
	outcome: 'forwarded' | 'failed' | 'absent';
	/** Why it failed or hasn't the operation, e.g. `it answered 501`; absent where its answer was passed on. */
	reason?: string;
	/** What was not held to the document, because it is too large, or encoded in a way that nothing here reads; absent: all was. */
	unjudged?: readonly ('request' | 'answer')[];
}

/** What stands in the place of a scenario's name where a one-off cue speaks; no scenario can be called so. */
export const ONE_OFF = '(one-off)';

export interface CueMention {
	/** `(one-off)` for a cue of the control API. */
	scenario: string;
	/** Position in the script, from 0. */
	index: number;
}

/** What can become of an entity, or of the wish for one. */
export const OUTCOMES = [
	'created',
	'exists',
	'read',
	'listed',
	'moved',
	'replaced',
	'patched',
	'deleted',
	'cleared',
	'missing',
	'refused',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface EntityMention {
	resource: string;
	key: string;
	outcome: Outcome;
	/** The state before and after, for resources that have states. */
	from?: string | undefined;
	to?: string | undefined;
	/** The entity before and after; objects are never written to once stored, so these cost nothing. */
	before?: JsonObject | undefined;
	after?: JsonObject | undefined;
	/** How many others the same request made; absent: none. */
	others?: number;
	/** What else the same request made or changed, e.g. `created ticket 7`; absent: nothing. */
	besides?: readonly string[];
	/** How many older entities were forgotten to make room for it; absent: none. */
	forgotten?: number | undefined;
}

/** Headers that a cue adds, by their names; each cookie of a list has a line of its own. */
export type ScriptedHeaders = Readonly<Record<string, string | readonly string[]>>;

/** What will be sent. */
export interface Answer {
	status: number;
	/** Names as they go out; no content-length, the shell adds it. */
	headers: Record<string, string>;
	/** `Set-Cookie`, a line for each cookie; absent: none. */
	cookies?: readonly string[];
	/** Serialised body; `undefined`: none. */
	body: string | Uint8Array | undefined;
	/** A body that is still coming: it is sent as it comes, and `body` is empty. */
	stream?: AnswerStream;
	/** What the journal keeps of the body, where that is not `body` itself. */
	kept?: KeptBody;
	/** The value that `body` is the serialisation of (JSON), for the proof. `undefined` where there is none. */
	value: JsonValue | undefined;
	/** Which answer of the document this claims to be; absent for answers outside any operation and undocumented ones. */
	definition?: ResponseDefinition;
	mediaType?: MediaType | undefined;
	fault?: Fault;
	/** Milliseconds to wait before sending; absent or 0: none. */
	delayMs?: number | undefined;
	why: Why;
}

/** A body as the journal keeps it: decoded, cut off, and no view of a socket's buffer. */
export interface KeptBody {
	body: string | Uint8Array | undefined;
	/** Of the whole: characters of a text, else bytes. */
	length: number;
}

/** A body that is passed on while it comes. */
export interface AnswerStream {
	/** What has come already, in order. */
	begun: readonly Uint8Array[];
	/** The rest, which stands still until it is read; whoever doesn't send it destroys it. Emits an error where it breaks off. */
	rest: Readable;
	/** Called once with what is known when all has come, before its `end` is heard elsewhere; set by whoever keeps the exchange. */
	onEnd?: (ending: AnswerEnding) => void;
}

/** What is known of a body once all of it has come. */
export interface AnswerEnding {
	kept: KeptBody;
	/** What of the answer does not fit the document. */
	findings: readonly Finding[];
	/** Its body was not held to the document. */
	isUnjudged: boolean;
	/** The value, where it was read. */
	value: JsonValue | undefined;
}
