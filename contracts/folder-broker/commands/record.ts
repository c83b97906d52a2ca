// `pact record-deployment`, `record-undeployment`, `record-release` and `record-support-ended`.

import {
	type BROKER_FLAGS,
	type BrokerArguments,
	type DEPLOYMENT_FLAGS,
	demandOption,
	type RECORD_FLAGS,
	refuseOption,
	type UNDEPLOYMENT_FLAGS,
} from '../../broker-flags.ts';
import { type BrokerClient, demand, refuseReply } from '../client/broker-client.ts';
import { readEmbedded, readHref, readLinks } from '../client/read-hal.ts';
import { isJsonObject } from '../store/exact-json.ts';
import { connectByFlags } from './connect.ts';
import { demandVersion } from './git.ts';

type RecordArguments = BrokerArguments<typeof RECORD_FLAGS>;
type UndeploymentArguments = BrokerArguments<typeof UNDEPLOYMENT_FLAGS>;

/** Records that a version runs in an environment. */
export async function runRecordDeployment(args: BrokerArguments<typeof DEPLOYMENT_FLAGS>): Promise<0> {
	const instance = args.options.applicationInstance;
	const body = instance === undefined ? {} : { applicationInstance: instance, target: instance };
	return record(args, { relation: 'pb:record-deployment', body, done: 'is recorded as deployed to' });
}

/** Records that a version was released in an environment. */
export function runRecordRelease(args: RecordArguments): Promise<0> {
	return record(args, { relation: 'pb:record-release', body: {}, done: 'is recorded as released in' });
}

/** Records that an application runs in an environment no more. 1: it didn't. */
export function runRecordUndeployment(args: UndeploymentArguments): Promise<0 | 1> {
	const instance = args.options.applicationInstance ?? '';
	return end(args, {
		relation: 'pb:currently-deployed-deployed-versions',
		list: 'deployedVersions',
		change: { currentlyDeployed: false },
		fits: (record) => String(record['applicationInstance'] ?? record['target'] ?? '') === instance,
		done: 'is recorded as undeployed from',
		missing: 'is not deployed to',
	});
}

/** Records that a released version is supported no more. 1: it wasn't. */
export function runRecordSupportEnded(args: RecordArguments): Promise<0 | 1> {
	const version = requireVersion(args);
	return end(args, {
		relation: 'pb:currently-supported-released-versions',
		list: 'releasedVersions',
		change: { currentlySupported: false },
		fits: (record) => readVersion(record) === version,
		done: 'is recorded as supported no more in',
		missing: 'is not supported in',
	});
}

async function record(
	args: RecordArguments,
	{ relation, body, done }: { relation: string; body: unknown; done: string },
): Promise<0> {
	const { options } = args;
	const client = connectByFlags(options);
	const participant = demandOption(options.pacticipant, '--pacticipant <name>');
	const environment = demandOption(options.environment, '--environment <name>');
	const version = requireVersion(args);
	const found = await client.call({
		href: await client.follow('pb:pacticipant-version', { pacticipant: participant, version }),
	});
	if (found.status === 404)
		throw refuseOption(
			`${client.name} knows no version ${version} of ${participant}`,
			'publish its pact or its verification first',
		);
	if (found.status >= 300) throw refuseReply(client, found);
	const places = readLinks(found.body, relation);
	const place = places.find(({ name }) => name === environment);
	if (place === undefined)
		throw refuseEnvironment(
			client,
			environment,
			places.map(({ name }) => name),
		);
	const answer = await demand(client, { method: 'POST', href: place.href, body });
	tell(args, answer, `${participant} ${version} ${done} ${environment}`);
	return 0;
}

async function end(
	args: BrokerArguments<Pick<typeof RECORD_FLAGS, 'pacticipant' | 'environment' | keyof typeof BROKER_FLAGS>>,
	what: {
		relation: string;
		list: string;
		change: unknown;
		fits(record: Record<string, unknown>): boolean;
		done: string;
		missing: string;
	},
): Promise<0 | 1> {
	const { options } = args;
	const client = connectByFlags(options);
	const participant = demandOption(options.pacticipant, '--pacticipant <name>');
	const name = demandOption(options.environment, '--environment <name>');
	const environment = await findEnvironment(client, name);
	const href = readHref(environment, what.relation);
	if (href === undefined) throw refuseEnvironment(client, name, []);
	const current = await demand(client, { href: `${href}?pacticipant=${encodeURIComponent(participant)}` });
	const records = readEmbedded(current, what.list).filter(
		(one) => readParticipant(one) === participant && what.fits(one),
	);
	if (records.length === 0) {
		throw refuseOption(`${participant} ${what.missing} ${name}`, `see pact environments describe --name ${name}`);
	}
	for (const one of records) {
		const self = readHref(one, 'self');
		if (self === undefined) continue;
		const answer = await demand(client, { method: 'PATCH', href: self, body: what.change });
		tell(args, answer, `${participant} ${readVersion(one)} ${what.done} ${name}`);
	}
	return 0;
}

/** The environment of a name, or a `StartupError` that names those there are. */
export async function findEnvironment(client: BrokerClient, name: string): Promise<Record<string, unknown>> {
	const all = readEmbedded(await demand(client, { href: await client.follow('pb:environments') }), 'environments');
	const found = all.find((environment) => environment['name'] === name || environment['uuid'] === name);
	if (found) return found;
	throw refuseEnvironment(
		client,
		name,
		all.map((environment) => String(environment['name'])),
	);
}

function refuseEnvironment(client: BrokerClient, name: string, known: readonly string[]): Error {
	return refuseOption(
		`${client.name} has no environment "${name}"`,
		known.length === 0
			? `create it: stunt-double pact environments create --name ${name}`
			: `choose one of ${known.join(', ')}`,
	);
}

function requireVersion({ options }: RecordArguments): string {
	return demandVersion(options.version, { to: 'record', remedy: 'write --version <version>' });
}

function readParticipant(record: Record<string, unknown>): string | undefined {
	return readEmbeddedText(record, 'pacticipant', 'name');
}

function readVersion(record: Record<string, unknown>): string | undefined {
	return readEmbeddedText(record, 'version', 'number');
}

function readEmbeddedText(record: Record<string, unknown>, name: string, key: string): string | undefined {
	const embedded = record['_embedded'];
	const part = isJsonObject(embedded) ? embedded[name] : undefined;
	return isJsonObject(part) ? String(part[key]) : undefined;
}

function tell({ options, terminal }: BrokerArguments, answer: unknown, text: string): void {
	terminal.print(options.json ? JSON.stringify(answer, null, 2) : text);
}
