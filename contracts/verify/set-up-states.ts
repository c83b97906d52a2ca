// Provider states on the mock: the scenario that serves them, in a session that is emptied for each interaction.

import { type AnswerVariant, ControlError, type Mock, type ScenarioParameters } from '../../mock/inner.ts';
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
	const values: JsonObject = {};
	// As a setup it joins those before it.
	for (const { name, params } of states)
		Object.assign(
			values,
			await mock.providerState({ state: name, params: params as ScenarioParameters, action: 'setup' }),
		);
	if (variant !== undefined) await mock.session().setVariant(variant);
	return values;
}

/** Sets up every interaction once, before anything is replayed: what fails would prove nothing. */
export async function checkStates(
	mock: Mock,
	planned: readonly Planned[],
): Promise<Map<HttpInteraction, ContractFinding>> {
	const found = new Map<HttpInteraction, ContractFinding>();
	for (const one of planned) {
		const finding = await checkInteraction(mock, one);
		if (finding) found.set(one.interaction, finding);
	}
	return found;
}

async function checkInteraction(mock: Mock, { source, interaction }: Planned): Promise<ContractFinding | undefined> {
	const { providerStates, description, pointer } = interaction;
	try {
		await setUpStates(mock, providerStates);
		return undefined;
	} catch (error) {
		if (!(error instanceof ControlError)) throw error;
		const pact = { file: source.pact.file, interaction: description, pointer };
		return { ...explain(error), severity: 'error', pact };
	}
}

/** The mock's reason, as a finding has it. */
function explain(error: ControlError): Pick<ContractFinding, 'code' | 'message' | 'remedy'> {
	const message = error.message.replace(/\.$/, '');
	const codes = error.findings.map(({ code }) => code);
	if (codes.includes('provider-state.conflict'))
		return { code: 'verify.states-conflict', message, remedy: 'Write one scenario whose "states" lists all of them' };
	if (codes.includes('provider-state.unknown'))
		return {
			code: 'state.unknown',
			message,
			remedy: 'Name a state that a scenario serves, or add it to the "states" of one',
		};
	return {
		code: 'verify.state-failed',
		message: `Its state can't be set up: ${message}`,
		remedy: 'Mend the scenario, or the parameters that the pact gives the state',
	};
}
