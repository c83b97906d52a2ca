// Names of people that requests tell in parts and answers show as a whole, or the other way round: who sends `firstName: Ada` and
// `lastName: Lovelace` is shown `fullName: Ada Lovelace`.

import { getOwn, guessTypes, type JsonObject, type JsonValue, type SchemaView, setOwn } from '../../../spec/index.ts';
import { type BirthMember, spellPlainly } from './birth-plan.ts';
import { fitsView } from './fit-value.ts';

/** Where a name stands, as answers spell it, or as requests do what answers do not show. */
export interface WholeName {
	whole: string;
	first: string;
	last: string;
	/** What is told is the whole of it. */
	isSplit: boolean;
	/** Of those that are made of what is told. */
	views: Readonly<Record<string, SchemaView>>;
}

const WHOLE = /^(?:full|display)?name$/;
const FIRST = /^(?:first|given|fore)name$/;
const LAST = /^(?:last|family|sur)name$/;

/** The name of which a request tells one side and answers show the other; `undefined`: there is none. */
export function findWholeName(
	declared: ReadonlyMap<string, SchemaView>,
	{ members, renamed }: { members: ReadonlyMap<string, BirthMember>; renamed: ReadonlyMap<string, string> },
): WholeName | undefined {
	const told = [...declared.keys()].filter((name) => !renamed.has(name));
	const shown = [...members.values()].filter(({ view }) => guessTypes(view).has('string'));
	const findTold = (part: RegExp): string | undefined => told.find((name) => part.test(spellPlainly(name)));
	const findShown = (part: RegExp): BirthMember | undefined => shown.find(({ name }) => part.test(spellPlainly(name)));
	const [toldFirst, toldLast, toldWhole] = [findTold(FIRST), findTold(LAST), findTold(WHOLE)];
	const [first, last, whole] = [findShown(FIRST), findShown(LAST), findShown(WHOLE)];
	// A change may tell one part alone.
	const [givenPart, familyPart] = [toldFirst ?? first?.name, toldLast ?? last?.name];
	const areBoth = toldFirst !== undefined && toldLast !== undefined;
	const isTold = areBoth || ((toldFirst ?? toldLast) !== undefined && toldWhole === undefined);
	if (isTold && givenPart !== undefined && familyPart !== undefined && whole)
		return {
			whole: whole.name,
			first: givenPart,
			last: familyPart,
			isSplit: false,
			views: { [whole.name]: whole.view },
		};
	if (toldWhole === undefined || toldFirst !== undefined || toldLast !== undefined || !first || !last) return undefined;
	const views = { [first.name]: first.view, [last.name]: last.view };
	return { whole: toldWhole, first: first.name, last: last.name, isSplit: true, views };
}

/**
 * Gives `entity` the side that nobody has told. With `before` it is a change, which changes what is shown only where that was made of the
 * other side before.
 */
export function nameWhole(entity: JsonObject, name: WholeName, before: JsonValue | undefined): void {
	const own = derive(entity, name);
	const old = before === undefined ? {} : derive(before, name);
	const isUntold = before !== undefined && Object.keys(old).length === 0;
	for (const [shown, value] of Object.entries(own)) {
		const there = getOwn(entity, shown);
		const view = name.views[shown];
		const isMade = there === undefined || there === old[shown] || isUntold;
		if (view && isMade && value !== there && fitsView(view, value)) setOwn(entity, shown, value);
	}
}

const inObjects = new WeakMap<ReadonlyMap<string, BirthMember>, WholeName | null>();

/** A whole name that an object inside of an entity lacks, made of the parts that stand beside it; `undefined`: `name` is none, or they are not told. */
export function makeWholeName(
	object: JsonObject,
	name: string,
	members: ReadonlyMap<string, BirthMember>,
): string | undefined {
	let found = inObjects.get(members);
	if (found === undefined) {
		const views = new Map([...members].map(([own, { view }]) => [own, view]));
		found = findWholeName(views, { members, renamed: new Map() }) ?? null;
		inObjects.set(members, found);
	}
	if (found?.whole !== name) return undefined;
	const made = derive(object, found)[name];
	return made !== undefined && fitsView(found.views[name] as SchemaView, made) ? made : undefined;
}

/** What one side comes to on the other; nothing where it is not whole itself. */
function derive(entity: JsonValue, { whole, first, last, isSplit }: WholeName): Readonly<Record<string, string>> {
	if (!isSplit) {
		const [given, family] = [getOwn(entity, first), getOwn(entity, last)];
		return isTold(given) && isTold(family) ? { [whole]: `${given} ${family}` } : {};
	}
	const told = getOwn(entity, whole);
	const text = isTold(told) ? told.trim() : '';
	const at = text.search(/\s/);
	return at < 0 ? {} : { [first]: text.slice(0, at), [last]: text.slice(at).trim() };
}

function isTold(value: JsonValue | undefined): value is string {
	return typeof value === 'string' && value !== '';
}
