// What a client is told about its publication.

import type { Publication, PublicationResult, PublishedContract } from '../record/publish.ts';
import type { BrokerState } from '../store/broker-state.ts';
import type { DetectedEvent } from '../webhooks/detect-events.ts';
import type { TriggeredWebhook } from '../webhooks/webhook-runner.ts';
import type { Links } from './links.ts';
import { embedVersion, linkVersion } from './participant-resources.ts';

interface Notice {
	type: 'debug' | 'success' | 'prompt' | 'warning';
	text: string;
}

/** The answer of `POST /contracts/publish`. */
export function writePublication(args: {
	state: BrokerState;
	links: Links;
	publication: Publication;
	result: PublicationResult;
	events: readonly DetectedEvent[];
	triggered: readonly TriggeredWebhook[];
}): Record<string, unknown> {
	const { links, publication, result } = args;
	const { consumer, version: number, tags } = publication;
	const notices = [
		describeVersion(publication, result.isNewVersion),
		...result.contracts.flatMap((contract) => describeContract({ ...args, contract })),
	];
	return {
		logs: notices.map(({ type, text }) => ({ level: type, message: text, deprecationWarning: 'Replaced by notices' })),
		notices,
		_embedded: {
			pacticipant: { name: consumer, _links: { self: { href: links.participant(consumer) } } },
			version: embedVersion(links, result.version),
		},
		_links: {
			'pb:pacticipant': { title: 'Pacticipant', name: consumer, href: links.participant(consumer) },
			'pb:pacticipant-version': { ...linkVersion(links, result.version), title: 'Pacticipant version' },
			'pb:pacticipant-version-tags': tags.map((tag) => ({
				title: 'Tag',
				name: tag,
				href: links.tag(consumer, number, tag),
			})),
			'pb:contracts': result.contracts.map(({ provider }) => ({
				title: 'Pact',
				name: `Pact between ${consumer} (${number}) and ${provider}`,
				href: links.pact({ provider, consumer, number }),
			})),
		},
	};
}

function describeVersion({ consumer, version, branch, tags }: Publication, isNew: boolean): Notice {
	const marks: string[] = [];
	if (branch !== undefined) marks.push(`branch ${branch}`);
	if (tags.length > 0) marks.push(`tags ${tags.join(', ')}`);
	const suffix = marks.length === 0 ? '' : ` with ${marks.join(' and ')}`;
	return { type: 'debug', text: `${isNew ? 'Created' : 'Updated'} ${consumer} version ${version}${suffix}` };
}

function describeContract(args: {
	state: BrokerState;
	links: Links;
	publication: Publication;
	contract: PublishedContract;
	events: readonly DetectedEvent[];
	triggered: readonly TriggeredWebhook[];
}): Notice[] {
	const { state, links, publication, contract } = args;
	const { consumer, version } = publication;
	const { provider } = contract;
	const of = `for ${consumer} version ${version} and provider ${provider}`;
	const texts: Record<PublishedContract['outcome'], string> = {
		published: `Pact successfully published ${of}.`,
		republished: `Pact successfully republished ${of} with no content changes.`,
		merged: `Pact content merged with existing content ${of}.`,
	};
	const notices: Notice[] = [
		{ type: 'success', text: texts[contract.outcome] },
		{ type: 'debug', text: `  View the published pact at ${links.pact({ provider, consumer, number: version })}` },
		...describeEvents(args),
		...describeComparison(args),
	];
	const isVerified = state.verificationsBy(provider).some((verification) => verification.consumer === consumer);
	if (!isVerified)
		notices.push(
			{ type: 'prompt', text: '  Next steps:' },
			{
				type: 'prompt',
				text: `    * Add Pact verification tests to the ${provider} build. See https://docs.pact.io/go/provider_verification`,
			},
		);
	return notices;
}

/** What the newest document of the provider says to it: empty where no version of the provider has one. */
function describeComparison(args: {
	state: BrokerState;
	publication: Publication;
	contract: PublishedContract;
}): Notice[] {
	const { state, publication, contract } = args;
	const { provider, sha } = contract;
	const newest = state.versionsOf(provider).findLast(({ document }) => document !== undefined);
	const compared = state
		.comparisonsOf({ consumer: publication.consumer, provider, sha })
		.findLast(({ providerVersion }) => providerVersion === newest?.number);
	if (!compared) return [];
	const [first, ...more] = compared.comparison?.findings ?? [];
	const of = `Compared with the document of ${provider} ${compared.providerVersion}:`;
	if (!first) return [{ type: 'success', text: `${of} it fits` }];
	const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
	return [{ type: 'warning', text: `${of} ${first.message}${rest}` }];
}

function describeEvents(args: {
	links: Links;
	contract: PublishedContract;
	events: readonly DetectedEvent[];
	triggered: readonly TriggeredWebhook[];
}): Notice[] {
	const { links, contract, events, triggered } = args;
	const names = events
		.filter(({ publication }) => publication.pact.provider === contract.provider)
		.map(({ name, comment }) => (comment === undefined ? name : `${name} (${comment})`));
	const webhooks = triggered
		.filter(({ provider }) => provider === contract.provider)
		.flatMap(({ uuid, name, event }): Notice[] => [
			{ type: 'debug', text: `  Webhook "${name}" triggered for event ${event}.` },
			{ type: 'debug', text: `    View logs at ${links.at(`/triggered-webhooks/${uuid}/logs`)}` },
		]);
	return [{ type: 'debug', text: `  Events detected: ${names.join(', ')}` }, ...webhooks];
}
