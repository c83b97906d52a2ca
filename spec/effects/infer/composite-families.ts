// Families whose items several names at the end of the path name together: `/stocks/{warehouse}/{sku}`.

import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { hasKey } from './evidence.ts';
import type { Family } from './families.ts';
import { findAlike, findEntity, findSentEntity } from './find-entity.ts';
import { findKey } from './find-key.ts';
import { findMany } from './find-many.ts';
import { findNamedProperty } from './named-property.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/**
 * Those where all of the names are properties of the entity, and sent by a create on `/stocks`; where nothing creates there, one is
 * put where its path says, or made on `/stocks/{warehouse}`, whose name need not be a property then. A path between that is of one thing
 * (`/users/{id}` before `/users/{id}/{section}`) makes it none.
 */
export function listCompositeFamilies(tree: PathTree): Family[] {
	return tree.nodes.flatMap((item) => readFamily(item) ?? []);
}

function readFamily(item: PathNode): Family | undefined {
	const between: PathNode[] = [];
	let base = item.parent;
	for (; base && endsInName(base); base = base.parent) between.push(base);
	const prefix = item.parent;
	const [entry] = item.operations;
	if (!entry || !endsInName(item) || between.length === 0 || !base?.parent || !prefix) return undefined;
	const noun = lastWord(item);
	const family = { noun, item, prefix };
	const create = findMethod(base, 'post');
	const isMadeBelow = !create && findMethod(prefix, 'post') !== undefined;
	if (!create && !isMadeBelow && !findMethod(item, 'put') && findMethod(base, 'get')) return undefined;
	const key = isMadeBelow ? undefined : readKey(item, { entry, create, steps: between.length });
	if (!key && !isMadeBelow) return undefined;
	const isOne = (view: SchemaView): boolean => key === undefined || hasKey(view, key.key);
	if (!between.every(({ operations }) => operations.every((one) => isOfMany(one, noun, isOne)))) return undefined;
	const above = isMadeBelow ? [prefix] : [base, ...between];
	return { ...family, ...key, collections: above.filter(({ operations }) => operations.length > 0) };
}

/** A list of what stands below, one more of it, or all of it deleted. */
function isOfMany(entry: PathOperation, noun: string, isOne: (view: SchemaView) => boolean): boolean {
	if (entry.method === 'post') return true;
	const list = entry.method === 'delete' ? findMethod(entry.node, 'get') : entry;
	const view = list?.method === 'get' ? viewAnswer(list) : undefined;
	if (!view || findKey(view, { noun, parameter: entry.names.at(-1) })) return false;
	return findMany(view, { noun, isIt: (one) => outlineProperties(one).size > 0 && isOne(one) }) !== undefined;
}

/** The properties that the names at the end mean: in what a create sends, and in what is read. */
function readKey(
	item: PathNode,
	{ entry, create, steps }: { entry: PathOperation; create: PathOperation | undefined; steps: number },
): Required<Pick<Family, 'key' | 'parts'>> | undefined {
	const noun = lastWord(item);
	const hints = { noun, parameter: entry.names.at(-1) };
	const body = create && viewSentBody(create.operation).view;
	const sent = body && findSentEntity(body, { noun, entity: undefined })?.place.view;
	const read = findMethod(item, 'get');
	const answer = read && viewAnswer(read);
	const shown = answer && ((sent && findAlike(answer, sent)?.view) ?? findEntity(answer, hints)?.view);
	const views = [...(create ? [sent] : []), ...(answer ? [shown] : [])];
	const [first] = views;
	if (!first || views.includes(undefined)) return undefined;
	const key = (sent && findKey(sent, hints)) ?? (shown && findKey(shown, hints));
	// Who puts one where its path says calls it as the path does.
	const isCalledSo = key && plainWord(hints.parameter ?? '').endsWith(plainWord(key.path.at(-1) ?? ''));
	if (!key || (!create && !isCalledSo)) return undefined;
	const names = entry.names.slice(-1 - steps, -1);
	const parts = names.map((name) => findNamedProperty(first, { name: name ?? '', noun, key: key.path }));
	const isWhole = parts.every((part) => part !== undefined && views.every((view) => has(view, part)));
	return isWhole ? { key: key.path, parts: parts.filter((part) => part !== undefined) } : undefined;
}

function has(view: SchemaView | undefined, property: string): boolean {
	return view !== undefined && outlineProperties(view).has(property);
}
