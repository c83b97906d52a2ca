// Which of an entity's values a word means: the `completed` of `/todos/completed`.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Effect } from '../../types/effect.ts';
import { STATES } from './find-move.ts';
import { plainWord } from './words.ts';

type Only = NonNullable<Effect['only']>;

/** A value of the property that shows the state; of another enum where it is the only one that has it. */
export function findStateOf(entity: SchemaView, plain: string): Only | undefined {
	const found: Only[] = [];
	for (const [property, view] of outlineProperties(entity)) {
		const value = listValues(outlineView(view).view)?.find(
			(one) => typeof one === 'string' && plainWord(one) === plain,
		);
		if (value !== undefined) found.push({ property, value });
	}
	return found.length === 1 ? found[0] : found.find(({ property }) => STATES.includes(plainWord(property)));
}
