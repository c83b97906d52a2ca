// `broker`: the folder as a Pact Broker, until somebody stops it.

import type { CommandArguments } from '../../cli/command.ts';
import { startBrokerServer } from '../http/server.ts';
import { openBrokerFolder } from '../store/broker-folder.ts';
import { DEFAULT_FOLDER, readCount, readText } from './options.ts';

/** Serves until SIGINT or SIGTERM. */
export async function runBroker({ options, io }: CommandArguments): Promise<0> {
	const path = readText(options, 'dir') ?? DEFAULT_FOLDER;
	const port = readCount(options, 'port', '--port');
	const host = readText(options, 'host');
	const token = readText(options, 'token');
	const folder = openBrokerFolder(path);
	const server = await startBrokerServer({
		folder,
		...(host === undefined ? {} : { host }),
		...(port === undefined ? {} : { port }),
		...(token === undefined ? {} : { token }),
		report: (error) => io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
	});
	const broken = folder.listBroken();
	for (const { path: file, reason } of broken)
		io.err(`${path}/${file} ${reason}: mend it, nothing is answered before\n`);
	io.out(`Pact Broker over ${path} at ${server.url}\n`);
	await new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	await server.close();
	return 0;
}
