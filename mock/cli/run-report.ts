// What `run` says of a run: on the terminal, as JUnit, on the page of a change.

import type { Terminal } from '../log/terminal.ts';
import type { Engine } from '../pipeline/engine.ts';
import { type Annotation, annotate } from '../report/annotations.ts';
import type { JUnitSuite } from '../report/junit.ts';
import { writeJUnit } from '../report/write-report.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { GateFinding, GateName } from './gates.ts';

/** How a run went. */
export interface RunReport {
	gates: readonly GateName[];
	findings: readonly GateFinding[];
	/** The mocks of the run. */
	engines: readonly Pick<Engine, 'router'>[];
	/** What was said of the consumer's pact, where one was written. */
	suites: readonly JUnitSuite[];
}

/** Tells what the gates have against the run; nothing of a good one. `junit` names the file for all of it. Throws StartupError. */
export function reportRun(
	report: RunReport,
	{ terminal, junit }: { terminal: Terminal; junit: string | undefined },
): void {
	const { gates, findings, engines, suites } = report;
	if (findings.length > 0) {
		terminal.warn(`stunt-double: the run is not good (--fail-on ${gates.join(',')}):`);
		for (const { gate, message } of findings) terminal.warn(`  ${makeSafe(`${gate}: ${message}`, 500)}`);
	}
	annotate(
		findings.map((finding) => annotateFinding(finding, engines)),
		terminal,
	);
	writeJUnit(junit, () => [...(gates.length > 0 ? [groupGates(gates, findings)] : []), ...suites]);
}

/** The same as one line of JSON, `{ exitCode, programCode, gates, findings, pact }`; `pact` is absent where none was written. */
export function formatRun(args: Omit<RunReport, 'engines'> & { exitCode: number; programCode: number }): string {
	const { exitCode, programCode, gates, findings, suites } = args;
	const failures = suites.flatMap(({ cases }) => cases.flatMap((one) => one.failures));
	const pact = suites.length > 0 ? { pact: { failures } } : {};
	return JSON.stringify({ exitCode, programCode, gates, findings, ...pact });
}

/** At the operation in its document, where the finding is of one. */
function annotateFinding({ gate, message, operationId }: GateFinding, engines: RunReport['engines']): Annotation {
	const plans = engines.flatMap(({ router }) => router.plans);
	const operation = plans.find((plan) => plan.operation.id === operationId)?.operation;
	const place = operation?.document.locate(operation.pointer);
	return { level: 'error', title: `run --fail-on ${gate}`, message, file: place?.file, line: place?.line };
}

/** A test a gate. */
function groupGates(gates: readonly GateName[], findings: readonly GateFinding[]): JUnitSuite {
	return {
		name: 'stunt-double run',
		cases: gates.map((gate) => ({
			name: `--fail-on ${gate}`,
			failures: findings.filter((one) => one.gate === gate).map(({ message }) => ({ type: gate, message })),
		})),
	};
}
