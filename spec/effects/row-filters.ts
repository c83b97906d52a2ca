// Documents whose query parameters filter rows as PostgREST has it: the operator stands before the value, `id=eq.1`.

import { getObject } from '../read/json.ts';
import type { ApiDocument } from '../types/document.ts';

const known = new WeakMap<ApiDocument, boolean>();

/** Whether the document says so: among its shared parameters are those that PostgREST writes, `rowFilter.todos.id`. */
export function filtersRows(document: ApiDocument): boolean {
	let found = known.get(document);
	if (found === undefined) {
		const parameters = getObject(getObject(document.root, 'components') ?? {}, 'parameters') ?? {};
		found = Object.keys(parameters).some((name) => name.startsWith('rowFilter.'));
		known.set(document, found);
	}
	return found;
}
