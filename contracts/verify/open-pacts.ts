// Pacts from where they are: files, folders, URLs, a broker, to which results are sent back.

import { existsSync } from 'node:fs';
import { isObject, StartupError } from '../../spec/index.ts';
import { refuseOption } from '../broker-flags.ts';
import { type BrokerClient, connectBroker } from '../folder-broker/client/broker-client.ts';
import { isUrl, type LoadedPacts, loadPacts } from '../pact/index.ts';
import { loadBrokerPacts } from './broker-pacts.ts';
import type { BrokerAccess } from './verify-types.ts';

/** Which pacts. */
export interface PactPlaces {
	/** Files, folders and http URLs; none: those that the broker has for the provider. */
	places: readonly string[];
	broker?: BrokerAccess | undefined;
	/** Only pacts with this provider. */
	provider?: string | undefined;
	/** Something is to be sent to the broker afterwards, whichever pacts there are. */
	isPublishing?: boolean;
}

/** Pacts that were read, and the broker that they came from or go to. */
export interface OpenedPacts {
	loaded: LoadedPacts;
	/** `undefined`: none was asked. */
	client: BrokerClient | undefined;
}

/** Reads pacts. What can't be read is a finding; rejects with a StartupError `broker.unreachable` for a broker that doesn't answer. */
export async function openPacts({ places, broker, provider, isPublishing = false }: PactPlaces): Promise<OpenedPacts> {
	// Where pacts are named, the broker is for its credentials, and for the result.
	const isAsked = places.length === 0 || isPublishing || places.some(isUrl);
	const client = broker && isAsked ? openBroker(broker) : undefined;
	const loaded = await loadPacts(places, { provider, broker });
	if (broker && client && places.length === 0 && provider !== undefined)
		await loadBrokerPacts(loaded, { client, access: broker, provider });
	return { loaded, client };
}

/** A folder has to be there: nothing is verified of one that a typing error made. */
function openBroker(access: BrokerAccess): BrokerClient {
	if (isUrl(access.url) || existsSync(access.url)) return connectBroker(access);
	throw new StartupError({
		code: 'broker.unreachable',
		message: `"${access.url}" is neither a URL of a broker nor a folder that exists`,
		remedy: 'write it like http://127.0.0.1:9292 or contracts/broker',
	});
}

/** `--selector '{"mainBranch":true}'`. Throws a StartupError `option.invalid`. */
export function readSelector(json: string): Readonly<Record<string, string | boolean>> {
	try {
		const value: unknown = JSON.parse(json);
		if (isObject(value)) return value as Record<string, string | boolean>;
	} catch {
		// Told below.
	}
	throw refuseOption(`--selector must be a JSON object, not "${json}"`, `write it like '{"mainBranch":true}'`);
}
