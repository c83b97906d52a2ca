// How an action takes a value away: `assigneeId` of `POST /tasks/{id}/unassign`.

import { outlineProperties } from '../../schema/outline.ts';
import { listRequired } from '../../schema/required.ts';
import { isNullable } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';

/** Null, where that may stand there, or nothing, where it need not be there; `undefined`: it must have a value. */
export function takeAway(entity: SchemaView, property: string): EffectValue | undefined {
	const view = outlineProperties(entity).get(property);
	if (!view) return undefined;
	if (isNullable(view)) return { kind: 'literal', value: null };
	return listRequired(entity).has(property) ? undefined : { kind: 'none' };
}
