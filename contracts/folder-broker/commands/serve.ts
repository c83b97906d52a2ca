// `broker`: the folder as a Pact Broker, until somebody stops it.

import { type BrokerArguments, refuseOption, type SERVE_FLAGS } from '../../broker-flags.ts';
import { startBrokerServer } from '../http/server.ts';
import { openBrokerFolder } from '../store/broker-folder.ts';

/** Serves until SIGINT, SIGTERM or SIGHUP. */
export async function runBroker({ options, terminal }: BrokerArguments<typeof SERVE_FLAGS>): Promise<0> {
	const {
		dir,
		host,
		port,
		token,
		readOnlyToken,
		publicBadges,
		publicUrl,
		webhookHost: hosts = [],
		webhookMethod: methods,
		json,
	} = options;
	if (publicUrl !== undefined && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
		throw refuseOption(
			`--public-url must be an http address, not "${publicUrl}"`,
			'write it like https://pacts.example.com',
		);
	const folder = openBrokerFolder(dir);
	const server = await startBrokerServer({
		folder,
		host,
		port,
		...(token === undefined ? {} : { token }),
		...(readOnlyToken === undefined ? {} : { readOnlyToken }),
		hasPublicBadges: publicBadges,
		...(publicUrl === undefined ? {} : { publicUrl }),
		webhooks: { hosts, methods },
		report: (error) => terminal.warn(error instanceof Error ? (error.stack ?? error.message) : String(error)),
	});
	for (const { path, reason } of folder.listBroken()) {
		terminal.warn(`${dir}/${path} ${reason}: mend it, nothing is answered before`);
	}
	terminal.print(json ? JSON.stringify({ url: server.url, dir }) : `Pact Broker over ${dir} at ${server.url}`);
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
	});
	await server.close();
	return 0;
}
