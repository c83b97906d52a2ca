// Pending and work-in-progress pacts: those that may fail without failing their provider's build.

import type { Verification } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	hasBranch,
	hasTag,
	listBranches,
	type Publication,
} from '../store/broker-state.ts';
import type { SelectedPact } from './consumer-selectors.ts';

/** Whose build verifies. */
export interface ProviderBuild {
	provider: string;
	branch?: string;
	/** Count where there is no branch. */
	tags: readonly string[];
}

/** Whether a pact's content is pending for a build; with tags, for which of them. */
export function judgePending(args: { state: BrokerState; build: ProviderBuild; publication: Publication }): {
	isPending: boolean;
	pendingTags: string[];
} {
	const { state, build, publication } = args;
	const successes = listSuccesses(state, build.provider, publication);
	if (build.branch !== undefined)
		return { isPending: !isAcceptedOnBranch(args.state, build.provider, build.branch, successes), pendingTags: [] };
	const pendingTags = build.tags.filter((tag) => !isAcceptedWithTag(state, build.provider, tag, successes));
	if (build.tags.length > 0) return { isPending: pendingTags.length > 0, pendingTags };
	return { isPending: successes.length === 0, pendingTags: [] };
}

/**
 * The heads of all branches and tags that the build's branch (or tags) never verified, published on or after a date, beside those that
 * were selected anyway. Empty without a branch and tags: nobody could say for whom it is in progress.
 */
export function findWorkInProgress(args: {
	state: BrokerState;
	build: ProviderBuild;
	/** E.g. `2026-01-01`, or a full time. */
	since: string;
	selected: readonly SelectedPact[];
}): (SelectedPact & { pendingTags: string[] })[] {
	const { state, build, selected } = args;
	const since = Date.parse(args.since);
	const isSelected = ({ consumer, pact }: Publication): boolean =>
		selected.some(({ publication }) => publication.consumer === consumer && publication.pact.sha === pact.sha);
	const found: (SelectedPact & { pendingTags: string[] })[] = [];
	for (const head of listHeads(state, build.provider)) {
		const { publication } = head;
		if (isSelected(publication) || Date.parse(publication.pact.createdAt) < since) continue;
		const successes = listSuccesses(state, build.provider, publication).filter(({ wip }) => !wip);
		if (build.branch !== undefined) {
			if (!isAcceptedOnBranch(state, build.provider, build.branch, successes)) found.push({ ...head, pendingTags: [] });
			continue;
		}
		const pendingTags = build.tags.filter((tag) => !isAcceptedWithTag(state, build.provider, tag, successes));
		if (pendingTags.length > 0) found.push({ ...head, pendingTags });
	}
	return found;
}

function listHeads(state: BrokerState, provider: string): SelectedPact[] {
	const publications = state.publications(provider);
	const consumers = [...new Set(publications.map(({ consumer }) => consumer))];
	return consumers.flatMap((consumer) => {
		const own = publications.filter((publication) => publication.consumer === consumer);
		const ofBranches = listBranches(state, consumer).flatMap((branch) => {
			const head = findBranchHead(state, consumer, branch);
			return own
				.filter(({ version }) => version === head)
				.map((publication): SelectedPact => ({ publication, reason: { kind: 'branch', branch } }));
		});
		const tags = new Set(own.flatMap(({ version }) => version.tags.map(({ name }) => name)));
		const ofTags = [...tags].flatMap((tag) => {
			const publication = own.findLast(({ version }) => hasTag(version, tag));
			return publication ? [{ publication, reason: { kind: 'latest-tag', tag } } satisfies SelectedPact] : [];
		});
		return [...ofBranches, ...ofTags];
	});
}

function listSuccesses(state: BrokerState, provider: string, { consumer, pact }: Publication): Verification[] {
	return state.verificationsOf({ consumer, provider, sha: pact.sha }).filter(({ success }) => success);
}

/** Verified by a version of the branch, or by another branch before this one began. */
function isAcceptedOnBranch(
	state: BrokerState,
	provider: string,
	branch: string,
	successes: readonly Verification[],
): boolean {
	const marks = state.versionsOf(provider).flatMap((version) => version.branches.filter(({ name }) => name === branch));
	const begin = marks.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...marks.map(({ order }) => order));
	return successes.some(({ number, providerVersion }) => {
		const version = state.findVersion(provider, providerVersion);
		if (version === undefined) return false;
		if (hasBranch(version, branch)) return true;
		return number < begin && version.branches.length > 0;
	});
}

/** The same for a tag. */
function isAcceptedWithTag(
	state: BrokerState,
	provider: string,
	tag: string,
	successes: readonly Verification[],
): boolean {
	const marks = state.versionsOf(provider).flatMap((version) => version.tags.filter(({ name }) => name === tag));
	const begin = marks.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...marks.map(({ order }) => order));
	return successes.some(({ number, providerVersion }) => {
		const version = state.findVersion(provider, providerVersion);
		if (version === undefined) return false;
		if (hasTag(version, tag)) return true;
		return number < begin && version.tags.length > 0;
	});
}
