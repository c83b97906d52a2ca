// What was seen of the state, and what is scripted, as the text of a scenario's file.

import { type JsonObject, type JsonValue, setOwn, writeYaml } from '../../spec/index.ts';
import type { SeenState } from './gather-given.ts';
import { nameKeys } from './name-keys.ts';

/** The file's text. `at`: when it begins, a date-time; one that is none is left out. */
export function writeScenario(
	{ name, title }: { name: string; title: string },
	{ state, cues, at }: { state: SeenState; cues: readonly JsonObject[]; at: string },
): string {
	const names = nameKeys(state.entities);
	const given: JsonObject = {};
	for (const [resource, list] of Map.groupBy(
		state.entities.filter(({ isBorn }) => !isBorn),
		(one) => one.resource.name,
	)) {
		setOwn(given, resource, list.map(names.entity));
	}
	const keys: JsonObject = {};
	for (const [resource, list] of state.keys)
		setOwn(
			keys,
			resource,
			list.map((key) => names.key(resource, key)),
		);
	const script = cues.map((cue) => referInCue(cue, names.refer));
	const scenario: JsonObject = {
		name,
		title,
		...(Object.keys(names.parameters).length > 0 && { parameters: names.parameters }),
		...(!Number.isNaN(Date.parse(at)) && { clock: new Date(at).toISOString() }),
		...(Object.keys(given).length > 0 && { given }),
		...(Object.keys(keys).length > 0 && { keys }),
		...(script.length > 0 && { script }),
	};
	return `${writeYaml(scenario)}\n`;
}

/** Keys in what a cue asks for, and in what it replies. */
function referInCue(cue: JsonObject, refer: (value: JsonValue, name?: string) => JsonValue): JsonObject {
	const written: JsonObject = {};
	for (const [name, part] of Object.entries(cue)) {
		setOwn(written, name, name === 'when' || name === 'reply' ? refer(part) : part);
	}
	return written;
}
