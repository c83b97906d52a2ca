// Numbers of an entity that count something, by their names: `track_count`, `numTracks`; and those that count a list of the entity itself.

import {
	collectEntitySchemas,
	guessTypes,
	isSameNoun,
	isWithheld,
	listPossibleProperties,
	type Resource,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { EffectContext } from './effect-context.ts';

/** A number that counts a list of the entity itself: `item_count` beside `items`. */
export interface OwnCount {
	property: string;
	list: string;
}

const COUNTS = /^(.+)_counts?$/;
const COUNTED =
	/^(?:total_)?(?:(?:count|num|number|no|nr|n|qty|anzahl|cantidad|numero|quantidade|nombre)(?:_(?:of|de))?|total)_(.+)$/;

/** What a number counts by its name: `tracks` of `track_count`, `numTracks`, `number_of_tracks`, and of `tracks` itself. */
export function listCounted(property: string): string[] {
	const words = normalizeName(property);
	const noun = COUNTS.exec(words)?.[1]?.replace(/^total_/, '') ?? COUNTED.exec(words)?.[1];
	return noun === undefined ? (words.endsWith('s') ? [words] : []) : [noun];
}

/** Numbers that no request sends, called as what is in a list of the entity; how many pieces a list of quantities has is another question. */
export function listOwnCounts(context: EffectContext, resource: Resource, entity: SchemaView): OwnCount[] {
	const properties = [...listPossibleProperties(entity)];
	const lists = properties.filter(([, view]) => guessTypes(view).has('array'));
	if (lists.length === 0) return [];
	const { requests } = collectEntitySchemas(resource, context.operations);
	const isSent = (name: string): boolean =>
		requests.some((sent) => {
			const own = listPossibleProperties(sent).get(name);
			return own !== undefined && !isWithheld(own, 'request');
		});
	return properties.flatMap(([property, view]) => {
		const words = normalizeName(property);
		const nouns =
			guessTypes(view).has('integer') && (COUNTS.test(words) || COUNTED.test(words)) ? listCounted(property) : [];
		const found = lists.filter(([name]) => nouns.some((noun) => isSameNoun(noun, name)));
		const [list] = found;
		if (!list || found.length > 1 || isSent(property)) return [];
		const items = viewItems(list[1]);
		const isOfPieces =
			items !== undefined && ['quantity', 'qty', 'amount'].some((name) => listPossibleProperties(items).has(name));
		return isOfPieces && words.startsWith('total') ? [] : [{ property, list: list[0] }];
	});
}
