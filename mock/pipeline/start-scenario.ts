// The scenarios of a mock at its start, and of a session at its own.

import { type FileFinding, getOwn, StartupError } from '../../spec/index.ts';
import { describeFindings } from '../journal/reasons.ts';
import { activateScenario } from '../scenarios/activate-scenario.ts';
import type { ScenarioLibrary } from '../scenarios/library.ts';
import type { ActiveScenario } from '../session/active-scenario.ts';
import type { Finding } from '../types/finding.ts';

/** A scenario file with a mistake stops the start: better than a scenario that silently isn't there. */
export function refuseMistakes(scenarios: ScenarioLibrary): void {
	refuseErrors([...scenarios.findings, ...scenarios.checkSchemas()]);
}

/** Throws a StartupError `scenario.invalid` with the errors among these findings, if there is one. */
export function refuseErrors(findings: readonly FileFinding[]): void {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const first = errors[0];
	if (!first) return;
	throw new StartupError({
		code: 'scenario.invalid',
		message: errors.length === 1 ? first.message : `${first.message}, and ${errors.length - 1} more`,
		...(first.remedy !== undefined && { remedy: first.remedy }),
		place: first.place,
		findings: errors,
	});
}

/** The scenario that sessions start with, freshly made each time. Throws a StartupError `scenario.unknown` for a name that there is not. */
export function findStartScenario(
	scenarios: ScenarioLibrary,
	name: string | undefined,
): () => ActiveScenario | undefined {
	if (name === undefined) return () => undefined;
	if (!scenarios.get(name)) {
		const near = scenarios.nearest(name);
		const known = scenarios.names();
		const all =
			known.length > 0
				? `there are ${known.join(', ')}`
				: 'name the folder that holds it by --scenarios (option scenarios)';
		throw new StartupError({
			code: 'scenario.unknown',
			message: `there is no scenario ${JSON.stringify(name)}`,
			remedy: near.length > 0 ? `did you mean ${near.join(', ')}?` : all,
		});
	}
	return () => {
		const scenario = scenarios.get(name);
		const active = scenario && activateScenario(scenario);
		return Array.isArray(active) ? undefined : active;
	};
}

/** Why a session starts without its scenario, in a sentence. */
export function describeUnfit(session: string, findings: readonly Finding[]): string {
	return `session ${session} starts without its scenario: ${describeFindings(findings)}`;
}

/** The same scenario as its file has it now, with the parameters that were chosen; with mistakes, or gone, as it was. */
export function renewScenario(scenarios: ScenarioLibrary, active: ActiveScenario): ActiveScenario {
	const defaults = active.scenario.parameters;
	const chosen = Object.entries(active.parameters).filter(([name, value]) => value !== getOwn(defaults, name));
	const renewed = activateScenario(scenarios.get(active.scenario.name) ?? active.scenario, Object.fromEntries(chosen));
	if (!Array.isArray(renewed)) return renewed;
	active.restore(active.counters().map(() => 0));
	return active;
}
