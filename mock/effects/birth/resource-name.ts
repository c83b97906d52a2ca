// Names that say where an entity stands, `projects/p/things/t`, as the document's paths have them.

import { type JsonObject, type Resource, setOwn } from '../../../spec/index.ts';

/** Gives an entity its name, where the resource has such names and the scope tells all of it. */
export function writeResourceName(
	entity: JsonObject,
	{ resource: { named }, scope, key }: { resource: Resource; scope: readonly string[]; key: string },
): void {
	if (!named) return;
	const values = [...scope, key];
	const parts = named.form.split(/\{[^{}]+\}/);
	if (parts.length !== values.length + 1) return;
	setOwn(entity, named.property, parts.map((part, index) => part + (values[index] ?? '')).join(''));
}
