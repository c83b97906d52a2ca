// Participants and their versions, branches and tags, as HAL.

import { createDisplayName } from '../record/environments.ts';
import type { Participant, Version } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	findLatestVersion,
	listCurrentDeployments,
	listSupportedReleases,
} from '../store/broker-state.ts';
import type { Link, Links } from './links.ts';

type Resource = Record<string, unknown>;

/** A link to a version, titled as the Pact Broker does. */
export function linkVersion(links: Links, { participant, number }: Pick<Version, 'participant' | 'number'>): Link {
	return { title: 'Version', name: number, href: links.version(participant, number) };
}

/** `{ name, _links.self }`, as other resources embed it. */
export function embedParticipant(links: Links, name: string): Resource {
	return { name, _links: { self: { href: links.participant(name) } } };
}

/** `{ number, _links.self }`. */
export function embedVersion(links: Links, version: Pick<Version, 'participant' | 'number'>): Resource {
	return { number: version.number, _links: { self: linkVersion(links, version) } };
}

/** `GET /pacticipants/{pacticipant}`; in a list, without what runs where. */
export function writeParticipant(args: {
	state: BrokerState;
	links: Links;
	participant: Participant;
	isListed?: boolean;
}): Resource {
	const { state, links, participant, isListed = false } = args;
	const { name } = participant;
	const self = links.participant(name);
	const latest = findLatestVersion(state, name);
	const embedded = latest && embedVersion(links, latest);
	const old = 'DEPRECATED - please use latestVersion';
	return {
		name,
		displayName: participant.displayName ?? createDisplayName(name),
		...(participant.repositoryUrl === undefined ? {} : { repositoryUrl: participant.repositoryUrl }),
		...(participant.mainBranch === undefined ? {} : { mainBranch: participant.mainBranch }),
		...(participant.updatedAt === undefined ? {} : { updatedAt: participant.updatedAt }),
		...(participant.createdAt === undefined ? {} : { createdAt: participant.createdAt }),
		_embedded: {
			...(embedded ? { latestVersion: embedded } : {}),
			labels: (participant.labels ?? []).map((label) => ({
				name: label.name,
				_links: {
					self: { title: 'Label', name: label.name, href: `${self}/labels/${encodeURIComponent(label.name)}` },
				},
			})),
			...(embedded ? { 'latest-version': { ...embedded, title: old, name: old } } : {}),
		},
		_links: {
			self: { href: self },
			'pb:versions': { href: `${self}/versions` },
			'pb:branches': { href: `${self}/branches` },
			...(isListed
				? {}
				: { 'pb:deployed-environments': linkDeployedEnvironments({ state, links, participant: name }) }),
			'pb:version': {
				title: 'Get, create or delete a pacticipant version',
				href: `${self}/versions/{version}`,
				templated: true,
			},
			'pb:version-tag': {
				title: `Get, create or delete a tag for a version of ${name}`,
				href: `${self}/versions/{version}/tags/{tag}`,
				templated: true,
			},
			'pb:branch-version': {
				title: `Get or add/create a version for a branch of ${name}`,
				href: `${self}/branches/{branch}/versions/{version}`,
				templated: true,
			},
			'pb:label': {
				title: `Get, create or delete a label for ${name}`,
				href: `${self}/labels/{label}`,
				templated: true,
			},
			versions: { title: 'Deprecated - use pb:versions', href: `${self}/versions` },
			'pb:can-i-deploy-badge': {
				title: `Can I Deploy ${name} badge`,
				href: `${self}/latest-version/{tag}/can-i-deploy/to/{environmentTag}/badge`,
				templated: true,
			},
			'pb:can-i-deploy-branch-to-environment-badge': {
				title: `Can I Deploy ${name} from branch to environment badge`,
				href: `${self}/branches/{branch}/latest-version/can-i-deploy/to-environment/{environment}/badge`,
				templated: true,
			},
			curies: links.curies('pacticipant'),
		},
	};
}

