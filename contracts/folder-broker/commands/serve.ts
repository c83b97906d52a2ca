// `broker`: the folder as a Pact Broker, until somebody stops it.

import { type BrokerArguments, refuseOption, type SERVE_FLAGS } from '../../broker-flags.ts';
import { startBrokerServer } from '../http/server.ts';
import { openBrokerFolder } from '../store/broker-folder.ts';
import { type HostRule, parseHostRule } from '../webhooks/webhook-rules.ts';

/** Serves until SIGINT or SIGTERM. */
export async function runBroker({ options, terminal }: BrokerArguments<typeof SERVE_FLAGS>): Promise<0> {
	const { dir, host, port, token, readOnlyToken, publicBadges, publicUrl, webhookHost = [], webhookMethod } = options;
	if (publicUrl !== undefined && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
		throw refuseOption(
			`--public-url must be an http address, not "${publicUrl}"`,
			'write it like https://pacts.example.com',
		);
	const rules = { hosts: webhookHost.map(readHostRule), methods: (webhookMethod ?? ['POST']).map(readMethod) };
	const folder = openBrokerFolder(dir);
	const server = await startBrokerServer({
		folder,
		host,
		port,
		...(token === undefined ? {} : { token }),
		...(readOnlyToken === undefined ? {} : { readOnlyToken }),
		hasPublicBadges: publicBadges,
		...(publicUrl === undefined ? {} : { publicUrl }),
		webhooks: { rules },
		report: (error) => terminal.warn(error instanceof Error ? (error.stack ?? error.message) : String(error)),
	});
	for (const { path, reason } of folder.listBroken()) {
		terminal.warn(`${dir}/${path} ${reason}: mend it, nothing is answered before`);
	}
	terminal.print(`Pact Broker over ${dir} at ${server.url}`);
	await new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	await server.close();
	return 0;
}

function readHostRule(text: string): HostRule {
	const rule = parseHostRule(text);
	if (rule) return rule;
	throw refuseOption(
		`--webhook-host must be the name of a host, not "${text}"`,
		'write it like ci.example.com or *.example.com',
	);
}

function readMethod(text: string): string {
	if (/^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(text)) return text.toUpperCase();
	throw refuseOption(`--webhook-method must be a method of HTTP, not "${text}"`, 'write it like POST or POST,PUT');
}
