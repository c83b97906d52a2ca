// What can be played, and choosing it for a session.

import { basename } from 'node:path';
import { getOwn, isObject, type JsonObject } from '../../spec/index.ts';
import type { Engine } from '../pipeline/engine.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import { onOf } from '../scenarios/check-script.ts';
import { isUsable } from '../scenarios/load.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Finding } from '../types/finding.ts';
import type { Scenario } from '../types/scenario.ts';
import { answer, type ControlCall, changeSession, type Reply, readObject, readPath, refuseCall } from './call.ts';
import { renderFindings, tellFileFindings } from './problem.ts';
import { renderSession } from './sessions.ts';

/** Known names that a message lists. */
const LISTED = 20;

/** `listScenarios` */
export function listScenarios({ engine }: ControlCall): Reply {
	return answer({ scenarios: engine.scenarios.list().map((scenario) => renderSummary(scenario, engine)) });
}

/** `getScenario` */
export function getScenario(call: ControlCall): Reply {
	const name = readPath(call, 'scenario');
	const scenario = call.engine.scenarios.get(name);
	if (!scenario) return refuseUnknown(call.engine, name);
	return answer({
		...renderSummary(scenario, call.engine),
		given: Object.fromEntries(Object.entries(scenario.given).map(([resource, list]) => [resource, countGiven(list)])),
		script: [...scenario.script],
	});
}

/** `useScenario` */
export function useScenario(call: ControlCall): Reply {
	const body = readObject(call);
	const name = getOwn(body, 'name');
	const parameters = getOwn(body, 'parameters');
	const { sessions } = call.engine;
	if (typeof name !== 'string') {
		return changeSession(call, (session) => {
			sessions.useScenario(session, undefined);
			return answer(renderSession(session));
		});
	}
	const activation = activate(call.engine, name, isObject(parameters) ? parameters : {});
	if (!activation.ok) return activation.refusal;
	return changeSession(call, (session) => {
		const findings = sessions.useScenario(session, activation.active);
		return findings.length > 0 ? refuseGiven(name, findings) : answer(renderSession(session));
	});
}

/** `resetSession` */
export function resetSession(call: ControlCall): Reply {
	return changeSession(call, (session) => {
		const findings = call.engine.sessions.resetSession(session);
		const name = session.scenario?.scenario.name ?? '';
		return findings.length > 0 ? refuseGiven(name, findings) : answer(renderSession(session));
	});
}

/** A scenario that is ready for a session, or why it isn't. */
export type Activation = { ok: true; active: ActiveScenario } | { ok: false; refusal: Reply };

/** Gets a scenario ready: 404 for one that isn't there, 409 for one with mistakes, 400 for parameters that don't fit. */
export function activate(engine: Engine, name: string, parameters: JsonObject): Activation {
	const scenario = engine.scenarios.get(name);
	if (!scenario) return { ok: false, refusal: refuseUnknown(engine, name) };
	if (!isUsable(scenario)) return { ok: false, refusal: refuseMistaken(scenario) };
	const active = activateScenario(scenario, parameters);
	if (!Array.isArray(active)) return { ok: true, active };
	const detail = `The scenario ${quote(name)} can't be used with these parameters. It has: ${listNames(Object.keys(scenario.parameters))}.`;
	return {
		ok: false,
		refusal: refuseCall(
			400,
			detail,
			active.map((finding) => ({ in: 'body', pointer: '/parameters', ...finding })),
		),
	};
}

/** 409: what the scenario gives does not fit the documents. */
export function refuseGiven(name: string, findings: readonly Finding[]): Reply {
	return refuseCall(
		409,
		`What the scenario ${quote(name)} gives does not fit the documents; nothing was changed.`,
		findings,
	);
}

function refuseUnknown({ scenarios }: Engine, name: string): Reply {
	const near = scenarios.nearest(name);
	const hint = near.length > 0 ? ` Nearest: ${listNames(near)}.` : '';
	return refuseCall(404, `There is no scenario ${quote(name)}.${hint} Known: ${listNames(scenarios.names())}.`);
}

function refuseMistaken(scenario: Scenario): Reply {
	const errors = tellFileFindings(scenario.findings.filter(({ severity }) => severity === 'error'));
	const first = errors[0];
	const place = first ? ` ${first.file}:${first.line}:${first.column}: ${first.message}.` : '';
	return refuseCall(
		409,
		`The scenario ${quote(scenario.name)} can't be used before its file is mended.${place}`,
		errors,
	);
}

function renderSummary(scenario: Scenario, { resources }: Engine): JsonObject {
	const { name, title, description, states, parameters, file, serves, findings } = scenario;
	return {
		name,
		title,
		...(description !== undefined && { description }),
		states: [...states],
		parameters: { ...parameters },
		valid: isUsable(scenario),
		file: basename(file),
		serves: { statuses: [...serves.statuses], faults: [...serves.faults] },
		gives: Object.entries(scenario.given).flatMap(([name, list]) =>
			list.map((entry) => renderGiven(name, entry, resources)),
		),
		cues: scenario.script.map(renderCue),
		...(findings.length > 0 && { findings: renderFindings(tellFileFindings(findings)) }),
	};
}

/** Which requests a cue is for, and how often, in short. */
function renderCue(cue: JsonObject): JsonObject {
	const [times, every] = [getOwn(cue, 'times'), getOwn(cue, 'every')];
	return {
		on: [...onOf(cue)],
		conditional: getOwn(cue, 'when') !== undefined,
		passes: getOwn(cue, 'pass') === true,
		...(typeof times === 'number' && { times }),
		...(typeof every === 'number' && { every }),
	};
}

/** One description of `given` in short: its key and state as the file has them, where it names them. */
function renderGiven(name: string, entry: JsonObject, resources: Engine['resources']): JsonObject {
	const resource = resources.get(name);
	const properties = getOwn(entry, 'generate') === undefined ? entry : getOwn(entry, 'with');
	const key = resource && getOwn(properties, resource.key);
	const state = resource?.state === undefined ? undefined : (getOwn(properties, resource.state) ?? resource.initial);
	return {
		resource: name,
		count: countGiven([entry]),
		...((typeof key === 'string' || typeof key === 'number') && { key: String(key) }),
		...(typeof state === 'string' && { state }),
	};
}

/** Entities that a list of descriptions stands for. */
function countGiven(list: readonly JsonObject[]): number {
	return list.reduce((sum, entry) => {
		const times = getOwn(entry, 'generate');
		return sum + (typeof times === 'number' ? times : 1);
	}, 0);
}

/** `"a", "b" (and 3 more)`, or `none`. */
export function listNames(names: readonly string[]): string {
	if (names.length === 0) return 'none';
	const rest = names.length > LISTED ? ` (and ${names.length - LISTED} more)` : '';
	return `${names.slice(0, LISTED).map(quote).join(', ')}${rest}`;
}

/** In quotes, and no longer than a message can bear. */
export function quote(text: string): string {
	return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text.toWellFormed());
}
