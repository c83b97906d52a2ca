// What resources are called that nobody gave a name.

import type { Resource } from '../../types/resource.ts';
import type { Draft } from './draft.ts';
import { toSingular } from './words.ts';

/** `order`; where that is taken, with the words before it: `shop_order`. */
export function nameDrafts(drafts: readonly Draft[], taken: ReadonlyMap<string, Resource>): void {
	const names = new Set(taken.keys());
	for (const draft of drafts) {
		if (draft.known) continue;
		const words = listWords(draft);
		let name = '';
		for (let count = 1; count <= words.length && (name === '' || names.has(name)); count += 1) {
			name = words
				.slice(-count)
				.map((word) => (draft.isSingleton ? word : toSingular(word)))
				.join('_');
		}
		for (let count = 2; names.has(name); count += 1) name = `${name.replace(/_\d+$/, '')}_${count}`;
		names.add(name);
		draft.name = name;
	}
}

function listWords(draft: Draft): string[] {
	const family = draft.evidence[0]?.family;
	const steps = draft.node?.steps ?? [...(family?.prefix.steps ?? []), family?.noun];
	return steps.filter((step) => step !== undefined);
}
