// The door for contracts/: what users have, and the steps that hold a request to its operation without a server. Not in `exports`.

export type { ListedVariant } from './answer/variant/list.ts';
export type { Command, CommandArguments, CommandTable, Flags, OptionsOf } from './cli/command.ts';
export { type Calling, connectControl, sessionPath } from './cli/control-client.ts';
export { reportAnswerCoverage } from './cli/coverage.ts';
export { takeOwnDocuments } from './cli/find-documents.ts';
export { exceptMachine } from './cli/keep-direct.ts';
export type { PactJudgement, PactWish } from './cli/run-program.ts';
export { readTimeout } from './cli/start-flags.ts';
export { nameState } from './console/page/name-state.ts';
export { writeSchemaLine } from './console/page/schema-line.ts';
export type { HarEntry } from './control/har-entry.ts';
export { createExchangeReader, readHarExchanges } from './control/har-exchanges.ts';
export type { PactCoverage, ReadPacts } from './control/pact-coverage.ts';
export { findConflict } from './control/state-sets.ts';
export { listToldEntities } from './effects/told-entities.ts';
export { findRoot, keepLocal } from './files/local-path.ts';
export * from './index.ts';
export type { Terminal } from './log/terminal.ts';
export { alignColumns } from './log/terminal.ts';
export { completeOptions } from './options/complete-options.ts';
export { readVersion } from './options/version.ts';
export { type OperationPlan, type OperationRouter, routeOperations } from './pipeline/operation-plan.ts';
export { refuseErrors } from './pipeline/start-scenario.ts';
export {
	collectFacts,
	type Facts,
	fits,
	isListedByAll,
	listAlternatives,
	listRequiredOf,
	listTypes,
	NO_FACTS,
	viewItemOf,
	viewPropertyOf,
	widenFacts,
} from './record/facts.ts';
export { type Observation, observeAll, type UnreadExchange } from './record/observe.ts';
export { type PlayedAnswer, playOnState } from './record/play-on-state.ts';
export { isOfReality, type RecordedSession, type Recording, recordSessions } from './record/record-sessions.ts';
export { compareShapes } from './record/same-shape.ts';
export { isPersonal, type Substitutions, stabilise, VOLATILE } from './record/stable-value.ts';
export { openTrial, type Trial } from './record/trial.ts';
export { type Annotation, annotate } from './report/annotations.ts';
export {
	type AnswerCoverage,
	type AnswerOperation,
	type AnswerStatus,
	readAnswerCoverage,
} from './report/answer-coverage.ts';
export { judgeCoverage } from './report/judge-coverage.ts';
export type { JUnitCase, JUnitSuite } from './report/junit.ts';
export { escapeXml } from './report/junit.ts';
export { writeJUnit, writeReport } from './report/write-report.ts';
export { authenticate } from './request/authenticate.ts';
export { type CheckResult, checkRequest } from './request/check.ts';
export type { Sent } from './request/choose-route.ts';
export { nearestOperations } from './request/nearest-operations.ts';
export { type GivenParts, writeCall } from './sample/sample-call.ts';
export { loadScenarios, type ScenarioLibrary } from './scenarios/library.ts';
export { VIRTUAL_PREFIX } from './scenarios/virtual.ts';
export { bareHost } from './text/bare-host.ts';
export { makeSafe } from './text/safe-text.ts';
export { ONE_OFF } from './types/answer.ts';
export { nameVariant } from './types/answer-variant.ts';
export type { MockRequest } from './types/request.ts';
export { callUpstream } from './upstream/call-upstream.ts';
export { decodeBody } from './upstream/decode-body.ts';
export { openUpstream } from './upstream/open-upstream.ts';
export { readProxy } from './upstream/way-out.ts';
