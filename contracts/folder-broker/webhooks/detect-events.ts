// What a publication or a verification means to webhooks.

import type { PublicationResult, PublishedContract } from '../record/publish.ts';
import type { Verification, Version, Webhook, WebhookEvent, WebhookParticipant } from '../store/broker-records.ts';
import {
	type BrokerState,
	findBranchHead,
	hasBranch,
	hasTag,
	listCurrentDeployments,
	listSupportedReleases,
	type Publication,
} from '../store/broker-state.ts';

/** Something that happened. */
export interface DetectedEvent {
	name: WebhookEvent;
	publication: Publication;
	verification?: Verification;
	/** Why it counts as happened, for people. */
	comment?: string;
	/** Of `contract_requiring_verification_published`: which of the provider's versions haven't verified it. */
	required?: RequiredVerification[];
}

export interface RequiredVerification {
	version: Version;
	/** E.g. `latest from main branch`, `deployed in production`. */
	descriptions: string[];
}

/** The events of a publication, in the order of its contracts; `before` is the folder without it. */
export function detectPublicationEvents(before: BrokerState, result: PublicationResult): DetectedEvent[] {
	return result.contracts.flatMap((contract): DetectedEvent[] => {
		const { version } = result;
		const pact = version.pacts.find(({ provider }) => provider === contract.provider);
		if (!pact) return [];
		const publication = { consumer: version.participant, version, pact };
		const comment = describeChange(before, version, contract);
		const required = listRequiredVerifications(before, publication);
		return [
			{ name: 'contract_published', publication },
			...(comment === undefined ? [] : [{ name: 'contract_content_changed' as const, publication, comment }]),
			...(required.length === 0
				? []
				: [{ name: 'contract_requiring_verification_published' as const, publication, required }]),
		];
	});
}

/** The events of a verification's result. */
export function detectVerificationEvents(publication: Publication, verification: Verification): DetectedEvent[] {
	const result = verification.success ? 'provider_verification_succeeded' : 'provider_verification_failed';
	return (['provider_verification_published', result] as const).map((name) => ({ name, publication, verification }));
}

/** Whether a webhook is to be run for an event. */
export function isAbout(webhook: Webhook, { name, publication }: DetectedEvent, state: BrokerState): boolean {
	return (
		webhook.enabled &&
		webhook.events.includes(name) &&
		covers(webhook.consumer, publication.consumer, state) &&
		covers(webhook.provider, publication.pact.provider, state)
	);
}

/** Whether a participant is one that a webhook is about. */
export function covers(about: WebhookParticipant | undefined, name: string, state: BrokerState): boolean {
	if (about === undefined) return true;
	if ('name' in about) return about.name === name;
	return state.participants.get(name)?.labels?.some((label) => label.name === about.label) === true;
}

/** Why its content counts as new; undefined: it is what was published before, for each of its branches and tags. */
function describeChange(before: BrokerState, version: Version, contract: PublishedContract): string | undefined {
	const { participant: consumer, number } = version;
	const { provider, sha } = contract;
	const known = before.findVersion(consumer, number)?.pacts.find((pact) => pact.provider === provider);
	if (known)
		return known.sha === sha
			? undefined
			: `pact content modified since previous publication of ${consumer} version ${number}`;
	const earlier = before.publications(provider).filter((one) => one.consumer === consumer);
	const marks = [
		...version.branches.map(({ name }) => ({ what: `branch ${name}`, has: (one: Version) => hasBranch(one, name) })),
		...version.tags.map(({ name }) => ({ what: `tag ${name}`, has: (one: Version) => hasTag(one, name) })),
	];
	if (marks.length === 0)
		marks.push({ what: 'no branch or tag', has: ({ branches, tags }) => branches.length + tags.length === 0 });
	for (const { what, has } of marks) {
		const last = earlier.findLast((one) => has(one.version));
		if (!last) return `first time a pact is published for this consumer and provider with ${what}`;
		if (last.pact.sha !== sha) return `pact content has changed since the last consumer version with ${what}`;
	}
	return undefined;
}

/** The provider's versions that matter and said nothing of this content yet: its main branch's newest, those deployed, those released. */
function listRequiredVerifications(state: BrokerState, { consumer, pact }: Publication): RequiredVerification[] {
	const { provider, sha } = pact;
	const verified = new Set(state.verificationsOf({ consumer, provider, sha }).map((one) => one.providerVersion));
	const required = new Map<string, RequiredVerification>();
	const add = (version: Version | undefined, description: string): void => {
		if (!version || verified.has(version.number)) return;
		const known = required.get(version.number) ?? { version, descriptions: [] };
		if (!known.descriptions.includes(description)) known.descriptions.push(description);
		required.set(version.number, known);
	};
	const main = state.participants.get(provider)?.mainBranch;
	if (main !== undefined) add(findBranchHead(state, provider, main), 'latest from main branch');
	const nameOf = (uuid: string): string => state.environments.find((one) => one.uuid === uuid)?.name ?? uuid;
	for (const { participant, version, environment } of listCurrentDeployments(state))
		if (participant === provider) add(state.findVersion(provider, version), `deployed in ${nameOf(environment)}`);
	for (const { participant, version, environment } of listSupportedReleases(state))
		if (participant === provider) add(state.findVersion(provider, version), `released in ${nameOf(environment)}`);
	return [...required.values()];
}
