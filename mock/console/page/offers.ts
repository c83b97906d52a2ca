// Things to choose from, and which of them fit what was typed: the best first.

/** One of them. */
export interface Offer {
	/** Its own among all of them. */
	id: string;
	/** What is read, and searched first. */
	words: string;
	/** Beside it, in smaller letters; searched as well. */
	hint?: string;
	/** Searched, and not seen. */
	about?: string;
}

/**
 * Those that have each of the words that were typed, in any order: where they begin words of what is read, first. Offers that fit
 * alike stay in their order; nothing typed: all of them.
 */
export function findOffers<One extends Offer>(offers: readonly One[], text: string): readonly One[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return offers;
	const ranked = offers.flatMap((offer) => {
		const rank = rankOffer(offer, words);
		return rank === undefined ? [] : [{ offer, rank }];
	});
	return ranked.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

/** Less is better; `undefined`: a word is missing. */
function rankOffer({ words: read, hint = '', about = '' }: Offer, words: readonly string[]): number | undefined {
	const text = read.toLowerCase();
	// `cancelOrder` has two words.
	const parts = read.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
	const all = `${text} ${parts} ${hint} ${about}`.toLowerCase();
	let rank = text.startsWith(words.join(' ')) ? -1 : 0;
	for (const word of words) {
		if (!all.includes(word)) return undefined;
		if (!text.includes(word)) rank += 2;
		else if (!isAtStart(parts, word)) rank += 1;
	}
	return rank;
}

function isAtStart(text: string, word: string): boolean {
	const place = text.indexOf(word);
	return place === 0 || (place > 0 && !/[\p{L}\p{N}]/u.test(text[place - 1] as string)) || text.includes(` ${word}`);
}
