// Operations to choose from: found by their id, path, tag and summary.

import type { OperationItem } from './control-types.ts';
import type { Offer } from './offers.ts';

/** All of them, with their tags beside the path. */
export function offerOperations(operations: readonly OperationItem[]): Offer[] {
	return operations.map(({ operationId, method, path, summary = '', tags = [] }) => ({
		id: operationId,
		words: operationId,
		hint: [`${method} ${path}`, ...tags].join(' · '),
		about: summary,
	}));
}

/** `cancelOrder 409` → both; an operation alone has no status. Ids may have spaces: `GET /orders`. */
export function readOperationPlace(text: string): { operation: string; status: string } {
	const [, operation = text, status = ''] = /^(.+) (\d{3}|\dXX|default|faults)$/.exec(text) ?? [];
	return { operation, status };
}
