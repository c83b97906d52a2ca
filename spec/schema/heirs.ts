// A discriminator without a union: heirs that refer to their base by `allOf` (OpenAPI 3.1.1 §4.8.25.4).

import { getObject, getOwn, getString } from '../read/json.ts';
import { parsePointer } from '../read/pointer.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';
import { readDiscriminator, readMapping } from './discriminator.ts';
import { listPossibleProperties } from './properties.ts';
import { resolveReference } from './references.ts';
import { listExamples, listValues } from './values.ts';
import { once, type SchemaView, viewSchema, viewSchemas } from './view.ts';

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
	for (const named of listBases(view)) {
		const { base, property } = named;
		const own = listPossibleProperties(view).get(property);
		const values = own && listValues(own);
		const heirs = listHeirs(view, named).filter(({ name }) => !values || values.includes(name));
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

/** A schema whose discriminator stands without a union. */
interface NamedBase {
	base: SchemaRef;
	property: string;
	/** By their names in `mapping`, in its order. */
	heirs: ReadonlyMap<string, SchemaRef>;
}

/** Of a view's parts that are one. */
const listBases = once((view): readonly NamedBase[] =>
	view.parts.flatMap((base) => {
		const discriminator = getObject(base.value, 'discriminator');
		const property = getString(discriminator, 'propertyName');
		if (property === undefined || readDiscriminator(base)) return [];
		const mapping = readMapping(base, getObject(discriminator, 'mapping') ?? {});
		const heirs = [...mapping].flatMap(([pointer, names]) => {
			const schema = resolveReference(base, `#${pointer}`);
			return schema ? names.map((name): [string, SchemaRef] => [name, schema]) : [];
		});
		return [{ base, property, heirs: new Map(heirs) }];
	}),
);

/** Whether a value of the view may name an heir that is not viewed yet. */
export function mayNameHeir(view: SchemaView): boolean {
	return listBases(view).length > 0;
}

/**
 * All that is described of a value: the view, with the heir that the value names by the discriminator of its base, in `mapping` or by the
 * name of a schema that is made of the base. The view itself where it names none. The heir is no rule, a value need not fit it
 * (OpenAPI 3.1.1 §4.8.25.1).
 */
export function viewNamedHeir(view: SchemaView, value: JsonValue): SchemaView {
	for (const { schema } of listNamed(view, value)) {
		if (!view.parts.some(({ pointer }) => pointer === schema.pointer)) return viewSchemas([...view.roots, schema]);
	}
	return view;
}

/** The property by which a value names its heir, such as `petType`; `undefined`: it names none. */
export function findHeirProperty(view: SchemaView, value: JsonValue): string | undefined {
	return listNamed(view, value)[0]?.property;
}

function listNamed(view: SchemaView, value: JsonValue): { property: string; schema: SchemaRef }[] {
	return listBases(view).flatMap(({ base, property, heirs }) => {
		const name = getOwn(value, property);
		const schema = typeof name === 'string' ? (heirs.get(name) ?? findHeir(base, name)) : undefined;
		return schema ? [{ property, schema }] : [];
	});
}

function findHeir(base: SchemaRef, name: string): SchemaRef | undefined {
	const schema = /^[\w.-]+$/.test(name) ? resolveReference(base, `#/components/schemas/${name}`) : undefined;
	return schema && viewSchema(schema).parts.some(({ pointer }) => pointer === base.pointer) ? schema : undefined;
}

function listHeirs(view: SchemaView, { base, heirs }: NamedBase): Heir[] {
	const describe = (name: string, schema: SchemaRef): Heir => ({
		name,
		schema,
		isViewed: view.parts.some(({ pointer }) => pointer === schema.pointer),
		isBase: schema.pointer === base.pointer,
	});
	const mapped = [...heirs].map(([name, schema]) => describe(name, schema));
	if (mapped.length > 0) return mapped;
	// What is nearest to the roots comes first: the schema that is viewed, before what it is made of.
	const schema = view.parts.find(({ pointer }) => /^\/components\/schemas\/[^/]+$/.test(pointer));
	const name = schema && parsePointer(schema.pointer)?.at(-1);
	return schema && name !== undefined ? [describe(name, schema)] : [];
}
