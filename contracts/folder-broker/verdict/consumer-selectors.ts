// The consumer version selectors of a provider's verification, and which pacts they mean.

import type { Version } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	hasTag,
	listCurrentDeployments,
	listSupportedReleases,
	type Publication,
} from '../store/broker-state.ts';

/** As clients send it, e.g. `{ "mainBranch": true }` or `{ "tag": "prod", "latest": true, "consumer": "orders-web" }`. */
export interface ConsumerSelector {
	latest?: boolean;
	tag?: string;
	fallbackTag?: string;
	branch?: string | true;
	fallbackBranch?: string;
	mainBranch?: true;
	matchingBranch?: true;
	consumer?: string;
	deployed?: true;
	released?: true;
	deployedOrReleased?: true;
	environment?: string;
}

/** Why a pact is among those to be verified. */
export type Reason =
	| { kind: 'overall-latest'; consumer?: string }
	| { kind: 'branch'; branch: string; fallbackFor?: string; consumer?: string }
	| { kind: 'latest-tag'; tag: string; fallbackFor?: string; consumer?: string }
	| { kind: 'tag'; tag: string; consumer?: string }
	| { kind: 'deployed' | 'released'; environment: string; consumer?: string }
	| { kind: 'main-branch'; branch: string; consumer?: string };

/** A pact that a selector means, and the reason. */
export interface SelectedPact {
	publication: Publication;
	reason: Reason;
}

/** The pacts of a provider that selectors mean; without any: those of main branches, and whatever is deployed or released. */
export function selectPacts(args: {
	state: BrokerState;
	provider: string;
	selectors: readonly ConsumerSelector[];
	providerBranch?: string;
}): SelectedPact[] {
	const { state, provider, providerBranch } = args;
	const publications = state.publications(provider);
	const consumers = [...new Set(publications.map(({ consumer }) => consumer))];
	const selectors = args.selectors.length > 0 ? args.selectors : listDefaultSelectors(state, consumers);
	return selectors.flatMap((selector) => {
		const own = selector.consumer === undefined ? consumers : consumers.filter((name) => name === selector.consumer);
		return own.flatMap((consumer) => {
			const selected = selectFrom({
				state,
				selector,
				consumer,
				publications: publications.filter((publication) => publication.consumer === consumer),
				providerBranch,
			});
			const { consumer: named } = selector;
			return selected.map(({ publication, reason }) => ({
				publication,
				reason: named === undefined ? reason : { ...reason, consumer: named },
			}));
		});
	});
}

interface OneConsumer {
	state: BrokerState;
	selector: ConsumerSelector;
	consumer: string;
	/** Its pacts with the provider, oldest first. */
	publications: readonly Publication[];
	providerBranch: string | undefined;
}

function selectFrom(given: OneConsumer): SelectedPact[] {
	const { state, selector, consumer, publications } = given;
	const { tag, fallbackTag, fallbackBranch } = selector;
	if (selector.mainBranch) {
		const branch = state.participants.get(consumer)?.mainBranch;
		return branch === undefined
			? []
			: ofBranchHead(given, branch).map((publication) => ({ publication, reason: { kind: 'main-branch', branch } }));
	}
	const branch = selector.matchingBranch ? given.providerBranch : selector.branch;
	if (branch === true) {
		const heads = new Set(publications.flatMap(({ version }) => version.branches.map(({ name }) => name)));
		return [...heads].flatMap((name) =>
			ofBranchHead(given, name).map(
				(publication): SelectedPact => ({ publication, reason: { kind: 'branch', branch: name } }),
			),
		);
	}
	if (branch !== undefined) {
		const found = ofBranchHead(given, branch);
		if (found.length > 0 || fallbackBranch === undefined)
			return found.map((publication) => ({ publication, reason: { kind: 'branch', branch } }));
		return ofBranchHead(given, fallbackBranch).map((publication) => ({
			publication,
			reason: { kind: 'branch', branch: fallbackBranch, fallbackFor: branch },
		}));
	}
	if (tag !== undefined && selector.latest !== true)
		return publications
			.filter(({ version }) => hasTag(version, tag))
			.map((publication) => ({ publication, reason: { kind: 'tag', tag } }));
	if (tag !== undefined) {
		const found = publications.findLast(({ version }) => hasTag(version, tag));
		if (found) return [{ publication: found, reason: { kind: 'latest-tag', tag } }];
		const fallback = publications.findLast(({ version }) => fallbackTag !== undefined && hasTag(version, fallbackTag));
		return fallback && fallbackTag !== undefined
			? [{ publication: fallback, reason: { kind: 'latest-tag', tag: fallbackTag, fallbackFor: tag } }]
			: [];
	}
	if (selector.deployed || selector.released || selector.deployedOrReleased || selector.environment !== undefined)
		return selectFromEnvironments(given);
	const latest = publications.at(-1);
	return latest ? [{ publication: latest, reason: { kind: 'overall-latest' } }] : [];
}

/** The pact of the branch's newest version; none, if that version has no pact with the provider. */
function ofBranchHead({ state, consumer, publications }: OneConsumer, branch: string): Publication[] {
	const head = findBranchHead(state, consumer, branch);
	return publications.filter(({ version }) => version === head);
}

function selectFromEnvironments({ state, selector, consumer, publications }: OneConsumer): SelectedPact[] {
	const all = selector.deployedOrReleased === true || (!selector.deployed && !selector.released);
	const selected: SelectedPact[] = [];
	for (const environment of state.environments) {
		if (selector.environment !== undefined && environment.name !== selector.environment) continue;
		const collect = (
			kind: 'deployed' | 'released',
			records: readonly { participant: string; version: string }[],
		): void => {
			const numbers = new Set(
				records.filter((record) => record.participant === consumer).map((record) => record.version),
			);
			for (const publication of publications)
				if (numbers.has(publication.version.number))
					selected.push({ publication, reason: { kind, environment: environment.name } });
		};
		if (all || selector.deployed) collect('deployed', listCurrentDeployments(state, environment.uuid));
		if (all || selector.released) collect('released', listSupportedReleases(state, environment.uuid));
	}
	return selected;
}

function listDefaultSelectors(state: BrokerState, consumers: readonly string[]): ConsumerSelector[] {
	const heads = consumers.map((consumer): ConsumerSelector => {
		const main = state.participants.get(consumer)?.mainBranch;
		if (main !== undefined && findBranchHead(state, consumer, main)) return { mainBranch: true, consumer };
		if (main !== undefined && state.versionsOf(consumer).some((version: Version) => hasTag(version, main)))
			return { tag: main, latest: true, consumer };
		return { latest: true, consumer };
	});
	return [...heads, { deployed: true }, { released: true }];
}
