// `pact list`, `pact describe-version`, `pact create-version-tag` and `pact delete-branch`.

import {
	type BrokerArguments,
	type DELETE_BRANCH_FLAGS,
	type DESCRIBE_VERSION_FLAGS,
	demandOption,
	refuseOption,
	type TAG_FLAGS,
} from '../../broker-flags.ts';
import { demand, refuseReply } from '../client/broker-client.ts';
import { readEmbedded, readLinks } from '../client/read-hal.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { connectByFlags } from './connect.ts';
import { demandVersion } from './git.ts';
import { formatTable } from './table.ts';

/** Lists the latest pact of every consumer with every provider. */
export async function runListPacts({ options, terminal }: BrokerArguments): Promise<0> {
	const client = connectByFlags(options);
	const answer = await demand(client, { href: await client.follow('pb:latest-pact-versions') });
	const pacts = isJsonObject(answer) && Array.isArray(answer['pacts']) ? answer['pacts'].filter(isJsonObject) : [];
	const rows = pacts.map((pact) => {
		const { consumer, provider } = pact['_embedded'] as {
			consumer: { name: string; _embedded: { version: { number: string } } };
			provider: { name: string };
		};
		return {
			consumer: consumer.name,
			version: consumer._embedded.version.number,
			provider: provider.name,
			createdAt: String(pact['createdAt']),
		};
	});
	if (options.json) terminal.print(JSON.stringify(rows, null, 2));
	else if (rows.length === 0) terminal.print(`${client.name} has no pacts`);
	else
		terminal.print(
			formatTable([
				['CONSUMER', 'VERSION', 'PROVIDER', 'PUBLISHED'],
				...rows.map(({ consumer, version, provider, createdAt }) => [consumer, version, provider, createdAt]),
			]).join('\n'),
		);
	return 0;
}

/** Shows a version with its branches, tags and environments. 1: there is none. */
export async function runDescribeVersion({
	options,
	terminal,
}: BrokerArguments<typeof DESCRIBE_VERSION_FLAGS>): Promise<0 | 1> {
	const client = connectByFlags(options);
	const pacticipant = demandOption(options.pacticipant, '--pacticipant <name>');
	const version = options.version;
	const latest = options.latest;
	const href =
		version !== undefined
			? await client.follow('pb:pacticipant-version', { pacticipant, version })
			: latest !== undefined && latest !== true
				? await client.follow('pb:latest-tagged-version', { pacticipant, tag: latest })
				: await client.follow('pb:latest-version', { pacticipant });
	const reply = await client.call({ href });
	if (reply.status === 404) {
		throw refuseOption(`${client.name} knows no such version of ${pacticipant}`, 'see pact list');
	}
	if (reply.status >= 300) throw refuseReply(client, reply);
	const names = (list: string): string[] => readEmbedded(reply.body, list).map(({ name }) => String(name));
	const described = {
		pacticipant,
		number: isJsonObject(reply.body) ? String(reply.body['number']) : '',
		branches: names('branchVersions'),
		tags: names('tags'),
		pacts: readLinks(reply.body, 'pb:pact-versions').map(({ name }) => name),
		deployedTo: readLinks(reply.body, 'pb:deployed-environments').map(({ name }) => name),
		releasedIn: readLinks(reply.body, 'pb:released-environments').map(({ name }) => name),
	};
	if (options.json) terminal.print(JSON.stringify(described, null, 2));
	else {
		const { branches, tags, pacts, deployedTo, releasedIn } = described;
		terminal.print(`${pacticipant} ${described.number}`);
		for (const [title, list] of Object.entries({
			branches,
			tags,
			'deployed to': deployedTo,
			'released in': releasedIn,
			pacts,
		}))
			if (list.length > 0) terminal.print(`  ${title}: ${list.join(', ')}`);
	}
	return 0;
}

/** Tags a version. */
export async function runCreateVersionTag({ options, terminal }: BrokerArguments<typeof TAG_FLAGS>): Promise<0> {
	const client = connectByFlags(options);
	const pacticipant = demandOption(options.pacticipant, '--pacticipant <name>');
	const version = demandVersion(options.version, { to: 'tag', remedy: 'write --version <version>' });
	const tags = options.tag ?? [];
	if (tags.length === 0) throw refuseOption('--tag is missing', 'write --tag <name>');
	const href = await client.follow('pb:pacticipant-version', { pacticipant, version });
	const known = await client.call({ href });
	if (known.status === 404 && !options.autoCreateVersion)
		throw refuseOption(
			`${client.name} knows no version ${version} of ${pacticipant}`,
			'publish it first, or write --auto-create-version',
		);
	for (const tag of tags)
		await demand(client, {
			method: 'PUT',
			href: await client.follow('pb:pacticipant-version-tag', { pacticipant, version, tag }),
			body: {},
		});
	terminal.print(
		options.json
			? JSON.stringify({ pacticipant, version, tags })
			: `tagged ${pacticipant} ${version} with ${tags.join(', ')}`,
	);
	return 0;
}

/** Takes a branch from all versions of an application. 1: there is no such branch. */
export async function runDeleteBranch({
	options,
	terminal,
}: BrokerArguments<typeof DELETE_BRANCH_FLAGS>): Promise<0 | 1> {
	const client = connectByFlags(options);
	const pacticipant = demandOption(options.pacticipant, '--pacticipant <name>');
	const branch = demandOption(options.branch, '--branch <name>');
	const reply = await client.call({
		method: 'DELETE',
		href: await client.follow('pb:pacticipant-branch', { pacticipant, branch }),
	});
	if (reply.status === 404) {
		const remedy = `see pact describe-version --pacticipant ${pacticipant}`;
		throw refuseOption(`${client.name} knows no branch ${branch} of ${pacticipant}`, remedy);
	}
	if (reply.status >= 300) throw refuseReply(client, reply);
	terminal.print(
		options.json ? JSON.stringify({ pacticipant, deleted: branch }) : `deleted branch ${branch} of ${pacticipant}`,
	);
	return 0;
}
