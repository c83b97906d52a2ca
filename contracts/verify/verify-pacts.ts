// The door of verifying: pacts in, the real verifier over them, a report out.

import { type Mock, startMock } from '../../mock/inner.ts';
import { StartupError } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import { findNoPact, type LoadedPacts, type PactSource, splitCredentials } from '../pact/index.ts';
import { openPacts } from './open-pacts.ts';
import { publishResult } from './publish-result.ts';
import { createVerifierProcess, type VerifierProcess } from './verifier-process.ts';
import { listUnverifiable, softenPending } from './verify-findings.ts';
import { listHttp, type SourceResult, verifyOnMock } from './verify-on-mock.ts';
import { reachProvider, verifyOnProvider } from './verify-on-provider.ts';
import type { Outcome, PactReport, VerifyOptions, VerifyReport } from './verify-types.ts';

const MAX_VARIANTS = 50;
const TIMEOUT_MS = 10_000;

/**
 * Verifies pacts with the real Pact verifier: against the mock, started in this process, whose scenarios are the provider
 * states, or against `providerUrl`. What doesn't fit is a finding of the report. Rejects with a StartupError for what it
 * can't begin with: `option.invalid`, `pact.not-installed`, `broker.unreachable`, and those of `startMock`.
 */
export async function verifyPacts(options: VerifyOptions): Promise<VerifyReport> {
	checkOptions(options);
	const { pacts: places = [], provider } = options;
	const broker = options.broker && { ...options.broker, branch: options.broker.branch ?? options.publish?.branch };
	const { loaded, client } = await openPacts({ places, broker, provider, isPublishing: options.publish !== undefined });
	const report = await verifyLoaded(options, loaded);
	if (!options.publish) return report;
	const findings = [...report.findings];
	const pacts: PactReport[] = [];
	for (const [index, one] of report.pacts.entries()) {
		const source = loaded.sources[index] as PactSource;
		const sent = await publishResult({ source, report: one, publish: options.publish, client });
		if (sent.ok) pacts.push({ ...one, published: sent.url });
		else {
			pacts.push(one);
			findings.push(sent.finding);
		}
	}
	return { ...report, ok: isGood(findings, report.counts.interactions), pacts, findings };
}

function checkOptions({
	pacts = [],
	broker,
	provider,
	publish,
	providerUrl,
	providerStatesUrl,
	maxVariants,
}: VerifyOptions): void {
	if (pacts.length === 0 && broker === undefined) {
		throw refuse('pact verify needs pacts', 'name files, folders or URLs, or give --broker');
	}
	if (broker !== undefined && provider === undefined && pacts.length === 0) {
		throw refuse('--broker needs the name of the provider', 'give --provider');
	}
	for (const [flag, value] of [
		['--provider-url', providerUrl],
		['--provider-states-url', providerStatesUrl],
	] as const) {
		if (value !== undefined && !/^https?:$/.test(URL.parse(value)?.protocol ?? '')) {
			throw refuse(`${flag} must be an http URL, not "${value}"`, 'write it like http://127.0.0.1:8080');
		}
	}
	if (providerStatesUrl !== undefined && providerUrl === undefined) {
		throw refuse('--provider-states-url is for a running provider', 'give --provider-url as well');
	}
	if (publish !== undefined && publish.version.trim() === '') {
		throw refuse('--publish needs the version of the provider', 'give --provider-version');
	}
	if (maxVariants !== undefined && !(Number.isInteger(maxVariants) && maxVariants >= 0)) {
		throw refuse(`--max-variants must be a number from 0, not ${maxVariants}`, 'give a whole number');
	}
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}

