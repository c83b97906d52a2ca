// What can change in a schema, and how much each change weighs on either way of a value.

import type { Direction, SchemaRef } from '../../../spec/index.ts';
import type { Severity } from '../../finding.ts';

type Weight = Readonly<Record<Direction, Severity>>;

/** Fewer values than before: consumers may send one that is refused now; what they get, they know. */
const NARROWER: Weight = { request: 'error', response: 'info' };
/** More values than before: what consumers send is still taken; they may get one that they don't know. */
const WIDER: Weight = { request: 'info', response: 'error' };
/** Others than before. */
const OTHER: Weight = { request: 'error', response: 'error' };
/** Nobody can tell. */
const DOUBTFUL: Weight = { request: 'warning', response: 'warning' };
/** No value is another one for it. */
const HARMLESS: Weight = { request: 'info', response: 'info' };

/** Every change of a schema, by the last part of its code, with its severity in requests and in responses; oasdiff's rules are the anchor. */
export const SCHEMA_CHANGES = {
	'schema-added': NARROWER,
	'schema-removed': WIDER,
	'refuses-everything': NARROWER,
	'takes-something': WIDER,
	'type-changed': OTHER,
	'type-narrowed': NARROWER,
	'type-widened': WIDER,
	'null-allowed': WIDER,
	'null-refused': NARROWER,
	'enum-added': NARROWER,
	'enum-removed': WIDER,
	'enum-value-added': WIDER,
	'enum-value-removed': NARROWER,
	'format-added': NARROWER,
	'format-removed': WIDER,
	'format-narrowed': NARROWER,
	'format-widened': WIDER,
	'format-changed': OTHER,
	'pattern-added': NARROWER,
	'pattern-removed': WIDER,
	'pattern-changed': DOUBTFUL,
	'minimum-raised': NARROWER,
	'minimum-lowered': WIDER,
	'maximum-raised': WIDER,
	'maximum-lowered': NARROWER,
	'min-length-raised': NARROWER,
	'min-length-lowered': WIDER,
	'max-length-raised': WIDER,
	'max-length-lowered': NARROWER,
	'min-items-raised': NARROWER,
	'min-items-lowered': WIDER,
	'max-items-raised': WIDER,
	'max-items-lowered': NARROWER,
	'min-properties-raised': NARROWER,
	'min-properties-lowered': WIDER,
	'max-properties-raised': WIDER,
	'max-properties-lowered': NARROWER,
	'multiple-of-added': NARROWER,
	'multiple-of-removed': WIDER,
	'multiple-of-narrowed': NARROWER,
	'multiple-of-widened': WIDER,
	'multiple-of-changed': OTHER,
	'unique-items-added': NARROWER,
	'unique-items-removed': WIDER,
	'items-added': NARROWER,
	'items-removed': WIDER,
	'prefix-items-changed': DOUBTFUL,
	'property-added': HARMLESS,
	'required-property-added': NARROWER,
	'property-removed': { request: 'warning', response: 'info' },
	'required-property-removed': { request: 'warning', response: 'error' },
	'removed-property-refused': OTHER,
	'deprecated-property-removed': HARMLESS,
	'property-required': NARROWER,
	'property-optional': WIDER,
	'property-read-only': { request: 'warning', response: 'info' },
	'property-write-only': HARMLESS,
	'required-property-write-only': { request: 'info', response: 'error' },
	'pattern-property-added': NARROWER,
	'pattern-property-removed': WIDER,
	'additional-properties-refused': { request: 'warning', response: 'info' },
	'additional-properties-allowed': HARMLESS,
	'additional-properties-narrowed': NARROWER,
	'additional-properties-widened': WIDER,
	'alternative-added': WIDER,
	'alternative-removed': NARROWER,
	'keyword-added': NARROWER,
	'keyword-removed': WIDER,
	'keyword-changed': OTHER,
	'discriminator-changed': HARMLESS,
	'default-changed': HARMLESS,
	deprecated: HARMLESS,
	reactivated: HARMLESS,
} as const satisfies Readonly<Record<string, Weight>>;

/** The last part of a code, e.g. `max-length-lowered`. */
export type SchemaChangeKind = keyof typeof SCHEMA_CHANGES;

/** One change of a schema, where it is seen. */
export interface SchemaChange {
	kind: SchemaChangeKind;
	/** What stands behind the name of the place, e.g. `takes 5 characters at most, it took 6`. */
	words: string;
	/** A property that the change is about, below the place itself. */
	property?: string;
	/** More about what to do, where there is more to say than for all of its kind. */
	remedy?: string;
	/** Where the old document and the new one say it. */
	before: SchemaRef | undefined;
	after: SchemaRef | undefined;
}
