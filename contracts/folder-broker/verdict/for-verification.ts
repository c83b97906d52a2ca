// The pacts that a provider's build is to verify: selected, pending or not, and those in progress.

import { type BrokerState, compareText } from '../store/broker-state.ts';
import { type ConsumerSelector, type Reason, type SelectedPact, selectPacts } from './consumer-selectors.ts';
import { findWorkInProgress, judgePending, type ProviderBuild } from './pending.ts';

export interface VerificationRequest {
	build: ProviderBuild;
	selectors: readonly ConsumerSelector[];
	includePending: boolean;
	/** A date; absent: no work in progress. */
	wipSince?: string;
}

/** One content to be verified, once, however many reasons there are for it. */
export interface VerifiablePact {
	/** The newest of the versions that have this content. */
	publication: SelectedPact['publication'];
	reasons: Reason[];
	/** The number of the version that each reason is about, beside `reasons`. */
	versions: string[];
	/** Undefined: nobody asked. */
	isPending: boolean | undefined;
	pendingTags: string[];
	isWip: boolean;
}

const RANKS: Record<Reason['kind'], number> = {
	'overall-latest': 0,
	branch: 1,
	'latest-tag': 2,
	tag: 3,
	deployed: 4,
	released: 5,
	'main-branch': 6,
};

/** Finds them, by consumer and then by version. */
export function findPactsToVerify(state: BrokerState, request: VerificationRequest): VerifiablePact[] {
	const { build, selectors, includePending, wipSince } = request;
	const selected = selectPacts({ state, provider: build.provider, selectors, providerBranch: build.branch });
	const pacts = groupByContent(selected).map((group): VerifiablePact => {
		const merged = merge(group);
		if (!includePending) return merged;
		return { ...merged, ...judgePending({ state, build, publication: merged.publication }) };
	});
	if (wipSince === undefined) return pacts;
	const inProgress = findWorkInProgress({ state, build, since: wipSince, selected });
	return [
		...pacts,
		...groupByContent(inProgress).map(
			(group): VerifiablePact => ({
				...merge(group),
				isPending: true,
				isWip: true,
				pendingTags: [...new Set(group.flatMap(({ pendingTags }) => pendingTags))],
			}),
		),
	];
}

function groupByContent<T extends SelectedPact>(selected: readonly T[]): T[][] {
	const groups = new Map<string, T[]>();
	for (const one of selected) {
		const key = JSON.stringify([one.publication.consumer, one.publication.pact.sha]);
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()].toSorted(
		([a], [b]) =>
			compareText(a?.publication.consumer ?? '', b?.publication.consumer ?? '') ||
			(a?.publication.version.order ?? 0) - (b?.publication.version.order ?? 0),
	);
}

function merge(group: readonly SelectedPact[]): VerifiablePact {
	const sorted = group.toSorted(
		(a, b) => RANKS[a.reason.kind] - RANKS[b.reason.kind] || compareText(nameOf(a.reason), nameOf(b.reason)),
	);
	const newest = group.toSorted((a, b) => a.publication.version.order - b.publication.version.order).at(-1);
	const distinct = new Map(sorted.map((one) => [JSON.stringify([one.reason, one.publication.version.number]), one]));
	const kept = [...distinct.values()];
	return {
		// A group has at least the pact that began it.
		publication: (newest as SelectedPact).publication,
		reasons: kept.map(({ reason }) => reason),
		versions: kept.map(({ publication }) => publication.version.number),
		isPending: undefined,
		pendingTags: [],
		isWip: false,
	};
}

function nameOf(reason: Reason): string {
	if ('environment' in reason) return reason.environment;
	if ('tag' in reason) return reason.tag;
	return 'branch' in reason ? reason.branch : '';
}
