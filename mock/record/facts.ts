// What a schema says about one value: the view of it with the branches of its unions chosen that the value is of.

import {
	compileView,
	type Direction,
	decideUnions,
	findProperty,
	guessTypes,
	isNullAlone,
	type JsonValue,
	listExamples,
	listRequired,
	listRequiredIn,
	readItems,
	readTypes,
	type SchemaView,
	viewItem,
	viewSchema,
} from '../../spec/index.ts';

/** What is known of a value. */
export interface Facts {
	/** All that holds for the value at once. */
	view: SchemaView;
	/** What a value in its place must fit: the schema, and each branch that was chosen. */
	bounds: readonly SchemaView[];
	/** The document names null among the values here. */
	isNullable: boolean;
	/** Branches of unions that the value is not of, but another one may be. */
	others: readonly SchemaView[];
	/** Names that one branch requires and another doesn't: the document as a whole does not require them. */
	unsure: ReadonlySet<string>;
	/** Examples of the schema, in their order; `default` after them. */
	examples: readonly JsonValue[];
}

/** Gathers the facts about `value` from a view; one without roots knows nothing. */
export function collectFacts(whole: SchemaView, value: JsonValue, direction: Direction): Facts {
	const choices: { own: SchemaView; rest: SchemaView[] }[] = [];
	const view = decideUnions(whole, ({ keyword, branches }) => {
		const own = keyword === 'if' ? undefined : branches.find((branch) => fits(branch, value, direction));
		if (own) choices.push({ own, rest: branches.filter((branch) => branch !== own && !isNullAlone(branch)) });
		return own;
	});
	const requiredOf = (branch: SchemaView): ReadonlySet<string> => {
		return listRequiredOf(collectFacts(branch, value, direction), direction);
	};
	const unsure = new Set<string>();
	for (const { own, rest } of choices) {
		if (rest.length === 0) continue;
		const lists = rest.map(requiredOf);
		for (const name of requiredOf(own)) if (lists.some((names) => !names.has(name))) unsure.add(name);
	}
	// What is required beside the branches is required.
	for (const name of listRequired(whole)) unsure.delete(name);
	return {
		view,
		bounds: [whole, ...choices.map(({ own }) => own)],
		isNullable: guessTypes(whole).has('null'),
		others: choices.flatMap(({ rest }) => rest),
		unsure,
		examples: listExamples(view),
	};
}

/** The facts of a value in a place that other branches of a union around it speak of as well: what these take may come there too. */
export function widenFacts(
	facts: Facts,
	alternatives: readonly SchemaView[],
	args: { value: JsonValue; direction: Direction },
): Facts {
	if (alternatives.length === 0) return facts;
	const unsure = new Set(facts.unsure);
	for (const alternative of alternatives) {
		const others = listRequiredOf(collectFacts(alternative, args.value, args.direction), args.direction);
		for (const name of listRequiredIn(facts.view, args.direction)) if (!others.has(name)) unsure.add(name);
	}
	return { ...facts, others: [...facts.others, ...alternatives], unsure };
}

/** What is known where there is no schema. */
export const NO_FACTS: Facts = collectFacts(viewSchema(undefined), null, 'response');

/** Whether the schema has nothing against the value; one that does not compile has. */
export function fits(view: SchemaView, value: JsonValue, direction: Direction): boolean {
	try {
		return compileView(view, direction)(value).length === 0;
	} catch {
		return false;
	}
}

/** The types that the value may have, `null` left out; empty: the schemas don't say. */
export function listTypes({ view }: Facts): string[] {
	return [...(readTypes(view) ?? [])].filter((type) => type !== 'null');
}

/** The properties that must be there in this direction. */
export function listRequiredOf({ view, unsure }: Facts, direction: Direction): ReadonlySet<string> {
	const names = listRequiredIn(view, direction);
	return unsure.size === 0 ? names : new Set([...names].filter((name) => !unsure.has(name)));
}

/** The view of one property: by its name, by a pattern, else what additional ones must be. */
export function viewPropertyOf({ view }: Facts, name: string): SchemaView {
	return findProperty(view, name).view;
}

/** Whether the document names this property, whichever branch of a union the value is of. */
export function isListedByAll({ view, others }: Facts, name: string): boolean {
	return [view, ...others].every((one) => findProperty(one, name).isDeclared);
}

/** What the other branches say of one property: only those that have it. */
export function listAlternatives({ others }: Facts, name: string): SchemaView[] {
	return others.flatMap((other) => {
		const property = findProperty(other, name);
		return property.isDeclared ? [property.view] : [];
	});
}

/** The view of the item at a place of a list; `isTuple`: this place has one of its own. */
export function viewItemOf({ view }: Facts, index: number): { item: SchemaView; isTuple: boolean } {
	return { item: viewItem(view, index) ?? viewSchema(undefined), isTuple: index < readItems(view).prefix.length };
}
