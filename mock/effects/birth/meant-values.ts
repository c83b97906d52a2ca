// The values that requests know of a property: what a list can be filtered by, and what may be sent.

import {
	listValues,
	type Operation,
	type Resource,
	type SchemaView,
	viewItems,
	viewSchema,
} from '../../../spec/index.ts';

/** What a filter has beside the values: all of them. */
const ANY = /^(?:|\*|all|any|both|none)$/i;

/**
 * By property: its values, e.g. `status` → `['open', 'paid']`, by the query parameters that lists are filtered with, else by what is
 * sent. Of properties that neither names there are none.
 */
export function findMeantValues(
	resource: Resource,
	{ operations, sent }: { operations: readonly Operation[]; sent: readonly ReadonlyMap<string, SchemaView>[] },
): ReadonlyMap<string, readonly string[]> {
	const meant = new Map<string, readonly string[]>();
	const note = (name: string, view: SchemaView): void => {
		const values = listTexts(view);
		if (values.length > 0 && !meant.has(name)) meant.set(name, values);
	};
	for (const operation of operations) {
		const { effect } = operation;
		if (effect?.kind !== 'list' || effect.resource !== resource.name || effect.filters.length === 0) continue;
		// Asked late: the parameters of an operation may have to be read from its document.
		const { parameters } = operation;
		for (const { parameter, property, from, path, operator } of effect.filters) {
			const asked = parameters.find(({ name, in: place }) => name === parameter && place === 'query');
			if (asked && from === undefined && path === undefined && operator === undefined)
				note(property, viewSchema(asked.schema));
		}
	}
	for (const properties of sent) for (const [name, view] of properties) note(name, view);
	return meant;
}

/** The texts that a value can be; a list's are those of its items. */
function listTexts(view: SchemaView): string[] {
	const values = listValues(view) ?? listValues(viewItems(view) ?? view) ?? [];
	return values.filter((value) => typeof value === 'string').filter((value) => !ANY.test(value));
}
