// Which of an entity's moments a word of time means: `GET /appointments/today`, `/events/upcoming`.

import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Effect } from '../../types/effect.ts';
import { isMoment } from '../list-ranges.ts';
import { plainWord } from './words.ts';

type Only = NonNullable<Effect['only']>;

const TIMES: ReadonlyMap<string, Only['when']> = new Map([
	['today', 'today'],
	['todays', 'today'],
	['upcoming', 'ahead'],
	['future', 'ahead'],
	['past', 'over'],
	['previous', 'over'],
]);
/** When something takes place, the likeliest first. */
const PLACES = [
	/^starts?(?:at|on|date|time|datetime)?$|^begins?(?:at|on)?$/,
	/^(?:date|datetime|when)$|^scheduled(?:at|for|on|date|time|start)?$/,
	/^(?:appointment|event|meeting|visit|session|class|game|match|departure|checkin|arrival|booking|reservation|show)(?:date|time|datetime|at)?$/,
	/^due(?:at|on|date)?$/,
];

/** The one moment of the entity that says when it takes place; `undefined`: the word is none of time, or several could be meant. */
export function findTimeOf(entity: SchemaView, plain: string): Only | undefined {
	const when = TIMES.get(plain);
	if (when === undefined) return undefined;
	const moments = [...outlineProperties(entity)].filter(([, view]) => isMoment(view));
	for (const words of PLACES) {
		const [found, another] = moments.filter(([name]) => words.test(plainWord(name)));
		if (found) return another ? undefined : { property: found[0], when };
	}
	return undefined;
}
