// Words of paths and names of properties, made comparable.

import { toPlain } from '../list-words.ts';

/** The words of a document are asked for again and again: so many are remembered. */
const MAX_REMEMBERED = 5000;

/** Lower case, letters and digits alone: `petType_Id` → `pettypeid`. */
export const plainWord = remember(toPlain);

/** Plurals that the rules below would get wrong, at the end of a noun. */
const IRREGULAR: readonly [RegExp, string][] = [
	[/(alias|status|bus|campus|virus|bonus|lens|canvas|atlas)es$/i, '$1'],
	[/(mov|cook|zomb|brown|self|^t|^p)ies$/i, '$1ie'],
	[/(series|species|news|analytics|settings)$/i, '$1'],
	[/(^|[^a-z])people$/i, '$1person'],
	[/(child)ren$/i, '$1'],
	[/(shel|wol|hal|cal|thie|loa)ves$/i, '$1f'],
	[/(kni|wi)ves$/i, '$1fe'],
	[/(ind|vert|matr)ices$/i, '$1ex'],
	[/(anal|cris|bas|diagnos)es$/i, '$1is'],
];

/** `orders` → `order`, `categories` → `category`, `boxes` → `box`; what is no plural stays. */
export const toSingular = remember((noun) => {
	if (!/(?:s|people|children)$/i.test(noun)) return noun;
	for (const [plural, singular] of IRREGULAR) if (plural.test(noun)) return noun.replace(plural, singular);
	if (/ies$/i.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
	if (/(ss|us|is)$/i.test(noun)) return noun;
	if (/(x|ch|sh|ss)es$/i.test(noun)) return noun.slice(0, -2);
	return /s$/i.test(noun) && noun.length > 1 ? noun.slice(0, -1) : noun;
});

const plainSingular = remember((noun) => plainWord(toSingular(noun)));

/** The words of a name, in lower case: `petTypeId`, `pet_type_id` and `pet-type-id` → `['pet', 'type', 'id']`. */
export const splitName: (name: string) => readonly string[] = remember((name) =>
	name
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.split(/[^A-Za-z0-9]+/)
		.filter(Boolean)
		.map((word) => word.toLowerCase()),
);

/** Two nouns that differ in number and spelling alone: `todo` and `todos`, `order-lines` and `OrderLine`. */
export function isSameNoun(one: string, other: string): boolean {
	return plainSingular(one) === plainSingular(other);
}

/** A question about words, answered once for each; its answers are shared. */
export function remember<Answer>(ask: (word: string) => Answer): (word: string) => Answer {
	const known = new Map<string, Answer>();
	return (word) => {
		let answer = known.get(word);
		if (answer === undefined) {
			if (known.size >= MAX_REMEMBERED) known.clear();
			answer = ask(word);
			known.set(word, answer);
		}
		return answer;
	};
}
