// The items of a sequence: what a list or an entity shows of itself, the document's example, else a few made-up ones.

import type { JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { LazySchema } from './answer-plan.ts';
import { completeEntity, type Generated, generateFrom } from './complete-entity.ts';
import { projectEntity } from './project-entity.ts';

/** Items of a made-up sequence. */
const ITEMS = 3;

/** Entities as items, each by what an item must be; `label` names the place of each. */
export function showItems(
	entities: readonly JsonValue[],
	{ items, session, label }: { items: LazySchema; session: Session; label: (index: number) => string },
): Generated {
	const shown: JsonValue[] = [];
	for (const [index, entity] of entities.entries()) {
		const value =
			typeof entity === 'object' && entity !== null && !Array.isArray(entity)
				? projectEntity(entity, items.view)
				: entity;
		const made = completeEntity({ value, view: items.view, session, label: label(index) });
		if (!made.ok) return made;
		shown.push(made.value);
	}
	return { ok: true, value: shown };
}

/** An example as items: a list is all of them, anything else is one; `undefined` where they don't fit. */
export function readItems(example: JsonValue, items: LazySchema): JsonValue[] | undefined {
	const list = Array.isArray(example) ? example : [example];
	return list.every((item) => items.fits(item)) ? list : undefined;
}

/** Several items, each by a seed of its own. */
export function generateItems(
	items: LazySchema,
	{ session, seed, dynamic }: { session: Session; seed: number; dynamic: boolean },
): Generated {
	const made: JsonValue[] = [];
	for (let index = 0; index < ITEMS; index += 1) {
		const one = generateFrom(items.view, { session, seed: seed + index, dynamic });
		if (!one.ok) return one;
		made.push(one.value);
	}
	return { ok: true, value: made };
}
