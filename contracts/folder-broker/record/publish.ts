// Publishing pacts: all contracts of one publication, or none.

import type { BrokerFolder, FolderWriter } from '../store/broker-folder.ts';
import type { Version } from '../store/broker-records.ts';
import { hashPact, mergePacts, type PactContent } from '../store/pact-content.ts';
import { describeDifference } from '../store/pact-difference.ts';

import { type Outcome, succeed } from './outcome.ts';
import { ensureParticipant } from './participants.ts';
import { prepareVersion } from './versions.ts';

/** One pact to be published. */
export interface Contract {
	provider: string;
	content: PactContent;
	/** What to do when this version has a pact with that provider, and with other content. */
	onConflict: 'overwrite' | 'merge';
}

export interface Publication {
	consumer: string;
	version: string;
	branch?: string;
	tags: readonly string[];
	buildUrl?: string;
	contracts: readonly Contract[];
}

/** What became of one contract. */
export interface PublishedContract {
	provider: string;
	sha: string;
	outcome: 'published' | 'republished' | 'merged';
}

export interface PublicationResult {
	version: Version;
	isNewVersion: boolean;
	contracts: PublishedContract[];
}

/** Why a contract was refused; `changes` are the lines of store/pact-difference.ts. */
export interface Conflict {
	provider: string;
	text: string;
	changes: string[];
}

/**
 * Publishes. Refused as a whole (409, with `conflicts`) when a pact of the version would get other content: whoever verified the old
 * one would be taken at his word for the new one.
 */
export function publishContracts(args: {
	folder: BrokerFolder;
	writer: FolderWriter;
	publication: Publication;
}): Outcome<PublicationResult> {
	const { folder, writer, publication } = args;
	const { consumer, version: number, branch, tags, buildUrl } = publication;
	const change = { participant: consumer, number, branch, tags, ...(buildUrl === undefined ? {} : { buildUrl }) };
	const conflicts: Conflict[] = [];
	const settled: (PublishedContract & { content: PactContent })[] = [];
	const known = writer.state.findVersion(consumer, number);
	const { contracts, collisions } = joinContracts(publication);
	conflicts.push(...collisions);
	for (const contract of contracts) {
		const result = settle({ folder, known, consumer, number, contract });
		if ('text' in result) conflicts.push(result);
		else settled.push(result);
	}
	if (conflicts.length > 0) return refuseConflicts(conflicts);
	ensureParticipant(writer, consumer);
	for (const { provider } of settled) ensureParticipant(writer, provider);
	const { version, isNew, isChanged } = prepareVersion(writer, change);
	let mustSave = isChanged;
	for (const { provider, sha, content } of settled) {
		writer.savePact({ consumer, provider, sha, content });
		const old = version.pacts.find((pact) => pact.provider === provider);
		if (old?.sha === sha) continue;
		mustSave = true;
		version.pacts = version.pacts.filter((pact) => pact !== old);
		version.pacts.push({ provider, sha, order: writer.nextOrder(), createdAt: writer.now });
	}
	// Last, because this one file makes the publication: before it, nothing refers to what was written above.
	if (mustSave) writer.saveVersion(isNew ? version : { ...version, updatedAt: writer.now });
	return succeed({
		version,
		isNewVersion: isNew,
		contracts: settled.map(({ provider, sha, outcome }) => ({ provider, sha, outcome })),
	});
}

/** Several files of one pact, as parallel tests write them, are one contract. */
function joinContracts({ consumer, version, contracts }: Publication): {
	contracts: Contract[];
	collisions: Conflict[];
} {
	const joined = new Map<string, Contract>();
	const collisions: Conflict[] = [];
	for (const contract of contracts) {
		const { provider, content } = contract;
		const known = joined.get(provider);
		if (known === undefined) {
			joined.set(provider, contract);
			continue;
		}
		const merged = mergePacts(known.content, content, { keepsAnswers: true });
		if (merged.conflicts.length > 0)
			collisions.push({
				provider,
				text: `Two contracts of ${consumer} version ${version} with provider ${provider} contradict each other in ${merged.conflicts.join(', ')}`,
				changes: describeDifference(known.content, content),
			});
		joined.set(provider, { ...known, content: merged.pact });
	}
	return { contracts: [...joined.values()], collisions };
}

function settle(args: {
	folder: BrokerFolder;
	known: Version | undefined;
	consumer: string;
	number: string;
	contract: Contract;
}): (PublishedContract & { content: PactContent }) | Conflict {
	const { folder, known, consumer, number, contract } = args;
	const { provider, content, onConflict } = contract;
	const sha = hashPact(content);
	const old = known?.pacts.find((pact) => pact.provider === provider);
	if (old === undefined) return { provider, sha, content, outcome: 'published' };
	const before = folder.readPact({ consumer, provider, sha: old.sha });
	if (onConflict === 'merge' && before) {
		const merged = mergePacts(before, content);
		if (merged.conflicts.length === 0)
			return { provider, sha: hashPact(merged.pact), content: merged.pact, outcome: 'merged' };
		const text = `Cannot merge the pact for ${consumer} version ${number} and provider ${provider}: the same description and provider states stand for different requests in ${merged.conflicts.join(', ')}`;
		return { provider, text, changes: describeDifference(before, content) };
	}
	if (old.sha === sha) return { provider, sha, content, outcome: 'republished' };
	return {
		provider,
		text: describeConflict({ consumer, number, provider }),
		changes: before ? describeDifference(before, content) : [],
	};
}

function describeConflict({
	consumer,
	number,
	provider,
}: {
	consumer: string;
	number: string;
	provider: string;
}): string {
	return `Cannot change the content of the pact for ${consumer} version ${number} and provider ${provider}, as race conditions will cause unreliable results for can-i-deploy. Each pact must be published with a unique consumer version number. Some Pact libraries generate random data when a concrete value for a type matcher is not specified, and this can cause the contract to mutate - ensure you have given example values for all type matchers. For more information see https://docs.pact.io/go/versioning`;
}

function refuseConflicts(conflicts: readonly Conflict[]): Outcome<never> {
	const notices = conflicts.flatMap(({ text, changes }) => [
		{ type: 'error', text },
		...(changes.length === 0 ? [] : [{ type: 'info', text: changes.join('\n') }]),
	]);
	const body = { notices, errors: { contracts: conflicts.map(({ text }) => text) } };
	return { ok: false, refusal: { status: 409, body } };
}
