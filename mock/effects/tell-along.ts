// What a removal took along, in the words of the journal.

import type { Removal } from '../store/entity-store.ts';
import type { EntityMention } from '../types/answer.ts';

/** How many of what was done besides an answer names. */
export const MAX_BESIDES = 20;

/** The same mention, with how many of each resource went along: `removed 2 of comment`; of one, which: `removed comment 7`. */
export function tellAlong(mention: EntityMention, { along }: Removal): EntityMention {
	if (along.length === 0) return mention;
	const besides: string[] = [];
	for (const [resource, records] of Map.groupBy(along, (record) => record.resource)) {
		const [first] = records;
		besides.push(`removed ${records.length === 1 ? `${resource} ${first?.key}` : `${records.length} of ${resource}`}`);
	}
	mention.besides = besides.slice(0, MAX_BESIDES);
	return mention;
}
