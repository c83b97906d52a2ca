// Which pacts a broker wants verified, and their texts.

import { getOwn, getString, type JsonObject, type JsonValue, StartupError } from '../../spec/index.ts';
import {
	type BrokerCall,
	type BrokerClient,
	describeRefusal,
	type Reply,
} from '../folder-broker/client/broker-client.ts';
import { readEmbedded, readHref } from '../folder-broker/client/read-hal.ts';
import { addPact, type LoadedPacts } from '../pact/index.ts';
import type { BrokerAccess } from './verify-types.ts';

interface BrokerChoice {
	client: BrokerClient;
	access: BrokerAccess;
	provider: string;
}

/** Adds the pacts that the broker has for a provider (relation `pb:provider-pacts-for-verification`); perhaps none. */
export async function loadBrokerPacts(loaded: LoadedPacts, { client, access, provider }: BrokerChoice): Promise<void> {
	const { branch, pending, wipSince, selectors = [] } = access;
	const place = await client.follow('pb:provider-pacts-for-verification', { provider });
	const start = await client.call({ href: place });
	// The broker has never heard of the provider.
	if (start.status === 404) return;
	if (start.status !== 200) throw refuse(client, describeRefusal(start), 'check --broker and its credentials');
	const reply = await expect(client, {
		method: 'POST',
		href: readHref(start.body, 'self') ?? place,
		body: {
			includePendingStatus: pending === true && branch !== undefined,
			consumerVersionSelectors: selectors.map((one) => ({ ...one })),
			...(wipSince !== undefined && { includeWipPactsSince: wipSince }),
			...(branch !== undefined && { providerVersionBranch: branch }),
		},
	});
	for (const one of readEmbedded(reply.body, 'pacts') as JsonObject[]) {
		const href = readHref(one, 'self');
		if (href === undefined)
			throw refuse(client, 'it names a pact without its place', 'report this to who runs the broker');
		const { text } = await expect(client, { href });
		// What a folder links to is no address that anybody could open.
		const file = client.isFolder ? `${client.name}: ${readName(one)}` : href;
		addPact(loaded, { file, text, pending: isPending(one) });
	}
}

/** `Pact between web (1) and users`. */
function readName(pact: JsonValue): string {
	return getString(getOwn(getOwn(pact, '_links'), 'self'), 'name') ?? 'a pact';
}

function isPending(pact: JsonValue): boolean {
	return getOwn(getOwn(pact, 'verificationProperties'), 'pending') === true;
}

async function expect(client: BrokerClient, call: BrokerCall): Promise<Reply> {
	const reply = await client.call(call);
	if (reply.status >= 200 && reply.status < 300) return reply;
	const isAsked = reply.status >= 400 && reply.status < 500 && ![401, 403].includes(reply.status);
	throw refuse(
		client,
		describeRefusal(reply),
		isAsked ? 'see what the broker says' : 'check --broker and its credentials',
	);
}

function refuse({ name }: BrokerClient, reason: string, remedy: string): StartupError {
	return new StartupError({ code: 'broker.unreachable', message: `the broker ${name}: ${reason}`, remedy });
}
