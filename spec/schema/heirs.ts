// A discriminator without a union: heirs that refer to their base by `allOf` (OpenAPI 3.1.1 §4.8.25.4).

import { getObject, getString } from '../read/json.ts';
import { parsePointer } from '../read/pointer.ts';
import type { SchemaRef } from '../types/document.ts';
import { readDiscriminator, readMapping } from './discriminator.ts';
import { listPossibleProperties } from './properties.ts';
import { resolveReference } from './references.ts';
import { listExamples, listValues } from './values.ts';
import type { SchemaView } from './view.ts';

/** Which heir a value is, and by what name. */
export interface NamedHeir {
	/** The schema that has the discriminator. */
	base: SchemaRef;
	property: string;
	name: string;
	/** What holds as well then; `undefined`: it does already. */
	schema: SchemaRef | undefined;
}

/** A schema by the name that stands for it in the value. */
interface Heir {
	name: string;
	schema: SchemaRef;
	/** Holds already. */
	isViewed: boolean;
	isBase: boolean;
}

/**
 * The heir that a value of a view is meant to be, where a part of it has a discriminator and no union: the one that is viewed,
 * else the one of the property's example, else the first of `mapping`. Without `mapping` a schema goes by its own name.
 * `undefined`: nothing is left to say.
 */
export function nameHeir(view: SchemaView): NamedHeir | undefined {
	for (const base of view.parts) {
		const property = getString(getObject(base.value, 'discriminator'), 'propertyName');
		if (property === undefined || readDiscriminator(base)) continue;
		const own = listPossibleProperties(view).get(property);
		const values = own && listValues(own);
		const heirs = listHeirs(view, base).filter(({ name }) => !values || values.includes(name));
		const example = own && listExamples(own)[0];
		const heir =
			heirs.find(({ isViewed, isBase }) => isViewed && !isBase) ??
			heirs.find(({ name }) => name === example) ??
			heirs[0];
		if (!heir || (heir.isViewed && values?.length === 1)) continue;
		return { base, property, name: heir.name, schema: heir.isViewed ? undefined : heir.schema };
	}
	return undefined;
}

function listHeirs(view: SchemaView, base: SchemaRef): Heir[] {
	const describe = (name: string, schema: SchemaRef): Heir => ({
		name,
		schema,
		isViewed: view.parts.some(({ pointer }) => pointer === schema.pointer),
		isBase: schema.pointer === base.pointer,
	});
	const mapping = readMapping(base, getObject(getObject(base.value, 'discriminator'), 'mapping') ?? {});
	const mapped = [...mapping].flatMap(([pointer, names]) => {
		const schema = resolveReference(base, `#${pointer}`);
		return schema ? names.map((name) => describe(name, schema)) : [];
	});
	if (mapped.length > 0) return mapped;
	// What is nearest to the roots comes first: the schema that is viewed, before what it is made of.
	const schema = view.parts.find(({ pointer }) => /^\/components\/schemas\/[^/]+$/.test(pointer));
	const name = schema && parsePointer(schema.pointer)?.at(-1);
	return schema && name !== undefined ? [describe(name, schema)] : [];
}
