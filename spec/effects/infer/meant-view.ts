// What a mere reference refers to, so that all who refer to a schema share one view of it.

import { followSchema } from '../../schema/references.ts';
import { type SchemaView, viewSchema } from '../../schema/view.ts';
import type { SchemaRef } from '../../types/document.ts';

/** The view of what a schema means: of the schema itself, or of that which it is a mere reference to. */
export function viewMeant(schema: SchemaRef): SchemaView {
	return viewSchema(followSchema(schema));
}

/** The same of a view. */
export function shareView(view: SchemaView): SchemaView {
	const [root, ...others] = view.roots;
	return root && others.length === 0 ? viewMeant(root) : view;
}
