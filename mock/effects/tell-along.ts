// What a removal took along, in the words of the journal.

import type { Removal } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EntityMention } from '../types/answer.ts';

/** How many of what was done besides an answer names. */
export const MAX_BESIDES = 20;

/** The same mention, with how many of each resource went along: `removed 2 of comment`; of one, which: `removed comment 7`. */
export function tellAlong(mention: EntityMention, { along }: Removal): EntityMention {
	if (along.length === 0) return mention;
	const kinds = new Map<string, { count: number; key: string }>();
	for (const { resource, key } of along) {
		const kind = kinds.get(resource);
		if (kind) kind.count += 1;
		else kinds.set(resource, { count: 1, key });
	}
	mention.besides = [...kinds]
		.slice(0, MAX_BESIDES)
		.map(
			([resource, { count, key }]) =>
				`removed ${count === 1 ? nameEntity({ resource, key }) : `${count} of ${resource}`}`,
		);
	return mention;
}
