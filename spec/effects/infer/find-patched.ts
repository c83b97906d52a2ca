// What a request below an item takes of the item itself: `PATCH /orders/{id}/notes` with `{ note }`.

import { countShared, isFreeObject, listPlainNames } from './agreement.ts';
import type { Draft } from './draft.ts';
import { type EntityPlace, findSentEntity } from './find-entity.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** All that it takes are properties of the entity, and of a POST not ids of other things alone. `showsIt`: it answers the entity. */
export function findPatched(
	{ node, entry, draft }: { node: PathNode; entry: PathOperation; draft: Draft },
	{ showsIt }: { showsIt: boolean },
): EntityPlace | undefined {
	if (entry.method === 'post' && !showsIt && isOfMany(node, entry)) return undefined;
	const { view } = viewSentBody(entry.operation);
	if (!view || !draft.entity) return undefined;
	const sent = findSentEntity(view, { noun: '', entity: draft.entity });
	if (!sent?.isSure || isFreeObject(sent.place.view)) return undefined;
	const { shared, of } = countShared(sent.place.view, draft.entity);
	const names = [...listPlainNames(sent.place.view)];
	// Whom it is shared with is nothing of the entity's own; whom it is assigned to is its `assigneeId`.
	const verb = plainWord(lastWord(node));
	const isOfOthers = entry.method === 'post' && names.every((name) => name.endsWith('id') && !name.startsWith(verb));
	return shared === of && !isOfOthers ? sent.place : undefined;
}

/** What is posted at `/posts/{id}/comments`, or answered with 201, is another thing, though all of it is called as the post's properties are. */
function isOfMany(node: PathNode, { operation }: PathOperation): boolean {
	const word = lastWord(node);
	if (operation.responses.has('201')) return true;
	return toSingular(word) !== word && !PARTS.has(plainWord(word));
}

/** Plurals of what an entity has itself. */
const PARTS = new Set([
	...['details', 'preferences', 'options', 'credentials', 'attributes', 'properties', 'fields', 'coordinates'],
	...['dimensions', 'permissions', 'instructions', 'params', 'parameters', 'limits', 'terms', 'hours'],
]);
