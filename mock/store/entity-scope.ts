// The properties that tell where an entity stands.

import { getOwn, type JsonValue, type Resource } from '../../spec/index.ts';
import { toKeyText } from './key-text.ts';

/** A part of the scope, as the entity shows it; `''`: what requests may leave out was left out; `undefined`: it shows none. */
export function readScopePart(
	{ told }: Pick<Resource, 'told'>,
	entity: JsonValue | undefined,
	name: string,
): string | undefined {
	return toKeyText(getOwn(entity, name)) ?? (told?.has(name) ? '' : undefined);
}

/** Whether an entity stands in this scope. */
export function isInScope(record: { readonly scope: readonly string[] }, scope: readonly string[]): boolean {
	return record.scope.length === scope.length && record.scope.every((text, index) => text === scope[index]);
}

/** The scope with nothing in its parts that requests may leave out: where what is everybody's stands. `undefined`: that is the same place. */
export function findPublicScope({ scope, told }: Resource, texts: readonly string[]): readonly string[] | undefined {
	if (!told) return undefined;
	const open = scope.map((name, index) => (told.has(name) ? '' : (texts[index] ?? '')));
	return open.every((text, index) => text === texts[index]) ? undefined : open;
}
