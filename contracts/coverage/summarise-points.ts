// The sums of a coverage that counts points.

import type { ContractCoverage, OperationCoverage, PointKind } from './coverage-types.ts';

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

/** Operations with how many of their points there are and were exercised: in all, and by kind. */
export function summarisePoints(
	operations: readonly OperationCoverage[],
): Pick<ContractCoverage, 'total' | 'exercised' | 'percent' | 'kinds' | 'operations'> {
	const every = operations.flatMap((one) => one.points);
	const exercised = every.filter(({ count }) => count > 0).length;
	const total = every.length;
	return {
		total,
		exercised,
		percent: total === 0 ? 100 : Math.floor((1000 * exercised) / total) / 10,
		kinds: KINDS.map((kind) => {
			const own = every.filter((point) => point.kind === kind);
			return { kind, total: own.length, exercised: own.filter(({ count }) => count > 0).length };
		}).filter((one) => one.total > 0),
		operations,
	};
}

/** The operations by their tags, each tag with how many points there are and were exercised; `''`: those without a tag. */
export function groupByTag(
	operations: readonly OperationCoverage[],
): { tag: string; total: number; exercised: number; operations: readonly OperationCoverage[] }[] {
	return [...Map.groupBy(operations, ({ tag = '' }) => tag)].map(([tag, own]) => ({
		tag,
		total: own.reduce((sum, one) => sum + one.total, 0),
		exercised: own.reduce((sum, one) => sum + one.exercised, 0),
		operations: own,
	}));
}
