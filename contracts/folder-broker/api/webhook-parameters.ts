// What the parameters of a webhook stand for, and which webhooks an event triggers.

import type { Verification, Version } from '../store/broker-records.ts';
import { type BrokerState, findBranchHead, listCurrentDeployments } from '../store/broker-state.ts';
import { type DetectedEvent, isAbout } from '../webhooks/detect-events.ts';
import type { Parameters } from '../webhooks/templates.ts';
import type { NewTriggeredWebhook, TriggeredWebhook } from '../webhooks/webhook-runner.ts';
import { type Links, writeMetadata } from './links.ts';
import type { Call } from './route.ts';
import { describeRequest } from './webhook-resources.ts';

const DEPLOYED = 'pactbroker.currentlyDeployedProviderVersionNumber';

/** Notes the webhooks that the events trigger, inside of the change that they come of; `state` is the folder before it. */
export function triggerWebhooks(
	{ links, webhooks }: Call,
	state: BrokerState,
	events: readonly DetectedEvent[],
): TriggeredWebhook[] {
	if (!webhooks || state.webhooks.length === 0) return [];
	const triggered = events.flatMap((event): NewTriggeredWebhook[] => {
		const { consumer, version, pact } = event.publication;
		const fitting = state.webhooks.filter((webhook) => isAbout(webhook, event, state));
		return fitting.flatMap((webhook) =>
			listParameters({ links, state, event, isPerDeployment: JSON.stringify(webhook.request).includes(DEPLOYED) }).map(
				(parameters) => ({
					webhook: webhook.uuid,
					name: describeRequest(webhook),
					event: event.name,
					consumer,
					provider: pact.provider,
					consumerVersion: version.number,
					sha: pact.sha,
					...(event.verification && { verification: event.verification.number }),
					parameters,
				}),
			),
		);
	});
	return webhooks.enqueue(triggered);
}

/** The parameters of an event, as the Pact Broker names them. */
export function describeParameters(args: {
	links: Links;
	state: BrokerState;
	event: Omit<DetectedEvent, 'name' | 'required'> & { name: string };
	/** The provider's version that hasn't verified the pact. */
	required?: { version: Version; descriptions: readonly string[] };
}): Record<string, string> {
	const { links, state, event, required } = args;
	const { consumer, version, pact } = event.publication;
	const { provider, sha } = pact;
	const verification = event.verification ?? findVerification(state, { consumer, provider, sha });
	const providerVersion =
		required?.version ?? (verification && state.findVersion(provider, verification.providerVersion));
	const content = links.pactContent({ provider, consumer, sha });
	const metadata = writeMetadata({ isWip: false, consumerVersion: version.number });
	const join = (marks: readonly { name: string }[] | undefined): string =>
		(marks ?? []).map(({ name }) => name).join(', ');
	const status = (success: string, failure: string, pending: string): string =>
		verification === undefined ? pending : verification.success ? success : failure;
	return {
		'pactbroker.pactUrl': `${content}/metadata/${metadata}`,
		'pactbroker.verificationResultUrl':
			verification === undefined ? '' : `${content}/verification-results/${verification.number}`,
		'pactbroker.consumerVersionNumber': version.number,
		'pactbroker.providerVersionNumber': required?.version.number ?? verification?.providerVersion ?? '',
		'pactbroker.providerVersionTags': join(providerVersion?.tags),
		'pactbroker.providerVersionBranch': providerVersion?.branches.at(-1)?.name ?? '',
		'pactbroker.providerVersionDescriptions': required?.descriptions.join(', ') ?? '',
		'pactbroker.consumerVersionTags': join(version.tags),
		'pactbroker.consumerVersionBranch': version.branches.at(-1)?.name ?? '',
		'pactbroker.consumerName': consumer,
		'pactbroker.providerName': provider,
		'pactbroker.githubVerificationStatus': status('success', 'failure', 'pending'),
		'pactbroker.bitbucketVerificationStatus': status('SUCCESSFUL', 'FAILED', 'INPROGRESS'),
		'pactbroker.azureDevOpsVerificationStatus': status('succeeded', 'failed', 'pending'),
		'pactbroker.gitlabVerificationStatus': status('success', 'failed', 'pending'),
		'pactbroker.consumerLabels': join(state.participants.get(consumer)?.labels),
		'pactbroker.providerLabels': join(state.participants.get(provider)?.labels),
		'pactbroker.eventName': event.name,
		'pactbroker.buildUrl': event.verification?.buildUrl ?? version.buildUrl ?? '',
		[DEPLOYED]: '',
	};
}

function listParameters(args: {
	links: Links;
	state: BrokerState;
	event: DetectedEvent;
	isPerDeployment: boolean;
}): Parameters[] {
	const { links, state, event, isPerDeployment } = args;
	const all = (event.required ?? [undefined]).map((required) =>
		describeParameters({ links, state, event, ...(required && { required }) }),
	);
	if (!isPerDeployment) return all;
	const numbers = listCurrentDeployments(state)
		.filter(({ participant }) => participant === event.publication.pact.provider)
		.map(({ version }) => version);
	return all.flatMap((parameters) => [...new Set(numbers)].map((number) => ({ ...parameters, [DEPLOYED]: number })));
}

/** What the provider's main branch last made of the content, else anybody. */
function findVerification(
	state: BrokerState,
	content: { consumer: string; provider: string; sha: string },
): Verification | undefined {
	const all = state.verificationsOf(content);
	const main = state.participants.get(content.provider)?.mainBranch;
	const head = main === undefined ? undefined : findBranchHead(state, content.provider, main);
	return all.findLast(({ providerVersion }) => providerVersion === head?.number) ?? all.at(-1);
}
