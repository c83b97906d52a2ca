// What of a path stands before the entity: the scope that keeps entities apart, else values that bind them, and the entity above.

import type { Binding, Effect, Expression } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import { nameOfItem } from './families.ts';
import { findUnder } from './find-under.ts';
import { findWhose, isSaidByNobody } from './find-whose.ts';
import { findNamedProperty } from './named-property.ts';
import { endsInName, formatSteps, listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { type Given, type RuleContext, readPath } from './rule-context.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** Query parameters that are never what an entity belongs to: how it is listed and shown, who asks, in which words. */
const NO_BINDINGS =
	/^(?:(?:page|limit|offset|size|cursor|sort|order|fields|expand|include|select|columns|onconflict|format|q|search|filter|dryrun|validate)|(?:lang|language|locale|tz|timezone|(?:api)?version|(?:access|auth|api|session|id)?token|apikey|authkey|sign|sig|signature|nonce|timestamp|pretty|prettyprint|callback|requestid|correlationid)$)/;

/** Headers that say whose an entity is. */
const TENANTS = /^x?(?:tenant|org|organi[sz]ation|workspace|company)(?:id|key|code|slug|name)?$/;

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

/** The parts of a scope that name the entity together with its key, and that bodies tell where no path does: `warehouse` of `/stocks/{warehouse}/{sku}`. */
export function listKeyParts({ evidence }: Draft, scope: readonly string[]): string[] {
	const parts = new Set(evidence.flatMap(({ family }) => family.parts ?? []));
	return scope.filter((name) => parts.has(name));
}

function findCommonPrefix({ evidence }: Draft, own: readonly Given[]): PathNode | undefined {
	const shown = evidence.map(({ family }) => family.prefix);
	const creating = own.flatMap(({ parts, entry: { node } }) => {
		// Another one of what is there stands where that stands.
		if (parts.kind !== 'create' || parts.copies) return [];
		// `/orders/bulk` is of the orders as well.
		const places = [node, ...(node.parent && !endsInName(node) ? [node.parent] : [])];
		const own = evidence.find(({ family }) => places.some((place) => family.collections.includes(place)));
		return own?.family.prefix ?? node.parent ?? [];
	});
	const prefixes = new Set([...shown, ...creating].map(({ steps }) => formatSteps(steps)));
	return prefixes.size === 1 ? shown[0] : undefined;
}

/** What binds the entities of one operation, where the resource has no scope: its path's names, and what create and list both take in the query. */
export function listBindings(
	given: Given,
	args: { scope: readonly string[]; own: readonly Given[]; context: RuleContext },
): Binding[] {
	const { entry, draft, parts } = given;
	const own = 'key' in parts ? parts.key : parts.kind === 'create' ? parts.copies : undefined;
	const inPath = own?.kind === 'path' ? own.name : undefined;
	const key = entry.sentKey ? entry.names.at(-1) : inPath;
	const bindings: Binding[] = [];
	if (args.scope.length === 0 && !draft.isSingleton) {
		for (const { name, noun } of listNames(entry)) {
			if (name === key || isSet(parts, name)) continue;
			if (parts.kind === 'list' && namesOneOf(draft, { name, noun })) continue;
			const whose =
				findUnder(given, noun) ??
				findProperty(draft, { name, noun }) ??
				findWhose(draft, { told: { name, noun }, ...args });
			const { property, inside } = typeof whose === 'string' ? { property: whose } : (whose ?? {});
			// What no create tells, a list would ask for in vain; what no list asks for, nobody sees.
			if (property === undefined && !isShared(args.own, { name, noun })) continue;
			bindings.push({
				name: property ?? nameFact({ name, noun }),
				from: readPath(name),
				...(property !== undefined && { property }),
				...(inside !== undefined && { inside }),
				...(parts.kind === 'list' && isSaidByNobody(property, { noun, own: args.own }) && { isTold: true as const }),
			});
		}
	}
	if (parts.kind === 'create' || parts.kind === 'list') bindings.push(...listQueryBindings(given, args.own));
	else if (args.scope.length === 0) bindings.push(...listRequiredBindings(given, args.own));
	return bindings;
}

/** `/users/{username}/followers`: who is called so there is one of them, and none of those that are listed. */
function namesOneOf({ evidence }: Draft, { name, noun }: { name: string; noun: string }): boolean {
	return evidence.some(
		({ family }) => isSameNoun(noun, family.noun) && nameOfItem(family)?.split('_or_').slice(1).includes(name),
	);
}

/** What a request for one must have in its query or its header, as a create and a list must: `GET /todos/1?site=a`. */
function listRequiredBindings({ entry, draft, parts }: Given, own: readonly Given[]): Binding[] {
	const told = listTold(entry, true);
	if (told.length === 0) return [];
	const key = 'key' in parts && parts.key.kind === 'query' ? parts.key.name : undefined;
	const isTold = (kind: Effect['kind'], name: string): boolean =>
		own.some((one) => one.parts.kind === kind && listTold(one.entry, true).some((other) => other.name === name));
	return told.flatMap(({ name, from }): Binding[] => {
		const property = findProperty(draft, { name, noun: '' });
		if (name === key || !isTold('create', name) || !isTold('list', name)) return [];
		if (property === undefined) return [{ name, from, isTold: true }];
		return from.kind === 'header' ? [{ name: property, from, property }] : [];
	});
}

/** What the entity gets is not what it is known by. */
function isSet(parts: Given['parts'], name: string): boolean {
	return (
		'set' in parts &&
		[...parts.set.values()].some(
			(value) => value.kind === 'expression' && value.expression.kind === 'path' && value.expression.name === name,
		)
	);
}

/** The item path that stands before a collection. */
function findParentNode(node: PathNode): { node: PathNode; at: number } | undefined {
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
	const taken = new Set(
		own.filter((one) => one.parts.kind === other).flatMap((one) => listTold(one.entry).map(({ name }) => name)),
	);
	if (taken.size === 0) return [];
	const creates = own.flatMap((one) =>
		one.parts.kind === 'create' ? [listTold(one.entry, true).map(({ name }) => name)] : [],
	);
	return listTold(entry).flatMap(({ name, from }) => {
		const property = findProperty(draft, { name, noun: '' });
		// The property is filtered by the list's own parameters.
		if (!taken.has(name) || (property !== undefined && parts.kind === 'list' && from.kind === 'query')) return [];
		const isTold = creates.length > 0 && creates.every((names) => names.includes(name));
		return [
			{ name: property ?? name, from, ...(property === undefined ? { ...(isTold && { isTold }) } : { property }) },
		];
	});
}

/** What the query tells, and the header that says whose all of it is; `mustBe`: only what must be there, as that header always must. */
function listTold({ operation }: PathOperation, mustBe = false): { name: string; from: Expression }[] {
	return operation.parameters.flatMap(({ in: place, name, required }): { name: string; from: Expression }[] => {
		const plain = plainWord(name);
		if (place === 'header' && required && TENANTS.test(plain)) {
			const header = name.toLowerCase();
			return [
				{
					name: header.replace(/^x-/, '').replaceAll('-', '_'),
					from: { kind: 'header', name: header, source: `$request.header.${header}` },
				},
			];
		}
		if (place !== 'query' || !(required || !mustBe) || NO_BINDINGS.test(plain)) return [];
		return [{ name, from: { kind: 'query', name, source: `$request.query.${name}` } }];
	});
}

function findProperty({ entity, key, name }: Draft, told: { name: string; noun: string }): string | undefined {
	if (!entity) return undefined;
	const own = findNamedProperty(entity, { ...told, key });
	// What stands below one of its own kind has that for its parent: `/comments/{id}/replies`.
	return own ?? (isSameNoun(name, told.noun) ? findNamedProperty(entity, { ...PARENT, key }) : undefined);
}

/** What something of the same kind above is called. */
export const PARENT = { name: 'parentId', noun: 'parent' };

function nameFact({ name, noun }: { name: string; noun: string }): string {
	const plain = plainWord(name);
	const one = plainWord(toSingular(noun));
	return plain.startsWith(one) ? plain : `${one}${plain}`;
}

function listNodes({ evidence }: Draft): PathNode[] {
	return evidence.flatMap(({ family }) => [...(family.item ? [family.item] : []), ...family.collections]);
}

/** The entity that stands above a list, or what is assigned to it, in its path, where that is of a known resource. */
export function findParent(
	{ entry, draft, parts }: Given,
	{ items }: { items: ReadonlyMap<PathNode, Draft> },
): Effect['parent'] {
	const isMany = (parts.kind === 'list' || parts.kind === 'clear') && !endsInName(entry.node);
	if (!isMany && !parts.assigned) return undefined;
	const above = findParentNode(entry.node);
	const parent = above && items.get(above.node);
	const name = above && entry.names[above.at];
	if (!parent || parent === draft || name === undefined) return undefined;
	return { resource: parent.name, key: readPath(name) };
}
