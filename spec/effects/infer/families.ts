// From paths to families: a collection with its items, and what their operations show of the entities.

import type { Operation } from '../../types/document.ts';
import { nameOfSchema } from './agreement.ts';
import { asksForOne, findAskedName } from './asks-for-one.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/** A collection path and its item path; one of them may be missing. */
export interface Family {
	/** The last word before the item's name, e.g. `orders`. */
	noun: string;
	item: PathNode | undefined;
	/** `/orders`, and where items stand below the other grammatical number also `/order`. */
	collections: readonly PathNode[];
	/** The steps before the noun, as `/shops/{}`; those before the last name, where several name an item together. */
	prefix: PathNode;
	/** The key's steps, where several names name an item together, and the properties that the other names mean: `['warehouse']` of `/stocks/{warehouse}/{sku}`. */
	key?: readonly string[];
	parts?: readonly string[];
}

/** Families with items come first, then paths that end in a word and belong to none. `composite`: those whose items several names name together. */
export function listFamilies(tree: PathTree, composite: readonly Family[]): Family[] {
	const families: Family[] = [];
	const byItem = new Map(composite.map((family) => [family.item, family]));
	const claimed = new Set(composite.flatMap(({ collections }) => collections));
	const nouns = new Map<PathNode, Map<string, PathNode[]>>();
	for (const item of tree.nodes) {
		const whole = byItem.get(item);
		if (whole) families.push(whole);
		const collection = item.parent;
		if (!endsInName(item) || !collection || endsInName(collection) || claimed.has(item)) continue;
		const isRoot = collection.parent === undefined;
		if (isRoot && !findMethod(collection, 'post')) continue;
		const collections = [collection, ...findTwins(collection, nouns)].filter(({ operations }) => operations.length > 0);
		for (const one of collections) claimed.add(one);
		const noun = isRoot ? nameRoot(item) : lastWord(item);
		families.push({ noun, item, collections, prefix: collection.parent ?? collection });
	}
	for (const node of tree.nodes) {
		if (endsInName(node) || claimed.has(node) || !node.parent) continue;
		// `GET /todo?id=1` beside `GET /todos`.
		const twins = findTwins(node, nouns).filter((twin) => !claimed.has(twin) && [node, twin].some(namesOne));
		const collections = [node, ...twins.filter(({ operations }) => operations.length > 0)];
		for (const one of collections) claimed.add(one);
		families.push({ noun: lastWord(node), item: undefined, collections, prefix: node.parent });
	}
	return families;
}

/** Of a service whose collection is `/`: the last word of its base path that is no version, else what its schema is called. */
function nameRoot(item: PathNode): string {
	const [base] = item.operations[0]?.operation.document.basePaths.filter((path) => path !== '') ?? [];
	const word = base?.split('/').findLast((segment) => segment !== '' && !/^(?:api|v\d+)$/i.test(segment));
	if (word !== undefined) return word;
	const shown = item.operations.map(viewAnswer).find((view) => view !== undefined);
	const schema = shown && nameOfSchema(shown)?.split('/').at(-1);
	return schema ? splitName(schema).join('-') : 'item';
}

/** Its GET must be told by a query parameter which one it is asked for: `GET /todo?id=1`, `GET /todo?todoId=1`. */
export function namesOne(node: PathNode): boolean {
	const read = findMethod(node, 'get');
	return read !== undefined && asksForOne(read.operation, lastWord(node));
}

/** The family's operations of one method on its collections; of GETs the first that could be a list. */
export function findOnCollection(family: Family, method: Operation['method']): PathOperation | undefined {
	for (const node of family.collections) {
		const found = method === 'get' && namesOne(node) ? undefined : findMethod(node, method);
		if (found) return found;
	}
	return undefined;
}

/** `POST /dentists/{id}/bookings` of what is read, changed or removed at `/bookings/{id}`, where one path alone makes them. */
export function findMadeBelow({ item, prefix }: Family): PathOperation | undefined {
	const home = item?.parent;
	const word = home?.steps.at(-1);
	if (!home || word === undefined || findMethod(home, 'post')) return undefined;
	const [made, another] = [...prefix.children.values()].flatMap((one) => {
		const below = one === home ? undefined : one.children.get('')?.children.get(word);
		return findMethod(below, 'post') ?? [];
	});
	return another ? undefined : made;
}

/** The GET of one: on the item path, else `GET /todo?id=1`. */
export function findRead(family: Family): PathOperation | undefined {
	return findMethod(family.item, 'get') ?? findMethod(family.collections.find(namesOne), 'get');
}

/**
 * What paths call one of the family: its item path, else those of actions below it: `token` of `/invitations/{token}/accept`; else the query of the GET of one: `key` of
 * `GET /doc?key=a`.
 */
export function nameOfItem(family: Family): string | undefined {
	const { item, collections } = family;
	if (item) return nameAnyOf(item);
	for (const { children, steps } of collections) {
		for (const { operations } of children.get('')?.children.values() ?? []) {
			const isAction = operations.length > 0 && operations.every(({ method }) => method !== 'get');
			if (isAction) return operations[0]?.names[steps.length];
		}
	}
	const read = findRead(family);
	return read && findAskedName(read.operation, lastWord(read.node));
}

/** What all call it; `id_or_name` where `PUT /modules/{id}`, or `/modules/{id}/users`, stands beside `GET /modules/{name}`. */
function nameAnyOf({ operations, children, steps }: PathNode): string | undefined {
	const below = [...children.values()].flatMap((child) => child.operations);
	const all = [...operations, ...below].map(({ names }) => names[steps.length - 1]);
	const [one, another, ...others] = [...new Set(all)];
	if (one === undefined || another === undefined || others.length > 0) return one;
	const isId = (name: string): boolean => /id$/.test(plainWord(name));
	if (isId(one) === isId(another)) return one;
	return isId(one) ? `${one}_or_${another}` : `${another}_or_${one}`;
}

/** `/todo` beside `/todos/{id}`: the same word in the other number, without items of its own. */
function findTwins(collection: PathNode, known: Map<PathNode, Map<string, PathNode[]>>): PathNode[] {
	const { parent } = collection;
	if (!parent) return [];
	const alike = known.get(parent) ?? groupByNoun(parent);
	known.set(parent, alike);
	const found = alike.get(plainWord(toSingular(lastWord(collection)))) ?? [];
	return found.filter((node) => node !== collection && (node.children.get('')?.operations.length ?? 0) === 0);
}

function groupByNoun(parent: PathNode): Map<string, PathNode[]> {
	const groups = new Map<string, PathNode[]>();
	for (const node of parent.children.values()) {
		if (endsInName(node)) continue;
		const noun = plainWord(toSingular(lastWord(node)));
		groups.set(noun, [...(groups.get(noun) ?? []), node]);
	}
	return groups;
}
