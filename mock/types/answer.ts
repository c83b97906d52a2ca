// What will be sent, and why.

import type { JsonObject, JsonValue, MediaType, ResponseDefinition } from '../../spec/index.ts';
import type { Fault } from './faults.ts';
import type { Finding } from './finding.ts';

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
	/** The documented body of this answer can't be made, and why: a generated problem was sent. */
	unmade?: string;
	/** `Prefer` decided, e.g. `code=404, example=gone`. */
	preferred?: string;
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
	mediaType?: MediaType | undefined;
	fault?: Fault;
	/** Milliseconds to wait before sending; absent or 0: none. */
	delayMs?: number | undefined;
	why: Why;
}
