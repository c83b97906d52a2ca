// The entities that a document shows in the examples of its answers.

import {
	findJsonMediaType,
	isObject,
	type JsonObject,
	type JsonValue,
	type Operation,
	type Resource,
	resolvePointer,
} from '../../../spec/index.ts';
import { readKey } from '../../store/entity-key.ts';
import { toKeyText } from '../../store/key-text.ts';

/** The entities in the examples of lists first, then those in the examples of one; the first of each key. */
export function listExampleEntities(resource: Resource, operations: readonly Operation[]): JsonObject[] {
	const found = new Map<string, JsonObject>();
	const add = (value: JsonValue | undefined): void => {
		const key = toKeyText(readKey(resource, value));
		if (isObject(value) && key !== undefined && key !== '' && !found.has(key)) found.set(key, value);
	};
	const readExamples = (kind: 'list' | 'read'): void => {
		for (const operation of operations) {
			const { effect } = operation;
			if (effect?.kind !== kind || effect.resource !== resource.name || effect.part) continue;
			const success = [...operation.responses]
				.filter(([status]) => status.startsWith('2'))
				.sort(([a], [b]) => (a < b ? -1 : 1))[0];
			for (const { value } of findJsonMediaType(success?.[1].mediaTypes ?? [])?.examples ?? []) {
				const shown = resolvePointer(value, effect.kind === 'list' ? (effect.items ?? '') : (effect.answer ?? ''));
				const isByKey = effect.kind === 'list' && effect.byKey && isObject(shown);
				const within = (effect.kind === 'list' && effect.item) || '';
				for (const one of isByKey ? Object.values(shown) : Array.isArray(shown) ? shown : [shown])
					add(one === undefined ? undefined : resolvePointer(one, within));
			}
		}
	};
	readExamples('list');
	readExamples('read');
	return [...found.values()];
}
