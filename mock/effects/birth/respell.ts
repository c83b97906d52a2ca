// Names inside of what is sent that answers spell otherwise: `lineItems: [{ itemName }]`, shown as `line_items: [{ item_name }]`.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../../spec/index.ts';
import { spellPlainly } from './birth-plan.ts';

/** How the members of an object, or of each object in a list, are spelled in answers. */
export interface Spelling {
	/** `itemName` → `item_name` */
	names: ReadonlyMap<string, string>;
	/** Of members that have such names themselves, by the names that answers have for them. */
	inside: ReadonlyMap<string, Spelling>;
}

/** Schemas may hold themselves. */
const MAX_DEPTH = 4;

/** What is spelled otherwise in what `sent` takes than in what `shown` has; `undefined`: nothing. */
export function planSpelling(sent: SchemaView, shown: SchemaView, depth = 0): Spelling | undefined {
	if (sent === shown || depth > MAX_DEPTH) return undefined;
	const [items, shownItems] = [viewItems(sent), viewItems(shown)];
	if (items && shownItems) return planSpelling(items, shownItems, depth + 1);
	const taken = listPossibleProperties(sent);
	if (taken.size === 0) return undefined;
	const own = listPossibleProperties(shown);
	const spelled = new Map([...own.keys()].map((name) => [spellPlainly(name), name]));
	const names = new Map<string, string>();
	const inside = new Map<string, Spelling>();
	for (const [name, member] of taken) {
		const other = own.has(name) ? undefined : spelled.get(spellPlainly(name));
		if (other !== undefined && !taken.has(other)) names.set(name, other);
		const view = own.get(other ?? name);
		const deeper = view && planSpelling(member, view, depth + 1);
		if (deeper) inside.set(other ?? name, deeper);
	}
	return names.size > 0 || inside.size > 0 ? { names, inside } : undefined;
}

/** The value as answers spell it; itself where nothing in it is spelled otherwise. */
export function respell(value: JsonValue, spelling: Spelling): JsonValue {
	if (Array.isArray(value)) return value.map((one) => respell(one, spelling));
	if (!isObject(value)) return value;
	const { names, inside } = spelling;
	const told: JsonObject = {};
	for (const name of Object.keys(value)) {
		const own = names.get(name) ?? name;
		const deeper = inside.get(own);
		const member = getOwn(value, name) as JsonValue;
		setOwn(told, own, deeper ? respell(member, deeper) : member);
	}
	return told;
}
