// The property that a name in a path means, of an entity that it stands before.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { once, type SchemaView } from '../../schema/view.ts';
import { plainWord, splitName, toSingular } from './words.ts';

/**
 * The property that shows what a path names before the entity: `owner_id` for `/owners/{ownerId}`, `todo_id` for `/todos/{id}`, `idReserva` for
 * `/reservas/{id}`. `key`: the steps of the entity's own. `undefined`: there is none.
 */
export function findNamedProperty(
	entity: SchemaView,
	{ name, noun, key }: { name: string; noun: string; key: readonly string[] },
): string | undefined {
	const one = plainWord(toSingular(noun));
	const role = splitName(name).at(-1) ?? '';
	const wanted = [plainWord(name), ...(one === '' ? [] : [`${one}${role}`, `${one}id`, `id${one}`, one])];
	const scalars = listScalars(entity);
	for (const plain of wanted) {
		const found = plain === 'id' ? undefined : scalars.get(plain)?.find((property) => !isTheKey(property, key));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The properties that are neither objects nor lists, by what they are called plainly. */
const listScalars = once((view): ReadonlyMap<string, readonly string[]> => {
	const scalars = [...outlineProperties(view)].filter(([, property]) => outlineView(property).kind === 'scalar');
	return Map.groupBy(
		scalars.map(([name]) => name),
		plainWord,
	);
});

function isTheKey(property: string, key: readonly string[]): boolean {
	return key.length === 1 && key[0] === property;
}
