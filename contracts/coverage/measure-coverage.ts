// `measureCoverage`: what of the documents was exercised.

import type { ApiDocument } from '../../spec/index.ts';
import type { ContractCoverage, Exercise, OperationCoverage } from './coverage-types.ts';
import { listPoints } from './list-points.ts';
import { markPoints } from './mark-points.ts';
import { summarisePoints } from './summarise-points.ts';

/** Counts what the exercises touch; operations in the documents' order, those that nothing touched as well. */
export function measureCoverage(given: {
	documents: readonly ApiDocument[];
	exercises: Iterable<Exercise>;
	sources?: readonly string[];
	unmatched?: number;
}): ContractCoverage {
	const all = given.documents.flatMap(({ operations }) => operations);
	const points = new Map(all.map((operation) => [operation, listPoints(operation)]));
	for (const exercise of given.exercises) {
		const own = points.get(exercise.operation);
		if (own) markPoints(own, exercise);
	}
	const operations = [...points].map(([operation, own]): OperationCoverage => {
		const list = [...own.values()];
		return {
			operationId: operation.id,
			method: operation.method.toUpperCase(),
			path: operation.pathTemplate,
			document: operation.document.file,
			...(operation.tags[0] !== undefined && { tag: operation.tags[0] }),
			total: list.length,
			exercised: list.filter(({ count }) => count > 0).length,
			points: list,
		};
	});
	return {
		...summarisePoints(operations),
		sources: given.sources ?? [],
		unmatched: given.unmatched ?? 0,
	};
}
