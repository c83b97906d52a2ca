// Who registers and signs in, and is shown by nothing else: `POST /auth/register` and `POST /auth/login` that answer the same user.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { countShared, nameOfSchema } from './agreement.ts';
import type { Draft } from './draft.ts';
import { type EntityPlace, findSentEntity, listAnswerObjects } from './find-entity.ts';
import { findKey } from './find-key.ts';
import { endOf, listLogins } from './logins.ts';
import { endsInName, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { isOfOthers, listPeople, PEOPLE, REGISTERS } from './register-rules.ts';
import { give, type RuleContext, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** What those are called whom no collection has. */
export const NOUN = 'user';

/** Where the document has no users, who registers is one: known by the key in the answer, where a login answers the same. Whether it is that. */
export function rulePerson(
	context: RuleContext,
	{ node, entry, tree }: { node: PathNode; entry: PathOperation; tree: PathTree },
): boolean {
	if (entry.method !== 'post' || endsInName(node) || !REGISTERS.has(endOf(entry))) return false;
	const sent = viewSentBody(entry.operation).view;
	const place = findPerson(entry);
	const key = place && findKey(place.view, { noun: NOUN, parameter: 'id' });
	const name = place && nameOfSchema(place.view);
	if (!sent || !place || !key || name === undefined || !isAnswered(context, tree, name)) return false;
	// An account may be somebody's, and nobody; the users of an organization are others where they are shown as others.
	const isPerson = (draft: Draft): boolean =>
		draft.entity !== undefined &&
		countShared(sent, draft.entity).shared > 0 &&
		!(isOfOthers(draft) && nameOfSchema(draft.entity) !== name);
	if (listPeople(context).some(isPerson)) return false;
	const draft = addPerson(context, { place, key: key.path });
	const inside = findSentEntity(sent, { noun: NOUN, entity: place.view })?.place;
	give(context, { entry, draft, parts: { kind: 'create', set: new Map(), ...sendAt(inside), ...showAt(place) } });
	return true;
}

/** A draft of somebody who stands on no path of their own. */
export function addPerson(context: RuleContext, { place, key }: { place: EntityPlace; key: readonly string[] }): Draft {
	const draft: Draft = {
		name: NOUN,
		key,
		isHidden: false,
		isSingleton: false,
		known: undefined,
		evidence: [],
		entity: place.view,
		node: undefined,
	};
	for (let number = 2; context.drafts.some(({ name }) => name === draft.name); number += 1)
		draft.name = `${NOUN}_${number}`;
	context.drafts.push(draft);
	return draft;
}

/** What an answer shows, and what in it is called as people are, whatever stands beside that: `{ user, session }`. */
export function listAnswerPeople(view: SchemaView): readonly EntityPlace[] {
	const shown = listAnswerObjects(view);
	const inside = shown.flatMap((place) =>
		[...outlineProperties(place.view)].flatMap(([name, one]): EntityPlace[] =>
			PEOPLE.includes(plainWord(name)) && outlineView(one).kind === 'object'
				? [{ pointer: joinPointer(place.pointer, name), view: one }]
				: [],
		),
	);
	return [...shown, ...inside];
}

/** Of what the answer shows, that which has most of what is sent. */
function findPerson(entry: PathOperation): EntityPlace | undefined {
	const [answer, sent] = [viewAnswer(entry), viewSentBody(entry.operation).view];
	if (!answer || !sent) return undefined;
	const counted = listAnswerPeople(answer).map((place) => ({ place, shared: countShared(sent, place.view).shared }));
	return counted.filter(({ shared }) => shared > 0).sort((one, other) => other.shared - one.shared)[0]?.place;
}

/** Some login shows somebody of that schema. */
function isAnswered(context: RuleContext, tree: PathTree, name: string): boolean {
	return listLogins(context, tree).some(({ entry }) => {
		const answer = viewAnswer(entry);
		return answer !== undefined && listAnswerPeople(answer).some(({ view }) => nameOfSchema(view) === name);
	});
}
