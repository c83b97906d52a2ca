// What `pact check` does: read the pacts, hold them to the documents, report.

import { completeOptions, keepLocal, loadScenarios } from '../../mock/inner.ts';
import { type ApiDocument, loadDocuments, messageOf, StartupError, writeWhole } from '../../spec/index.ts';
import { refuseOption } from '../broker-flags.ts';
import { checkPacts } from '../check/check-pacts.ts';
import { type ContractFinding, countFindings, sortFindings } from '../finding.ts';
import type { Pact } from '../pact/index.ts';
import { applyPolicy } from '../policy/finding-policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { formatFindingsAsJson } from '../report/findings-as-json.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { formatJUnit, groupFindings } from '../report/junit.ts';
import { openPacts } from '../verify/open-pacts.ts';
import { readBrokerAccess, readPublish } from '../verify/provider-flags.ts';
import type { BrokerAccess } from '../verify/verify-types.ts';
import type { PactCheckArguments } from './pact-check-flags.ts';
import { publishComparisons } from './publish-comparisons.ts';

/** Lines of documents are looked up for this many findings: each takes reading the file again. */
const MAX_LOCATED = 50;

/** Reads, checks, reports, publishes. Throws a StartupError for documents, scenarios or flags that can't be used. */
export async function runCheck({ positionals, options, terminal }: PactCheckArguments): Promise<0 | 1> {
	const policy = readPolicy(options);
	const publish = readPublish(options);
	const { documents, scenarios } = await loadSurroundings(options);
	const { loaded, client } = await openPacts({
		places: positionals,
		provider: options.provider,
		broker: readBroker(options, positionals),
		isPublishing: publish !== undefined,
	});
	const pacts = loaded.sources.map(({ pact }) => pact);
	const found = await checkPacts({ pacts, documents, scenarios });
	const judged = applyPolicy([...loaded.findings, ...found, ...findNone(pacts, loaded.findings, options)], policy);
	const sent = publish ? await publishComparisons({ pacts, findings: judged, documents, publish, client }) : [];
	const findings = addLines(sortFindings([...judged, ...sent]), documents);
	const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
	const summary = { files: pacts.length, interactions };
	if (options.junit !== undefined) writeReport(options.junit, { findings, pacts });
	terminal.print(options.json ? formatFindingsAsJson(findings, summary) : formatFindings(findings, summary));
	const counts = countFindings(findings);
	return counts.error > 0 || (options.strict && counts.warning > 0) ? 1 : 0;
}

/** A broker that has no pact with the provider: then nothing was checked. */
function findNone(
	pacts: readonly Pact[],
	found: readonly ContractFinding[],
	{ provider = '' }: PactCheckArguments['options'],
): ContractFinding[] {
	if (pacts.length > 0 || found.length > 0) return [];
	return [
		{
			code: 'pact.files.none',
			severity: 'error',
			message: `There is no pact with the provider ${JSON.stringify(provider)}, so nothing was checked`,
			remedy: 'Check the name of the provider, and that the consumers have published',
			pact: { file: '', pointer: '' },
		},
	];
}

function writeReport(
	file: string,
	{ findings, pacts }: { findings: readonly ContractFinding[]; pacts: readonly Pact[] },
): void {
	try {
		writeWhole(file, formatJUnit(groupFindings(findings, pacts)));
	} catch (cause) {
		throw new StartupError({
			code: 'option.invalid',
			message: `--junit: ${file} can't be written (${messageOf(cause)})`,
			remedy: 'name a file in a folder that exists',
			cause,
		});
	}
}

async function loadSurroundings({ overlay: overlays, ...options }: PactCheckArguments['options']) {
	const complete = completeOptions({
		...(options.documents && { documents: options.documents }),
		...(overlays && { overlays }),
		...(options.scenarios !== undefined && { scenarios: options.scenarios }),
		allowRemoteRefs: options.allowRemoteRefs,
	});
	const loaded = await loadDocuments(complete.documents.map(keepLocal), {
		overlays: complete.overlays,
		allowRemoteRefs: complete.allowRemoteRefs,
		infer: complete.infer,
	});
	const { documents, operations, resources } = loaded;
	const scenarios =
		complete.scenarios === undefined
			? undefined
			: loadScenarios({ directory: complete.scenarios, operations, resources });
	return { documents, scenarios };
}

/** Without `--broker`, a token is for the host of the pacts that are named. */
function readBroker(options: PactCheckArguments['options'], places: readonly string[]): BrokerAccess | undefined {
	if (places.length === 0 && options.provider === undefined) {
		throw refuseOption(
			'pact check needs pacts',
			'name files, folders or URLs, or give --provider for those of a broker',
		);
	}
	const url = places.find((place) => /^https?:\/\//i.test(place));
	return readBrokerAccess({ ...options, broker: options.broker ?? options.brokerBaseUrl ?? url }, places);
}

function addLines(findings: readonly ContractFinding[], documents: readonly ApiDocument[]): ContractFinding[] {
	const lines = new Map<string, number | undefined>();
	return findings.map((finding) => {
		const place = finding.document;
		const document = documents.find(({ file }) => file === place?.file);
		if (!place || !document) return finding;
		const key = `${place.file} ${place.pointer}`;
		if (!lines.has(key) && lines.size < MAX_LOCATED) lines.set(key, document.locate(place.pointer).line);
		const line = lines.get(key);
		return line === undefined ? finding : { ...finding, document: { ...place, line } };
	});
}
