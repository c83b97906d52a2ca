// The entities that a document shows in the examples of its answers.

import {
	describeShown,
	type Effect,
	findJsonMediaType,
	isMeant,
	isObject,
	type JsonObject,
	type JsonValue,
	listReadings,
	type Operation,
	type Resource,
	resolvePointer,
	type SchemaView,
	viewSchema,
} from '../../../spec/index.ts';
import { readKey } from '../../store/entity-key.ts';
import { toKeyText } from '../../store/key-text.ts';
import { fitsView } from './fit-value.ts';

type ListEffect = Effect & { kind: 'list' };
type ReadEffect = Effect & { kind: 'read' };

/**
 * The entities in the examples of lists first, then those in the examples of one; the first of each key. `view`: how they are shown. One
 * that doesn't fit it is listed where it is meant by it, as it is written: what of it fits and what doesn't is seen to at its birth.
 */
export function listExampleEntities(
	resource: Resource,
	{ operations, view }: { operations: readonly Operation[]; view: SchemaView | undefined },
): JsonObject[] {
	const found = new Map<string, JsonObject>();
	/** Whether it is one. */
	const add = (value: JsonValue | undefined): boolean => {
		// What there is one of shows no key.
		const key = resource.singleton ? 'one' : toKeyText(readKey(resource, value));
		if (!isObject(value) || key === undefined || key === '') return false;
		if (view && !fitsView(view, value) && !isMeant(value, view)) return false;
		if (!found.has(key)) found.set(key, value);
		return true;
	};
	const addShown = (value: JsonValue, effect: ListEffect | ReadEffect): boolean => {
		const shown = resolvePointer(value, effect.kind === 'list' ? (effect.items ?? '') : (effect.answer ?? ''));
		const isByKey = effect.kind === 'list' && effect.byKey && isObject(shown);
		const within = (effect.kind === 'list' && effect.item) || '';
		let isOne = false;
		for (const one of isByKey ? Object.values(shown) : Array.isArray(shown) ? shown : [shown])
			if (one !== undefined && add(resolvePointer(one, within))) isOne = true;
		return isOne;
	};
	const readExamples = (kind: 'list' | 'read'): void => {
		for (const operation of operations) {
			const { effect } = operation;
			if (effect?.kind !== kind || effect.resource !== resource.name || effect.part) continue;
			const success = [...operation.responses]
				.filter(([status]) => status.startsWith('2'))
				.sort(([a], [b]) => (a < b ? -1 : 1))[0];
			const mediaType = findJsonMediaType(success?.[1].mediaTypes ?? []);
			if (!mediaType || mediaType.examples.length === 0) continue;
			const shown = viewSchema(describeShown(mediaType, operation));
			for (const { value } of mediaType.examples)
				listReadings(value, { view: shown, root: operation.document.root }).some((one) => addShown(one, effect));
		}
	};
	readExamples('list');
	readExamples('read');
	return [...found.values()];
}
