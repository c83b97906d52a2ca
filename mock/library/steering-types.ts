// What a test says to a session, and hears of scenarios.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import type { StepKind } from '../session/history.ts';
import type { Fault } from '../types/faults.ts';
import type { Finding } from '../types/finding.ts';

/** Values of a scenario's parameters. */
export type ScenarioParameters = Readonly<Record<string, string | number | boolean | null>>;

/** What can be played. */
export interface ScenarioSummary {
	name: string;
	title: string;
	description?: string;
	/** The Pact provider states that it serves. */
	states: string[];
	/** Its parameters, with their defaults. */
	parameters: ScenarioParameters;
	/** False: its file has mistakes, and it can't be used. */
	valid: boolean;
	/** The file's name in its folder. */
	file: string;
	serves: { statuses: number[]; faults: Fault[] };
	/** What exists at its start; `key` and `state` as the file has them (`${order_id}`, `PAID`), where it names them. */
	gives: { resource: string; count: number; key?: string; state?: string }[];
	/** What it says of all that is there, or is created while it is in use (`set: null`: it is taken away); absent: nothing. */
	every?: { resource: string; set: JsonObject | null; where?: JsonObject }[];
	/**
	 * Its script in short: the operations that each cue is for, whether it has a `when`, is only for requests that name no existing
	 * entity, lets the request pass, and how often it speaks.
	 */
	cues: {
		on: string[];
		conditional: boolean;
		absent?: true;
		passes: boolean;
		forwards?: true;
		times?: number;
		every?: number;
	}[];
	findings?: Finding[];
	/** Its file has mistakes since it was saved last, and the version before is in use. */
	outdated?: true;
}

/** How a scenario is used. */
export interface UseOptions {
	/** Values in the place of the scenario's own. */
	parameters?: ScenarioParameters;
	/** The session keeps its entities and its time; the scenario's own come beside them. Default: false. */
	keep?: boolean;
	/** The one entity that the scenario is applied to, which implies `keep`; without `scope`, the first of this key. */
	entity?: { resource: string; key: string | number; scope?: readonly string[] };
}

type HeaderText = string | number | boolean;

/** What a cue answers, as in a scenario file: a status with what belongs to it, or a fault. */
export type CueReply =
	| {
			status: number;
			/** The name of the document's example. */
			example?: string;
			body?: JsonValue;
			/** Of a list each cookie (`Set-Cookie`) has a line of its own. */
			headers?: Readonly<Record<string, HeaderText | readonly HeaderText[]>>;
			mediaType?: string;
	  }
	| { fault: Fault };

/** When a cue speaks, and how. */
export interface CueOptions {
	/** How often; then it is used up. Default: once. */
	times?: number;
	/** `250ms`, `{ min: '1s', max: '3s' }`, `{ p50: '200ms', p95: '1s' }` */
	delay?: string | { min: string; max: string } | { p50: string; p95: string; max?: string };
	/** What must be true of the request, as in a scenario file. */
	when?: JsonObject;
	/** Allows a reply that the document does not have. */
	offSpec?: boolean;
}

/** Which request is waited for. */
export interface WaitOptions {
	/** Only one that is answered so, e.g. 409. */
	status?: number;
	/** Only those after this id. */
	since?: number;
	/** How long it waits. Default: 5,000. */
	timeoutMs?: number;
}

/** One thing that was done to a session past its requests. */
export interface SessionStep {
	id: number;
	kind: StepKind;
	/** A date-time by the session's clock as it was before. */
	at: string;
	/** The last exchange before it; 0: none. */
	after: number;
	/** E.g. `used already-paid afresh`. */
	summary: string;
	undoable: boolean;
}
