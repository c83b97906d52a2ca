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
import type { BirthPlan } from './birth/birth-plan.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed } from './followed.ts';

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
export function listOwnCounts(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	const properties = [...listPossibleProperties(entity)];
	const lists = properties.filter(([, view]) => guessTypes(view).has('array'));
	if (lists.length === 0) return [];
	return properties.flatMap(([property, view]) => {
		const words = normalizeName(property);
		const nouns =
			guessTypes(view).has('integer') && (COUNTS.test(words) || COUNTED.test(words)) ? listCounted(property) : [];
		const found = lists.filter(([name]) => nouns.some((noun) => isSameNoun(noun, name)));
		const [list] = found;
		if (!list || found.length > 1 || isSentAny(context, resource, property)) return [];
		const items = viewItems(list[1]);
		const isOfPieces =
			items !== undefined && ['quantity', 'qty', 'amount'].some((name) => listPossibleProperties(items).has(name));
		return isOfPieces && words.startsWith('total') ? [] : [countOwn(property, list[0])];
	});
}

/** `item_count` beside `items`. */
function countOwn(property: string, list: string): Followed {
	return {
		property,
		tell(read) {
			const items = read(list);
			return Array.isArray(items) ? items.length : undefined;
		},
	};
}

/** Some request sends the property. */
export function isSentAny(context: EffectContext, resource: Resource, property: string): boolean {
	return collectEntitySchemas(resource, context.operations).requests.some((sent) => {
		const own = listPossibleProperties(sent).get(property);
		return own !== undefined && !isWithheld(own, 'request');
	});
}
