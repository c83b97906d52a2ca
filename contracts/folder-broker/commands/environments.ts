// `pact environments …`.

import {
	type BrokerArguments,
	type CREATE_ENVIRONMENT_FLAGS,
	demandOption,
	type ENVIRONMENT_FLAGS,
	type UPDATE_ENVIRONMENT_FLAGS,
} from '../../broker-flags.ts';
import { type BrokerClient, demand } from '../client/broker-client.ts';
import { readEmbedded, readHref } from '../client/read-hal.ts';
import { connectByFlags } from './connect.ts';
import { findEnvironment } from './record.ts';
import { formatTable } from './table.ts';

type EnvironmentArguments = BrokerArguments<typeof ENVIRONMENT_FLAGS>;
type CreateArguments = BrokerArguments<typeof CREATE_ENVIRONMENT_FLAGS>;

/** Lists all. */
export async function runListEnvironments({ options, terminal }: BrokerArguments): Promise<0> {
	const client = connectByFlags(options);
	const all = readEmbedded(await demand(client, { href: await client.follow('pb:environments') }), 'environments');
	if (options.json) terminal.print(JSON.stringify(all.map(strip), null, 2));
	else if (all.length === 0) terminal.print(`${client.name} has no environments`);
	else terminal.print(formatTable([['NAME', 'DISPLAY NAME', 'PRODUCTION', 'UUID'], ...all.map(formatRow)]).join('\n'));
	return 0;
}

/** Makes one. */
export async function runCreateEnvironment(args: CreateArguments): Promise<0> {
	const { options } = args;
	const client = connectByFlags(options);
	const name = demandOption(options.name, '--name <name>');
	const body = { name, production: options.production === true, ...readDetails(options) };
	const answer = await demand(client, { method: 'POST', href: await client.follow('pb:environments'), body });
	tell(args, answer, `created ${name} in ${client.name}`);
	return 0;
}

/** Changes one. */
export async function runUpdateEnvironment(args: BrokerArguments<typeof UPDATE_ENVIRONMENT_FLAGS>): Promise<0> {
	const { options } = args;
	const client = connectByFlags(options);
	const environment = await findEnvironment(client, demandOption(options.name, '--name <name>'));
	const newName = options.newName;
	const { displayName, production, contacts } = environment;
	const isProduction = options.production === true || (options.production !== false && production === true);
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
export async function runDescribeEnvironment({ options, terminal }: EnvironmentArguments): Promise<0> {
	const client = connectByFlags(options);
	const environment = await findEnvironment(client, demandOption(options.name, '--name <name>'));
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
	if (options.json) terminal.print(JSON.stringify(description, null, 2));
	else {
		terminal.print(formatTable([formatRow(environment)]).join('\n'));
		for (const [title, records] of [
			['deployed', deployed],
			['released', released],
		] as const)
			for (const { pacticipant, version, applicationInstance } of records.map(describe))
				terminal.print(
					`  ${title}: ${pacticipant} ${version}${applicationInstance === undefined ? '' : ` on ${applicationInstance}`}`,
				);
	}
	return 0;
}

/** Removes one. */
export async function runDeleteEnvironment(args: EnvironmentArguments): Promise<0> {
	const { options } = args;
	const client = connectByFlags(options);
	const name = demandOption(options.name, '--name <name>');
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

function readDetails(options: CreateArguments['options']): Record<string, unknown> {
	const displayName = options.displayName;
	const contact = options.contactName;
	const email = options.contactEmailAddress;
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

function tell({ options, terminal }: BrokerArguments, answer: unknown, text: string): void {
	terminal.print(options.json ? JSON.stringify(answer, null, 2) : text);
}
