// Which of a document's media types a body as sent is of (OpenAPI 3.1.1 §4.8.14: the most specific key).

import { countShared, type MediaTypeName, measureRange, parseMediaType } from './media-type-name.ts';

/** What a media type must have to be found. */
export interface OfferedType {
	readonly type: string;
	readonly parameters?: MediaTypeName['parameters'];
}

/**
 * The documented media type for one as a message writes it: the same, else the narrowest range that it falls into
 * (`application/*+json` before `application/*` before `*`+`/*`). Of several alike the one that shares most parameters, in the
 * document's order; one whose parameters contradict is none. `undefined`: the document has none for it.
 */
export function findMediaType<Offered extends OfferedType>(
	offered: readonly Offered[],
	written: string,
): Offered | undefined {
	const { type, parameters } = parseMediaType(written) ?? { type: '', parameters: {} };
	let best: Offered | undefined;
	let bestRank = 0;
	for (const one of offered) {
		const fit = measureRange(one.type, type);
		const shared = fit === 0 ? undefined : countShared(one.parameters, parameters);
		if (shared === undefined) continue;
		const rank = fit * 1000 + shared;
		if (rank > bestRank) {
			best = one;
			bestRank = rank;
		}
	}
	return best;
}
