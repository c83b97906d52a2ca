// Where each record of a folder broker is kept. The names inside the files count; the file names only keep them apart.

import { createHash } from 'node:crypto';
import type {
	Deployment,
	Environment,
	Participant,
	Release,
	Verification,
	Version,
	Webhook,
} from './broker-records.ts';
import { encodeFileName } from './encode-file-name.ts';

/** The kinds of records that are read together; `pacts/` is read one by one, when a pact is asked for. */
export const FOLDERS = {
	participants: 'participants',
	versions: 'versions',
	verifications: 'verifications',
	environments: 'environments',
	deployments: 'deployments',
	releases: 'releases',
	webhooks: 'webhooks',
} as const;

/** `participants/orders-web.json` */
export function locateParticipant(participant: Pick<Participant, 'name'>): string {
	return `${FOLDERS.participants}/${encodeFileName(participant.name)}.json`;
}

/** `versions/orders-web/1.2.0--3f9a01bc.json`: two git branches that publish the same version first write a file each. */
export function locateVersion({ participant, number, file }: Pick<Version, 'participant' | 'number' | 'file'>): string {
	const name = `${encodeFileName(number)}${file === undefined ? '' : `--${encodeFileName(file)}`}`;
	return `${FOLDERS.versions}/${encodeFileName(participant)}/${name}.json`;
}

/** `pacts/orders-web/orders-api/<sha>.json`: the pact itself, as any Pact tool reads it. */
export function locatePact(pact: { consumer: string; provider: string; sha: string }): string {
	return `pacts/${encodeFileName(pact.consumer)}/${encodeFileName(pact.provider)}/${encodeFileName(pact.sha)}.json`;
}

/** `documents/orders-api/<sha>.yaml`: the text as it was published; JSON is YAML as well. */
export function locateDocument(document: { provider: string; sha: string }): string {
	return `documents/${encodeFileName(document.provider)}/${encodeFileName(document.sha)}.yaml`;
}

/** `12-3f9a01bc`: its number, which another git branch may have given as well, and a part of the hash of what it says. */
export function identifyVerification(verification: Verification): string {
	const { number, consumer, provider, sha, consumerVersion, providerVersion, success, verifiedAt, comparison } =
		verification;
	const said = [consumer, provider, sha, consumerVersion, providerVersion, success, verifiedAt, comparison?.document];
	return `${number}-${createHash('sha1').update(JSON.stringify(said)).digest('hex').slice(0, 8)}`;
}

/** `verifications/orders-api/7.0.1--12-3f9a01bc.json`: two git branches never write different things into one file. */
export function locateVerification(verification: Verification): string {
	const file = `${encodeFileName(verification.providerVersion)}--${identifyVerification(verification)}`;
	return `${FOLDERS.verifications}/${encodeFileName(verification.provider)}/${file}.json`;
}

/** `verifications/orders-api/7.0.1--12.json`, as it was written before git branches were told apart. */
export function locateOlderVerification({ provider, providerVersion, number }: Verification): string {
	return `${FOLDERS.verifications}/${encodeFileName(provider)}/${encodeFileName(providerVersion)}--${number}.json`;
}

/** By its id, so that it may be renamed. */
export function locateEnvironment(environment: Pick<Environment, 'uuid'>): string {
	return `${FOLDERS.environments}/${encodeFileName(environment.uuid)}.json`;
}

export function locateDeployment(deployment: Pick<Deployment, 'uuid'>): string {
	return `${FOLDERS.deployments}/${encodeFileName(deployment.uuid)}.json`;
}

export function locateRelease(release: Pick<Release, 'uuid'>): string {
	return `${FOLDERS.releases}/${encodeFileName(release.uuid)}.json`;
}

export function locateWebhook(webhook: Pick<Webhook, 'uuid'>): string {
	return `${FOLDERS.webhooks}/${encodeFileName(webhook.uuid)}.json`;
}
