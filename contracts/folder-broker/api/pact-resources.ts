// Pacts and lists of pacts, as HAL.

import type { Publication } from '../store/broker-state.ts';
import { addInteractionIds, type PactContent } from '../store/pact-content.ts';
import { type Links, type PactMetadata, writeMetadata } from './links.ts';
import { embedParticipant, embedVersion, linkVersion } from './participant-resources.ts';

type Resource = Record<string, unknown>;

/** `Pact between orders-web (1.2.0) and orders-api`. */
export function namePact({ consumer, version, pact }: Publication): string {
	return `Pact between ${consumer} (${version.number}) and ${pact.provider}`;
}

/** The address of the pact of one version. */
export function locatePublication(links: Links, { consumer, version, pact }: Publication): string {
	return links.pact({ provider: pact.provider, consumer, number: version.number });
}

/** The pact itself with its links; `all` are the publications that share its content, where that is what was asked for. */
export function writePact(args: {
	links: Links;
	publication: Publication;
	content: PactContent;
	metadata?: PactMetadata;
	all?: readonly Publication[];
}): Resource {
	const { links, publication, content, all } = args;
	const { consumer, version, pact } = publication;
	const { provider, sha } = pact;
	const { number } = version;
	const own = links.pact({ provider, consumer, number });
	const pair = links.pacts(provider, consumer);
	const permanent = links.pactContent({ provider, consumer, sha });
	const metadata = writeMetadata(args.metadata ?? { isWip: false, consumerVersion: number });
	const { _links, createdAt, ...rest } = addInteractionIds(content);
	return {
		...rest,
		createdAt: pact.createdAt,
		_links: {
			self: { title: 'Pact', name: namePact(publication), href: own },
			'pb:consumer': { title: 'Consumer', name: consumer, href: links.participant(consumer) },
			'pb:consumer-version': { ...linkVersion(links, version), title: 'Consumer version' },
			...(all === undefined
				? {}
				: {
						'pb:consumer-versions': all.map((other) => ({
							...linkVersion(links, other.version),
							title: 'Consumer version',
						})),
					}),
			'pb:provider': { title: 'Provider', name: provider, href: links.participant(provider) },
			'pb:pact-version': { title: 'Pact content version permalink', name: sha, href: permanent },
			'pb:latest-pact-version': { title: 'Latest version of this pact', href: `${pair}/latest` },
			'pb:all-pact-versions': { title: 'All versions of this pact', href: `${pair}/versions` },
			'pb:latest-untagged-pact-version': {
				title: 'Latest untagged version of this pact',
				href: `${pair}/latest-untagged`,
			},
			'pb:latest-tagged-pact-version': {
				title: 'Latest tagged version of this pact',
				href: `${pair}/latest/{tag}`,
				templated: true,
			},
			'pb:previous-distinct': { title: 'Previous distinct version of this pact', href: `${own}/previous-distinct` },
			'pb:diff-previous-distinct': {
				title: 'Diff with previous distinct version of this pact',
				href: `${own}/diff/previous-distinct`,
			},
			'pb:diff': {
				title: 'Diff with another specified version of this pact',
				href: `${permanent}/diff/pact-version/{pactVersion}`,
				templated: true,
			},
			'pb:pact-webhooks': {
				title: `Webhooks for the pact between ${consumer} and ${provider}`,
				href: links.at(`/webhooks/provider/${encodeURIComponent(provider)}/consumer/${encodeURIComponent(consumer)}`),
			},
			'pb:consumer-webhooks': {
				title: `Webhooks for all pacts with provider ${provider}`,
				href: links.at(`/webhooks/consumer/${encodeURIComponent(provider)}`),
			},
			'pb:tag-prod-version': {
				title: "PUT to this resource to tag this consumer version as 'production'",
				href: links.tag(consumer, number, 'prod'),
			},
			'pb:tag-version': {
				title: 'PUT to this resource to tag this consumer version',
				href: `${links.version(consumer, number)}/tags/{tag}`,
				templated: true,
			},
			'pb:publish-verification-results': {
				title: 'Publish verification results',
				href: `${permanent}/metadata/${metadata}/verification-results`,
			},
			'pb:latest-verification-results': { href: `${permanent}/verification-results/latest` },
			'pb:triggered-webhooks': {
				title: 'Webhooks triggered by the publication of this pact',
				href: `${own}/triggered-webhooks`,
			},
			'pb:matrix-for-consumer-version': {
				title: 'View matrix rows for the consumer version to which this pact belongs',
				href: links.at(
					`/matrix?q%5B%5D%5Bpacticipant%5D=${encodeURIComponent(consumer)}&q%5B%5D%5Bversion%5D=${encodeURIComponent(number)}&latestby=cvpv`,
				),
			},
			curies: links.curies('pact'),
		},
	};
}

/** `GET /pacts/latest`: the newest pact of every consumer with every provider. */
export function writeLatestPacts(links: Links, publications: readonly Publication[], path = '/pacts/latest'): Resource {
	const describe = ({ consumer, pact }: Publication): { href: string; title: string } => ({
		href: `${links.pacts(pact.provider, consumer)}/latest`,
		title: `Latest pact between ${consumer} and ${pact.provider}`,
	});
	return {
		pacts: publications.map((publication) => {
			const { consumer, version, pact } = publication;
			return {
				createdAt: pact.createdAt,
				_embedded: {
					consumer: {
						name: consumer,
						_embedded: { version: embedVersion(links, version) },
						_links: { self: { href: links.participant(consumer) } },
					},
					provider: embedParticipant(links, pact.provider),
				},
				_links: { self: [{ href: describe(publication).href }, { href: locatePublication(links, publication) }] },
			};
		}),
		_links: {
			self: { href: links.at(path) },
			'pb:pacts': publications.map(describe),
			pacts: publications.map((publication) => ({
				...describe(publication),
				name: 'DEPRECATED - please use the pb:pacts relation',
			})),
			curies: links.curies('pacts'),
		},
	};
}

/** A provider's pacts, e.g. `GET /pacts/provider/{provider}/branch`. */
export function writeProviderPacts(args: {
	links: Links;
	provider: string;
	publications: readonly Publication[];
	self: string;
	title: string;
}): Resource {
	const { links, provider, publications, self, title } = args;
	const describe = (publication: Publication): { href: string; title: string; name: string } => ({
		href: locatePublication(links, publication),
		title: namePact(publication),
		name: publication.consumer,
	});
	return {
		_links: {
			self: { href: self, title },
			'pb:provider': { href: links.participant(provider), name: provider },
			'pb:pacts': publications.map(describe),
			provider: {
				href: links.participant(provider),
				title: provider,
				name: 'DEPRECATED - please use the pb:provider relation',
			},
			pacts: publications.map((publication) => {
				const { title: name, ...link } = describe(publication);
				return { ...link, title: `DEPRECATED - please use the pb:pacts relation. ${name}` };
			}),
		},
	};
}
