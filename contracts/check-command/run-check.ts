// What `pact check` does: read the pacts, hold them to the documents, report.

import {
	annotate,
	completeOptions,
	keepLocal,
	loadScenarios,
	refuseErrors,
	takeOwnDocuments,
	writeJUnit,
} from '../../mock/inner.ts';
import { loadDocuments } from '../../spec/index.ts';
import { refuseOption } from '../broker-flags.ts';
import { checkPacts } from '../check/check-pacts.ts';
import { readAuth } from '../document-flags.ts';
import { type ContractFinding, countFindings, isUnread, sortFindings } from '../finding.ts';
import { nameBroker } from '../name-broker.ts';
import { findNoPact, type LoadedPacts } from '../pact/index.ts';
import { applyPolicy, listUnused } from '../policy/finding-policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { annotateFindings } from '../report/annotate-findings.ts';
import { formatFindingsAsJson } from '../report/findings-as-json.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { groupFindings } from '../report/group-findings.ts';
import { openPacts } from '../verify/open-pacts.ts';
import { readBrokerAccess, readPublish } from '../verify/read-provider-options.ts';
import type { BrokerAccess } from '../verify/verify-types.ts';
import { addDocumentLines } from './document-lines.ts';
import type { PactCheckArguments } from './pact-check-flags.ts';
import { publishComparisons } from './publish-comparisons.ts';

/** Reads, checks, reports, publishes; 1 when a pact doesn't fit, 2 when one couldn't be read. Throws a StartupError for documents, scenarios or flags that can't be used. */
export async function runCheck({ positionals, options, terminal }: PactCheckArguments): Promise<0 | 1 | 2> {
	const policy = readPolicy(options);
	const publish = readPublish(options);
	const { documents, scenarios } = await loadSurroundings(options, terminal);
	const { loaded, client } = await openPacts({
		places: positionals,
		provider: options.provider,
		broker: readBroker(options, positionals),
		isPublishing: publish !== undefined,
	});
	const pacts = loaded.sources.map(({ pact }) => pact);
	const found = await checkPacts({ pacts, documents, scenarios, auth: readAuth(options.auth) });
	const all = [...loaded.findings, ...found, ...findNone(loaded, options, positionals)];
	const judged = applyPolicy(all, policy);
	const unused = listUnused(policy, all, {
		looked: (code) => !code.startsWith('verify.'),
		files: pacts.map(({ file }) => file),
	});
	for (const sentence of unused) terminal.warn(sentence);
	const sent = publish ? await publishComparisons({ pacts, findings: judged, documents, publish, client }) : [];
	const findings = addDocumentLines(sortFindings([...judged, ...sent]), documents);
	const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
	const summary = { files: pacts.length, interactions };
	writeJUnit(options.junit, () => groupFindings(findings, pacts));
	annotate(annotateFindings(findings), terminal);
	terminal.print(options.json ? formatFindingsAsJson(findings, summary) : formatFindings(findings, summary));
	if (findings.some(isUnread)) return 2;
	const counts = countFindings(findings);
	return counts.error > 0 || (options.strict && counts.warning > 0) ? 1 : 0;
}

/** No pact with the provider, or none that goes over HTTP: then nothing was checked. */
function findNone(
	loaded: LoadedPacts,
	{ provider, ...options }: PactCheckArguments['options'],
	positionals: readonly string[],
): ContractFinding[] {
	if (loaded.findings.some(({ severity }) => severity === 'error')) return [];
	const pacts = loaded.sources.map(({ pact }) => pact);
	const interactions = pacts.flatMap((pact) => pact.interactions);
	if (interactions.length > 0 && interactions.every(({ kind }) => kind === 'unsupported')) {
		return [
			{
				code: 'pact.interactions.none',
				severity: 'error',
				message: 'None of the interactions goes over HTTP, so nothing was checked',
				remedy: 'Keep messages in a pact of their own, and check those pacts that a document speaks of',
				pact: { file: pacts.map(({ file }) => file).join(', '), pointer: '' },
			},
		];
	}
	if (pacts.length > 0) return [];
	const broker = readBroker({ provider, ...options }, positionals);
	const places = positionals.length > 0 || !broker ? positionals : [broker.url];
	return [findNoPact(loaded, { provider, places, done: 'checked' })];
}

async function loadSurroundings(
	{ overlay: overlays, ...options }: PactCheckArguments['options'],
	terminal: PactCheckArguments['terminal'],
) {
	const complete = completeOptions({
		documents: options.documents ?? takeOwnDocuments(terminal),
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
	// As a mock does: what a broken file would serve is served by nobody.
	refuseErrors(scenarios?.findings ?? []);
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
	return readBrokerAccess({ ...options, broker: nameBroker(options) ?? url ?? options.broker }, places);
}
