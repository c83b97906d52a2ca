// What entities stand below: the items above them in their paths, as far as what is stored tells of which.

import type { Owner } from '../../types/resource.ts';
import type { Draft } from './draft.ts';
import { findScopePrefix, listBindings } from './partitions.ts';
import { endsInName, type PathNode } from './path-tree.ts';
import type { Given, RuleContext } from './rule-context.ts';

/** What the owners of a draft's entities are found in. */
export interface OwnersArgs {
	/** The operations of the draft. */
	own: readonly Given[];
	items: ReadonlyMap<PathNode, Draft>;
	scope: readonly string[];
	context: RuleContext;
}

/**
 * The owners, the nearest first; empty: there are none. Of a scope they are the items in the path before the collection. Else they are
 * told by what binds an entity where it is made, and where some of them are made or listed elsewhere as well, they stay without it.
 */
export function findOwners(draft: Draft, args: OwnersArgs): Owner[] {
	const { own, items, scope } = args;
	if (scope.length > 0) {
		const prefix = findScopePrefix(draft, own);
		return listItemsAbove(prefix, { draft, items }).map(({ name, at }) => ({ resource: name, at }));
	}
	return draft.isSingleton ? [] : findBoundOwners(draft, args);
}

function findBoundOwners(draft: Draft, args: OwnersArgs): Owner[] {
	const { own, items } = args;
	// Another one of what is there stands where that stands.
	const places = own.filter(
		({ parts }) => !parts.assigned && ((parts.kind === 'create' && !parts.copies) || parts.kind === 'list'),
	);
	const isBelow = ({ entry }: Given): boolean => listItemsAbove(entry.node, { draft, items }).length > 0;
	const stays = !places.every(isBelow);
	const making = places.filter(({ parts }) => parts.kind === 'create');
	const owners = new Map<string, Owner>();
	for (const given of making.length > 0 ? making : places) {
		const above = listItemsAbove(given.entry.node, { items });
		const bindings = above.length > 0 ? listBindings(given, args) : [];
		for (const { name: resource, step } of above) {
			const found = bindings.find(({ from }) => from.kind === 'path' && from.name === given.entry.names[step]);
			if (!found) continue;
			const { name, property } = found;
			const binding = { name, ...(property !== undefined && { property }) };
			// What is below one of its own kind is made elsewhere as well: `/categories/{id}/children`.
			owners.set(`${resource} ${name}`, {
				resource,
				binding,
				...((stays || resource === draft.name) && { stays: true }),
			});
		}
	}
	return [...owners.values()];
}

/** The items at and above a path, of other resources than `draft`, the nearest first; `at`: which of the path's names they have. */
export function listItemsAbove(
	node: PathNode | undefined,
	{ draft, items }: { draft?: Draft; items: ReadonlyMap<PathNode, Draft> },
): { name: string; at: number; step: number }[] {
	const found: { name: string; at: number; step: number }[] = [];
	for (let above = node; above; above = above.parent) {
		const owner = endsInName(above) ? items.get(above) : undefined;
		if (!owner || owner === draft) continue;
		const at = above.steps.filter((step) => step === undefined).length - 1;
		found.push({ name: owner.name, at, step: above.steps.length - 1 });
	}
	return found;
}
