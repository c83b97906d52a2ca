// Coverage as people read it on a terminal, and as programs do.

import { makeSafe } from '../../mock/inner.ts';
import { formatCount } from '../../spec/index.ts';
import type { ContractCoverage, OperationCoverage, PointKind } from './coverage-types.ts';
import { groupByTag } from './summarise-points.ts';

/** Points of an operation that are named one by one. */
const MAX_NAMED = 12;
const MAX_LINE = 2000;

/** The operations by tag with what nothing has exercised of them, the kinds, and the sum. Without a closing line break. */
export function formatCoverage(coverage: ContractCoverage): string {
	const lines: string[] = [];
	const groups = groupByTag(coverage.operations);
	const hasTags = groups.some(({ tag }) => tag !== '');
	for (const { tag, total, exercised, operations } of groups) {
		const share = `${exercised} of ${total} (${percentOf(exercised, total)} %)`;
		if (hasTags) lines.push(`${tag === '' ? 'without a tag' : tag}  ${share}`);
		const own = operations.flatMap(describeOperation);
		lines.push(...(hasTags ? own.map((line) => `  ${line}`) : own));
	}
	lines.push('');
	for (const { kind, total, exercised } of coverage.kinds) {
		lines.push(`${nameKinds(kind).padEnd(20)} ${exercised} of ${total} (${percentOf(exercised, total)} %)`);
	}
	if (coverage.unmatched > 0)
		lines.push(
			`${formatCount(coverage.unmatched, 'request')} ${coverage.unmatched === 1 ? 'fits' : 'fit'} no operation of the documents`,
		);
	const from = coverage.sources.length > 0 ? ` by ${coverage.sources.join(', ')}` : '';
	lines.push(
		`${coverage.exercised} of ${formatCount(coverage.total, 'point')} exercised (${coverage.percent} %)${from}`,
	);
	return lines.map((line) => makeSafe(line, MAX_LINE)).join('\n');
}

function describeOperation({ operationId, method, path, total, exercised, points }: OperationCoverage): string[] {
	const head = `${operationId}  ${method} ${path}  ${exercised} of ${total} (${percentOf(exercised, total)} %)`;
	const open = points.filter(({ count }) => count === 0);
	const named = open.slice(0, MAX_NAMED).map(({ kind, name }) => `  – ${kind} ${name}`);
	const rest = open.length - named.length;
	return [head, ...named, ...(rest > 0 ? [`  – and ${rest} more (see --json or --html)`] : [])];
}

/** `request bodies`, `response properties`. */
function nameKinds(kind: PointKind): string {
	return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** Rounded down to a tenth. */
export function percentOf(part: number, whole: number): number {
	return whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10;
}
