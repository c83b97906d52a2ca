// A single cue without a file: checked like those of scenarios, and played like a script of its own.

import { getOwn, type JsonObject, type Resource } from '../../spec/index.ts';
import type { Planned } from '../request/choose-route.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import { ONE_OFF } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { Scenario } from '../types/scenario.ts';
import { activateScenario } from './activate-scenario.ts';
import { checkScenarioSchemas } from './check-schemas.ts';
import { checkCueAgainst, nameByIds } from './check-script.ts';
import type { Report, ScenarioFinding } from './scenario-finding.ts';
import { checkCue } from './shape.ts';
import type { Stage } from './stage.ts';

/** The documents, as far as cues depend on them. */
export function createStage(plans: readonly Planned[], resources: ReadonlyMap<string, Resource>): Stage {
	return { operations: new Map(plans.map(({ operation }) => [operation.id, operation])), resources };
}

/**
 * Gets a cue like `{ on: 'closeOrder', reply: { status: 409 } }` ready; it replies once unless it has `times`.
 * Findings instead: it is not of a cue's form, or does not fit the documents; pointers are the cue's. Never throws.
 */
export function prepareCue(cue: JsonObject, stage: Stage): ActiveScenario | Finding[] {
	const { scenario, mistakes } = judgeCue(cue, stage);
	const errors = mistakes.filter(({ severity }) => severity !== 'warning');
	return scenario && errors.length === 0 ? activateScenario(scenario) : errors.map(describe);
}

/** What is wrong with a cue, and what is doubtful, in that order; pointers are the cue's. Never throws. */
export function inspectCue(cue: JsonObject, stage: Stage): (Finding & { severity: 'error' | 'warning' })[] {
	const { mistakes } = judgeCue(cue, stage);
	return [...mistakes.filter((one) => !one.severity), ...mistakes.filter((one) => one.severity)].map((one) => ({
		...describe(one),
		severity: one.severity ?? 'error',
	}));
}

function judgeCue(cue: JsonObject, stage: Stage): { scenario?: Scenario; mistakes: readonly ScenarioFinding[] } {
	const mistakes: ScenarioFinding[] = [];
	const report: Report = (mistake) => mistakes.push(mistake);
	const once: JsonObject = getOwn(cue, 'times') === undefined ? { ...cue, times: 1 } : cue;
	for (const mistake of checkCue(once)) report(mistake);
	if (mistakes.length === 0) checkCueAgainst({ cue: once, pointer: '', stage, report });
	if (mistakes.some(({ severity }) => severity !== 'warning')) return { mistakes };
	const scenario = createScenario(nameByIds(once, stage));
	return { scenario, mistakes: [...mistakes, ...checkScenarioSchemas(scenario, stage)] };
}

/** The cue as it would have to be posted to do what is left of it. */
export function describeRest(cue: ActiveScenario): JsonObject {
	const [written = {}] = cue.scenario.script;
	const [progress] = cue.progress();
	const left = (progress?.times ?? 1) - (progress?.used ?? 0);
	return { ...written, times: Math.max(1, left) };
}

function createScenario(cue: JsonObject): Scenario {
	return {
		name: ONE_OFF,
		title: ONE_OFF,
		file: '',
		states: [],
		parameters: {},
		given: {},
		script: [cue],
		source: {},
		findings: [],
		serves: { statuses: [], faults: [] },
	};
}

function describe({ code, message, remedy, pointer }: ScenarioFinding): Finding {
	const advice = remedy === undefined ? '' : `; ${remedy}`;
	return { code, message: message + advice, in: 'body', pointer: pointer.replace(/^\/script\/0/, '') };
}
