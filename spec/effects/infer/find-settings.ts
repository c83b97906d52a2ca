// What an action sets by the word that its path has for it: a state, a flag, or the moment at which it was done.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { Operation } from '../../types/document.ts';
import type { EffectValue } from '../../types/effect.ts';
import { findFlagOf, listFlags } from '../flags.ts';
import type { Draft } from './draft.ts';
import { findDoneAt, findFlag, findMove } from './find-move.ts';
import { findStateOf } from './find-state-of.ts';
import { findToldMove } from './find-told-state.ts';
import { setMoment, takesState } from './move-rules.ts';
import { takeAway } from './take-away.ts';
import { plainWord } from './words.ts';

type Settings = Map<string, EffectValue>;

/** `unread`, `unarchive` */
const UNDOING = /^un(\w{3,})$/;

/**
 * What every entity gets by an action on many of them: `archive` a state `ARCHIVED`, `read` a flag `isRead` and a `readAt`, `unread` takes both back.
 * `undefined`: nothing that can be told.
 */
export function findSettings(word: string, draft: Draft, operation: Operation): Settings | undefined {
	const { entity } = draft;
	if (!entity) return undefined;
	const plain = plainWord(word);
	const move = findMove(word, entity) ?? findToldMove(word, entity, operation);
	const state = move ?? toMove(findStateOf(entity, plain));
	if (state && takesState(draft, state.property))
		return setMoment(state.to, draft).set(state.property, { kind: 'literal', value: state.to });
	const verb = findFlag(word, entity, false);
	const flag = verb ? { property: verb.property, value: verb.to } : findFlagOf(entity, plain);
	if (flag) return setFlag(word, draft, flag);
	return setDoneAt(word, draft, false);
}

function toMove(only: ReturnType<typeof findStateOf>): { property: string; to: string } | undefined {
	return typeof only?.value === 'string' ? { property: only.property, to: only.value } : undefined;
}

const DONE = ['done', 'completed', 'complete', 'finished', 'checked'];

/** The flag that `toggle` turns over: that of the word, the only one that the entity has, or the one that says that it is done. `undefined`: none can be told. */
export function findToggled(word: string, { entity }: Draft): string | undefined {
	if (!entity) return undefined;
	if (word !== '') return (findFlagOf(entity, word) ?? findFlag(word, entity, false))?.property;
	const flags = listFlags(entity);
	const [only, another] = flags;
	return another ? flags.find(({ says }) => DONE.includes(says))?.property : only?.property;
}

/** A flag with the moment that goes with it, where there is one: what is no longer so has none. */
export function setFlag(word: string, draft: Draft, flag: { property: string; value: boolean }): Settings {
	const settings = flag.value ? setMoment(word, draft) : clearDoneAt(word, draft);
	return settings.set(flag.property, { kind: 'literal', value: flag.value });
}

/** Nothing where the moment stands at which it was done, where it may. */
function clearDoneAt(word: string, { entity }: Draft): Settings {
	const [, positive] = UNDOING.exec(plainWord(word)) ?? [];
	const property = entity && (findDoneAt(word, entity) ?? (positive && findDoneAt(positive, entity)));
	const none = property && entity ? takeAway(entity, property) : undefined;
	return new Map(property && none ? [[property, none]] : []);
}

/**
 * `archivedAt` of what `archive` is done to: now, and nothing again where that is undone (`isUndone`, or `unarchive`) and it need not be there. `undefined`: there is no such
 * moment, or no way back.
 */
export function setDoneAt(word: string, draft: Draft, isUndone: boolean): Settings | undefined {
	const { entity } = draft;
	const own = isUndone || !entity ? undefined : findDoneAt(word, entity);
	if (own !== undefined) return new Map([[own, { kind: 'now' }]]);
	const cleared = clearDoneAt(word, draft);
	return cleared.size > 0 ? cleared : undefined;
}

/** What of an entity has its properties in it, as JSON:API's `attributes` have. */
const HOLDERS = [
	'attributes',
	'fields',
	'properties',
	'data',
	'details',
	'spec',
	'status',
	'state',
	'lifecycle',
	'flags',
];

/** The same of what lies one level deeper, as pointers: `/attributes/status` of `close`. `undefined`: there is none, or in several. */
export function findSettingsInside(word: string, draft: Draft, operation: Operation): Settings | undefined {
	const holders = [...(draft.entity ? outlineProperties(draft.entity) : [])].filter(
		([name, view]) => HOLDERS.includes(plainWord(name)) && outlineView(view).kind === 'object',
	);
	const [only, another] = holders.flatMap(([name, entity]) => {
		const found = findSettings(word, { ...draft, entity, known: undefined, state: undefined }, operation);
		return found ? [new Map([...found].map(([property, value]) => [joinPointer('', name, property), value]))] : [];
	});
	return another ? undefined : only;
}
