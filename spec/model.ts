// The vocabulary of the project: what a loaded document looks like to everyone who uses it.
// Types only. Filled by document.ts, read by mock/ and contracts/.

/** Any JSON value. Objects may hold an own `__proto__` key: never copy them by assignment onto `{}`. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export interface JsonObject {
	[key: string]: JsonValue;
}

/** A JSON pointer (RFC 6901), e.g. `/paths/~1orders/get`; `""` is the whole. */
export type Pointer = string;

/** A place in a file; line and column count from 1. */
export interface Place {
	file: string;
	line: number;
	column: number;
	/** Where in the parsed value, when known. */
	pointer?: Pointer;
}

/** A mistake (or a doubt) in a document or a scenario file, as `lint` reports it. */
export interface FileFinding {
	/** Stable and dotted, e.g. `document.effect.unknown-resource`. Never reused for another meaning. */
	code: string;
	severity: 'error' | 'warning';
	/** What is wrong, one sentence without a closing full stop. */
	message: string;
	/** What to do about it, one sentence; absent only when the message says it already. */
	remedy?: string;
	place: Place;
}

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query';

/** `"200"`, `"4XX"` or `"default"` (OpenAPI 3.1.1 §4.8.16.2). */
export type StatusKey = string;

/** A schema where it stands: its value and how to reach everything it refers to. */
export interface SchemaRef {
	document: ApiDocument;
	pointer: Pointer;
	/** A Schema Object or a boolean. May be `{ $ref }`, always into `document.root`. */
	value: JsonValue;
}

export interface Example {
	name: string;
	value: JsonValue;
	pointer: Pointer;
}

/** One entry of a `content` map (OpenAPI 3.1.1 §4.8.14). */
export interface MediaType {
	/** As written, lower case, e.g. `application/json`, `text/*`, `application/problem+json`; parameters cut off. */
	type: string;
	pointer: Pointer;
	schema?: SchemaRef;
	/** `example` comes as one named `""`. References are resolved; examples with `externalValue` are left out. */
	examples: readonly Example[];
	/** The Encoding Objects by property, for forms. */
	encoding?: JsonObject;
}

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie' | 'querystring';
export type ParameterStyle =
	| 'simple'
	| 'label'
	| 'matrix'
	| 'form'
	| 'spaceDelimited'
	| 'pipeDelimited'
	| 'deepObject'
	| 'cookie';

export interface Parameter {
	/** As written; for headers compare in lower case. */
	name: string;
	in: ParameterPlace;
	required: boolean;
	deprecated: boolean;
	style: ParameterStyle;
	explode: boolean;
	allowReserved: boolean;
	allowEmptyValue: boolean;
	pointer: Pointer;
	/** Either a schema, or one media type (`content`). */
	schema?: SchemaRef;
	content?: MediaType;
	/** The first example, if any; used by the start-up's curl lines. */
	example?: JsonValue;
}

export interface HeaderDefinition {
	/** Lower case. */
	name: string;
	required: boolean;
	explode: boolean;
	pointer: Pointer;
	schema?: SchemaRef;
	content?: MediaType;
	example?: JsonValue;
}

export interface ResponseDefinition {
	key: StatusKey;
	description: string;
	pointer: Pointer;
	headers: readonly HeaderDefinition[];
	/** Empty: an answer without a body. */
	mediaTypes: readonly MediaType[];
}

/** One security scheme as declared under `components/securitySchemes`. */
export interface SecurityScheme {
	name: string;
	type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
	/** http: lower case, e.g. `bearer`, `basic`. */
	scheme?: string;
	/** apiKey: where it stands. */
	in?: 'query' | 'header' | 'cookie';
	parameterName?: string;
}

/** All of the schemes must be there; an empty list means that no credentials will do. */
export type SecurityRequirement = readonly SecurityScheme[];

/** An operation of a document, everything resolved that a request needs. */
export interface Operation {
	/** The operationId, or `GET /orders/{id}` where the document gives none. Unique in a mock. */
	id: string;
	method: Method;
	/** As written, e.g. `/orders/{id}`; without the servers' base path. */
	pathTemplate: string;
	document: ApiDocument;
	pointer: Pointer;
	summary?: string;
	description?: string;
	tags: readonly string[];
	/** The path item's and the operation's own, merged. Header parameters named Accept, Content-Type or Authorization are left out (§4.8.12.2). */
	parameters: readonly Parameter[];
	requestBody?: { required: boolean; pointer: Pointer; mediaTypes: readonly MediaType[] };
	responses: ReadonlyMap<StatusKey, ResponseDefinition>;
	/** Any one of them will do; empty: no security. */
	security: readonly SecurityRequirement[];
	/** What the operation does to the state; absent: answers statelessly. */
	effect?: Effect;
}

/** A loaded document: one dialect (OpenAPI 3.1) inside, every `$ref` local to `root`. */
export interface ApiDocument {
	/** The path as given on the command line, or a label for one that was given as a value. */
	file: string;
	title: string;
	version: string;
	/** The whole, upgraded, overlaid, with outside files brought in under `/x-files`. Frozen by agreement: nobody writes to it. */
	root: JsonObject;
	/** The base paths of its servers, without a closing slash, e.g. `['/v1', '']`; always holds `''`. */
	basePaths: readonly string[];
	operations: readonly Operation[];
	/** Resources declared or inferred in this document (`x-lifecycle`). */
	resources: ReadonlyMap<string, Resource>;
	/** Where something stands in the file the user wrote. Slow (parses again): for messages only. */
	locate(pointer: Pointer): Place;
	/** Found while loading, not fatal: warnings, inference notes. Errors stop the load of the document. */
	findings: readonly FileFinding[];
	/** What was inferred about its state, in sentences, e.g. `GET /orders lists order`. */
	notes?: readonly string[];
	/** Absolute paths of all files that it was read from: itself, what it refers to, overlays. For watching. */
	files?: readonly string[];
}

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
