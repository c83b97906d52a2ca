// The door of the diff: two documents in, what changed and whom it breaks out.

import { keepLocal } from '../../mock/inner.ts';
import { type ApiDocument, findNamed, type JsonObject, loadDocuments } from '../../spec/index.ts';
import type { ContractFinding } from '../finding.ts';
import type { Pact } from '../pact/index.ts';
import { applyPolicy, type FindingPolicy, judgeByPolicy } from '../policy/finding-policy.ts';
import { compareDocuments, nameOperation } from './compare-documents.ts';
import { addChangeLines, type DiffReport, nameDocument } from './diff-report.ts';
import { type ConsumerBreaks, findBreaks, nameUsers } from './find-breaks.ts';

/** What to compare. */
export interface DiffInput {
	/** Documents: paths, http(s) addresses, `-` for standard input, or values. */
	old: string | JsonObject;
	/** In the same forms. */
	new: string | JsonObject;
	/** Those of the consumers that must go on working; absent: nobody's. */
	pacts?: readonly Pact[] | undefined;
	/** Overlays for both. */
	overlays?: readonly string[] | undefined;
	/** Follow references to other hosts. Default: false. */
	allowRemoteRefs?: boolean | undefined;
	/** How much changes and findings count; absent: as they come. */
	policy?: FindingPolicy | undefined;
	/** By which it is judged whether a sunset has come. Default: now. */
	today?: Date | undefined;
}

const NO_POLICY: FindingPolicy = { severities: new Map(), allowed: [] };

/**
 * Tells what changed from the old document to the new one, which of it breaks consumers in general (by the rules of oasdiff), and which
 * interactions of the pacts don't fit any more. The same documents and pacts give the same report. Rejects with a StartupError for a
 * document that can't be used (`document.…`, with file and line).
 */
export async function diffDocuments(input: DiffInput): Promise<DiffReport> {
	const { pacts, today } = input;
	const before = await load(input.old, input);
	const after = await load(input.new, input);
	const [old, now] = [before[0] as ApiDocument, after[0] as ApiDocument];
	const policy = nameAllowed(input.policy ?? NO_POLICY, [...before, ...after]);
	const changed = compareDocuments({ before, after, ...(today && { today }) });
	const judged = changed.map((change) => judgeByPolicy(change, policy));
	const changes = addChangeLines(pacts ? nameUsers(judged, { pacts, before }) : judged, { old: before, new: after });
	const report = { old: nameDocument(old), new: nameDocument(now), changes };
	if (!pacts) return report;
	const consumers = await findBreaks(pacts, { before, after });
	return { ...report, consumers: consumers.map((one) => judgeBreaks(one, { policy, after })) };
}

/** The policy with its operations as changes name them, whichever of their names it has; of an operation that is gone as it is. */
function nameAllowed({ severities, allowed }: FindingPolicy, documents: readonly ApiDocument[]): FindingPolicy {
	const sides = documents.map(({ operations }) => operations);
	const nameMeant = (name: string): string => {
		const [operation] = sides.flatMap((operations) => findNamed(name, operations).operation ?? []);
		return operation ? nameOperation(operation) : name;
	};
	return {
		severities,
		allowed: allowed.map((one) =>
			one.operation === undefined ? one : { ...one, operation: nameMeant(one.operation) },
		),
	};
}

async function load(
	source: string | JsonObject,
	{ overlays = [], allowRemoteRefs = false }: DiffInput,
): Promise<readonly ApiDocument[]> {
	const place = typeof source === 'string' ? keepLocal(source) : source;
	return (await loadDocuments([place], { overlays, allowRemoteRefs, infer: false })).documents;
}

function judgeBreaks(
	breaks: ConsumerBreaks,
	{ policy, after }: { policy: FindingPolicy; after: readonly ApiDocument[] },
): ConsumerBreaks {
	const findings = applyPolicy(breaks.findings, policy).map((finding): ContractFinding => {
		const place = finding.document;
		const document = after.find(({ file }) => file === place?.file);
		return place && document
			? { ...finding, document: { ...place, line: document.locate(place.pointer).line } }
			: finding;
	});
	return { ...breaks, findings };
}
