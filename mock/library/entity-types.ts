// From the types of a document to those of its entities.

import type { JsonObject } from '../../spec/index.ts';

/** `identity_document` and `IdentityDocument` are one word. */
type Plain<Name extends string> = Name extends `${infer Head}${'_' | '-' | ' '}${infer Tail}`
	? Plain<`${Head}${Tail}`>
	: Lowercase<Name>;

/** The schemas that a resource is called after. */
type SchemaOf<Schemas, Resource extends string> = {
	[Name in keyof Schemas & string]: Plain<Name> extends Plain<Resource> ? Schemas[Name] : never;
}[keyof Schemas & string];

/**
 * Which resources there are by `Types`: the keys of a map such as `{ order: Order }`; of what openapi-typescript writes (`components`), and
 * of nothing, any name.
 */
export type ResourceName<Types> = unknown extends Types
	? string
	: Types extends { schemas: unknown }
		? string
		: keyof Types & string;

/**
 * What an entity of a resource is by `Types`: the map's type for it, or the schema of `components` that is called as it is, whatever its
 * case (`order` is `Order`); JSON where nothing is known.
 */
export type EntityOf<Types, Resource extends string> = unknown extends Types
	? JsonObject
	: Types extends { schemas: infer Schemas }
		? [SchemaOf<Schemas, Resource>] extends [never]
			? JsonObject
			: SchemaOf<Schemas, Resource>
		: Resource extends keyof Types
			? Types[Resource]
			: JsonObject;
