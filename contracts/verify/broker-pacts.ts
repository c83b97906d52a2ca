// Which pacts a broker wants verified, and their texts.

import { getList, getOwn, getString, type JsonValue, StartupError } from '../../spec/index.ts';
import { addPact, type LoadedPacts } from '../pact/index.ts';
import { type BrokerReply, callBroker, describeRefusal, readLink } from './broker-client.ts';
import type { BrokerAccess } from './verify-types.ts';

interface BrokerChoice {
	access: BrokerAccess;
	provider: string;
	branch?: string | undefined;
	/** Set where the broker is a folder, which answers at an address for this one time: pacts are named by it. */
	folder?: string | undefined;
}

/** Adds the pacts that the broker has for a provider (relation `pb:provider-pacts-for-verification`); perhaps none. */
export async function loadBrokerPacts(
	loaded: LoadedPacts,
	{ access, provider, branch, folder }: BrokerChoice,
): Promise<void> {
	const index = await expect(access, { url: `${access.url}/` });
	const place = readLink(index.value, 'pb:provider-pacts-for-verification', { provider });
	if (place === undefined) {
		throw refuse(access, 'it does not say which pacts are to be verified', 'check that --broker is a Pact Broker');
	}
	const start = await callBroker(access, { url: place });
	// The broker has never heard of the provider.
	if (start.status === 404) return;
	if (start.status !== 200) throw refuse(access, describeRefusal(start), 'check --broker and its credentials');
	const reply = await expect(access, {
		method: 'POST',
		url: readLink(start.value, 'self') ?? place,
		body: {
			includePendingStatus: access.pending === true && branch !== undefined,
			consumerVersionSelectors: (access.selectors ?? []).map((one) => ({ ...one })),
			...(branch !== undefined && { providerVersionBranch: branch }),
		},
	});
	for (const one of getList(getOwn(reply.value, '_embedded'), 'pacts')) {
		const url = readLink(one, 'self');
		if (url === undefined)
			throw refuse(access, 'it names a pact without its place', 'report this to who runs the broker');
		const { text } = await expect(access, { url });
		const file = folder === undefined ? url : `${folder}: ${readName(one)}`;
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

async function expect(access: BrokerAccess, call: Parameters<typeof callBroker>[1]): Promise<BrokerReply> {
	const reply = await callBroker(access, call);
	if (reply.status >= 200 && reply.status < 300) return reply;
	throw refuse(access, describeRefusal(reply), 'check --broker and its credentials');
}

function refuse({ url }: BrokerAccess, reason: string, remedy: string): StartupError {
	return new StartupError({ code: 'broker.unreachable', message: `the broker ${url}: ${reason}`, remedy });
}
