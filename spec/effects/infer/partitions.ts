// What of a path stands before the entity: the scope that keeps entities apart, else values that bind them, and the entity above.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { once, type SchemaView } from '../../schema/view.ts';
import type { Binding, Effect } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { endsInName, formatSteps, listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { type Given, readPath } from './rule-context.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** Query parameters that are never what an entity belongs to. */
const NO_BINDINGS =
	/^(page|limit|offset|size|cursor|sort|order|fields|expand|include|format|q|search|filter|dryrun|validate)/;

/**
 * The names of the scope: the path's parameters before the collection, where all of the resource's paths have the same before it and
 * nothing creates it elsewhere. Each is called as the property in which the entity shows it, where there is one, else as in the path.
 */
export function nameScope(draft: Draft, own: readonly Given[]): string[] {
	const prefix = findScopePrefix(draft, own);
	const entry = [draft.node, ...listNodes(draft)].flatMap((node) => node?.operations ?? [])[0];
	if (!prefix || !entry) return [];
	const names: string[] = [];
	for (const { name, noun, at } of listNames(entry)) {
		if (at >= prefix.steps.length) continue;
		const property = findProperty(draft, { name, noun });
		const isKey = plainWord(name) === plainWord(draft.key.at(-1) ?? '');
		const own = property ?? (isKey ? `${toSingular(noun)}_${name}` : name);
		names.push(names.includes(own) ? name : own);
	}
	return names;
}

/** The path before the collection, where all of the resource's paths have the same. */
export function findScopePrefix(draft: Draft, own: readonly Given[]): PathNode | undefined {
	return draft.node ? draft.node.parent : findCommonPrefix(draft, own);
}

function findCommonPrefix({ evidence }: Draft, own: readonly Given[]): PathNode | undefined {
	const shown = evidence.map(({ family }) => family.prefix);
	const creating = own.flatMap(({ parts, entry }) =>
		parts.kind === 'create' && entry.node.parent ? [entry.node.parent] : [],
	);
	const prefixes = new Set([...shown, ...creating].map(({ steps }) => formatSteps(steps)));
	return prefixes.size === 1 ? shown[0] : undefined;
}

/** What binds the entities of one operation, where the resource has no scope: its path's names, and what create and list both take in the query. */
export function listBindings(given: Given, args: { scope: readonly string[]; own: readonly Given[] }): Binding[] {
	const { entry, draft, parts } = given;
	const key = 'key' in parts && parts.key.kind === 'path' ? parts.key.name : undefined;
	const bindings: Binding[] = [];
	if (args.scope.length === 0 && !draft.isSingleton) {
		for (const { name, noun } of listNames(entry)) {
			if (name === key) continue;
			const property = findProperty(draft, { name, noun });
			// What no create tells, a list would ask for in vain; what no list asks for, nobody sees.
			if (property === undefined && !isShared(args.own, { name, noun })) continue;
			bindings.push({
				name: property ?? nameFact({ name, noun }),
				from: readPath(name),
				...(property !== undefined && { property }),
			});
		}
	}
	if (parts.kind === 'create' || parts.kind === 'list') bindings.push(...listQueryBindings(given, args.own));
	return bindings;
}

/** The item path that stands before a collection. */
export function findParentNode(node: PathNode): { node: PathNode; at: number } | undefined {
	for (let above = node.parent; above; above = above.parent) {
		if (endsInName(above)) return { node: above, at: above.steps.length - 1 };
	}
	return undefined;
}

/** Both a create and a list of the resource tell it. */
function isShared(own: readonly Given[], about: { name: string; noun: string }): boolean {
	return (['create', 'list'] as const).every((kind) =>
		own.some(
			(one) => one.parts.kind === kind && listNames(one.entry).some((told) => nameFact(told) === nameFact(about)),
		),
	);
}

function listQueryBindings({ entry, draft, parts }: Given, own: readonly Given[]): Binding[] {
	const other: Effect['kind'] = parts.kind === 'create' ? 'list' : 'create';
	const taken = new Set(own.filter((one) => one.parts.kind === other).flatMap((one) => listQueryNames(one.entry)));
	if (taken.size === 0) return [];
	return listQueryNames(entry).flatMap((name) => {
		const property = findProperty(draft, { name, noun: '' });
		// The property is filtered by the list's own parameters.
		if (!taken.has(name) || (property !== undefined && parts.kind === 'list')) return [];
		const from = { kind: 'query' as const, name, source: `$request.query.${name}` };
		return [{ name: property ?? name, from, ...(property !== undefined && { property }) }];
	});
}

function listQueryNames({ operation }: PathOperation): string[] {
	return operation.parameters.flatMap(({ in: place, name }) =>
		place === 'query' && !NO_BINDINGS.test(plainWord(name)) ? [name] : [],
	);
}

/** The property that shows what a path names before the entity: `owner_id` for `/owners/{ownerId}`, `todo_id` for `/todos/{id}`. */
function findProperty({ entity, key }: Draft, { name, noun }: { name: string; noun: string }): string | undefined {
	if (!entity) return undefined;
	const one = plainWord(toSingular(noun));
	const role = splitName(name).at(-1) ?? '';
	const wanted = [plainWord(name), ...(one === '' ? [] : [`${one}${role}`, `${one}id`, one])];
	const scalars = listScalars(entity);
	for (const plain of wanted) {
		const found = plain === 'id' ? undefined : scalars.get(plain)?.find((property) => !isTheKey(property, key));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The properties that are neither objects nor lists, by what they are called plainly. */
const listScalars = once((view): ReadonlyMap<string, readonly string[]> => {
	const scalars = [...outlineProperties(view)].filter(([, property]) => isScalar(property));
	return Map.groupBy(
		scalars.map(([name]) => name),
		plainWord,
	);
});

function isTheKey(property: string, key: readonly string[]): boolean {
	return key.length === 1 && key[0] === property;
}

function isScalar(view: SchemaView): boolean {
	return outlineView(view).kind === 'scalar';
}

function nameFact({ name, noun }: { name: string; noun: string }): string {
	const plain = plainWord(name);
	const one = plainWord(toSingular(noun));
	return plain.startsWith(one) ? plain : `${one}${plain}`;
}

function listNodes({ evidence }: Draft): PathNode[] {
	return evidence.flatMap(({ family }) => [...(family.item ? [family.item] : []), ...family.collections]);
}
