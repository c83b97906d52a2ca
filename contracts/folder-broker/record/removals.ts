// What is removed for good: versions, pacts, participants and the integrations between them, with all that hangs on them.

import type { FolderWriter } from '../store/broker-folder.ts';
import type { Participant, Verification, Version } from '../store/broker-records.ts';
import type { Publication } from '../store/broker-state.ts';
import { type Outcome, refuseMissing, succeed } from './outcome.ts';

const NOT_FOUND = 'The requested document was not found on this server.';

/** Removes a version with its pacts, and where it was deployed or released; contents stay for the versions that share them. */
export function removeVersion(writer: FolderWriter, participant: string, number: string): Outcome<Version> {
	const version = writer.state.findVersion(participant, number);
	if (!version) return refuseMissing(NOT_FOUND);
	const isOf = (record: { participant: string; version: string }): boolean =>
		record.participant === participant && record.version === number;
	for (const deployment of writer.state.deployments.filter(isOf)) writer.removeDeployment(deployment);
	for (const release of writer.state.releases.filter(isOf)) writer.removeRelease(release);
	for (const verification of writer.state.resultsBy(participant))
		if (verification.providerVersion === number) writer.removeVerification(verification);
	writer.removeVersion(version);
	return succeed(version);
}

/** Removes the pacts of a consumer with a provider that fit; their contents stay for the versions that share them. 404: there is none. */
export function removePacts(
	writer: FolderWriter,
	{ consumer, provider, fits }: { consumer: string; provider: string; fits: (publication: Publication) => boolean },
): Outcome<number> {
	const fitting = writer.state.publications(provider).filter((one) => one.consumer === consumer && fits(one));
	if (fitting.length === 0) return refuseMissing(NOT_FOUND);
	for (const { version } of fitting) takePact(writer, version, provider);
	return succeed(fitting.length);
}

/** Removes all pacts of a consumer with a provider and what was made of them; both participants stay. */
export function removeIntegration(
	writer: FolderWriter,
	{ consumer, provider }: { consumer: string; provider: string },
): Outcome<true> {
	const { state } = writer;
	if (!state.participants.has(consumer) || !state.participants.has(provider)) return refuseMissing(NOT_FOUND);
	const isMeant = (one: { consumer: string }): boolean => one.consumer === consumer;
	for (const { version } of state.publications(provider).filter(isMeant)) takePact(writer, version, provider);
	for (const verification of state.resultsBy(provider).filter(isMeant)) writer.removeVerification(verification);
	writer.removePacts({ consumer, provider });
	return succeed(true);
}

/** Removes a participant with its versions, its pacts as consumer and as provider, and the webhooks that are about it. */
export function removeParticipant(writer: FolderWriter, name: string): Outcome<Participant> {
	const { state } = writer;
	const participant = state.participants.get(name);
	if (!participant) return refuseMissing(`No pacticipant with name '${name}' found`);
	const asConsumer = state.publications().filter(({ consumer }) => consumer === name);
	for (const { version, consumer } of state.publications(name)) if (consumer !== name) takePact(writer, version, name);
	const results = [...asConsumer.map(({ pact }) => pact.provider), name].flatMap((provider) =>
		state.resultsBy(provider),
	);
	const isOf = ({ consumer, provider }: Verification): boolean => consumer === name || provider === name;
	for (const verification of new Set(results.filter(isOf))) writer.removeVerification(verification);
	const pairs = [
		...asConsumer.map(({ pact }) => ({ consumer: name, provider: pact.provider })),
		...state.publications(name).map(({ consumer }) => ({ consumer, provider: name })),
	];
	for (const { number } of state.versionsOf(name)) removeVersion(writer, name, number);
	for (const pair of pairs) writer.removePacts(pair);
	writer.removeDocuments(name);
	for (const webhook of state.webhooks)
		if ([webhook.consumer, webhook.provider].some((about) => about && 'name' in about && about.name === name))
			writer.removeWebhook(webhook);
	writer.removeParticipant(participant);
	return succeed(participant);
}

function takePact(writer: FolderWriter, version: Version, provider: string): void {
	writer.saveVersion({
		...version,
		pacts: version.pacts.filter((pact) => pact.provider !== provider),
		updatedAt: writer.now,
	});
}
