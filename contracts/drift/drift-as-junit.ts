// A drift for a CI: an operation is a test.

import type { JUnitSuite } from '../../mock/inner.ts';
import { formatPlace } from './drift-as-text.ts';
import type { DriftFinding } from './drift-finding.ts';
import type { DriftReport } from './drift-report.ts';

/** A suite whose tests are the operations that were asked for; `fails` says which findings are failures, the rest is told beside. */
export function groupDrift(report: DriftReport, fails: (finding: DriftFinding) => boolean): JUnitSuite[] {
	const { documents, rows, findings } = report;
	const operations = [
		...new Set([...rows.map(({ operation }) => operation), ...findings.map((one) => nameFirst(one))]),
	];
	const byOperation = Map.groupBy(findings, nameFirst);
	return [
		{
			name: documents.map(({ file }) => file).join(', '),
			cases: operations.map((name) => {
				const own = byOperation.get(name) ?? [];
				const others = own.filter((one) => !fails(one) && one.severity !== 'info');
				return {
					name,
					failures: own.filter(fails).map((one) => ({ type: one.code, message: one.message, details: describe(one) })),
					...(others.length > 0 && { output: others.map((one) => `${one.severity}: ${describe(one)}`).join('\n') }),
				};
			}),
		},
	];
}

function nameFirst({ operations }: DriftFinding): string {
	return operations[0] ?? '';
}

function describe(finding: DriftFinding): string {
	const { message, code, operations, isKnown } = finding;
	return [
		`${message} [${code}]${isKnown ? ' (known)' : ''}`,
		...(operations.length > 1 ? [`in ${operations.join(', ')}`] : []),
		formatPlace(finding),
	]
		.filter((line) => line !== '')
		.join('\n');
}
