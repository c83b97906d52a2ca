// What is made on a collection that has neither a list nor items, and listed below it: `POST /orgs/search`, `GET /bids/task/{taskId}`.

import { SEARCHES } from './action-words.ts';
import { isPartOf, nameOfSchema } from './agreement.ts';
import { type Evidence, hasKey, isObjectView } from './evidence.ts';
import { findMany } from './find-many.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';
import { viewAnswer } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** How deep below the collection it is looked for: `/task/{taskId}`. */
const MAX_DEPTH = 2;

/** Those of the families that make what nothing but lists below them shows; `open`: those that have a list or items. */
export function findListedBelow(all: readonly Evidence[], open: readonly Evidence[]): Set<Evidence> {
	const made = all.filter(isMadeAlone);
	return new Set(
		made.filter((one) => !isShownBeside(one, open) && one.family.collections.some((node) => lists(node, one))),
	);
}

function isMadeAlone({ family, list, created, key }: Evidence): boolean {
	return !family.item && !list && created !== undefined && key !== undefined && !key.isHidden;
}

/** Others show the same elsewhere, or each of them below. */
function isShownBeside({ family, schemas }: Evidence, open: readonly Evidence[]): boolean {
	return open.some(
		(other) =>
			[...other.schemas].some((name) => schemas.has(name)) &&
			(other.read !== undefined || !other.family.collections.every((node) => isBelow(node, family.collections))),
	);
}

function isBelow(node: PathNode, collections: readonly PathNode[]): boolean {
	for (let above = node.parent; above; above = above.parent) if (collections.includes(above)) return true;
	return false;
}

function lists(node: PathNode, evidence: Evidence, depth = 1): boolean {
	for (const child of node.children.values()) {
		if (child.operations.some((entry) => listsIt(child, entry, evidence))) return true;
		if (depth < MAX_DEPTH && lists(child, evidence, depth + 1)) return true;
	}
	return false;
}

function listsIt(node: PathNode, entry: PathOperation, { created, key, family }: Evidence): boolean {
	const isSearch = entry.method === 'post' && SEARCHES.includes(plainWord(lastWord(node)));
	const view = entry.method === 'get' || isSearch ? viewAnswer(entry) : undefined;
	const made = created?.place.view;
	const name = made && nameOfSchema(made);
	if (!view || !made || !key) return false;
	const isIt = (item: Parameters<typeof isObjectView>[0]): boolean =>
		isObjectView(item) &&
		((name !== undefined && nameOfSchema(item) === name) ||
			(isSearch && hasKey(item, key.path) && isPartOf(item, made)));
	return findMany(view, { noun: family.noun, isIt }) !== undefined;
}
