// What a scenario lets its callers meet: the replies of its script, and what the state of its entities makes the documents refuse.

import {
	documentedAnswer,
	getObject,
	getOwn,
	type JsonObject,
	type Operation,
	type Resource,
} from '../../spec/index.ts';
import { isEveryRow } from '../fixtures/every-row.ts';
import type { Fault } from '../types/faults.ts';
import type { Scenario } from '../types/scenario.ts';
import { listNetworkFaults } from './network.ts';
import type { Stage } from './stage.ts';
import { substitute } from './substitute.ts';

/** As the file has them. */
type Parts = Pick<Scenario, 'given' | 'script' | 'parameters' | 'source'>;

/** Statuses in ascending order, and faults by name. An entity that is PAID serves the 409 of what wants it OPEN. */
export function describeServed({ given, script, parameters, source }: Parts, stage: Stage): Scenario['serves'] {
	const statuses = new Set<number>();
	const faults = new Set<Fault>(listNetworkFaults(source));
	for (const cue of script) {
		const reply = getObject(cue, 'reply');
		const status = getOwn(reply, 'status');
		const fault = getOwn(reply, 'fault');
		if (typeof status === 'number') statuses.add(status);
		if (typeof fault === 'string') faults.add(fault as Fault);
	}
	const filled = substitute({ ...given } as JsonObject, parameters);
	for (const [name, list] of Object.entries(filled.ok ? (filled.value as typeof given) : {})) {
		const resource = stage.resources.get(name);
		if (!resource) continue;
		const states = new Set(list.flatMap((entry) => statesOf(entry, resource)));
		const isEmpty = list.length === 0 || list.some((entry) => isEveryRow(entry) && getOwn(entry, 'every') === null);
		for (const operation of stage.operations.values()) {
			const status = refusalOf(operation, { name, states, isEmpty });
			if (status !== undefined) statuses.add(status);
		}
	}
	return { statuses: [...statuses].sort((a, b) => a - b), faults: [...faults].sort() };
}

/** The states that one description names; a generated one may have a list of them. Without any: the initial one. */
function statesOf(entry: JsonObject, resource: Resource): string[] {
	if (resource.state === undefined) return [];
	const isEvery = isEveryRow(entry);
	const properties =
		getOwn(entry, 'generate') === undefined ? (isEvery ? getObject(entry, 'every') : entry) : getObject(entry, 'with');
	const state = getOwn(properties, resource.state) ?? (isEvery ? undefined : resource.initial);
	return [state].flat().filter((one) => typeof one === 'string');
}

/** The documented status with which an operation refuses: what is not there, or what is in another state. */
function refusalOf(
	operation: Operation,
	{ name, states, isEmpty }: { name: string; states: ReadonlySet<string>; isEmpty: boolean },
): number | undefined {
	const { effect } = operation;
	if (effect?.resource !== name || !('key' in effect)) return undefined;
	if (isEmpty) return documentedAnswer(operation, effect.missing ?? 404)?.status;
	if (effect.kind !== 'move' || [...states].every((state) => effect.from.includes(state))) return undefined;
	return documentedAnswer(operation, effect.refused ?? 409)?.status;
}
