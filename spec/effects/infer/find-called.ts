// The thing that an element of a list is, where what is sent names it by that: `{ userId, role }` makes a member, which is a user.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { findKeyword } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { ListPart } from '../../types/effect.ts';
import type { Part } from './find-parts.ts';
import type { RuleContext } from './rule-context.ts';
import { isSameNoun, plainWord, splitName } from './words.ts';

/**
 * The key of another thing in what adds an element, that the element shows as its own key: the path calls elements so (`/members/{userId}`), or all that the
 * element shows besides what is sent, and something, is of that thing. `undefined`: there is none, or more than one.
 */
export function findCalled(
	context: RuleContext,
	{ items, property, family, key }: Part,
	sent: SchemaView,
): ListPart['called'] {
	const [own, deeper] = key ?? [];
	if (own === undefined || deeper !== undefined || outlineProperties(sent).has(own)) return undefined;
	const shown = outlineProperties(items);
	const role = plainWord(splitName(own).at(-1) ?? '');
	const named = plainWord(family.item?.operations[0]?.names.at(-1) ?? '');
	const found = [...outlineProperties(sent)].flatMap(([name, view]) => {
		const words = splitName(name);
		const thing = words.slice(0, -1).join('_');
		const isKey = words.length > 1 && words.at(-1) === role && outlineView(view).kind === 'scalar';
		if (!isKey || shown.has(name) || isSameNoun(thing, property)) return [];
		const others = [...shown].filter(([one, member]) => one !== own && !isSent(sent, one) && !isTime(member));
		return plainWord(name) === named || areOf(context, thing, others) ? [{ sent: name, thing }] : [];
	});
	return found.length === 1 ? found[0] : undefined;
}

function areOf({ drafts }: RuleContext, thing: string, others: readonly (readonly [string, SchemaView])[]): boolean {
	const entity = drafts.find(({ evidence }) => evidence.some(({ family }) => isSameNoun(family.noun, thing)))?.entity;
	const own = entity && outlineProperties(entity);
	return own !== undefined && others.length > 0 && others.every(([name]) => own.has(name));
}

function isSent(sent: SchemaView, name: string): boolean {
	return outlineProperties(sent).has(name);
}

/** Everything has its times. */
function isTime(view: SchemaView): boolean {
	return findKeyword(outlineView(view).view, 'format') === 'date-time';
}
