// Which provider states the pacts of a provider speak of, each once with its consumers.

import {
	compareText,
	findBranchHead,
	keyOf,
	listVersionsInEnvironment,
	type Publication,
} from '../store/broker-state.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { listInteractions } from '../store/pact-content.ts';
import { type ApiResponse, answer, answerMissing } from './message.ts';
import type { Call, RouteTable } from './route.ts';

const STATES = '/pacts/provider/{provider}/provider-states';

export const PROVIDER_STATE_ROUTES: RouteTable = {
	/** Of the consumers' main branches. */
	[STATES]: {
		GET: (call) =>
			listStates(call, ({ consumer, version }) => {
				const main = call.state.participants.get(consumer)?.mainBranch;
				return main !== undefined && findBranchHead(call.state, consumer, main) === version;
			}),
	},
	[`${STATES}/branch/{branch*}`]: {
		GET: (call) =>
			listStates(
				call,
				({ consumer, version }) => findBranchHead(call.state, consumer, call.param('branch')) === version,
			),
	},
	[`${STATES}/environment/{uuid}`]: {
		GET: (call) =>
			listStates(call, ({ consumer, version }) =>
				listVersionsInEnvironment(call.state, consumer, call.param('uuid')).includes(version),
			),
	},
};

interface State {
	name: string;
	params: unknown;
	consumers: string[];
}

function listStates({ state, folder, param }: Call, fits: (publication: Publication) => boolean): ApiResponse {
	const provider = param('provider');
	if (!state.participants.has(provider)) return answerMissing(`No provider with name '${provider}' found`);
	const states = new Map<string, State>();
	for (const { consumer, pact } of state.publications(provider).filter(fits)) {
		const content = folder.readPact({ consumer, provider, sha: pact.sha });
		for (const { name, params } of content ? listInteractions(content).flatMap(readStates) : []) {
			const key = keyOf(name, JSON.stringify(params ?? null));
			const known = states.get(key) ?? { name, params: params ?? null, consumers: [] };
			if (!known.consumers.includes(consumer)) known.consumers.push(consumer);
			states.set(key, known);
		}
	}
	return answer({ providerStates: [...states.values()].toSorted((a, b) => compareText(a.name, b.name)) });
}

function readStates({ providerStates, providerState }: Record<string, unknown>): { name: string; params: unknown }[] {
	if (typeof providerState === 'string') return [{ name: providerState, params: undefined }];
	return [providerStates]
		.flat()
		.flatMap((one) =>
			isJsonObject(one) && typeof one['name'] === 'string' ? [{ name: one['name'], params: one['params'] }] : [],
		);
}
