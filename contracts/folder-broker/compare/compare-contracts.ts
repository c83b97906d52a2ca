// Both sides of a contract held to each other: the pacts of consumers, and the document that a provider's version was published with.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject, loadDocuments, messageOf, parseYaml } from '../../../spec/index.ts';
import { checkPacts } from '../../check/check-pacts.ts';
import { readPact } from '../../pact/index.ts';
import { applyPolicy, type FindingPolicy } from '../../policy/finding-policy.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import type { BrokerFolder } from '../store/broker-folder.ts';
import type { ComparisonFinding, PublishedDocument, Verification, Version } from '../store/broker-records.ts';
import { keyOf, type Publication } from '../store/broker-state.ts';

/** Findings that a comparison keeps. */
const MAX_FINDINGS = 100;
const MAX_DEPTH = 500;

/** Of comparisons that have come to nothing: what was missing may be there the next time. */
const UNDONE: readonly string[] = ['document.missing', 'document.unreadable', 'document.unusable'];

interface Pair {
	publication: Publication;
	providerVersion: Version;
	document: PublishedDocument;
	/** What the result rests on besides. */
	grounds: string;
	/** What came of it the last time, where that was nothing or rests on something else. */
	last: Verification['comparison'];
}

/**
 * Compares what was published with a version with what there is on the other side, and records each result; what was compared before
 * isn't again, as long as the policy and the provider's own tests are as they were. Rejects as the folder's `change` does.
 */
export async function compareVersion(
	folder: BrokerFolder,
	{ participant, number }: { participant: string; number: string },
): Promise<void> {
	const pairs = listPairs(folder, { participant, number });
	const results = new Map<string, ComparisonFinding[]>();
	for (const { publication, document, grounds } of pairs) {
		const key = keyOf(publication.consumer, publication.pact.provider, publication.pact.sha, document.sha, grounds);
		if (!results.has(key)) results.set(key, await comparePair(folder, { publication, document }));
	}
	if (pairs.length === 0) return;
	await folder.change((writer) => {
		for (const { publication, providerVersion, document, grounds, last } of pairs) {
			const { consumer, version, pact } = publication;
			const findings = results.get(keyOf(consumer, pact.provider, pact.sha, document.sha, grounds)) ?? [];
			const comparison = { document: document.sha, ...(grounds !== '' && { grounds }), findings };
			if (isDeepStrictEqual(last, comparison)) continue;
			writer.saveVerification({
				number: writer.nextOrder(),
				consumer,
				provider: pact.provider,
				sha: pact.sha,
				consumerVersion: version.number,
				providerVersion: providerVersion.number,
				success: findings.length === 0,
				wip: false,
				verifiedAt: writer.now,
				comparison,
			});
		}
	});
}

/** Each content of a pact once with each version of the provider. */
function listPairs(folder: BrokerFolder, { participant, number }: { participant: string; number: string }): Pair[] {
	const state = folder.read();
	const pairs = new Map<string, Pair>();
	const policy = hashPolicy(folder);
	for (const publication of state.publications()) {
		const { consumer, version, pact } = publication;
		const isOwn = consumer === participant && version.number === number;
		if (!isOwn && pact.provider !== participant) continue;
		const known = state.comparisonsOf({ consumer, provider: pact.provider, sha: pact.sha });
		for (const providerVersion of state.versionsOf(pact.provider)) {
			const { document } = providerVersion;
			if (!document || !(isOwn || providerVersion.number === number)) continue;
			const last = known.findLast(
				(one) => one.providerVersion === providerVersion.number && one.comparison?.document === document.sha,
			)?.comparison;
			const grounds = [policy, document.selfVerification?.success === false ? 'failed' : ''].join(' ').trim();
			const isKnown = last?.findings.every(({ code }) => !UNDONE.includes(code)) && (last.grounds ?? '') === grounds;
			if (!isKnown)
				pairs.set(keyOf(consumer, pact.provider, pact.sha, providerVersion.number), {
					publication,
					providerVersion,
					document,
					grounds,
					last,
				});
		}
	}
	return [...pairs.values()];
}

/** What the teams of a folder have decided, in its file `policy.yaml`; without one findings count as they come. */
function readFolderPolicy({ path }: BrokerFolder): FindingPolicy {
	const policy = join(path, 'policy.yaml');
	return readPolicy(existsSync(policy) ? { policy } : {});
}

/** The same for the same text; `''` without a policy. */
function hashPolicy({ path }: BrokerFolder): string {
	const policy = join(path, 'policy.yaml');
	return existsSync(policy) ? createHash('sha1').update(readFileSync(policy)).digest('hex').slice(0, 12) : '';
}

async function comparePair(
	folder: BrokerFolder,
	{ publication, document }: { publication: Publication; document: PublishedDocument },
): Promise<ComparisonFinding[]> {
	const { consumer, pact } = publication;
	const content = folder.readPact({ consumer, provider: pact.provider, sha: pact.sha });
	const text = folder.readDocument({ provider: pact.provider, sha: document.sha });
	if (document.selfVerification?.success === false)
		return [{ code: 'document.not-verified', message: "The provider's own tests of its document failed", inPact: '' }];
	if (content === undefined || text === undefined)
		return [{ code: 'document.missing', message: 'The pact or the document is no longer in the folder', inPact: '' }];
	const read = readPact(content as JsonObject, `${consumer}-${pact.provider}.json`);
	const parsed = parseYaml(text, MAX_DEPTH);
	if (!read.ok || !parsed.ok || !isObject(parsed.value))
		return [{ code: 'document.unreadable', message: 'The pact or the document cannot be read', inPact: '' }];
	try {
		const { documents } = await loadDocuments([parsed.value], { infer: false });
		const findings = await checkPacts({ pacts: [read.pact], documents, comparator: false });
		return applyPolicy(findings, readFolderPolicy(folder))
			.filter(({ severity }) => severity === 'error')
			.slice(0, MAX_FINDINGS)
			.map(({ code, message, pact: place, document: at }) => ({
				code,
				message,
				...(place.interaction !== undefined && { interaction: place.interaction }),
				inPact: place.pointer,
				...(at && { inDocument: at.pointer }),
			}));
	} catch (error) {
		return [{ code: 'document.unusable', message: `The two cannot be compared: ${messageOf(error)}`, inPact: '' }];
	}
}
