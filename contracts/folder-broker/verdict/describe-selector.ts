// A resolved selector in words, as the Pact Broker puts them: people and scripts read these lines.

import type { ResolvedSelector } from './resolve-selectors.ts';

const NOT_THERE = 'no such version exists';

/** `the version of orders-web currently in production (1.2.0)`, `any version of orders-api`. */
export function describeSelector(resolved: ResolvedSelector): string {
	const { participant, selector, version, isMissing, isOneOfMany } = resolved;
	const { latest, tag, mainBranch, environment } = selector;
	const number = version?.number ?? selector.version;
	const which = number ?? NOT_THERE;
	const newest = `the latest version of ${participant}`;
	if (latest && tag !== undefined) return `${newest} with tag ${tag} (${which})`;
	if (mainBranch && number === undefined)
		return `${latest ? newest : `any version of ${participant}`} from the main branch (no versions exist for this branch)`;
	const branch = selector.branch ?? (mainBranch ? 'main' : undefined);
	const from = mainBranch ? 'the main branch' : `branch ${branch}`;
	if (latest && branch !== undefined) return `${newest} from ${from} (${which})`;
	if (branch !== undefined && number !== undefined)
		return `${isOneOfMany ? 'one of the versions' : 'the version'} of ${participant} from ${from} (${number})`;
	if (branch !== undefined) return `a version of ${participant} from ${from} (${NOT_THERE})`;
	if (latest) return `${newest} (${which})`;
	if (tag !== undefined) return `a version of ${participant} with tag ${tag} (${which})`;
	if (environment !== undefined && number !== undefined)
		return `${isOneOfMany ? 'one of the versions' : 'the version'} of ${participant} currently in ${environment} (${number})`;
	if (environment !== undefined)
		return `a version of ${participant} currently in ${environment} (no version is currently recorded as deployed/released in this environment)`;
	if (number !== undefined) return `version ${number} of ${participant}${isMissing ? ` (${NOT_THERE})` : ''}`;
	return `any version of ${participant}${isMissing ? ' (no such pacticipant exists)' : ''}`;
}

/** Why a selector of the question means nothing: `No version with tag dev exists for orders-web`. */
export function describeMissing({ participant, selector }: ResolvedSelector): string {
	if (selector.tag !== undefined) return `No version with tag ${selector.tag} exists for ${participant}`;
	if (selector.branch !== undefined) return `No version of ${participant} from branch ${selector.branch} exists`;
	if (selector.mainBranch) return `No version of ${participant} from the main branch exists`;
	if (selector.environment !== undefined)
		return `No version of ${participant} is currently recorded as deployed or released in environment ${selector.environment}`;
	if (selector.version !== undefined)
		return `No pacts or verifications have been published for version ${selector.version} of ${participant}`;
	return `No pacts or verifications have been published for ${participant}`;
}
