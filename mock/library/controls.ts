// What every mock in one's own process can be told, whether it listens or is part of an app.

import { getCoverage } from '../control/coverage.ts';
import { changeProviderState } from '../control/provider-states.ts';
import { listScenarios } from '../control/scenarios.ts';
import { listSessions, resetAll } from '../control/sessions.ts';
import type { Engine } from '../pipeline/engine.ts';
import { DEFAULT_SESSION } from '../session/session-name.ts';
import { createLocalCalls, takeValue } from './local-call.ts';
import { createSessionHandle } from './session-handle.ts';
import type { ScenarioParameters, ScenarioSummary } from './steering-types.ts';
import type { Coverage, MockControls, SessionState } from './types.ts';

/** The controls of a mock; `close` ends it. */
export function createControls<Types>(args: {
	engine: Engine;
	url: string;
	close: () => Promise<void>;
}): MockControls<Types> {
	const { engine, url } = args;
	const call = createLocalCalls(engine);
	const session: MockControls<Types>['session'] = (name = DEFAULT_SESSION) =>
		createSessionHandle<Types>({ engine, call, name, url });
	return {
		session,
		use: (scenario, options) => session().use(scenario, options),
		async reset() {
			await call(resetAll);
		},
		async providerState({ session: name = DEFAULT_SESSION, ...change }) {
			return takeValue<ScenarioParameters>(await call(changeProviderState, { body: change, session: name }));
		},
		async scenarios() {
			return takeValue<{ scenarios: ScenarioSummary[] }>(await call(listScenarios)).scenarios;
		},
		async sessions() {
			const query = { limit: Number.MAX_SAFE_INTEGER };
			return takeValue<{ sessions: SessionState[] }>(await call(listSessions, { query })).sessions;
		},
		async lostExchanges() {
			return takeValue<{ dropped: number }>(await call(listSessions)).dropped;
		},
		variants: async (request) => (await import('../answer/variant/list.ts')).listVariants(engine, request),
		get documents() {
			return engine.documents;
		},
		async coverage() {
			return takeValue<Coverage>(await call(getCoverage));
		},
		close: args.close,
		[Symbol.asyncDispose]: args.close,
	};
}
