// Actions that make another one of an entity: `POST /cards/{id}/duplicate`.

import type { Expression } from '../../types/effect.ts';
import { isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { findSentEntity } from './find-entity.ts';
import type { KeyHints } from './find-key.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { give, placeEntity, type RuleContext, refuse, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

const COPIES = ['copy', 'duplicate', 'clone', 'fork', 'duplicar', 'clonar', 'copiar', 'dupliquer', 'copier', 'cloner'];

/** Another one like it, where its answer shows that, or shows nothing. Whether it is called so. */
export function ruleCopy(
	context: RuleContext,
	{
		node,
		entry,
		draft,
		key,
		hints,
	}: { node: PathNode; entry: PathOperation; draft: Draft; key: Expression; hints: KeyHints },
): boolean {
	if (!COPIES.includes(plainWord(lastWord(node)))) return false;
	const view = viewAnswer(entry);
	const place = view && placeEntity(view, { draft, hints });
	const isIt = place && draft.entity && isPartOf(place.view, draft.entity);
	if (entry.method !== 'post' || !context.made.has(draft) || draft.isHidden || (view && !isIt)) {
		refuse(context, entry, `whether it makes another ${draft.name} of the one that is there can not be told`);
		return true;
	}
	const { view: body } = viewSentBody(entry.operation);
	const sent = body && findSentEntity(body, { noun: hints.noun, entity: draft.entity })?.place;
	const parts = { kind: 'create' as const, set: new Map(), copies: key };
	give(context, { entry, draft, parts: { ...parts, ...sendAt(sent), ...showAt(isIt ? place : undefined) } });
	return true;
}
