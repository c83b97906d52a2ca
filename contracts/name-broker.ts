// Which broker a command's flags and variables name.

import { type BrokerOptions, DEFAULT_FOLDER, refuseOption } from './broker-flags.ts';

/** The broker that is named, by a flag or by PACT_BROKER_BASE_URL; `undefined`: none. */
export function nameBroker({
	broker,
	brokerBaseUrl,
}: Pick<BrokerOptions, 'broker' | 'brokerBaseUrl'>): string | undefined {
	return brokerBaseUrl || broker || undefined;
}

/** The broker that is named, else the usual folder. Throws for a variable that is set and empty, as a secret is that a job may not see. */
export function nameBrokerOrFolder(options: Pick<BrokerOptions, 'broker' | 'brokerBaseUrl'>): string {
	const named = nameBroker(options);
	if (named !== undefined || options.broker !== '') return named ?? DEFAULT_FOLDER;
	throw refuseOption(
		'PACT_BROKER_BASE_URL is set and empty, so that no broker is named',
		`give this job its value, or write --broker ${DEFAULT_FOLDER} for the folder`,
	);
}
