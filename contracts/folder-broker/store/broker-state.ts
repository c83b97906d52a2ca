// The records of a folder, indexed for questions. Built anew from the files whenever they changed; nothing of it is stored.

import type {
	Deployment,
	Environment,
	Order,
	Participant,
	PublishedPact,
	Records,
	Release,
	Verification,
	Version,
	Webhook,
} from './broker-records.ts';
import { compareRecords, compareText, compareVersions, completeParticipant, joinRecords } from './join-records.ts';

export { compareText };

/** One pact of one consumer's version. */
export interface Publication {
	consumer: string;
	version: Version;
	pact: PublishedPact;
}

export interface BrokerState {
	/** By name, in the order of their names. */
	participants: ReadonlyMap<string, Participant>;
	environments: readonly Environment[];
	deployments: readonly Deployment[];
	releases: readonly Release[];
	/** The oldest first. */
	webhooks: readonly Webhook[];
	/** The number that the next record gets. */
	nextOrder: Order;
	/** A participant's versions, oldest first. */
	versionsOf(participant: string): readonly Version[];
	findVersion(participant: string, number: string): Version | undefined;
	/** Every pact with a provider, in the order of publishing; of all providers without one. */
	publications(provider?: string): readonly Publication[];
	/** What was made of one content, oldest first. */
	verificationsOf(pact: { consumer: string; provider: string; sha: string }): readonly Verification[];
	/** Its comparisons with documents of the provider, oldest first. */
	comparisonsOf(pact: { consumer: string; provider: string; sha: string }): readonly Verification[];
	/** All verifications of the provider's pacts, oldest first. */
	verificationsBy(provider: string): readonly Verification[];
	/** Those, and its comparisons. */
	resultsBy(provider: string): readonly Verification[];
}

/** Builds the index. Never throws on records that store/read-records.ts let pass. */
export function indexRecords(given: Records): BrokerState {
	const records = joinRecords(given);
	const versions = Map.groupBy(records.versions.toSorted(compareVersions), (version) => version.participant);
	const numbers = new Map(records.versions.map((version) => [keyOf(version.participant, version.number), version]));
	const all = records.verifications.toSorted((a, b) => a.number - b.number || compareText(a.verifiedAt, b.verifiedAt));
	const verifications = all.filter(({ comparison }) => comparison === undefined);
	const comparisons = Map.groupBy(
		all.filter(({ comparison }) => comparison !== undefined),
		({ consumer, provider, sha }) => keyOf(consumer, provider, sha),
	);
	const byContent = Map.groupBy(verifications, ({ consumer, provider, sha }) => keyOf(consumer, provider, sha));
	const byProvider = Map.groupBy(verifications, ({ provider }) => provider);
	const resultsOfProvider = Map.groupBy(all, ({ provider }) => provider);
	const publications = records.versions
		.flatMap((version) => version.pacts.map((pact) => ({ consumer: version.participant, version, pact })))
		.toSorted((a, b) => compareVersions(a.version, b.version) || a.pact.order - b.pact.order);
	const publicationsWith = Map.groupBy(publications, ({ pact }) => pact.provider);
	const participants = records.participants
		.map((participant) =>
			completeParticipant(participant, {
				versions: versions.get(participant.name) ?? [],
				provided: (publicationsWith.get(participant.name) ?? []).map(({ pact }) => pact),
			}),
		)
		.toSorted((a, b) => compareText(a.name, b.name));
	return {
		participants: new Map(participants.map((participant) => [participant.name, participant])),
		environments: records.environments.toSorted(
			(a, b) => compareText(a.displayName, b.displayName) || compareText(a.name, b.name),
		),
		deployments: records.deployments.toSorted(compareRecords),
		releases: records.releases.toSorted(compareRecords),
		webhooks: records.webhooks.toSorted(compareRecords),
		nextOrder: 1 + highestOrder(records),
		versionsOf: (participant) => versions.get(participant) ?? [],
		findVersion: (participant, number) => numbers.get(keyOf(participant, number)),
		publications: (provider) => (provider === undefined ? publications : (publicationsWith.get(provider) ?? [])),
		verificationsOf: ({ consumer, provider, sha }) => byContent.get(keyOf(consumer, provider, sha)) ?? [],
		comparisonsOf: ({ consumer, provider, sha }) => comparisons.get(keyOf(consumer, provider, sha)) ?? [],
		verificationsBy: (provider) => byProvider.get(provider) ?? [],
		resultsBy: (provider) => resultsOfProvider.get(provider) ?? [],
	};
}

/** The last of its versions to be created, not the last to be written again. */
export function findLatestVersion(state: BrokerState, participant: string, tag?: string): Version | undefined {
	return state.versionsOf(participant).findLast((version) => tag === undefined || hasTag(version, tag));
}

/** The version that joined a branch last. */
export function findBranchHead(state: BrokerState, participant: string, branch: string): Version | undefined {
	let head: { version: Version; order: Order } | undefined;
	for (const version of state.versionsOf(participant))
		for (const mark of version.branches)
			if (mark.name === branch && (head === undefined || mark.order >= head.order))
				head = { version, order: mark.order };
	return head?.version;
}

/** The names of a participant's branches, oldest first. */
export function listBranches(state: BrokerState, participant: string): string[] {
	const marks = state.versionsOf(participant).flatMap((version) => version.branches);
	return [...new Set(marks.toSorted((a, b) => a.order - b.order).map((mark) => mark.name))];
}

export function hasBranch(version: Version, branch: string): boolean {
	return version.branches.some((mark) => mark.name === branch);
}

export function hasTag(version: Version, tag: string): boolean {
	return version.tags.some((mark) => mark.name === tag);
}

/** What runs now: the last deployment of each participant to each instance of an environment, unless it was undeployed. */
export function listCurrentDeployments(state: BrokerState, environment?: string): Deployment[] {
	const last = new Map<string, Deployment>();
	for (const deployment of state.deployments)
		last.set(keyOf(deployment.environment, deployment.participant, deployment.instance ?? null), deployment);
	return [...last.values()]
		.filter((deployment) => deployment.undeployedAt === undefined)
		.filter((deployment) => environment === undefined || deployment.environment === environment)
		.toSorted(compareRecords);
}

/** What is supported now. */
export function listSupportedReleases(state: BrokerState, environment?: string): Release[] {
	return state.releases.filter(
		(release) =>
			release.supportEndedAt === undefined && (environment === undefined || release.environment === environment),
	);
}

/** The versions of a participant that are deployed or supported in an environment, oldest first, each once. */
export function listVersionsInEnvironment(state: BrokerState, participant: string, environment: string): Version[] {
	const numbers = new Set(
		[...listCurrentDeployments(state, environment), ...listSupportedReleases(state, environment)]
			.filter((record) => record.participant === participant)
			.map((record) => record.version),
	);
	return state.versionsOf(participant).filter((version) => numbers.has(version.number));
}

/** One key of several names, whatever characters they have. */
export function keyOf(...parts: readonly (string | null)[]): string {
	return JSON.stringify(parts);
}

function highestOrder(records: Records): Order {
	let highest = 0;
	const see = (order: number): void => {
		if (Number.isSafeInteger(order) && order > highest) highest = order;
	};
	for (const environment of records.environments) see(environment.order);
	for (const { order } of [...records.deployments, ...records.releases, ...records.webhooks]) see(order);
	for (const verification of records.verifications) see(verification.number);
	for (const version of records.versions) {
		see(version.order);
		for (const { order } of [...version.branches, ...version.tags, ...version.pacts]) see(order);
	}
	return highest;
}
