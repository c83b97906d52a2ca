// One thing that is other in a new document, with what it means for consumers.

import type { Pointer } from '../../spec/index.ts';
import type { DocumentPlace, Severity } from '../finding.ts';
import { SCHEMA_CHANGES, type SchemaChangeKind } from './schemas/schema-changes.ts';

/** Where schemas stand. */
export const SCHEMA_PLACES = [
	'request.parameter',
	'request.body',
	'response.header',
	'response.body',
	'callback.body',
] as const;
export type SchemaPlaceName = (typeof SCHEMA_PLACES)[number];

/** What is no matter of schemas, with its severity; oasdiff's rules are the anchor. */
export const PLAIN_CHANGES = {
	'operation.added': 'info',
	'operation.removed': 'error',
	'operation.removed-deprecated': 'info',
	'operation.removed-before-sunset': 'error',
	'operation.deprecated': 'info',
	'operation.reactivated': 'info',
	'operation.sunset-earlier': 'error',
	'operation.sunset-removed': 'error',
	'operation.sunset-changed': 'info',
	'operation.id-changed': 'info',
	'request.parameter.added': 'info',
	'request.parameter.required-added': 'error',
	'request.parameter.removed': 'warning',
	'request.parameter.removed-deprecated': 'info',
	'request.parameter.removed-before-sunset': 'error',
	'request.parameter.required': 'error',
	'request.parameter.optional': 'info',
	'request.parameter.style-changed': 'error',
	'request.parameter.marked-deprecated': 'info',
	'request.body.added': 'info',
	'request.body.required-added': 'error',
	'request.body.removed': 'error',
	'request.body.required': 'error',
	'request.body.optional': 'info',
	'request.media-type.added': 'info',
	'request.media-type.removed': 'error',
	'response.status.added': 'info',
	'response.status.success-removed': 'error',
	'response.status.removed': 'info',
	'response.media-type.added': 'info',
	'response.media-type.removed': 'error',
	'response.header.added': 'info',
	'response.header.required-removed': 'error',
	'response.header.removed': 'info',
	'response.header.optional': 'error',
	'response.header.required': 'info',
	'security.required': 'error',
	'security.optional': 'info',
	'security.way-added': 'info',
	'security.way-removed': 'error',
	'security.scope-added': 'error',
	'security.scope-removed': 'info',
	'security.scheme-changed': 'error',
	'callback.added': 'info',
	'callback.removed': 'error',
	'webhook.added': 'info',
	'webhook.removed': 'error',
} as const satisfies Readonly<Record<string, Severity>>;

/** Stable, dotted, closed: `operation.removed`, `response.body.property-optional`. */
export type ChangeCode = keyof typeof PLAIN_CHANGES | `${SchemaPlaceName}.${SchemaChangeKind}`;

/** All codes that there are. */
export const CHANGE_CODES: readonly ChangeCode[] = [
	...(Object.keys(PLAIN_CHANGES) as (keyof typeof PLAIN_CHANGES)[]),
	...SCHEMA_PLACES.flatMap((place) =>
		(Object.keys(SCHEMA_CHANGES) as SchemaChangeKind[]).map((kind) => `${place}.${kind}` as const),
	),
];

/** A change: a value, never thrown. */
export interface Change {
	code: ChangeCode;
	/** `error`: it breaks consumers. `warning`: it may. `info`: it doesn't. */
	severity: Severity;
	/** One sentence without a closing full stop. */
	message: string;
	/** What to do about it; absent where there is nothing to do. */
	remedy?: string;
	/** Where it is seen, e.g. `['GET /users/{id}']`; empty: in the document as a whole. */
	operations: readonly string[];
	/** Where the two documents say it. */
	old?: DocumentPlace;
	new?: DocumentPlace;
	/** The consumers whose pacts call one of the operations; absent: no pacts were given. */
	usedBy?: readonly string[];
}

/** A place that is not looked up yet. */
export interface PlainPlace {
	document: { file: string };
	pointer: Pointer;
}

/** Collects the changes of one operation. */
export type AddChange = (
	change: Omit<Change, 'severity' | 'operations' | 'old' | 'new' | 'remedy'> & {
		severity?: Severity;
		remedy?: string | undefined;
		/** The message without the name of the place: that of a shared schema has another name in each operation. */
		words?: string;
		old?: PlainPlace | undefined;
		new?: PlainPlace | undefined;
	},
) => void;