/** `GET /pacticipants` */
export function writeParticipants(state: BrokerState, links: Links): Resource {
	const participants = [...state.participants.values()];
	const resources = participants.map((participant) => writeParticipant({ state, links, participant, isListed: true }));
	return {
		_embedded: { pacticipants: resources },
		_links: {
			self: { href: links.at('/pacticipants') },
			'pb:pacticipants-with-label': {
				title: 'Find pacticipants by label',
				href: links.at('/pacticipants/label/{label}'),
				templated: true,
			},
			'pb:pacticipants': participants.map(({ name }) => ({
				href: links.participant(name),
				title: 'Pacticipant',
				name,
			})),
			pacticipants: participants.map(({ name }) => ({
				href: links.participant(name),
				title: name,
				name: 'DEPRECATED - please use pb:pacticipants',
			})),
		},
		pacticipants: resources.map((resource) => ({
			...resource,
			title: 'DEPRECATED - Please use the embedded pacticipants collection',
		})),
	};
}

/** `GET /pacticipants/{pacticipant}/versions/{version}`; `self` where it was asked for by another address. */
export function writeVersion(args: { state: BrokerState; links: Links; version: Version; self?: string }): Resource {
	const { state, links, version, self } = args;
	const { participant, number } = version;
	const own = links.version(participant, number);
	const record = (what: 'deployed' | 'released', title: string): Link[] =>
		state.environments.map(({ uuid, name, displayName }) => ({
			title: `Record ${title} to ${displayName}`,
			name,
			href: `${own}/${what}-versions/environment/${encodeURIComponent(uuid)}`,
		}));
	const released = listSupportedReleases(state).filter(
		(release) => release.participant === participant && release.version === number,
	);
	return {
		number,
		...(version.buildUrl === undefined ? {} : { buildUrl: version.buildUrl }),
		...(version.updatedAt === undefined ? {} : { updatedAt: version.updatedAt }),
		createdAt: version.createdAt,
		_embedded: {
			branchVersions: writeBranchVersions({ state, links, version }),
			tags: version.tags.map(({ name }) => ({
				name,
				_links: { self: { title: 'Tag', name, href: links.tag(participant, number, name) } },
			})),
		},
		_links: {
			self: { title: 'Version', name: number, href: self ?? own },
			'pb:pacticipant': { title: 'Pacticipant', name: participant, href: links.participant(participant) },
			'pb:tag': {
				href: `${own}/tags/{tag}`,
				title: 'Get, create or delete a tag for this pacticipant version',
				templated: true,
			},
			'pb:latest-verification-results-where-pacticipant-is-consumer': {
				title: 'Latest verification results for consumer version',
				href: links.at(
					`/verification-results/consumer/${encodeURIComponent(participant)}/version/${encodeURIComponent(number)}/latest`,
				),
			},
			'pb:pact-versions': version.pacts.map(({ provider }) => ({
				title: 'Pact',
				name: `Pact between ${participant} (${number}) and ${provider}`,
				href: links.pact({ provider, consumer: participant, number }),
			})),
			'pb:deployed-environments': linkDeployedEnvironments({ state, links, participant, number }),
			'pb:released-environments': released.map((release) => {
				const environment = state.environments.find(({ uuid }) => uuid === release.environment);
				const name = environment?.displayName ?? release.environment;
				return {
					title: `Version released to ${name}`,
					name,
					href: links.release(release.uuid),
					currently_supported: true,
				};
			}),
			'pb:record-deployment': record('deployed', 'deployment'),
			'pb:record-release': record('released', 'release'),
			curies: links.curies('version'),
		},
	};
}

/** The branches of a version, and whether it is their newest. */
export function writeBranchVersions(args: { state: BrokerState; links: Links; version: Version }): Resource[] {
	const { state, links, version } = args;
	return version.branches.map(({ name }) => ({
		name,
		latest: findBranchHead(state, version.participant, name) === version,
		_links: {
			self: { title: 'Branch version', name, href: links.branchVersion(version.participant, name, version.number) },
		},
	}));
}

function linkDeployedEnvironments(args: {
	state: BrokerState;
	links: Links;
	participant: string;
	number?: string;
}): (Link & { currently_deployed: true })[] {
	const { state, links, participant, number } = args;
	return listCurrentDeployments(state)
		.filter(
			(deployment) => deployment.participant === participant && (number === undefined || deployment.version === number),
		)
		.map((deployment) => {
			const environment = state.environments.find(({ uuid }) => uuid === deployment.environment);
			const name = environment?.displayName ?? deployment.environment;
			return {
				title: `Version deployed to ${name}`,
				name,
				href: links.deployment(deployment.uuid),
				currently_deployed: true,
			};
		});
}
