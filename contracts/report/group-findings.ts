// Findings as the tests of a JUnit report.

import type { JUnitCase, JUnitSuite } from '../../mock/inner.ts';
import type { ContractFinding } from '../finding.ts';

/** A file that was looked at: its interactions' descriptions with the place of each. */
export interface CheckedFile {
	file: string;
	interactions: readonly { description: string; pointer: string }[];
}

/** A suite a file and a test an interaction: errors are failures, warnings stand in the output. The file itself is a test, too. */
export function groupFindings(findings: readonly ContractFinding[], files: readonly CheckedFile[]): JUnitSuite[] {
	const names = new Set([...files.map(({ file }) => file), ...findings.map(({ pact }) => pact.file)]);
	return [...names].map((file) => {
		const own = findings.filter(({ pact }) => pact.file === file);
		const interactions = files.find((one) => one.file === file)?.interactions ?? [];
		const cases = interactions.map(({ description, pointer }) =>
			createCase(
				description === '' ? pointer : description,
				own.filter(({ pact }) => isWithin(pact.pointer, pointer)),
			),
		);
		const rest = own.filter(({ pact }) => !interactions.some(({ pointer }) => isWithin(pact.pointer, pointer)));
		return { name: file, cases: [createCase('the file', rest), ...cases] };
	});
}

function isWithin(pointer: string, base: string): boolean {
	return pointer === base || pointer.startsWith(`${base}/`);
}

function createCase(name: string, findings: readonly ContractFinding[]): JUnitCase {
	const failures = findings.filter(({ severity }) => severity === 'error');
	const others = findings.filter(({ severity }) => severity !== 'error');
	return {
		name,
		failures: failures.map((finding) => ({ type: finding.code, message: finding.message, details: describe(finding) })),
		...(others.length > 0 && { output: others.map((one) => `${one.severity}: ${describe(one)}`).join('\n') }),
	};
}

function describe({ code, message, remedy, pact, document }: ContractFinding): string {
	const places = [`pact ${pact.pointer}`, ...(document ? [`document ${document.file} ${document.pointer}`] : [])];
	return `${message} [${code}]${remedy === undefined ? '' : `\n→ ${remedy}`}\n${places.join(', ')}`;
}
