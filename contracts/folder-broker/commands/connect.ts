// The broker that a command's flags name.

import { type BrokerOptions, DEFAULT_FOLDER } from '../../broker-flags.ts';
import { type BrokerClient, connectBroker } from '../client/broker-client.ts';

/** One at a URL, or a folder; without a word the usual folder. */
export function connectByFlags(options: BrokerOptions): BrokerClient {
	return connectBroker({
		url: options.brokerBaseUrl ?? options.broker ?? DEFAULT_FOLDER,
		token: options.brokerToken,
		username: options.brokerUsername,
		password: options.brokerPassword,
	});
}
