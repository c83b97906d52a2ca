// Paths that only lead to others, and are called as a collection that stands elsewhere: `/shops/{}/orders` of `POST /shops/{shopId}/orders/{id}/approve`, beside `/orders/{id}`.

import type { Evidence } from './evidence.ts';
import { namesKey } from './find-key.ts';
import { endsInName, lastWord, type PathNode } from './path-tree.ts';
import { plainWord, toSingular } from './words.ts';

/** What is known of a draft. */
interface Known {
	key: readonly string[];
	isSingleton: boolean;
	evidence: readonly Evidence[];
}

/** Drafts by what they are looked for. */
interface Index<One> {
	byNoun: ReadonlyMap<string, ReadonlySet<One>>;
	byCollection: ReadonlyMap<PathNode, One>;
}

/** The draft whose collection, below nobody, is called so; `undefined`: the path is of something itself, or several are called so. */
export function findCollectionElsewhere<One extends Known>(
	{ byNoun, byCollection }: Index<One>,
	node: PathNode,
): One | undefined {
	if (endsInName(node) || !node.parent?.parent || node.operations.length > 0 || byCollection.has(node))
		return undefined;
	const noun = lastWord(node);
	const one = toSingular(noun);
	if (one === noun || (node.children.get('')?.operations.length ?? 0) > 0) return undefined;
	const [draft, another] = byNoun.get(plainWord(one)) ?? [];
	return draft && !another && draft.key.length === 1 && isAtHome(draft, noun) ? draft : undefined;
}

/** The same of one of them, by the key that the path has. */
export function findItemElsewhere<One extends Known>(
	index: Index<One>,
	item: PathNode,
	parameter: string | undefined,
): One | undefined {
	if (!endsInName(item) || item.operations.length > 0 || !item.parent || parameter === undefined) return undefined;
	const draft = findCollectionElsewhere(index, item.parent);
	return draft && namesKey(draft.key, { parameter, noun: lastWord(item) }) ? draft : undefined;
}

/** One of its families has items that no other path stands above, so that its key alone names one. */
function isAtHome({ evidence, isSingleton }: Known, noun: string): boolean {
	const isHome = ({ family: { item, prefix, noun: own } }: Evidence): boolean =>
		item !== undefined && !prefix.steps.includes(undefined) && plainWord(own) === plainWord(noun);
	return !isSingleton && evidence.some(isHome);
}
