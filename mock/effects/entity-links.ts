// Stored entities that others show inside themselves: the category of a product by the id that was sent, the article of a comment by its path, its author who is signed in.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { isInScope } from '../store/entity-scope.ts';
import { toKeyText } from '../store/key-text.ts';
import type { EntityLinks } from './birth/draft.ts';
import { findSignedCalled } from './birth/whose.ts';
import { findResourceCalled, findResourceShown } from './called-resources.ts';
import { listByOwnId } from './other-keys.ts';
import { findOwnerCalled } from './owners.ts';
import { findByKey } from './places.ts';
import { type Spot, toScope } from './spot.ts';

/** What an entity of this request may show of others. */
export function linkEntities(spot: Spot): EntityLinks {
	return {
		find: (property, key) => findLinked(spot, property, key),
		findOwner: (property) => findOwnerCalled(spot, property) ?? findSignedOwner(spot, property),
	};
}

/** Who is signed in, unless what is called so is kept by itself: the author of a book is one of the `authors`. */
function findSignedOwner({ context, session, compiled }: Spot, property: string): JsonObject | undefined {
	const kind = findResourceCalled(context, property)?.name;
	return findSignedCalled(session, { property, of: compiled.resource.name, kind });
}

/** Of the kind that the property is called after, else of that whose schema it has; of one that has a scope, one in the entity's own. */
function findLinked(
	{ context, session, compiled, scope }: Spot,
	property: string,
	key: JsonValue,
): JsonObject | undefined {
	const text = toKeyText(key);
	if (text === undefined) return undefined;
	const view = compiled.birth.membersOf({}).get(property)?.view;
	const resource = findResourceCalled(context, property) ?? (view && findResourceShown(context, view));
	if (!resource) return undefined;
	const isAbove = resource.scope.every((name, index) => compiled.resource.scope[index] === name);
	if (!isAbove || (resource.scope.length > 0 && !scope)) return undefined;
	const place = toScope(scope?.slice(0, resource.scope.length) ?? []);
	const named = findByKey(session, { resource, scope: place, key: text });
	return (named ?? listByOwnId(session.store, resource, key).find((one) => isInScope(one, place)))?.entity;
}
