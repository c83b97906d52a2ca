// State: the resources of a document (`x-lifecycle`) and what its operations do to them (`x-effect`).

import type { JsonValue, Pointer } from './json.ts';

/** A kind of stored thing (`x-lifecycle`). */
export interface Resource {
	name: string;
	/** The property that names an entity, e.g. `order_id`. */
	key: string;
	/** Path parameters that partition the store, e.g. `['shop']`. */
	scope: readonly string[];
	/** The property that shows the state; absent: a resource without states. */
	state?: string;
	initial?: string;
	states: ReadonlyMap<string, StateDefinition>;
	/** Declared in the document, or guessed from its paths. */
	inferred: boolean;
	pointer: Pointer;
}

export interface StateDefinition {
	name: string;
	/** The session's clock moves the entity to `to` when the date-time in property `at` has come. */
	expires?: { at: string; to: string };
}

/** A parsed OpenAPI runtime expression (OpenAPI 3.1.1 §4.8.20.3). */
export type Expression =
	| { kind: 'path' | 'query' | 'header' | 'cookie'; name: string; source: string }
	| { kind: 'body'; pointer: Pointer; source: string }
	| { kind: 'url' | 'method'; source: string };

/** A value that an effect writes (`set`). */
export type EffectValue =
	| { kind: 'literal'; value: JsonValue }
	| { kind: 'expression'; expression: Expression }
	/** `{ value: <expression>, default: <literal> }` */
	| { kind: 'or-default'; expression: Expression; default: JsonValue }
	/** `{ now: true }`: the session's time as a date-time. */
	| { kind: 'now' }
	/** `{ after, default?, max? }`: a date-time that much after the session's now; ISO 8601 durations. */
	| { kind: 'after'; expression?: Expression; duration?: string; default?: string; max?: string };

interface EffectBase {
	resource: string;
	/** `missing:`, the status for an entity that isn't there. */
	missing?: number;
	/** `refused:`, the status for a move that the state forbids. */
	refused?: number;
	pointer: Pointer;
	inferred: boolean;
}
type Settings = ReadonlyMap<string, EffectValue>;

/** What an operation does to the state (`x-effect`). */
export type Effect =
	| (EffectBase & { kind: 'create'; set: Settings })
	| (EffectBase & { kind: 'read'; key: Expression })
	| (EffectBase & { kind: 'list'; items?: Pointer; paging?: Paging; filters: readonly ListFilter[] })
	| (EffectBase & { kind: 'move'; key: Expression; from: readonly string[]; to: string; set: Settings })
	| (EffectBase & { kind: 'replace' | 'patch'; key: Expression; set: Settings })
	| (EffectBase & { kind: 'delete'; key: Expression });

/** How a list is cut into pages, by the document's own query parameters. */
export interface Paging {
	limit?: string;
	offset?: string;
	/** Counts from 1. */
	page?: string;
	defaultLimit?: number;
}

/** A query parameter that equals a property of the entity. */
export interface ListFilter {
	parameter: string;
	property: string;
}
