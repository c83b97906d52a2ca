// What a scenario does to all answers of its session, whatever they are: latency, and a share of faults.

import { getList, getOwn, isObject, type JsonObject } from '../../spec/index.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import { FAULTS, type Fault } from '../types/faults.ts';
import { drawLatency, readLatency } from './delay.ts';

/** Gets the `delay` and the `faults` of a scenario ready; `undefined`: it has neither. Its cues' own delays and faults count before it. */
export function compileNetwork({ source }: { source: JsonObject }): ActiveScenario['network'] {
	const delay = getOwn(source, 'delay');
	const faults = getOwn(source, 'faults');
	if (delay === undefined && !isObject(faults)) return undefined;
	const latency = delay === undefined ? undefined : readLatency(delay);
	const share = Number(getOwn(faults, 'share') ?? 0);
	const kinds = listNetworkFaults(source);
	return (answer, random) => {
		if (latency && !answer.delayMs) answer.delayMs = drawLatency(latency, random);
		if (kinds.length === 0 || answer.fault !== undefined || random.next() >= share) return;
		const fault = kinds[Math.floor(random.next() * kinds.length)] as Fault;
		answer.fault = fault;
		answer.why = { ...answer.why, note: `fault ${fault}, by the scenario's share of faults` };
	};
}

/** The faults out of which the seed chooses; empty: there are none. */
export function listNetworkFaults(source: JsonObject): Fault[] {
	const faults = getOwn(source, 'faults');
	const kind = getOwn(faults, 'kind');
	const kinds = Array.isArray(kind) ? getList(faults, 'kind') : [kind];
	return kinds.filter((one): one is Fault => typeof one === 'string' && Object.hasOwn(FAULTS, one));
}
