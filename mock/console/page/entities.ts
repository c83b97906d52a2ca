// What the page knows of entities without asking: their place, their state, what was typed for one.

import type { Entity, Resource } from './control-types.ts';
import { model } from './page-model.ts';
import { showText } from './show-text.ts';

/** Where an entity stands: the values of its scope, and its key. */
export interface Place {
	scope: string[];
	key: string;
}

export function placeOf(entity: Entity, { key, scope }: Resource): Place {
	return { scope: scope.map((name) => String(entity[name] ?? '')), key: String(entity[key]) };
}

/** Two entities are the same where this is. */
export function idOf({ scope, key }: Place): string {
	return JSON.stringify([...scope, key]);
}

/** What `idOf` wrote; `undefined` for anything else. */
export function readPlace(id: string): Place | undefined {
	try {
		const values: unknown = JSON.parse(id);
		if (!Array.isArray(values) || values.length === 0) return undefined;
		const texts = values.map(String);
		return { scope: texts.slice(0, -1), key: texts.at(-1) as string };
	} catch {
		return undefined;
	}
}

/** `acme / 7d0c…`, as text. */
export function namePlace({ scope, key }: Place): string {
	return showText([...scope, key].join(' / '));
}

/** `undefined` for resources without states. */
export function stateOf(entity: Entity, { state }: Resource): string | undefined {
	return state === undefined ? undefined : String(entity[state]);
}

/** What was typed as a JSON object; `undefined`, and said so, where it is none. */
export function readObject(text: string): Entity | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Entity;
	} catch {
		// Said below, as for other values that are no object.
	}
	model.say({ kind: 'problem', text: 'Write a JSON object: { "property": "value" }.' });
	return undefined;
}
