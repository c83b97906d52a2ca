// `pact environments …`.

import type { CommandArguments } from '../../cli/command.ts';
import { type BrokerClient, connectBroker, demand, readEmbedded, readHref } from './connect.ts';
import { readText, requireText } from './options.ts';
import { findEnvironment } from './record.ts';
import { formatTable } from './table.ts';

/** Lists all. */
export async function runListEnvironments({ options, io }: CommandArguments): Promise<0> {
	const client = connectBroker(options);
	const all = readEmbedded(await demand(client, { href: await client.follow('pb:environments') }), 'environments');
	if (options['json'] === true) io.out(`${JSON.stringify(all.map(strip), null, 2)}\n`);
	else if (all.length === 0) io.out(`${client.name} has no environments\n`);
	else io.out(`${formatTable([['NAME', 'DISPLAY NAME', 'PRODUCTION', 'UUID'], ...all.map(formatRow)]).join('\n')}\n`);
	return 0;
}

/** Makes one. */
export async function runCreateEnvironment(args: CommandArguments): Promise<0> {
	const { options } = args;
	const client = connectBroker(options);
	const name = requireText(options, 'name', '--name <name>');
	const body = { name, production: options['production'] === true, ...readDetails(options) };
	const answer = await demand(client, { method: 'POST', href: await client.follow('pb:environments'), body });
	tell(args, answer, `created ${name} in ${client.name}`);
	return 0;
}

/** Changes one. */
export async function runUpdateEnvironment(args: CommandArguments): Promise<0> {
	const { options } = args;
	const client = connectBroker(options);
	const environment = await findEnvironment(client, requireText(options, 'name', '--name <name>'));
	const newName = readText(options, 'newName');
	const { displayName, production, contacts } = environment;
	const isProduction = options['production'] === true || (options['production'] !== false && production === true);
	const body = {
		displayName,
		...(contacts === undefined ? {} : { contacts }),
		...readDetails(options),
		name: newName ?? environment['name'],
		production: isProduction,
	};
	const answer = await demand(client, { method: 'PUT', href: locate(client, environment), body });
	tell(args, answer, `changed ${String(environment['name'])} in ${client.name}`);
	return 0;
}

/** Shows one, with what runs there. */
export async function runDescribeEnvironment({ options, io }: CommandArguments): Promise<0> {
	const client = connectBroker(options);
	const environment = await findEnvironment(client, requireText(options, 'name', '--name <name>'));
	const read = async (relation: string, list: string): Promise<Record<string, unknown>[]> => {
		const href = readHref(environment, relation);
		return href === undefined ? [] : readEmbedded(await demand(client, { href }), list);
	};
	const deployed = await read('pb:currently-deployed-deployed-versions', 'deployedVersions');
	const released = await read('pb:currently-supported-released-versions', 'releasedVersions');
	const describe = (record: Record<string, unknown>): Record<string, unknown> => {
		const embedded = record['_embedded'] as
			| { pacticipant?: { name?: string }; version?: { number?: string } }
			| undefined;
		return {
			pacticipant: embedded?.pacticipant?.name,
			version: embedded?.version?.number,
			...(record['applicationInstance'] === undefined ? {} : { applicationInstance: record['applicationInstance'] }),
		};
	};
	const description = { ...strip(environment), deployed: deployed.map(describe), released: released.map(describe) };
	if (options['json'] === true) io.out(`${JSON.stringify(description, null, 2)}\n`);
	else {
		io.out(`${formatTable([formatRow(environment)]).join('\n')}\n`);
		for (const [title, records] of [
			['deployed', deployed],
			['released', released],
		] as const)
			for (const { pacticipant, version, applicationInstance } of records.map(describe))
				io.out(
					`  ${title}: ${pacticipant} ${version}${applicationInstance === undefined ? '' : ` on ${applicationInstance}`}\n`,
				);
	}
	return 0;
}

/** Removes one. */
export async function runDeleteEnvironment(args: CommandArguments): Promise<0> {
	const { options } = args;
	const client = connectBroker(options);
	const name = requireText(options, 'name', '--name <name>');
	const environment = await findEnvironment(client, name);
	await demand(client, { method: 'DELETE', href: locate(client, environment) });
	tell(args, { deleted: name }, `deleted ${name} from ${client.name}`);
	return 0;
}

function locate(client: BrokerClient, environment: Record<string, unknown>): string {
	const self = readHref(environment, 'self');
	return (
		self ?? `${client.isFolder ? '' : client.name}/environments/${encodeURIComponent(String(environment['uuid']))}`
	);
}

function readDetails(options: CommandArguments['options']): Record<string, unknown> {
	const displayName = readText(options, 'displayName');
	const contact = readText(options, 'contactName');
	const email = readText(options, 'contactEmailAddress');
	return {
		...(displayName === undefined ? {} : { displayName }),
		...(contact === undefined && email === undefined
			? {}
			: {
					contacts: [
						{
							...(contact === undefined ? {} : { name: contact }),
							...(email === undefined ? {} : { details: { emailAddress: email } }),
						},
					],
				}),
	};
}

function formatRow(environment: Record<string, unknown>): string[] {
	const { name, displayName, production, uuid } = environment;
	return [name, displayName, production === true ? 'yes' : 'no', uuid].map(String);
}

function strip({ _links, ...rest }: Record<string, unknown>): Record<string, unknown> {
	return rest;
}

function tell({ options, io }: CommandArguments, answer: unknown, text: string): void {
	io.out(options['json'] === true ? `${JSON.stringify(answer, null, 2)}\n` : `${text}\n`);
}
