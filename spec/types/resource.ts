// What is stored: the resources of a document (`x-lifecycle`), their states, and what they stand below.

import type { Binding, Expression } from './effect.ts';
import type { Pointer } from './json.ts';

/** A kind of stored thing (`x-lifecycle`). */
export interface Resource {
	name: string;
	/** The property that names an entity, e.g. `order_id`; a nested one with dots: `metadata.name`. */
	key: string;
	/** Its steps, where it is nested, e.g. `['metadata', 'name']`; absent: `key` is a property of the entity itself. */
	keyPath?: readonly string[];
	/** Where an entity has by what a path may name it as well: `[['name']]` for `{project_id_or_name}`, `[['metadata', 'name']]`. */
	otherKeys?: readonly (readonly string[])[];
	/** Properties that name an entity as well, each on its own: `['admin_order_id']`. Declared ones only. */
	aliases?: readonly string[];
	/** The property that counts the versions of an entity: the older ones stay readable. Declared ones only. */
	versions?: string;
	/** The property that holds the bytes of an entity; declared, or of a file that a path has. */
	content?: string;
	/** No schema shows the key: the mock keeps one beside the entity, seen in paths and `Location` alone. */
	hiddenKey?: boolean;
	/** The property that says where an entity stands, and its form: `projects/{projectsId}/things/{thingsId}`, with the scope's values and the key in it. Inferred ones only. */
	named?: { property: string; form: string };
	/** There is one of it (`/me`, `/settings`), born when it is first read. */
	singleton?: boolean;
	/** Of what there is one: there is none until a request makes it, as its GET may answer 404. Inferred ones only. */
	isAbsent?: boolean;
	/** What partitions the store, from the left: path parameters, or the properties that show them (inferred ones only), e.g. `['shop']`. */
	scope: readonly string[];
	/** Parts of the scope that name an entity together with its key, and that bodies tell where no path does (inferred ones only), e.g. `['warehouse']`. */
	keyParts?: readonly string[];
	/** Where requests tell the parts of the scope that no path does, by property: headers, query parameters, bodies. */
	told?: ReadonlyMap<string, Expression>;
	/** The property that shows the state; absent: a resource without states. */
	state?: string;
	initial?: string;
	states: ReadonlyMap<string, StateDefinition>;
	/** They stand in an order that requests change: the property that tells the place of each, from `first` on. Inferred ones only. */
	ordered?: { property: string; first: number };
	/** An operation brings deleted ones back: they are kept for that. */
	isRevived?: boolean;
	/** They stay where they are when what they stand below is removed. Declared ones only. */
	stays?: boolean;
	/** What its entities stand below in their paths, the nearest first; absent: nothing. */
	owners?: readonly Owner[];
	/** Guessed from the document's paths; else declared in it. */
	inferred: boolean;
	pointer: Pointer;
}

/** A resource whose entities have others below them: an article has comments. What is below goes with it. */
export interface Owner {
	resource: string;
	/** Where in the scope its key stands, from 0. */
	at?: number;
	/** The entities have its key as theirs: they assign one of it to something else. */
	isKey?: boolean;
	/** The binding that has its key. */
	binding?: Pick<Binding, 'name' | 'property'>;
	/** They stay without it: there is a collection of all of them. */
	stays?: boolean;
}

export interface StateDefinition {
	name: string;
	/** The session's clock moves the entity to `to` when the date-time in property `at` has come. */
	expires?: { at: string; to: string };
}
