// The index: every client begins here and follows its links.

import type { Link, Links } from './links.ts';

const PACTS_OF_PAIR = '/pacts/provider/{provider}/consumer/{consumer}';
const PACTS_OF_PROVIDER = '/pacts/provider/{provider}';

/** Relation, path, title; a path with braces is a template. */
const RELATIONS: readonly (readonly [string, string, string])[] = [
	['pb:publish-pact', `${PACTS_OF_PAIR}/version/{consumerApplicationVersion}`, 'Publish a pact'],
	['pb:publish-contracts', '/contracts/publish', 'Publish contracts'],
	['pf:publish-provider-contract', '/provider-contracts/provider/{provider}/publish', 'Publish a provider contract'],
	['pb:latest-pact-versions', '/pacts/latest', 'Latest pact versions'],
	['pb:tagged-pact-versions', `${PACTS_OF_PAIR}/tag/{tag}`, 'All versions of a pact whose consumer version has a tag'],
	[
		'pb:branch-pact-versions',
		`${PACTS_OF_PAIR}/branch/{branch}`,
		'All versions of a pact from a branch of the consumer',
	],
	[
		'pb:latest-branch-pact-versions',
		`${PACTS_OF_PAIR}/branch/{branch}/latest/versions`,
		'Latest version of a pact from a branch of the consumer',
	],
	[
		'pb:main-branch-pact-versions',
		`${PACTS_OF_PAIR}/branch/versions`,
		"All versions of a pact from the consumer's main branch",
	],
	[
		'pb:latest-main-branch-pact-versions',
		`${PACTS_OF_PAIR}/branch/latest/versions`,
		"Latest version of a pact from the consumer's main branch",
	],
	[
		'pb:provider-pacts-with-main-branch',
		`${PACTS_OF_PROVIDER}/branch`,
		"Pacts of a provider from its consumers' main branches",
	],
	[
		'pb:provider-pacts-with-branch',
		`${PACTS_OF_PROVIDER}/branch/{branch}`,
		"Pacts of a provider from its consumers' branches of a name",
	],
	[
		'pb:latest-provider-pacts-with-main-branch',
		`${PACTS_OF_PROVIDER}/branch/latest`,
		"Latest pacts of a provider from its consumers' main branches",
	],
	[
		'pb:latest-provider-pacts-with-branch',
		`${PACTS_OF_PROVIDER}/branch/{branch}/latest`,
		"Latest pacts of a provider from its consumers' branches of a name",
	],
	['pb:pacticipants', '/pacticipants', 'Pacticipants'],
	['pb:pacticipant', '/pacticipants/{pacticipant}', 'A pacticipant by name'],
	['pb:latest-provider-pacts', `${PACTS_OF_PROVIDER}/latest`, 'Latest pacts of a provider'],
	['pb:latest-provider-pacts-with-tag', `${PACTS_OF_PROVIDER}/latest/{tag}`, 'Latest pacts of a provider with a tag'],
	['pb:provider-pacts-with-tag', `${PACTS_OF_PROVIDER}/tag/{tag}`, 'All pacts of a provider with a tag'],
	['pb:provider-pacts', PACTS_OF_PROVIDER, 'All pacts of a provider'],
	['pb:latest-version', '/pacticipants/{pacticipant}/latest-version', 'Latest version of a pacticipant'],
	[
		'pb:latest-tagged-version',
		'/pacticipants/{pacticipant}/latest-version/{tag}',
		'Latest version of a pacticipant with a tag',
	],
	['pb:webhooks', '/webhooks', 'Webhooks'],
	['pb:webhook', '/webhooks/{uuid}', 'Webhook'],
	['pb:integrations', '/integrations', 'Integrations'],
	[
		'pb:pacticipant-version-tag',
		'/pacticipants/{pacticipant}/versions/{version}/tags/{tag}',
		'Get, create or delete a tag of a version',
	],
	['pb:pacticipant-branch', '/pacticipants/{pacticipant}/branches/{branch}', 'Get or delete a branch'],
	[
		'pb:pacticipant-branch-version',
		'/pacticipants/{pacticipant}/branches/{branch}/versions/{version}',
		'Get or add a version of a branch',
	],
	['pb:pacticipant-version', '/pacticipants/{pacticipant}/versions/{version}', 'Get, create or delete a version'],
	['pb:metrics', '/metrics', 'Numbers of everything'],
	[
		'pb:can-i-deploy-pacticipant-version-to-tag',
		'/can-i-deploy?pacticipant={pacticipant}&version={version}&to={tag}',
		'May a version be deployed beside the versions with a tag?',
	],
	[
		'pb:can-i-deploy-pacticipant-version-to-environment',
		'/can-i-deploy?pacticipant={pacticipant}&version={version}&environment={environment}',
		'May a version be deployed to an environment?',
	],
	['pb:provider-pacts-for-verification', `${PACTS_OF_PROVIDER}/for-verification`, 'Pacts that a provider is to verify'],
	[
		'beta:provider-pacts-for-verification',
		`${PACTS_OF_PROVIDER}/for-verification`,
		'DEPRECATED - please use pb:provider-pacts-for-verification',
	],
	['pb:environments', '/environments', 'Environments'],
	['pb:environment', '/environments/{uuid}', 'Environment'],
];

/** `GET /` */
export function writeIndex(links: Links): { _links: Record<string, Link | Link[]> } {
	const all: Record<string, Link | Link[]> = { self: { href: links.base, title: 'Index', templated: false } };
	for (const [relation, path, title] of RELATIONS)
		all[relation] = { href: links.at(path), title, templated: path.includes('{') };
	Object.assign(all['beta:provider-pacts-for-verification'] ?? {}, { name: 'beta' });
	all['curies'] = ['pb', 'beta'].map((name) => ({ name, href: links.at('/doc/{rel}?context=index'), templated: true }));
	return { _links: all };
}

/** What a relation of the index is, by its name without `pb:`. */
export function describeRelation(name: string): { path: string; title: string } | undefined {
	const [, path, title] = RELATIONS.find(([relation]) => relation.replace(/^\w+:/, '') === name) ?? [];
	return path === undefined || title === undefined ? undefined : { path, title };
}
