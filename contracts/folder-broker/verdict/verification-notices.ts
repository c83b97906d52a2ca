// What the verifier prints about a pact: why it is verified, whether its failure counts, and what comes of the result.

import type { Reason } from './consumer-selectors.ts';
import type { VerifiablePact } from './for-verification.ts';
import type { ProviderBuild } from './pending.ts';

export interface VerificationNotice {
	/** `before_verification`, or `after_verification:success_<bool>_published_<bool>`. */
	when: string;
	text: string;
}

const ON_PENDING = 'Read more at https://docs.pact.io/go/pending';
const ON_WIP = 'Read more at https://docs.pact.io/go/wip';

/** `latest from branch main, deployed to staging, latest from main branch`. */
export function describeShortly(pact: VerifiablePact): string {
	return pact.reasons.map(describeReasonShortly).join(', ');
}

/** The notices of a pact; `url` is that of its content. */
export function listNotices(args: { pact: VerifiablePact; build: ProviderBuild; url: string }): VerificationNotice[] {
	const { pact, build, url } = args;
	const before = (text: string): VerificationNotice => ({ when: 'before_verification', text });
	const notices = [before(describeInclusion({ pact, build, url }))];
	if (pact.isPending === undefined) return notices;
	notices.push(before(describePending(pact, build)));
	if (!pact.isPending) return notices;
	const some = nameBuild(pact, build, 'any');
	const still = `This pact is still in pending state for ${some} as`;
	const tagged =
		pact.pendingTags.length === 0 ? '' : pact.pendingTags.length === 1 ? 'with this tag ' : 'with these tags ';
	const notYet = `${still} a successful verification result ${tagged}has not yet been published`;
	return [
		...notices,
		after(true, false, `${still} the successful verification results ${tagged}have not yet been published.`),
		after(false, false, notYet),
		after(
			true,
			true,
			`This pact is no longer in pending state for ${some}, as a successful verification result ${tagged}has been published. If a verification for a version of ${build.provider} ${tagged}fails in the future, it will fail the build. ${ON_PENDING}`,
		),
		after(false, true, notYet),
	];
}

function after(success: boolean, published: boolean, text: string): VerificationNotice {
	return { when: `after_verification:success_${success}_published_${published}`, text };
}

function describeInclusion({ pact, build, url }: { pact: VerifiablePact; build: ProviderBuild; url: string }): string {
	const { consumer } = pact.publication;
	if (pact.isWip)
		return `The pact at ${url} is being verified because it is a 'work in progress' pact (ie. it is the pact for the latest version of ${consumer} ${joinHeads(pact.reasons)} and it has not yet been successfully verified by ${nameBuild(pact, build, 'a')} when the pact's application version was explicitly specified in the consumer version selectors). ${ON_WIP}`;
	const several = pact.reasons.length > 1;
	const lines = pact.reasons.map(
		(reason, index) =>
			`\n    * ${describeReason({ reason, consumer, provider: build.provider })} (${pact.versions[index]})`,
	);
	return `The pact at ${url} is being verified because the pact content belongs to the consumer version${several ? 's' : ''} matching the following ${several ? 'criteria' : 'criterion'}:${lines.join('')}`;
}

function describePending(pact: VerifiablePact, build: ProviderBuild): string {
	const { provider } = build;
	if (pact.isPending && pact.isWip)
		return `This pact is in pending state for this version of ${provider} because it was included as a 'work in progress' pact. If this verification fails, it will not cause the overall build to fail. ${ON_PENDING}`;
	if (pact.isPending)
		return `This pact is in pending state for this version of ${provider} because a successful verification result for ${nameBuild(pact, build, 'a')} has not yet been published. If this verification fails, it will not cause the overall build to fail. ${ON_PENDING}`;
	const by =
		build.branch !== undefined
			? `a version of ${provider} from branch '${build.branch}'`
			: build.tags.length > 0
				? `a version of ${provider} with tag ${build.tags.map((tag) => `'${tag}'`).join(' and ')}`
				: provider;
	return `This pact has previously been successfully verified by ${by}. If this verification fails, it will fail the build. ${ON_PENDING}`;
}

function nameBuild(pact: VerifiablePact, { provider, branch }: ProviderBuild, article: 'a' | 'any'): string {
	if (branch !== undefined) return `${article} version of ${provider} from branch '${branch}'`;
	if (pact.pendingTags.length === 0) return provider;
	return `${article} version of ${provider} with tag ${pact.pendingTags.map((tag) => `'${tag}'`).join(' and ')}`;
}

function joinHeads(reasons: readonly Reason[]): string {
	const quote = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(' and ');
	const branches = reasons.flatMap((reason) => (reason.kind === 'branch' ? [reason.branch] : []));
	const tags = reasons.flatMap((reason) => (reason.kind === 'latest-tag' ? [reason.tag] : []));
	const parts: string[] = [];
	if (branches.length > 0) parts.push(`from ${branches.length === 1 ? 'branch' : 'branches'} ${quote(branches)}`);
	if (tags.length > 0) parts.push(`tagged with ${quote(tags)}`);
	const same =
		reasons.length === 1 ? '' : reasons.length === 2 ? ' (both have the same content)' : ' (all have the same content)';
	return parts.join(' and ') + same;
}

function describeReason({
	reason,
	consumer,
	provider,
}: {
	reason: Reason;
	consumer: string;
	provider: string;
}): string {
	const version = reason.consumer === undefined ? 'version' : `version of ${consumer}`;
	const versions = reason.consumer === undefined ? 'consumer version(s)' : `version(s) of ${consumer}`;
	switch (reason.kind) {
		case 'overall-latest':
			return `latest version of ${reason.consumer ?? 'a consumer'} that has a pact with ${provider}`;
		case 'main-branch':
			return `latest ${version} from the main branch '${reason.branch}'`;
		case 'branch':
			return `latest ${version} from branch '${reason.branch}'${explainFallback('branch', reason.fallbackFor)}`;
		case 'latest-tag':
			return `latest ${version} tagged '${reason.tag}'${explainFallback('tag', reason.fallbackFor)}`;
		case 'tag':
			return `all ${reason.consumer ?? 'consumer'} versions tagged '${reason.tag}'`;
		case 'deployed':
			return `${versions} currently deployed to ${reason.environment}`;
		case 'released':
			return `${versions} released and supported in ${reason.environment}`;
		default:
			return reason satisfies never;
	}
}

function explainFallback(what: string, wanted: string | undefined): string {
	return wanted === undefined ? '' : ` (fallback ${what} used as no pact was found for ${what} '${wanted}')`;
}

function describeReasonShortly(reason: Reason): string {
	switch (reason.kind) {
		case 'overall-latest':
			return 'latest';
		case 'main-branch':
			return 'latest from main branch';
		case 'branch':
			return `latest from branch ${reason.branch}`;
		case 'latest-tag':
			return `latest with tag ${reason.tag}`;
		case 'tag':
			return `one of ${reason.consumer === undefined ? '' : `${reason.consumer} `}${reason.tag}`;
		case 'deployed':
			return `deployed to ${reason.environment}`;
		case 'released':
			return `released in ${reason.environment}`;
		default:
			return reason satisfies never;
	}
}
