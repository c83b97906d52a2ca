// The provider states that a pact asks for, against the scenarios that serve them.

import { findConflict, type ScenarioLibrary } from '../../mock/inner.ts';
import { joinPointer } from '../../spec/index.ts';
import type { HttpInteraction } from '../pact/index.ts';
import type { FindingCollector } from './finding-collector.ts';

/** Pact itself passes a state that nobody knows; here it is an error that names the nearest ones. */
export function checkStates(
	interaction: HttpInteraction,
	{ scenarios, collector }: { scenarios: ScenarioLibrary; collector: FindingCollector },
): void {
	for (const [index, state] of interaction.providerStates.entries()) {
		const pointer = joinPointer(interaction.pointer, 'providerStates', index);
		const scenario = scenarios.byState(state.name);
		if (!scenario) {
			const near = scenarios.nearestStates(state.name);
			collector.add({
				code: 'state.unknown',
				severity: 'error',
				message: `No scenario serves the provider state ${JSON.stringify(state.name)}`,
				remedy:
					near.length > 0
						? `Did you mean ${near.map((one) => JSON.stringify(one)).join(', ')}?`
						: 'List it under states: of a scenario',
				pointer,
				layer: 'states',
			});
			continue;
		}
		for (const name of Object.keys(state.params)) {
			if (Object.hasOwn(scenario.parameters, name)) continue;
			collector.add({
				code: 'state.parameter-unknown',
				severity: 'warning',
				message: `The scenario ${scenario.name} has no parameter ${JSON.stringify(name)}, so it changes nothing`,
				remedy: `It has ${Object.keys(scenario.parameters).join(', ') || 'none'}`,
				pointer: joinPointer(pointer, 'params', name),
				layer: 'states',
			});
		}
	}
	checkTogether(interaction, { scenarios, collector });
}

/** Of a script, a clock and the like the mock plays those of one scenario. */
function checkTogether(
	{ providerStates, pointer }: HttpInteraction,
	{ scenarios, collector }: { scenarios: ScenarioLibrary; collector: FindingCollector },
): void {
	const served = providerStates.flatMap(({ name, params }) => {
		const scenario = scenarios.byState(name);
		return scenario ? [{ state: name, scenario, parameters: params }] : [];
	});
	const reason = findConflict(served);
	if (reason === undefined) return;
	collector.add({
		code: 'state.conflict',
		severity: 'error',
		message: `These states can't be set up together: ${reason}`,
		remedy: 'Write one scenario whose "states" lists all of them',
		pointer: joinPointer(pointer, 'providerStates'),
		layer: 'states',
	});
}
