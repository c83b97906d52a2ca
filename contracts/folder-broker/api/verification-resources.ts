// Pacts to be verified and the results of it, as HAL.

import type { Verification } from '../store/broker-records.ts';
import type { Publication } from '../store/broker-state.ts';
import type { VerifiablePact } from '../verdict/for-verification.ts';
import type { ProviderBuild } from '../verdict/pending.ts';
import { describeShortly, listNotices } from '../verdict/verification-notices.ts';
import { type Links, writeMetadata } from './links.ts';
import { namePact } from './pact-resources.ts';

type Resource = Record<string, unknown>;

/** The answer of `GET` and `POST /pacts/provider/{provider}/for-verification`. */
export function writePactsToVerify(args: {
	links: Links;
	build: ProviderBuild;
	pacts: readonly VerifiablePact[];
}): Resource {
	const { links, build, pacts } = args;
	return {
		_embedded: {
			pacts: pacts.map((pact) => {
				const { consumer, version, pact: published } = pact.publication;
				const content = links.pactContent({ provider: build.provider, consumer, sha: published.sha });
				const metadata = writeMetadata({ isWip: pact.isWip, consumerVersion: version.number });
				const href = `${content}/metadata/${metadata}`;
				return {
					shortDescription: describeShortly(pact),
					verificationProperties: {
						...(pact.isPending === undefined ? {} : { pending: pact.isPending }),
						...(pact.isWip ? { wip: true } : {}),
						notices: listNotices({ pact, build, url: pact.isWip ? href : content }),
					},
					_links: { self: { href, name: namePact(pact.publication) } },
				};
			}),
		},
		_links: {
			self: {
				href: links.at(`/pacts/provider/${encodeURIComponent(build.provider)}/for-verification`),
				title: 'Pacts to be verified',
			},
		},
	};
}

/** One result. */
export function writeVerification(args: {
	links: Links;
	verification: Verification;
	publication: Publication;
}): Resource {
	const { links, verification, publication } = args;
	const { number, consumer, provider, sha, buildUrl, testResults, verifiedBy } = verification;
	const content = links.pactContent({ provider, consumer, sha });
	const self = `${content}/verification-results/${number}`;
	const metadata = writeMetadata({ isWip: false, consumerVersion: publication.version.number });
	return {
		providerName: provider,
		providerApplicationVersion: verification.providerVersion,
		success: verification.success,
		verificationDate: verification.verifiedAt,
		...(buildUrl === undefined ? {} : { buildUrl }),
		...(testResults === undefined ? {} : { testResults }),
		...(verifiedBy === undefined ? {} : { verifiedBy }),
		_links: {
			self: {
				title: 'Verification result',
				name: `Verification result ${number} for ${namePact(publication)}`,
				href: self,
			},
			'pb:pact-version': { title: 'Pact', name: namePact(publication), href: `${content}/metadata/${metadata}` },
			'pb:triggered-webhooks': {
				title: 'Webhooks triggered by the publication of this verification result',
				href: `${self}/triggered-webhooks`,
			},
		},
	};
}
