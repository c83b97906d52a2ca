// The filter that the name of a query parameter stands for: `status`, `filter[status]`, `price[gte]`, `price_gte`, `min_price`,
// `owner.name`, `created_at__lt`, `ids`.

import type { FilterOperator } from '../types/lists.ts';
import { findOperator, isFilterWord, toPlain, toWords } from './list-words.ts';
import type { FindProperty } from './property-finder.ts';

/** The property, by its steps, and how it is compared; `undefined` operator: equal. */
export interface NamedFilter {
	steps: readonly string[];
	operator?: FilterOperator;
	/** False asks for nothing. */
	isSwitch?: boolean;
}

/** Reads the name of a parameter; `undefined`: it names no property. */
export function readFilterName(name: string, find: FindProperty): NamedFilter | undefined {
	const whole = find(name);
	if (whole) return { steps: whole };
	const tokens = name
		.split(/[[\].]+|__/)
		.map((token) => token.replace(/^\$/, ''))
		.filter((token) => token !== '');
	if (tokens.length > 1 && isFilterWord(toPlain(tokens[0] as string))) tokens.shift();
	const path = tokens.join('.');
	const found = find(path);
	if (found) return { steps: found };
	const last = tokens.at(-1);
	if (last === undefined) return undefined;
	const before = tokens.slice(0, -1);
	const operator = before.length > 0 ? findOperator(last) : undefined;
	const held = operator && readFilterName(before.join('.'), find);
	if (operator && held && held.operator === undefined) return withOperator(held.steps, operator);
	return readAffix(before, last, find) ?? readPlural(before, last, find);
}

function withOperator(steps: readonly string[], operator: FilterOperator): NamedFilter {
	return operator === 'eq' ? { steps } : { steps, operator };
}

/** `price_gte`, `priceMin`, `title_starts_with`, `min_price`, `maxPrice`. */
function readAffix(before: readonly string[], last: string, find: FindProperty): NamedFilter | undefined {
	const words = toWords(last);
	for (const length of [3, 2, 1]) {
		if (words.length <= length) continue;
		for (const isSuffix of [true, false]) {
			const affix = isSuffix ? words.slice(-length) : words.slice(0, length);
			const rest = isSuffix ? words.slice(0, -length) : words.slice(length);
			const operator = findOperator(affix.join(''));
			const steps = operator && findOneOrMany([...before, rest.join('_')].join('.'), find);
			if (operator && steps) return withOperator(steps, operator);
		}
	}
	return undefined;
}

const PLURALS: readonly (readonly [RegExp, string])[] = [
	[/s$/i, ''],
	[/es$/i, ''],
	[/ies$/i, 'y'],
];

/** `ids` for the property `id`, `tag` for the property `tags`. */
function readPlural(before: readonly string[], last: string, find: FindProperty): NamedFilter | undefined {
	for (const [ending, single] of PLURALS) {
		const one = ending.test(last) ? find([...before, last.replace(ending, single)].join('.')) : undefined;
		if (one) return { steps: one, operator: 'in' };
	}
	const many = findOneOrMany([...before, last].join('.'), find);
	return many && { steps: many };
}

/** `tag` means the property `tags`, or `tagList`, where there is no other. */
function findOneOrMany(name: string, find: FindProperty): readonly string[] | undefined {
	return find(name) ?? find(`${name}s`) ?? find(`${name}List`);
}
