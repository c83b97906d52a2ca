// Keys that a scenario tells, with the parameters of who uses it.

import { getList, isObject, type JsonObject, type JsonValue, joinPointer } from '../../spec/index.ts';
import { planBirth } from '../effects/birth/birth-plan.ts';
import { checkShown } from '../effects/birth/fit-value.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Finding } from '../types/finding.ts';
import { substitute } from './substitute.ts';

/** What a text may stand for, of a header or a key: `7` is a number, and a text. */
export function readingsOf(text: string): JsonValue[] {
	const readings: JsonValue[] = [];
	if (text !== '' && Number.isFinite(Number(text))) readings.push(Number(text));
	if (text === 'true' || text === 'false') readings.push(text === 'true');
	return [...readings, text, text.split(',').map((part) => part.trim())];
}

/** Those that no answer could show, e.g. `abc` of orders whose ids are numbers; pointers are those of the scenario file. */
export function findUnfitKeys({ scenario, parameters }: ActiveScenario, context: EffectContext): readonly Finding[] {
	const filled = scenario.keys && substitute(scenario.keys as JsonObject, parameters);
	if (!filled?.ok || !isObject(filled.value)) return [];
	const { value: keys } = filled;
	return Object.keys(keys).flatMap((name) => {
		const resource = context.resources.get(name);
		const view = resource && planBirth(context, resource).keyView;
		if (!view) return [];
		return getList(keys as JsonObject, name).flatMap((key, index): Finding[] => {
			const faults = readingsOf(String(key)).map((reading) => checkShown(view, reading)[0]);
			const [fault] = faults;
			if (!fault || faults.some((one) => !one)) return [];
			const message = `${resource.key} ${JSON.stringify(key)} does not fit its schema: ${fault.message}`;
			return [{ code: 'scenario.given.schema', message, pointer: joinPointer('/keys', name, String(index)) }];
		});
	});
}
