// The coverages of several shards of one test run as one.

import type { AnswerCoverage, AnswerOperation, AnswerStatus } from '../../mock/inner.ts';
import type { ContractCoverage, OperationCoverage, Point } from './coverage-types.ts';
import { summarisePoints } from './summarise-points.ts';

/** Counts of the same answers added up; operations and answers that only some have stay. In the order in which they first appear. */
export function mergeAnswers(shards: readonly AnswerCoverage[]): AnswerCoverage {
	const operations = merge(
		shards.flatMap((one) => one.operations),
		({ operationId, method, path }) => [operationId, method, path],
		(own): AnswerOperation => ({
			...(own[0] as AnswerOperation),
			statuses: merge(
				own.flatMap(({ statuses }) => statuses),
				({ status }) => [status],
				mergeStatus,
			),
			faults: sum(own.map(({ faults }) => faults)),
		}),
	);
	const statuses = operations.flatMap((one) => one.statuses);
	const pacts = shards.flatMap((one) => (one.pacts ? [one.pacts] : []));
	return {
		operations,
		total: statuses.length,
		exercised: statuses.filter(({ count }) => count > 0).length,
		...(pacts.length > 0 && {
			pacts: {
				exercised: statuses.filter(({ interactions = 0 }) => interactions > 0).length,
				read: dropRepeated(pacts.flatMap(({ read }) => read)),
				findings: dropRepeated(pacts.flatMap(({ findings }) => findings)),
			},
		}),
	};
}

/** The pacts are the same in every shard, and count once. */
function mergeStatus(own: readonly AnswerStatus[]): AnswerStatus {
	const withPacts = own.filter(({ interactions }) => interactions !== undefined);
	return {
		status: (own[0] as AnswerStatus).status,
		count: sum(own.map(({ count }) => count)),
		...(withPacts.length > 0 && {
			interactions: Math.max(...withPacts.map(({ interactions = 0 }) => interactions)),
			consumers: dropRepeated(withPacts.flatMap(({ consumers = [] }) => consumers)),
		}),
	};
}

/** The same for what is counted down to properties and values. */
export function mergePoints(shards: readonly ContractCoverage[]): ContractCoverage {
	const operations = merge(
		shards.flatMap((one) => one.operations),
		({ operationId, method, path, document }) => [operationId, method, path, document],
		(own): OperationCoverage => {
			const points = merge(
				own.flatMap((one) => one.points),
				({ kind, name }) => [kind, name],
				(same): Point => ({ ...(same[0] as Point), count: sum(same.map(({ count }) => count)) }),
			);
			const exercised = points.filter(({ count }) => count > 0).length;
			return { ...(own[0] as OperationCoverage), points, total: points.length, exercised };
		},
	);
	return {
		...summarisePoints(operations),
		sources: shards.flatMap(({ sources }) => sources),
		unmatched: sum(shards.map(({ unmatched }) => unmatched)),
	};
}

/** One of those that are called the same. */
function merge<Item>(
	items: readonly Item[],
	nameOf: (item: Item) => readonly string[],
	unite: (same: readonly Item[]) => Item,
): Item[] {
	return [...Map.groupBy(items, (item) => JSON.stringify(nameOf(item))).values()].map(unite);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, one) => total + one, 0);
}

function dropRepeated<Item>(items: readonly Item[]): Item[] {
	return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
