// What those below an entity say of it, taken together: `averageRating` of a product, whose reviews have a `rating`.

import {
	getOwn,
	guessTypes,
	isSameNoun,
	listPossibleProperties,
	type Resource,
	type SchemaView,
} from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { fitsView } from './birth/fit-value.ts';
import { findAveraged } from './birth/follow-words.ts';
import { isSentAny, listCounted } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import { type FindBelow, findBelow } from './find-below.ts';
import type { Followed } from './followed.ts';

/** What is said in numbers; one of them is also what it comes to. */
const RATINGS = ['rating', 'score', 'stars'];
/** So many hundredths are told. */
const HUNDREDTHS = 100;

/** Of an entity's numbers those that no request sends, where one kind below it alone has what they are the average of, or count. */
export function listAverages(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	const properties = [...listPossibleProperties(entity)];
	return properties.flatMap(([property, view]) => {
		if (!isNumber(view)) return [];
		const words = normalizeName(property);
		const averaged = findAveraged(property) ?? (RATINGS.includes(words) ? words : undefined);
		const nouns = averaged === undefined ? listCounted(property) : [averaged];
		if (!nouns.some((noun) => RATINGS.some((one) => isSameNoun(noun, one)))) return [];
		if (isSentAny(context, resource, property)) return [];
		const [rated, another] = [...context.resources.values()].flatMap((child) =>
			findRated(context, { resource, child }),
		);
		if (!rated || another) return [];
		return [averaged === undefined ? countAll(property, rated) : average(property, view, rated)];
	});
}

interface Rated {
	/** E.g. `rating` of a review. */
	property: string;
	find: FindBelow;
}

function findRated(
	context: EffectContext,
	{ resource, child }: { resource: Resource; child: Resource },
): readonly Rated[] {
	const find = child === resource ? undefined : findBelow(context, { resource, child });
	const { view, isCreatable } = find ? planBirth(context, child) : { view: undefined, isCreatable: false };
	if (!find || !view || !isCreatable) return [];
	return [...listPossibleProperties(view)].flatMap(([property, one]) => {
		const isRating = isNumber(one) && RATINGS.includes(normalizeName(property)) && isSentAny(context, child, property);
		return isRating ? [{ property, find }] : [];
	});
}

function countAll(property: string, { find }: Rated): Followed {
	return { property, find, tell: (_read, found) => (found as readonly EntityRecord[]).length || undefined };
}

function average(property: string, view: SchemaView, { property: rated, find }: Rated): Followed {
	const isWhole = !guessTypes(view).has('number');
	return {
		property,
		find,
		tell(_read, found) {
			const all = (found as readonly EntityRecord[]).flatMap(({ entity }) => {
				const own = getOwn(entity, rated);
				return typeof own === 'number' ? own : [];
			});
			if (all.length === 0) return undefined;
			const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
			const value = isWhole ? Math.round(mean) : Math.round(mean * HUNDREDTHS) / HUNDREDTHS;
			return fitsView(view, value) ? value : undefined;
		},
	};
}

function isNumber(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('integer') || types.has('number');
}
