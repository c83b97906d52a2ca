// What `pact check` does: read the pacts, hold them to the documents, report.

import { completeOptions, keepLocal, loadScenarios } from '../../mock/inner.ts';
import { type ApiDocument, loadDocuments, messageOf, StartupError, writeWhole } from '../../spec/index.ts';
import { type ContractFinding, countFindings, sortFindings } from '../finding.ts';
import type { Pact } from '../pact/index.ts';
import { loadPacts } from '../pact/index.ts';
import { applyPolicy } from '../policy/finding-policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { formatFindingsAsJson } from '../report/findings-as-json.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { formatJUnit, groupFindings } from '../report/junit.ts';
import { checkPacts } from './check-pacts.ts';
import type { PactCheckArguments } from './pact-check-flags.ts';

/** Lines of documents are looked up for this many findings: each takes reading the file again. */
const MAX_LOCATED = 50;

/** Reads, checks, reports. Throws a StartupError for documents, scenarios or flags that can't be used. */
export async function runCheck({ positionals, options, terminal }: PactCheckArguments): Promise<0 | 1> {
	const policy = readPolicy(options);
	const { documents, scenarios } = await loadSurroundings(options);
	const loaded = await loadPacts(positionals, { broker: readBroker(options, positionals) });
	const pacts = loaded.sources.map(({ pact }) => pact);
	const found = await checkPacts({ pacts, documents, scenarios });
	const judged = applyPolicy([...loaded.findings, ...found], policy);
	const findings = addLines(sortFindings(judged), documents);
	const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
	const summary = { files: pacts.length, interactions };
	if (options.junit !== undefined) writeReport(options.junit, { findings, pacts });
	const report = options.json ? formatFindingsAsJson(findings, summary) : formatFindings(findings, summary);
	terminal.print(report);
	const counts = countFindings(findings);
	return counts.error > 0 || (options.strict && counts.warning > 0) ? 1 : 0;
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
function readBroker(options: PactCheckArguments['options'], places: readonly string[]) {
	const { brokerToken: token, brokerUsername: username, brokerPassword: password } = options;
	const url = options.broker ?? places.find((place) => /^https?:\/\//i.test(place));
	if (url === undefined) return undefined;
	return {
		url,
		...(token !== undefined && { token }),
		...(username !== undefined && { username }),
		...(password !== undefined && { password }),
	};
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
