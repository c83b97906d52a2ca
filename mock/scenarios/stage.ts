// What scenarios are checked against.

import type { Operation, Resource } from '../../spec/index.ts';

/** The documents, as far as scenarios depend on them. */
export interface Stage {
	operations: ReadonlyMap<string, Operation>;
	resources: ReadonlyMap<string, Resource>;
}
