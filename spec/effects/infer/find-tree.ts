// Lists that show entities of one kind below one another: `GET /categories/tree`.

import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { isOpenView, isPartOf } from './agreement.ts';
import { isObjectView } from './evidence.ts';
import { plainWord } from './words.ts';

/** What such a list is called. */
const TREES: ReadonlySet<string> = new Set(['tree', 'hierarchy', 'nested', 'arvore', 'arbol', 'arborescence']);
/** What entities call those of their own kind that say that they are below them (`parent_id`). */
const OFFSPRING = /^(?:child(?:ren)?|repl(?:y|ies)|sub[a-z]+|descendants)$/;

/** `children`, `replies`, `sub_categories` */
export function isOffspring(name: string): boolean {
	return OFFSPRING.test(plainWord(name));
}

/** The property in which each row of a list that is called so has those below it; `undefined`: it is no tree. */
export function findBranches(word: string, row: SchemaView): string | undefined {
	const words = plainWord(word);
	if (!TREES.has(words) && !words.endsWith('tree')) return undefined;
	const found = [...outlineProperties(row)].flatMap(([name, view]) => {
		const items = outlineView(view).kind === 'list' && isOffspring(name) ? outlineItems(view) : undefined;
		if (items === undefined || !(isOpenView(items) || (isObjectView(items) && isPartOf(items, row)))) return [];
		return [name];
	});
	// `subscribers` may be like their rows, too.
	return found.find((name) => !plainWord(name).startsWith('sub')) ?? found[0];
}
