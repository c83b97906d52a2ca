// Sessions with small stand-ins for what other modules make.

import type { Journal } from '../../../mock/journal/exchange.ts';
import type { ActiveScenario } from '../../../mock/session/active-scenario.ts';
import { createSessions, type Sessions, type SessionsArgs } from '../../../mock/session/sessions.ts';
import type { Scenario } from '../../../mock/types/scenario.ts';
import { RESOURCES } from '../effects/orders.ts';

/** A journal that keeps nothing. */
export function noJournal(): Journal {
	return {
		add: () => {
			throw new Error('not used here');
		},
		complete: () => undefined,
		list: () => [],
		get: () => undefined,
		clear: () => undefined,
		putBack: () => undefined,
		lastId: 0,
		length: 0,
		dropped: 0,
	};
}

export function scenarioOf(part: Partial<Scenario> & { name: string }): Scenario {
	return {
		title: part.name,
		file: `${part.name}.yaml`,
		states: [],
		parameters: {},
		given: {},
		script: [],
		source: {},
		findings: [],
		serves: { statuses: [], faults: [] },
		...part,
	};
}

/** A scenario with two counters, which its user may read and set. */
export function activate(
	scenario: Scenario,
	parameters: ActiveScenario['parameters'] = scenario.parameters,
): ActiveScenario {
	let counters: readonly number[] = [0, 0];
	return {
		scenario,
		parameters,
		next: () => undefined,
		progress: () => [],
		counters: () => counters,
		restore: (restored) => {
			counters = restored;
		},
	};
}

export function openSessions(
	part: Partial<Omit<SessionsArgs, 'options'>> & { options?: Partial<SessionsArgs['options']> } = {},
): Sessions {
	return createSessions({
		resources: RESOURCES,
		createJournal: noJournal,
		...part,
		options: { seed: 1, maxSessions: 100, maxEntities: 100, ...part.options },
	});
}
