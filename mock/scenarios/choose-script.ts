// Part of step 5: the script that a single request names by `X-Mock-Scenario`, on the session's own state.

import type { Refusal } from '../answer/refuse.ts';
import type { Engine } from '../engine.ts';
import type { ActiveScenario, MockRequest, Session } from '../model.ts';
import { activateScenario } from './active.ts';

/** Scripts that one session remembers the progress of; the oldest is forgotten. */
const MAX_VISITING = 50;

export type ScriptChoice = { ok: true; visiting: ActiveScenario | undefined } | { ok: false; refusal: Refusal };

const OWN: ScriptChoice = { ok: true, visiting: undefined };

/** The script that speaks for this request: the named one, with its progress in this session, else the session's own. */
export function chooseScript(
	engine: Engine,
	{ session, request }: { session: Session; request: MockRequest },
): ScriptChoice {
	const header = request.headers['x-mock-scenario'];
	if (header === undefined) return OWN;
	const name = String(header).trim();
	const known = session.visiting.get(name);
	if (known) return { ok: true, visiting: known };
	const scenario = engine.scenarios.get(name);
	if (!scenario) {
		const near = engine.scenarios.nearest(name);
		const hint = near.length > 0 ? `nearest: ${near.join(', ')}` : 'GET /__admin/scenarios lists them';
		return refuse('request.scenario.unknown', `no scenario has the name ${JSON.stringify(name.slice(0, 60))}; ${hint}`);
	}
	const active = activateScenario(scenario);
	if (Array.isArray(active)) {
		return refuse('request.scenario.invalid', `scenario ${name} has mistakes: stunt-double lint names them`);
	}
	if (session.visiting.size >= MAX_VISITING) session.visiting.delete(session.visiting.keys().next().value as string);
	session.visiting.set(name, active as ActiveScenario);
	return { ok: true, visiting: active as ActiveScenario };
}

function refuse(code: string, message: string): ScriptChoice {
	const finding = { code, message, in: 'header' as const, pointer: 'x-mock-scenario' };
	return { ok: false, refusal: { step: 'cue', status: 400, findings: [finding] } };
}
