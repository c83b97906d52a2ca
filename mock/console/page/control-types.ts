// The control API's own words, from the types that are generated from its document.

import type { components, operations } from '../api.ts';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type ScenarioSummary = Schemas['ScenarioSummary'];
export type Scenario = Schemas['Scenario'];
export type Exchange = Schemas['Exchange'];
export type Finding = Schemas['Finding'];
export type Entity = Record<string, unknown>;
export type Resource = Schemas['Resource'];
export type Coverage = Schemas['Coverage'];
export type OperationItem = Schemas['OperationList']['operations'][number];
export type OperationDetail = Schemas['OperationDetail'];
export type Sample = OperationItem['sample'];
export type Schedule = Schemas['Schedule'];
/** A one-off as it is posted. */
export type Cue = Schemas['OneOffCue'];
/** The parts of a request that is to be sent. */
export type RequestParts = operations['sendRequest']['requestBody']['content']['application/json'];
export type WaitingCue = Schemas['WaitingCue'];
export type CueProgress = Schemas['CueProgress'];
export type ScenarioFolder = NonNullable<Schemas['ScenarioList']['folder']>;
export type ScenarioFinding =
	operations['checkScenario']['responses'][200]['content']['application/json']['findings'][number];
export type CueFinding = operations['checkCue']['responses'][200]['content']['application/json']['findings'][number];
export type ReplayReport = Schemas['ReplayReport'];
export type Snapshot = Schemas['Snapshot'];
export type Step = Schemas['Step'];
export type VirtualScenario = NonNullable<Schemas['ScenarioList']['virtual']>[number];
export type Health = Schemas['Health'];
export type Problem = Schemas['Problem'];
export type Upstream = Schemas['Upstream'];
export type ForwardMode = Schemas['ForwardMode'];
export type ForwardRule = Schemas['ForwardRule'];
export type MockEvent = Schemas['Event'];

/** A line of the list of requests: what an event tells, and what is known of it later. */
export interface Row {
	id: number;
	at: string;
	method: string;
	target: string;
	operationId: string | null;
	/** null: no answer was sent. */
	status: number | null;
	step: string;
	summary: string;
	/** null: not over yet, or not asked for yet. */
	durationMs: number | null;
	/** All of it in lower case, to be searched. */
	text: string;
	/** It is no request, but something that was done. */
	done?: Step;
}
