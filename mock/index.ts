// The door of the library: a mock for tests of any runner, and for one's own Express app.

export { type ApiDocument, type FileFinding, type JsonObject, type JsonValue, StartupError } from '../spec/index.ts';
export { findDefinition, statusKeyOf } from './answer/documented.ts';
export { negotiateMediaType } from './answer/negotiate.ts';
export { keepLocal } from './cli/paths.ts';
export type { PactCoverage, ReadPacts } from './control/pact-coverage.ts';
export { ControlError } from './library/control-error.ts';
export { createMockRouter, type MockRouterOptions, startMock } from './library/start-mock.ts';
export type {
	Coverage,
	CueState,
	ExchangeFilter,
	Mock,
	MockControls,
	MockRouter,
	MockSession,
	RecordedExchange,
	RecordedMessage,
	ScenarioParameters,
	ScenarioSummary,
	SessionClock,
	SessionResource,
	SessionState,
} from './library/types.ts';
export { makeSafe } from './log/safe-text.ts';
export type { Fault, Finding, MockOptions, MockRequest, OperationPlan, Step } from './model.ts';
export { nearest } from './nearest.ts';
export { completeOptions } from './options.ts';
// What contracts/ builds on: a request held to its operation, step by step, without a server.
export { authenticate, type Denial } from './request/authenticate.ts';
export { type CheckResult, checkRequest } from './request/check.ts';
export { nearestOperations } from './request/nearest-operations.ts';
export { createRouter, type RouteMatch, type Router } from './request/router.ts';
export { loadScenarios, type ScenarioLibrary } from './scenarios/library.ts';
export type { ListedVariant } from './variant/list.ts';
export { ANSWER_FORMS, type AnswerForm, type AnswerVariant, type EnumVariant, nameVariant } from './variant/model.ts';
export { readVersion } from './version.ts';
