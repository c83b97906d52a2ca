// Pacts from where they are: files, folders, URLs, a broker, which stays open for what is sent back to it.

import { isObject } from '../../spec/index.ts';
import { refuseOption } from '../broker-flags.ts';
import { isUrl, type LoadedPacts, loadPacts } from '../pact/index.ts';
import { openBroker } from './broker-client.ts';
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
	/** With the address at which the broker answers; `undefined`: none was asked. */
	access: BrokerAccess | undefined;
	close(): Promise<void>;
}

/** Reads pacts. What can't be read is a finding; rejects with a StartupError `broker.unreachable` for a broker that doesn't answer. */
export async function openPacts({ places, broker, provider, isPublishing = false }: PactPlaces): Promise<OpenedPacts> {
	// Where pacts are named, the broker is for its credentials, and for the result.
	const isAsked = places.length === 0 || isPublishing || places.some(isUrl);
	const opened = broker && isAsked ? await openBroker(broker) : undefined;
	const close = async (): Promise<void> => opened?.close();
	try {
		const access = broker && opened ? { ...broker, url: opened.url } : undefined;
		const loaded = await loadPacts(places, { provider, broker: access });
		if (access && places.length === 0 && provider !== undefined) {
			const folder = isUrl(broker?.url ?? '') ? undefined : broker?.url;
			await loadBrokerPacts(loaded, { access, provider, branch: broker?.branch, folder });
		}
		return { loaded, access, close };
	} catch (error) {
		await close();
		throw error;
	}
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
