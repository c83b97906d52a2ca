// What `pact check` does: read the pacts, hold them to the documents, report.

import { completeOptions, keepLocal, loadScenarios } from '../../mock/inner.ts';
import { type ApiDocument, loadDocuments, messageOf, StartupError, writeWhole } from '../../spec/index.ts';
import type { CommandArguments } from '../cli/command.ts';
import { type ContractFinding, countFindings, sortFindings } from '../finding.ts';
import type { Pact } from '../pact/index.ts';
import { loadPacts } from '../pact/index.ts';
import { formatFindingsAsJson } from '../report/findings-as-json.ts';
import { formatFindings } from '../report/findings-as-text.ts';
import { formatJUnit, groupFindings } from '../report/junit.ts';
import { checkPacts } from './check-pacts.ts';

/** Lines of documents are looked up for this many findings: each takes reading the file again. */
const MAX_LOCATED = 50;

/** Reads, checks, reports. Throws a StartupError for documents, scenarios or flags that can't be used. */
export async function runCheck({ positionals, options, io }: CommandArguments): Promise<0 | 1 | 2> {
	const places = positionals.filter((place) => place !== '');
	if (places.length === 0) {
		throw new StartupError({
			code: 'option.invalid',
			message: 'pact check needs at least one pact',
			remedy: 'name files, folders or URLs, e.g. stunt-double pact check pacts/',
		});
	}
	const { documents, scenarios } = await loadSurroundings(options);
	const loaded = await loadPacts(places, { broker: readBroker(options, places) });
	const pacts = loaded.sources.map(({ pact }) => pact);
	const found = await checkPacts({ pacts, documents, scenarios });
	const findings = addLines(sortFindings([...loaded.findings, ...found]), documents);
	const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
	const summary = { files: pacts.length, interactions };
	const junit = text(options['junit']);
	if (junit !== undefined) writeReport(junit, { findings, pacts });
	const report = options['json'] === true ? formatFindingsAsJson(findings, summary) : formatFindings(findings, summary);
	io.out(`${report}\n`);
	const counts = countFindings(findings);
	return counts.error > 0 || (options['strict'] === true && counts.warning > 0) ? 1 : 0;
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

async function loadSurroundings(options: CommandArguments['options']) {
	const named = list(options['documents']);
	const overlays = list(options['overlay']);
	const directory = text(options['scenarios']);
	const complete = completeOptions({
		...(named.length > 0 && { documents: named }),
		...(overlays.length > 0 && { overlays }),
		...(directory !== undefined && { scenarios: directory }),
		...(options['allowRemoteRefs'] === true && { allowRemoteRefs: true }),
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
function readBroker(options: CommandArguments['options'], places: readonly string[]) {
	const url = text(options['broker']) ?? places.find((place) => /^https?:\/\//i.test(place));
	if (url === undefined) return undefined;
	const token = text(options['brokerToken']);
	const username = text(options['brokerUsername']);
	const password = text(options['brokerPassword']);
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

function text(value: string | boolean | string[] | undefined): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(value: string | boolean | string[] | undefined): string[] {
	return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '') as string[];
}
