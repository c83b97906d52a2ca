// What comes of comparing two schemas without what lies inside.

import type { SchemaView } from '../../../spec/index.ts';
import type { SchemaChange } from './schema-changes.ts';

/** Two schemas for the same place below. */
export interface ComparedPair {
	/** A property's name, `[]` for the items of a list, `''` for an alternative of the same value. */
	step: string;
	before: SchemaView;
	after: SchemaView;
}

/** The changes of two schemas themselves, and the pairs that lie inside. */
export interface ComparedNode {
	changes: readonly SchemaChange[];
	children: readonly ComparedPair[];
}
