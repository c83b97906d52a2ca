// Operations called by method and path, where documents give them an operationId.

import type { Operation } from '../../spec/index.ts';

/** The operation that `GET /todos/{id}` means, whatever the names in its braces; also `get /todos/7`. `undefined`: none, or no such words. */
export function findByPath(written: string, operations: Iterable<Operation>): Operation | undefined {
	const [, method, path] = /^([A-Za-z-]+)\s+(\/\S*)$/.exec(written) ?? [];
	if (method === undefined || path === undefined) return undefined;
	const steps = path.split('/');
	let best: Operation | undefined;
	for (const operation of operations) {
		if (operation.method !== method.toLowerCase()) continue;
		if (operation.pathTemplate === path) return operation;
		const own = operation.pathTemplate.split('/');
		const isIt = own.length === steps.length && own.every((step, at) => step === steps[at] || step.includes('{'));
		if (isIt) best ??= operation;
	}
	return best;
}
