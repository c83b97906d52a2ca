// Provider states on the mock: the scenario that serves them, in a session that is emptied for each interaction.

import {
	type AnswerVariant,
	ControlError,
	type Mock,
	type ScenarioParameters,
	type ScenarioSummary,
} from '../../mock/inner.ts';
import type { JsonObject, JsonValue } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { HttpInteraction, ProviderState } from '../pact/index.ts';
import type { Planned } from './verify-types.ts';

/** Drops what the session holds and sets up these states; its values are for the pact's generators. Rejects for what can't be set up. */
export async function setUpStates(
	mock: Mock,
	states: readonly ProviderState[],
	variant?: AnswerVariant,
): Promise<Readonly<Record<string, JsonValue>>> {
	await mock.session().drop();
	const params: JsonObject = {};
	let values: Readonly<Record<string, JsonValue>> = {};
	for (const state of states) {
		// States of one scenario complete each other.
		Object.assign(params, state.params);
		values = await mock.providerState({ state: state.name, params: { ...params } as ScenarioParameters });
	}
	if (variant !== undefined) await mock.session().setVariant(variant);
	return values;
}

/** Sets up every interaction once, before anything is replayed: what fails would prove nothing. */
export async function checkStates(
	mock: Mock,
	planned: readonly Planned[],
): Promise<Map<HttpInteraction, ContractFinding>> {
	const scenarios = await mock.scenarios();
	const found = new Map<HttpInteraction, ContractFinding>();
	for (const one of planned) {
		const finding = await checkInteraction(mock, one, scenarios);
		if (finding) found.set(one.interaction, finding);
	}
	return found;
}

async function checkInteraction(
	mock: Mock,
	{ source, interaction }: Planned,
	scenarios: readonly ScenarioSummary[],
): Promise<ContractFinding | undefined> {
	const { providerStates, description, pointer } = interaction;
	const place = { file: source.pact.file, interaction: description, pointer };
	const served = new Set(providerStates.map(({ name }) => findScenario(scenarios, name)));
	if (served.size > 1 && !served.has(undefined)) {
		return {
			code: 'verify.states-conflict',
			severity: 'error',
			message: `Its states belong to the scenarios ${[...served].join(' and ')}, and the mock plays one at a time`,
			remedy: 'Write one scenario whose "states" lists all of them',
			pact: place,
		};
	}
	try {
		await setUpStates(mock, providerStates);
		return undefined;
	} catch (error) {
		if (!(error instanceof ControlError)) throw error;
		const isUnknown = error.findings.some(({ code }) => code === 'provider-state.unknown');
		return {
			code: isUnknown ? 'state.unknown' : 'verify.state-failed',
			severity: 'error',
			message: isUnknown ? dropStop(error.message) : `Its state can't be set up: ${dropStop(error.message)}`,
			remedy: isUnknown
				? 'Name a state that a scenario serves, or add it to the "states" of one'
				: 'Mend the scenario, or the parameters that the pact gives the state',
			pact: place,
		};
	}
}

function findScenario(scenarios: readonly ScenarioSummary[], state: string): string | undefined {
	const name = state.trim();
	const folded = name.toLowerCase();
	const found =
		scenarios.find(({ states }) => states.includes(name)) ??
		scenarios.find(({ states }) => states.some((one) => one.toLowerCase() === folded));
	return found?.name;
}

function dropStop(sentence: string): string {
	return sentence.replace(/\.$/, '');
}
