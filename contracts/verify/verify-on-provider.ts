// One pact against a running provider: the pact as it is, the provider's own states, no variants.

import { connect } from 'node:net';
import { readProxy } from '../../mock/inner.ts';
import { StartupError } from '../../spec/index.ts';
import { type PactSource, splitCredentials } from '../pact/index.ts';
import { describeOriginal, replayPact, trimPact } from './replay-pact.ts';
import { startStateProxy } from './state-server.ts';
import { startTlsRelay } from './tls-relay.ts';
import type { VerifierProcess } from './verifier-process.ts';
import { findFailure, findIncomplete } from './verify-findings.ts';
import { createReport, listHttp, type SourceResult } from './verify-on-mock.ts';

/** For a connection to be made. */
const CONNECT_MS = 5000;

/** Rejects with a StartupError `provider.unreachable` where nobody listens: the verifier would wait for minutes. */
export async function reachProvider(providerUrl: string): Promise<void> {
	const url = new URL(providerUrl);
	// The verifier itself knows the way through a proxy.
	if (readProxy(url, process.env) !== undefined) return;
	const { hostname, port, protocol } = url;
	const reason = await new Promise<string | undefined>((resolve) => {
		const socket = connect({
			host: hostname.replaceAll(/^\[|\]$/g, ''),
			port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
			timeout: CONNECT_MS,
		});
		const end = (why?: string): void => {
			socket.destroy();
			resolve(why);
		};
		socket.on('connect', () => end());
		socket.on('timeout', () => end('it does not answer'));
		socket.on('error', (error) => end(error.message));
	});
	if (reason === undefined) return;
	throw new StartupError({
		code: 'provider.unreachable',
		message: `the provider ${splitCredentials(providerUrl).url} can't be reached: ${reason}`,
		remedy: 'start it first, and check --provider-url',
	});
}

/** Verifies a pact against a provider by its URL. */
export async function verifyOnProvider(args: {
	process: VerifierProcess;
	source: PactSource;
	providerUrl: string;
	statesUrl: string | undefined;
	headers: Readonly<Record<string, string>> | undefined;
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
	const proxy =
		statesUrl === undefined
			? undefined
			: await startStateProxy(statesUrl, { timeoutMs: args.timeoutMs, env: process.env });
	const isTls = URL.parse(args.providerUrl)?.protocol === 'https:';
	const relay = isTls ? await startTlsRelay(args.providerUrl, process.env) : undefined;
	const replay = await replayPact({
		...args,
		providerUrl: relay?.url ?? args.providerUrl,
		pact,
		text: trimPact(source, args.headers),
		expected: all.map((interaction) => describeOriginal(pact, interaction)),
		statesUrl: proxy?.url,
	}).finally(() => Promise.all([proxy?.close(), relay?.close()]));
	if (!replay.ok) return { interactions: [], findings: [findIncomplete(pact, replay.reason)] };
	const interactions = all.map((interaction, index) => {
		const result = replay.results[index];
		const [failure] = interaction.providerStates.flatMap(({ name }) => proxy?.failureOf(name) ?? []);
		const mismatches = [{ part: 'other' as const, path: '', message: failure ?? '' }];
		const told = result && !result.isOk && failure !== undefined ? { ...result, mismatches } : result;
		return createReport({ source, interaction, result: told });
	});
	return { interactions, findings: interactions.flatMap((report) => findFailure(pact, report)) };
}
