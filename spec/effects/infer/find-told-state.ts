// Which state an action leads to where the property that shows it is any text: by what the document says of it in words and examples.

import { getOwn, isObject } from '../../read/json.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes } from '../../schema/types.ts';
import { findKeyword, listExamples, listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Operation } from '../../types/document.ts';
import type { JsonValue } from '../../types/json.ts';
import { type FoundMove, findState, STATES } from './find-move.ts';
import { plainWord } from './words.ts';

/** As `FoundMove`; `areAll`: the document counts the states out, and there are no others. */
export interface ToldMove extends FoundMove {
	areAll: boolean;
}

/**
 * `archive` and `status: { type: string, description: 'One of draft, live or archived' }` → that state; also where the operation's own words or the example of its answer
 * have it. `undefined`: nobody says it.
 */
export function findToldMove(verb: string, entity: SchemaView, operation: Operation): ToldMove | undefined {
	const free = [...outlineProperties(entity)].filter(
		([name, view]) => STATES.includes(plainWord(name)) && isFreeText(view),
	);
	const [first, another] = free;
	if (!first || another) return undefined;
	const [property, whole] = first;
	const { view } = outlineView(whole);
	const plain = plainWord(verb);
	const states = listTold(view);
	const told = findState(plain, states);
	if (told !== undefined) return { property, states, to: told, areAll: !mayBeOthers(view) };
	const to = findState(plain, [
		...listShown(operation, property),
		...listSaid(operation, property).filter((word) => plainWord(word) !== plain),
	]);
	return to === undefined ? undefined : { property, states: [], to, areAll: false };
}

function isFreeText(view: SchemaView): boolean {
	const { kind, view: decided } = outlineView(view);
	return kind === 'scalar' && guessTypes(decided).has('string') && listValues(decided) === undefined;
}

const WORD = /^[A-Za-z][\w-]{1,30}$/;

/** The states that its description lists, that of its example or default first; empty: it lists none. */
function listTold(view: SchemaView): readonly string[] {
	const text = findKeyword(view, 'description');
	if (typeof text !== 'string' || text.length > 1000) return [];
	const quoted = [...text.matchAll(/[`"']([A-Za-z][\w-]{1,30})[`"']/g)].map(([, word = '']) => word);
	const lists = text
		.split(/[:.;()[\]]|\b(?:one of|either|can be|may be|is|are|values?|e\.g|like|such as)\b/i)
		.map((part) =>
			part
				.split(/,|\||\/|->|→|\b(?:or|and)\b/)
				.map((word) => word.replaceAll(/[`"'\s]/g, ''))
				.filter(Boolean),
		)
		.filter((words) => words.length > 1 && words.every((word) => WORD.test(word)));
	const states = [...new Set(quoted.length > 1 ? quoted : (lists[0] ?? []))];
	const begin = listExamples(view).find((one) => typeof one === 'string' && states.includes(one));
	return typeof begin === 'string' ? [begin, ...states.filter((state) => state !== begin)] : states;
}

function mayBeOthers(view: SchemaView): boolean {
	return /e\.g|for example|such as|like|etc|\.\.\./i.test(String(findKeyword(view, 'description')));
}

/** As the examples of the operation's success show it. */
function listShown({ responses }: Operation, property: string): readonly string[] {
	const found = new Set<string>();
	const look = (value: JsonValue | undefined, depth: number): void => {
		const own = getOwn(value, property);
		if (typeof own === 'string') found.add(own);
		else if (isObject(value) && depth > 0) for (const inner of Object.values(value)) look(inner, depth - 1);
	};
	for (const [key, { mediaTypes }] of responses)
		if (key.startsWith('2')) for (const { examples } of mediaTypes) for (const { value } of examples) look(value, 2);
	return [...found];
}

/** The words of what is said of the operation, where that speaks of the property. */
function listSaid({ summary = '', description = '' }: Operation, property: string): readonly string[] {
	const words = `${summary} ${description.slice(0, 1000)}`.match(/[A-Za-z][\w-]*/g) ?? [];
	return words.some((word) => plainWord(word) === plainWord(property)) ? [...new Set(words)] : [];
}
