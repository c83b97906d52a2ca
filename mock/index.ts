// The door for users: a mock for tests of any runner, and for one's own Express app. Only what the README documents.

export { type ApiDocument, type FileFinding, type JsonObject, type JsonValue, StartupError } from '../spec/index.ts';
export { ControlError } from './library/control-error.ts';
export {
	createMockFetch,
	createMockRouter,
	type MockFetchOptions,
	type MockRouterOptions,
	startMock,
} from './library/start-mock.ts';
export type {
	CueOptions,
	CueReply,
	ScenarioParameters,
	ScenarioSummary,
	SessionStep,
	UseOptions,
	WaitOptions,
} from './library/steering-types.ts';
export type {
	Coverage,
	CueState,
	ExchangeFilter,
	Mock,
	MockControls,
	MockFetch,
	MockRouter,
	MockSession,
	SessionClock,
	SessionResource,
	SessionState,
} from './library/types.ts';
export type { MockOptions } from './options/mock-options.ts';
export type { Step } from './types/answer.ts';
export type { AnswerForm, AnswerVariant, EnumVariant } from './types/answer-variant.ts';
export type { Fault } from './types/faults.ts';
export type { Finding } from './types/finding.ts';
export type { RecordedExchange, RecordedMessage } from './types/recorded-exchange.ts';
