// The broker that a command's flags name.

import type { BrokerOptions } from '../../broker-flags.ts';
import { nameBrokerOrFolder } from '../../name-broker.ts';
import { type BrokerClient, connectBroker } from '../client/broker-client.ts';

/** One at a URL, or a folder; without a word the usual folder. */
export function connectByFlags(options: BrokerOptions): BrokerClient {
	return connectBroker({
		url: nameBrokerOrFolder(options),
		token: options.brokerToken,
		username: options.brokerUsername,
		password: options.brokerPassword,
	});
}
