// What all documents of a mock together say about the entities of one resource.

import type { SchemaView } from '../schema/view.ts';

/** The schemas of a resource's entities, over all operations that show, take or make one. */
export interface EntitySchemas {
	/** By which an entity is shown, the fullest first: read, create, replace, patch and move answers, then the items of lists. */
	representations: readonly SchemaView[];
	/** By which it is sent: the bodies of creates, then those of changes, each where the entity lies in it. */
	requests: readonly SchemaView[];
	/** Some operation makes one (a create, or an upsert); else the resource is never empty. */
	isCreatable: boolean;
}
