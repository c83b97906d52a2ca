// A scenario in use by a session: the interface through which the session keeps its progress.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import type { Answer, CueMention, ScriptedHeaders } from '../types/answer.ts';
import type { Fault } from '../types/faults.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { Scenario } from '../types/scenario.ts';

/** What a cue asks for, once it fits. */
export interface CueHit {
	mention: CueMention;
	/** Absent for `pass`, for `forward` and for faults that need no reply. */
	reply?: {
		status: number;
		example?: string;
		body?: JsonValue;
		headers?: ScriptedHeaders;
		mediaType?: string;
		/** Where body or headers refer to the request: both, for one request. */
		make?: (source: {
			request: CheckedRequest;
			entity: () => JsonObject | undefined;
			nowMs: number;
		}) => JsonValue | undefined;
	};
	fault?: Fault;
	/** The request goes on to its effect. */
	pass: boolean;
	/** It goes on to the upstream. */
	forward?: boolean;
	offSpec: boolean;
	delayMs: number;
}

/** An entity that a request names. */
export interface NamedEntity {
	/** The name of its resource. */
	resource: string;
	key: string;
	scope: readonly string[];
	/** Absent: its resource has no states. */
	state: string | undefined;
	entity: JsonObject;
}

/** Finds the entity that the request names; looked up only where somebody asks. `undefined`: it names none that is there. */
export type FindNamed = () => NamedEntity | undefined;

/** One entity of a session, by its place: `{ resource: 'order', key: '42', scope: ['acme'] }`. */
export interface EntityReference {
	resource: string;
	key: string;
	scope: readonly string[];
}

/** A scenario in use: its parameters filled in, its progress. Belongs to one session. */
export interface ActiveScenario {
	readonly scenario: Scenario;
	readonly parameters: Readonly<Record<string, string | number | boolean | null>>;
	/** Parameters that the scenario doesn't have; they were kept. Absent: none. */
	readonly notes?: readonly Finding[];
	/** The one entity that it is applied to; absent: it is for all of them. */
	readonly entity?: EntityReference;
	/** What it does to every answer of the session, latency and faults; absent: nothing. */
	readonly network?: ((answer: Answer, random: Random) => void) | undefined;
	/** The first cue that fits and is not used up; marks it used. */
	next(request: CheckedRequest, random: Random, named: FindNamed): CueHit | undefined;
	/** The key of the next entity of a resource that is created; `undefined`: it says none. Absent: it says none of any. */
	takeKey?(resource: string): string | number | undefined;
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