async function verifyLoaded(options: VerifyOptions, loaded: LoadedPacts): Promise<VerifyReport> {
	const { providerUrl, timeoutMs = TIMEOUT_MS, onNoise, pactModule } = options;
	const { sources, findings } = loaded;
	const files = new Set(sources.map(({ pact }) => pact.file));
	const all = findings.filter(({ pact }) => !files.has(pact.file));
	if (sources.length === 0 && !all.some(({ severity }) => severity === 'error')) all.push(findNothing(options, loaded));
	const verifier =
		options.verifier ?? createVerifierProcess({ onNoise, pactModule, isLocal: providerUrl === undefined });
	const pacts: PactReport[] = [];
	const run = await openRun(
		options,
		sources.some((one) => listHttp(one).length > 0),
		verifier,
	);
	try {
		for (const source of sources) {
			const isEmpty = listHttp(source).length === 0;
			const result: SourceResult = isEmpty ? { interactions: [], findings: [] } : await run.verify(source);
			const read = findings.filter(({ pact }) => pact.file === source.pact.file);
			const found = [...read, ...listUnverifiable(source), ...result.findings];
			const softened = softenPending(source, found);
			all.push(...softened);
			pacts.push(reportPact(source, result, { found, softened }));
		}
	} finally {
		if (!options.verifier) verifier.close();
		await run.close();
	}
	const counts = countAll(pacts);
	const against = providerUrl === undefined ? 'mock' : splitCredentials(providerUrl).url;
	return { ok: isGood(all, counts.interactions), against, pacts, findings: all, counts };

	async function openRun(
		{ variants, maxVariants = MAX_VARIANTS, providerStatesUrl, providerHeaders }: VerifyOptions,
		isNeeded: boolean,
		process: VerifierProcess,
	): Promise<{ verify(source: PactSource): Promise<SourceResult>; close(): Promise<void> }> {
		const shared = { process, timeoutMs, isVerbose: onNoise !== undefined };
		if (providerUrl !== undefined) {
			if (isNeeded) await reachProvider(providerUrl);
			const provider = { ...shared, providerUrl, statesUrl: providerStatesUrl, headers: providerHeaders };
			return { verify: (source) => verifyOnProvider({ ...provider, source }), close: async () => {} };
		}
		const mock = isNeeded ? await startVerifiedMock(options) : undefined;
		return {
			verify: (source) => verifyOnMock({ ...shared, mock: mock as Mock }, source, variants === false ? 0 : maxVariants),
			close: async () => mock?.close(),
		};
	}
}

/** The mock that answers: the same in every run, and the consumer's placeholder token is good enough. */
function startVerifiedMock(options: VerifyOptions): Promise<Mock> {
	const { documents, overlays, scenarios, auth = 'present', allowRemoteRefs = false } = options;
	return startMock({
		port: 0,
		seed: 1,
		auth,
		allowRemoteRefs,
		log: 'silent',
		watch: false,
		...(documents && documents.length > 0 && { documents }),
		...(overlays && { overlays }),
		...(scenarios !== undefined && { scenarios }),
	});
}

function findNothing({ pacts = [], broker, provider }: VerifyOptions, loaded: LoadedPacts): ContractFinding {
	return findNoPact(loaded, { provider, places: [...pacts, ...(broker ? [broker.url] : [])], done: 'verified' });
}

function reportPact(
	{ pact, pending }: PactSource,
	{ interactions }: SourceResult,
	{ found, softened }: { found: readonly ContractFinding[]; softened: readonly ContractFinding[] },
): PactReport {
	const hasError = (findings: readonly ContractFinding[]): boolean =>
		findings.some(({ severity }) => severity === 'error');
	const hasFailed = hasError(softened) || interactions.some(({ outcome }) => outcome === 'failed');
	const isWhole = !hasError(found) && interactions.every(({ outcome }) => outcome === 'passed');
	const isPending = pending || interactions.some(({ outcome }) => outcome === 'pending');
	const outcome: Outcome = hasFailed ? 'failed' : isPending && !isWhole ? 'pending' : 'passed';
	return { file: pact.file, consumer: pact.consumer, provider: pact.provider, outcome, interactions };
}

function countAll(pacts: readonly PactReport[]): VerifyReport['counts'] {
	const interactions = pacts.flatMap((one) => one.interactions);
	const variants = interactions.flatMap((one) => one.variants);
	return {
		pacts: pacts.length,
		interactions: interactions.length,
		failed: interactions.filter(({ outcome }) => outcome === 'failed').length,
		variants: variants.length,
		failedVariants: variants.filter(({ outcome }) => outcome === 'failed').length,
	};
}

/** Nothing verified is nothing proved. */
function isGood(findings: readonly ContractFinding[], interactions: number): boolean {
	return interactions > 0 && !findings.some(({ severity }) => severity === 'error');
}
