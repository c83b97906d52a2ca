// A scenario as the control API tells it.

import { basename } from 'node:path';
import { getOwn, isObject, type JsonObject, type JsonValue } from '../../spec/index.ts';
import { isEveryRow } from '../fixtures/every-row.ts';
import type { Engine } from '../pipeline/engine.ts';
import { onOf } from '../scenarios/check-script.ts';
import { isUsable } from '../scenarios/load.ts';
import type { Scenario } from '../types/scenario.ts';
import { renderFindings, tellFileFindings } from './problem.ts';

/** A scenario in short, as the control API's document has it (`ScenarioSummary`). */
export function renderSummary(
	scenario: Scenario,
	{ resources, scenarios }: Pick<Engine, 'resources' | 'scenarios'>,
): JsonObject {
	const { name, title, description, states, parameters, file, serves } = scenario;
	const mistakes = scenario.virtual ? [] : scenarios.mistakesOf(name);
	const findings = mistakes.length > 0 ? mistakes : scenario.findings;
	return {
		name,
		title,
		...(description !== undefined && { description }),
		states: [...states],
		parameters: { ...parameters },
		valid: isUsable(scenario),
		file: basename(file),
		...(scenario.virtual && { virtual: true }),
		serves: { statuses: [...serves.statuses], faults: [...serves.faults] },
		gives: Object.entries(scenario.given).flatMap(([name, list]) =>
			list.filter((entry) => !isEveryRow(entry)).map((entry) => renderGiven(name, entry, resources)),
		),
		...renderEvery(scenario),
		cues: scenario.script.map(renderCue),
		...(mistakes.length > 0 && { outdated: true }),
		...(findings.length > 0 && { findings: renderFindings(tellFileFindings(findings)) }),
	};
}

/** What it says of entities that are there, or will be. */
function renderEvery({ given }: Scenario): JsonObject {
	const every = Object.entries(given).flatMap(([resource, list]) =>
		list.filter(isEveryRow).map((row) => ({
			resource,
			set: getOwn(row, 'every') ?? null,
			...(getOwn(row, 'where') !== undefined && { where: getOwn(row, 'where') as JsonValue }),
		})),
	);
	return every.length > 0 ? { every } : {};
}

/** Which requests a cue is for, and how often, in short. */
function renderCue(cue: JsonObject): JsonObject {
	const [times, every] = [getOwn(cue, 'times'), getOwn(cue, 'every')];
	return {
		on: [...onOf(cue)],
		conditional: getOwn(cue, 'when') !== undefined,
		...(isObject(getOwn(getOwn(cue, 'when'), 'state')) && { absent: true }),
		passes: getOwn(cue, 'pass') === true,
		...(getOwn(cue, 'forward') === true && { forwards: true }),
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
export function countGiven(list: readonly JsonObject[]): number {
	return list.reduce((sum, entry) => {
		const times = getOwn(entry, 'generate');
		if (isEveryRow(entry)) return sum;
		return sum + (typeof times === 'number' ? times : 1);
	}, 0);
}
