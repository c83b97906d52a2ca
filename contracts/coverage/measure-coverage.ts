// `measureCoverage`: what of the documents was exercised.

import type { ApiDocument } from '../../spec/index.ts';
import type { ContractCoverage, Exercise, OperationCoverage, PointKind } from './coverage-types.ts';
import { listPoints } from './list-points.ts';
import { markPoints } from './mark-points.ts';

const KINDS: readonly PointKind[] = [
	'answer',
	'parameter',
	'parameter value',
	'request body',
	'request property',
	'request value',
	'response property',
	'response value',
];

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
			total: list.length,
			exercised: list.filter(({ count }) => count > 0).length,
			points: list,
		};
	});
	const total = sum(operations.map((one) => one.total));
	const exercised = sum(operations.map((one) => one.exercised));
	const every = operations.flatMap((one) => one.points);
	return {
		total,
		exercised,
		percent: total === 0 ? 100 : Math.floor((1000 * exercised) / total) / 10,
		kinds: KINDS.map((kind) => {
			const own = every.filter((point) => point.kind === kind);
			return { kind, total: own.length, exercised: own.filter(({ count }) => count > 0).length };
		}).filter((one) => one.total > 0),
		operations,
		sources: given.sources ?? [],
		unmatched: given.unmatched ?? 0,
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}
