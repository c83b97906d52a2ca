// Part of step 5: the script that a single request names by `X-Mock-Scenario`, on the session's own state.

import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { Refusal } from '../types/refusal.ts';
import type { MockRequest } from '../types/request.ts';
import { activateScenario } from './activate-scenario.ts';
import type { ScenarioLibrary } from './library.ts';

/** Scripts that one session remembers the progress of; the oldest is forgotten. */
const MAX_REQUEST_SCRIPTS = 50;

export type ScriptChoice = { ok: true; requestScript: ActiveScenario | undefined } | { ok: false; refusal: Refusal };

const OWN: ScriptChoice = { ok: true, requestScript: undefined };

/** The script that speaks for this request: the named one, with its progress in this session, else the session's own. */
export function chooseScript(
	scenarios: ScenarioLibrary,
	{ session, request }: { session: Session; request: MockRequest },
): ScriptChoice {
	const header = request.headers['x-mock-scenario'];
	if (header === undefined) return OWN;
	const name = String(header).trim();
	const known = session.requestScripts.get(name);
	if (known) return { ok: true, requestScript: known };
	const scenario = scenarios.get(name);
	if (!scenario) {
		const near = scenarios.nearest(name);
		const hint = near.length > 0 ? `nearest: ${near.join(', ')}` : 'GET /__admin/scenarios lists them';
		return refuse('request.scenario.unknown', `no scenario has the name ${JSON.stringify(name.slice(0, 60))}; ${hint}`);
	}
	const active = activateScenario(scenario);
	if (Array.isArray(active)) {
		return refuse('request.scenario.invalid', `scenario ${name} has mistakes: stunt-double lint names them`);
	}
	if (session.requestScripts.size >= MAX_REQUEST_SCRIPTS)
		session.requestScripts.delete(session.requestScripts.keys().next().value as string);
	session.requestScripts.set(name, active as ActiveScenario);
	return { ok: true, requestScript: active as ActiveScenario };
}

function refuse(code: string, message: string): ScriptChoice {
	const finding = { code, message, in: 'header' as const, pointer: 'x-mock-scenario' };
	return { ok: false, refusal: { step: 'cue', status: 400, findings: [finding] } };
}
