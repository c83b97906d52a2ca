// A diff for a CI: an operation is a test, and so is an interaction of each pact.

import type { JUnitSuite } from '../../mock/inner.ts';
import { groupFindings } from '../report/group-findings.ts';
import type { Change } from './change.ts';
import { type DiffReport, nameOperations, sortChanges } from './diff-report.ts';

/** A suite for the document, whose tests are its changed operations, and a suite for each pact. Errors are failures. */
export function groupDiff({ new: now, changes, consumers }: DiffReport): JUnitSuite[] {
	const groups = Map.groupBy(changes, ({ operations }) => nameOperations(operations));
	const own: JUnitSuite = {
		name: now.file,
		cases: [...groups].map(([name, list]) => {
			const others = sortChanges(list).filter(({ severity }) => severity !== 'error');
			return {
				name,
				failures: list
					.filter(({ severity }) => severity === 'error')
					.map((change) => ({ type: change.code, message: change.message, details: describe(change) })),
				...(others.length > 0 && { output: others.map((one) => `${one.severity}: ${describe(one)}`).join('\n') }),
			};
		}),
	};
	const unchanged: JUnitSuite = { name: now.file, cases: [{ name: 'the document', failures: [] }] };
	const pacts = (consumers ?? []).flatMap(({ file, interactions, findings }) =>
		groupFindings(findings, [{ file, interactions }]),
	);
	return [own.cases.length > 0 ? own : unchanged, ...pacts];
}

function describe({ message, code, remedy, operations, old, new: now }: Change): string {
	const places = [
		old && `old ${old.file}:${old.line ?? 0} ${old.pointer}`,
		now && `new ${now.file}:${now.line ?? 0} ${now.pointer}`,
	];
	return [
		`${message} [${code}]`,
		...(remedy === undefined ? [] : [`→ ${remedy}`]),
		...(operations.length > 1 ? [`in ${operations.join(', ')}`] : []),
		places.filter(Boolean).join(', '),
	].join('\n');
}
