// The flag that words speak of which a request sends: `is_active` of `PATCH /units/{id}/status` with `{ status: 'inactive' }`.

import { outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue, Expression } from '../../types/effect.ts';
import type { JsonValue } from '../../types/json.ts';
import { findFlagOf } from '../flags.ts';
import { findFlag } from './find-move.ts';
import { plainWord } from './words.ts';

/** What a request sets by a word for a flag. `undefined`: the words are not all of one flag of the entity, or all say the same of it. */
export function setFlagSent(
	sent: { view: SchemaView | undefined; expression: Expression },
	entity: SchemaView,
): Map<string, EffectValue> | undefined {
	const words = sent.view && listValues(outlineView(sent.view).view);
	let property: string | undefined;
	const says = new Map<JsonValue, boolean>();
	for (const word of words ?? []) {
		const found = typeof word === 'string' ? findFlagSaid(word, entity) : undefined;
		if (!found || (property ?? found.property) !== found.property) return undefined;
		property = found.property;
		says.set(word, found.value);
	}
	if (property === undefined || new Set(says.values()).size < 2) return undefined;
	return new Map([[property, { kind: 'flag', expression: sent.expression, says }]]);
}

/** `inactive`, and `deactivate`. */
function findFlagSaid(word: string, entity: SchemaView): ReturnType<typeof findFlagOf> {
	const verb = findFlag(word, entity, false);
	return findFlagOf(entity, plainWord(word)) ?? (verb && { property: verb.property, value: verb.to });
}
