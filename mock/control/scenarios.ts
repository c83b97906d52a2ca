// What can be played, and getting it ready.

import type { JsonObject } from '../../spec/index.ts';
import type { Engine } from '../pipeline/engine.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import { readFileText } from '../scenarios/file-text.ts';
import { isUsable } from '../scenarios/load.ts';
import type { ActiveScenario, EntityReference } from '../session/active-scenario.ts';
import type { Finding } from '../types/finding.ts';
import type { Scenario } from '../types/scenario.ts';
import { answer, type ControlCall, type Reply, readPath, refuseCall } from './call.ts';
import { tellFileFindings } from './problem.ts';
import { countGiven, renderSummary } from './render-scenario.ts';

/** Known names that a message lists. */
const LISTED = 20;
/** Virtual scenarios that one answer lists; the document says so too. */
const MAX_VIRTUAL = 1000;

/** `listScenarios` */
export function listScenarios({ engine }: ControlCall): Reply {
	const virtual = engine.scenarios.listVirtual();
	const { scenarioFolder: folder } = engine;
	return answer({
		scenarios: engine.scenarios.list().map((scenario) => renderSummary(scenario, engine)),
		virtual: virtual.slice(0, MAX_VIRTUAL).map(({ name, operationId, status }) => ({ name, operationId, status })),
		virtualTotal: virtual.length,
		folder: { path: folder.path, exists: folder.exists, writable: folder.refusal === undefined },
	});
}

/** `getScenario` */
export function getScenario(call: ControlCall): Reply {
	const name = readPath(call, 'scenario');
	const scenario = call.engine.scenarios.get(name);
	if (!scenario) return refuseUnknown(call.engine, name);
	const { value, headers } = renderScenario(scenario, call.engine);
	return { kind: 'value', status: 200, value, headers };
}

/** A scenario with all its parts, and the text of its file with the tag that goes with it. */
export function renderScenario(
	scenario: Scenario,
	engine: Engine,
): { value: JsonObject; headers: Record<string, string> } {
	const file = readFileText(scenario.file);
	const given = Object.entries(scenario.given).map(([resource, list]) => [resource, countGiven(list)] as const);
	const value = {
		...renderSummary(scenario, engine),
		given: Object.fromEntries(given),
		script: [...scenario.script],
		...file,
	};
	return { value, headers: file ? { ETag: file.etag } : {} };
}

/** A scenario that is ready for a session, or why it isn't. */
export type Activation = { ok: true; active: ActiveScenario } | { ok: false; refusal: Reply };

/** Gets a scenario ready: 404 for one that isn't there, 409 for one with mistakes, 400 for parameters that don't fit. */
export function activate(engine: Engine, name: string, parameters: JsonObject, entity?: EntityReference): Activation {
	const scenario = engine.scenarios.get(name);
	if (!scenario) return { ok: false, refusal: refuseUnknown(engine, name) };
	if (!isUsable(scenario)) return { ok: false, refusal: refuseMistaken(scenario) };
	const active = activateScenario(scenario, parameters, entity);
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

const MAX_TITLED = 3;

/** 404, with the names that are near, or whose titles have these words: people know scenarios by those. */
export function refuseUnknown({ scenarios }: Engine, name: string): Reply {
	const words = name.trim().toLowerCase();
	const titled = words === '' ? [] : scenarios.list().filter(({ title }) => title.toLowerCase().includes(words));
	const near = [...new Set([...titled.slice(0, MAX_TITLED).map((one) => one.name), ...scenarios.nearest(name)])];
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
