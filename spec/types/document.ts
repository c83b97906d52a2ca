// A loaded document and its operations, as everyone sees them who uses it. Filled by document.ts, read by mock/ and contracts/.

import type { Effect, Stateless } from './effect.ts';
import type { FileFinding, Place } from './finding.ts';
import type { JsonObject, JsonValue, Pointer } from './json.ts';
import type { Resource } from './resource.ts';

/** In lower case; of `additionalOperations` others too, e.g. `copy`. */
export type Method =
	| ('get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query')
	| (string & {});

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
	/** Where a reference to it stands in the place of an example's value. Absent: it stands there itself. */
	reference?: Pointer;
}

/** One entry of a `content` map (OpenAPI 3.1.1 §4.8.14). */
export interface MediaType {
	/** In lower case, without parameters, e.g. `application/json`, `text/*`, `application/problem+json`. */
	type: string;
	/** Its parameters, names in lower case: `application/json; version=2` → `{ version: '2' }`. Absent: it has none. */
	parameters?: Readonly<Record<string, string>>;
	pointer: Pointer;
	schema?: SchemaRef;
	/** Its schema is a reference to nothing, e.g. `#/components/schemas/Nope`, and so there is none. Absent: no. */
	lost?: string;
	/** What each item of a sequence must be (OpenAPI 3.2). */
	itemSchema?: SchemaRef;
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
	/** Its examples that have a name; absent where there are none. */
	examples?: readonly Example[];
}

export interface HeaderDefinition {
	/** Lower case. */
	name: string;
	required: boolean;
	explode: boolean;
	pointer: Pointer;
	schema?: SchemaRef;
	content?: MediaType;
	/** Its own, beside the schema. Whether they fit nothing has asked. */
	examples: readonly Example[];
}

export interface ResponseDefinition {
	key: StatusKey;
	description: string;
	pointer: Pointer;
	headers: readonly HeaderDefinition[];
	/** Empty: an answer without a body. */
	mediaTypes: readonly MediaType[];
}

/** A request that an API makes to where a request told it (OpenAPI 3.1.1 §4.8.18). */
export interface Callback {
	/** The name under `callbacks`, e.g. `onData`. */
	name: string;
	/** Where to: `{$request.query.url}/data`. */
	expression: string;
	method: Method;
	pointer: Pointer;
	requestBody?: { required: boolean; pointer: Pointer; mediaTypes: readonly MediaType[] };
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

/** What a path asks for that goes on with a query or a fragment, e.g. `/buckets/{bucket}?acl`. */
export interface AskedFor {
	/** Without that: `/buckets/{bucket}`. */
	template: string;
	/** In the query, with a `value` also among the headers. Without one any will do; optional: what stands there in braces. */
	words: readonly { name: string; value?: string; isOptional?: boolean }[];
}

/** An operation of a document, everything resolved that a request needs. */
export interface Operation {
	/** The operationId, or `GET /orders/{id}` where the document gives none. Unique in a mock. */
	id: string;
	method: Method;
	/** As written, e.g. `/orders/{id}`; without the servers' base path. */
	pathTemplate: string;
	/** What names of the path stand for, where it is written with patterns: `name` → `projects/{projectsId}/things/{thingsId}`. */
	readonly pathForms?: ReadonlyMap<string, string>;
	/** Names of the path that stand for one segment or more; absent: each stands for one. */
	readonly openNames?: ReadonlySet<string>;
	/** Absent: its path has neither a query nor a fragment. */
	readonly asksFor?: AskedFor;
	document: ApiDocument;
	pointer: Pointer;
	summary?: string;
	description?: string;
	tags: readonly string[];
	/** The path item's and the operation's own, merged. Header parameters named Accept, Content-Type or Authorization are left out (§4.8.12.2). */
	parameters: readonly Parameter[];
	/** `isRare`: the document says nothing of it, and most requests have none. */
	requestBody?: { required: boolean; pointer: Pointer; mediaTypes: readonly MediaType[]; isRare?: boolean };
	responses: ReadonlyMap<StatusKey, ResponseDefinition>;
	/** Requests that the API makes on its own after this one. */
	callbacks: readonly Callback[];
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
	/** Why an operation of it has no effect, found out when it is asked for; `undefined`: it has one. */
	explainStateless?(operation: Operation): Stateless | undefined;
	/** What was inferred about its state, in sentences, e.g. `GET /orders lists order`. */
	notes?: readonly string[];
	/** Absolute paths of all files that it was read from: itself, what it refers to, overlays. For watching. */
	files?: readonly string[];
}
