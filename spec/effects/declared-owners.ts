// What the entities of declared resources stand below in their paths, as those of inferred ones do.

import type { Operation } from '../types/document.ts';
import type { Effect } from '../types/effect.ts';
import type { Owner, Resource } from '../types/resource.ts';
import { addLate } from './infer/late-parts.ts';

/** An operation with what it does to one resource. */
interface Place {
	effect: Effect;
	/** `['', 'shops', '{shop}', 'orders']` */
	steps: readonly string[];
}

/** Of each path that ends in a key, the resource whose entities it names; `undefined`: several resources have it. */
type Items = ReadonlyMap<string, string | undefined>;

/**
 * Gives the declared resources their owners, found out by the first that asks: a part of the scope, or what binds an entity where it is
 * made, is the key of another resource at that place in the path. What says `stays` has none.
 */
export function addDeclaredOwners(resources: ReadonlyMap<string, Resource>, operations: readonly Operation[]): void {
	let known: { places: ReadonlyMap<string, readonly Place[]>; items: Items } | undefined;
	for (const resource of resources.values()) {
		if (resource.inferred || resource.stays) continue;
		addLate<Pick<Resource, 'owners'>>(resource, ['owners'], () => {
			known ??= indexPlaces(operations);
			const own = known.places.get(resource.name) ?? [];
			const owners = [...findScopeOwners(resource, own, known.items), ...findBoundOwners(resource, own, known.items)];
			return owners.length > 0 ? { owners } : {};
		});
	}
}

function indexPlaces(operations: readonly Operation[]): { places: Map<string, Place[]>; items: Items } {
	const all = operations.flatMap(({ effect, pathTemplate }): Place[] =>
		effect ? [{ effect, steps: pathTemplate.split('/') }] : [],
	);
	const items = new Map<string, string | undefined>();
	const note = (steps: readonly string[], resource: string): void => {
		const path = namePath(steps);
		items.set(path, items.has(path) && items.get(path) !== resource ? undefined : resource);
	};
	for (const { effect, steps } of all) {
		const { parent, by, resource } = effect;
		const key = 'key' in effect ? effect.key : undefined;
		if (key?.kind === 'path' && !by && steps.at(-1) === `{${key.name}}`) note(steps, resource);
		if (parent?.key.kind !== 'path') continue;
		const at = steps.indexOf(`{${parent.key.name}}`);
		if (at >= 0) note(steps.slice(0, at + 1), parent.resource);
	}
	return { places: Map.groupBy(all, ({ effect }) => effect.resource), items };
}

/** The nearest first. */
function findScopeOwners({ name, scope, told }: Resource, own: readonly Place[], items: Items): Owner[] {
	return scope
		.flatMap((part, at): Owner[] => {
			if (told?.has(part)) return [];
			const above = new Set(own.flatMap((place) => findAbove(place, part, items) ?? []));
			const [resource] = above;
			return resource !== undefined && resource !== name && above.size === 1 ? [{ resource, at }] : [];
		})
		.reverse();
}

/** As of an inferred resource: what is made or listed elsewhere as well stays without its owner. */
function findBoundOwners({ name, scope }: Resource, own: readonly Place[], items: Items): Owner[] {
	if (scope.length > 0) return [];
	const many = own.filter(({ effect: { kind } }) => kind === 'create' || kind === 'list');
	const making = many.filter(({ effect }) => effect.kind === 'create');
	const owners = new Map<string, Owner>();
	for (const place of making.length > 0 ? making : many) {
		for (const { name: fact, property, from } of place.effect.bindings ?? []) {
			const resource = from.kind === 'path' ? findAbove(place, from.name, items) : undefined;
			if (resource === undefined || resource === name || from.kind !== 'path') continue;
			const stays = !many.every((one) => isBelow(one, resource, items));
			const binding = { name: fact, ...(property !== undefined && { property }) };
			owners.set(`${resource} ${fact}`, { resource, binding, ...(stays && { stays }) });
		}
	}
	return [...owners.values()];
}

/** The resource whose key a part of the path is. */
function findAbove({ steps }: Place, part: string, items: Items): string | undefined {
	const at = steps.indexOf(`{${part}}`);
	if (at < 0 || at === steps.length - 1) return undefined;
	return items.get(namePath(steps.slice(0, at + 1)));
}

function isBelow({ steps }: Place, resource: string, items: Items): boolean {
	return steps.some((_step, at) => items.get(namePath(steps.slice(0, at + 1))) === resource);
}

function namePath(steps: readonly string[]): string {
	return steps.map((step) => (/^\{[^{}]+\}$/.test(step) ? '{}' : step)).join('/');
}
