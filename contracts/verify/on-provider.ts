// One pact against a running provider: the pact as it is, the provider's own states, no variants.

import { findFailure, findIncomplete } from './findings.ts';
import type { PactSource } from './model.ts';
import { createReport, listHttp, type SourceResult } from './on-mock.ts';
import { describeOriginal, replayPact, trimPact } from './replay.ts';
import type { VerifierProcess } from './verifier-process.ts';

/** Verifies a pact against a provider by its URL. */
export async function verifyOnProvider(args: {
	process: VerifierProcess;
	source: PactSource;
	providerUrl: string;
	statesUrl: string | undefined;
	timeoutMs: number;
	isVerbose: boolean;
}): Promise<SourceResult> {
	const { source, statesUrl } = args;
	const { pact } = source;
	const all = listHttp(source);
	const stated = all.find(({ providerStates }) => providerStates.length > 0);
	if (stated && statesUrl === undefined) {
		// The verifier would pass over the states with a warning that nobody sees.
		return {
			interactions: [],
			findings: [
				{
					code: 'verify.states-url-missing',
					severity: 'error',
					message: `It needs the state ${JSON.stringify(stated.providerStates[0]?.name)}, and there is nowhere to ask the provider for it`,
					remedy: 'Give --provider-states-url',
					pact: { file: pact.file, interaction: stated.description, pointer: stated.pointer },
				},
			],
		};
	}
	const replay = await replayPact({
		...args,
		pact,
		text: trimPact(source),
		expected: all.map((interaction) => describeOriginal(pact, interaction)),
	});
	if (!replay.ok) return { interactions: [], findings: [findIncomplete(pact, replay.reason)] };
	const interactions = all.map((interaction, index) =>
		createReport({ source, interaction, result: replay.results[index] }),
	);
	return { interactions, findings: interactions.flatMap((report) => findFailure(pact, report)) };
}
