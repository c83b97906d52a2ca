// Environments, deployments and releases, as HAL.

import type { Deployment, Environment, Release } from '../store/broker-records.ts';
import { type BrokerState, listCurrentDeployments, listSupportedReleases } from '../store/broker-state.ts';
import type { Links } from './links.ts';
import { embedParticipant, embedVersion } from './participant-resources.ts';

type Resource = Record<string, unknown>;

/** `GET /environments/{uuid}` */
export function writeEnvironment(links: Links, environment: Environment): Resource {
	const { uuid, name, displayName } = environment;
	const self = links.environment(uuid);
	return {
		...describeEnvironment(environment),
		_links: {
			self: { title: 'Environment', name, href: self },
			'pb:currently-deployed-deployed-versions': {
				title: `Versions currently deployed to ${displayName} environment`,
				href: `${self}/deployed-versions/currently-deployed`,
			},
			'pb:currently-supported-released-versions': {
				title: `Versions released and supported in ${displayName} environment`,
				href: `${self}/released-versions/currently-supported`,
			},
			'pb:environments': { title: 'Environments', href: links.at('/environments') },
		},
	};
}

/** As rows of the matrix show it: with the link to itself alone. */
export function embedEnvironment(links: Links, environment: Environment): Resource {
	const { uuid, name } = environment;
	return {
		...describeEnvironment(environment),
		_links: { self: { title: 'Environment', name, href: links.environment(uuid) } },
	};
}

/** `GET /environments` */
export function writeEnvironments(state: BrokerState, links: Links): Resource {
	return {
		_embedded: { environments: state.environments.map((environment) => writeEnvironment(links, environment)) },
		_links: {
			self: { title: 'Environments', href: links.at('/environments') },
			'pb:environments': state.environments.map(({ uuid, name }) => ({
				title: 'Environment',
				name,
				href: links.environment(uuid),
			})),
		},
	};
}

/** `GET /deployed-versions/{uuid}`; in a list, without the environment. */
export function writeDeployment(args: {
	state: BrokerState;
	links: Links;
	deployment: Deployment;
	isListed?: boolean;
}): Resource {
	const { state, links, deployment, isListed = false } = args;
	const { uuid, instance, undeployedAt, createdAt } = deployment;
	const isRunning = listCurrentDeployments(state, deployment.environment).some((other) => other.uuid === uuid);
	return {
		uuid,
		currentlyDeployed: isRunning,
		...(instance === undefined ? {} : { target: instance, applicationInstance: instance }),
		...(undeployedAt === undefined ? {} : { undeployedAt }),
		createdAt,
		_embedded: embed({ state, links, record: deployment, isListed }),
		_links: { self: { href: links.deployment(uuid) } },
	};
}

/** `GET /released-versions/{uuid}`; in a list, without the environment. */
export function writeRelease(args: {
	state: BrokerState;
	links: Links;
	release: Release;
	isListed?: boolean;
}): Resource {
	const { state, links, release, isListed = false } = args;
	const { uuid, supportEndedAt, createdAt } = release;
	return {
		uuid,
		currentlySupported: supportEndedAt === undefined,
		createdAt,
		...(supportEndedAt === undefined ? {} : { supportEndedAt }),
		_embedded: embed({ state, links, record: release, isListed }),
		_links: { self: { href: links.release(uuid) } },
	};
}

/** `GET /environments/{uuid}/deployed-versions/currently-deployed`, the newest first. */
export function writeCurrentDeployments(args: {
	state: BrokerState;
	links: Links;
	environment: Environment;
	filter: RecordFilter;
}): Resource {
	const { state, links, environment, filter } = args;
	const deployments = listCurrentDeployments(state, environment.uuid)
		.filter((deployment) => passes(deployment, filter))
		.toReversed();
	return {
		_embedded: {
			deployedVersions: deployments.map((deployment) => writeDeployment({ state, links, deployment, isListed: true })),
		},
		_links: {
			self: {
				href: `${links.environment(environment.uuid)}/deployed-versions/currently-deployed`,
				title: `Currently deployed versions for ${environment.displayName}`,
			},
		},
	};
}

/** `GET /environments/{uuid}/released-versions/currently-supported` */
export function writeSupportedReleases(args: {
	state: BrokerState;
	links: Links;
	environment: Environment;
	filter: RecordFilter;
}): Resource {
	const { state, links, environment, filter } = args;
	const releases = listSupportedReleases(state, environment.uuid).filter((release) => passes(release, filter));
	return {
		_embedded: { releasedVersions: releases.map((release) => writeRelease({ state, links, release, isListed: true })) },
		_links: {
			self: {
				href: `${links.environment(environment.uuid)}/released-versions/currently-supported`,
				title: `Currently supported versions in ${environment.displayName}`,
			},
		},
	};
}

/** What a list of deployments or releases is asked for; absent: everything. */
export interface RecordFilter {
	participant?: string;
	version?: string;
	/** Null: only those without an instance. */
	instance?: string | null;
}

function passes(record: Deployment | Release, { participant, version, instance }: RecordFilter): boolean {
	const own = 'instance' in record ? record.instance : undefined;
	return (
		(participant === undefined || record.participant === participant) &&
		(version === undefined || record.version === version) &&
		(instance === undefined || (own ?? null) === instance)
	);
}

function describeEnvironment({
	uuid,
	name,
	displayName,
	production,
	contacts,
	createdAt,
	updatedAt,
}: Environment): Resource {
	return {
		uuid,
		name,
		displayName,
		production,
		...(contacts === undefined ? {} : { contacts }),
		createdAt,
		...(updatedAt === undefined ? {} : { updatedAt }),
	};
}

function embed(args: { state: BrokerState; links: Links; record: Deployment | Release; isListed: boolean }): Resource {
	const { state, links, record, isListed } = args;
	const environment = state.environments.find(({ uuid }) => uuid === record.environment);
	return {
		pacticipant: embedParticipant(links, record.participant),
		version: embedVersion(links, { participant: record.participant, number: record.version }),
		...(isListed || !environment ? {} : { environment: writeEnvironment(links, environment) }),
	};
}
