// A scenario in use by a session: the interface through which the session keeps its progress.

import type { JsonValue } from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';
import type { CueMention } from '../types/answer.ts';
import type { Fault } from '../types/faults.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest } from '../types/request.ts';
import type { Scenario } from '../types/scenario.ts';

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
