// The door of the library: a mock for tests of any runner, and for one's own Express app.

export { type ApiDocument, type FileFinding, type JsonObject, type JsonValue, StartupError } from '../spec/index.ts';
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
export type { Fault, Finding, MockOptions, Step } from './model.ts';
